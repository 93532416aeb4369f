import assert from "node:assert/strict";
import fc from "fast-check";
import { type BlockFindings, BlockSummary, Findings, type Segment } from "../../src/model/mod.ts";
import type { BlockText, Summariser } from "../../src/summarisers/mod.ts";

const never = (): AbortSignal => new AbortController().signal;

/** Words a meeting is made of, so that random talk meets the rules. */
const WORDS = [
  ..."on nous je tu Paul Sophie le la service juridique décide valide va doit envoyer préparera le devis avant vendredi si ne pas oui non d'accord"
    .split(" "),
  ..."we decided will send the quote by Monday Emma can you let's yes no if not it's settled scratch that I'll take it"
    .split(" "),
  ...[
    "?",
    ".",
    ",",
    "…",
    "42",
    "%",
    "mille euros",
    "",
    "\u0000",
    "🎉",
    "é\u0301",
    "İ",
    "merci Léa",
    "qu'",
    "l'",
  ],
];

const text = fc.oneof(
  fc.array(fc.constantFrom(...WORDS), { maxLength: 40 }).map((words) => words.join(" ")),
  fc.string({ unit: "grapheme", maxLength: 200 }),
);

const segments = fc.array(fc.record({ channel: fc.constantFrom<0 | 1>(0, 1), text }), { maxLength: 30 }).map((
  all,
) =>
  all.map(({ channel, text }, i): Segment => ({
    id: `000000-000002.${i}`,
    channel,
    start: i * 3,
    end: i * 3 + 2.5,
    text,
  }))
);

const blocks = fc.record({ language: fc.constantFrom("fr" as const, "en" as const), segments });

/** Every item of findings that needs a proof, with what it is. */
function itemsOf(
  findings: BlockFindings | Findings,
): { text: string; at: number; segments: readonly string[] }[] {
  const shared = [
    ...findings.decisions,
    ...findings.actions,
    ...findings.questions,
    ...findings.figures,
    ...findings.topics.flatMap(({ points }) => points),
  ];
  return "sentences" in findings
    ? [...shared, ...findings.sentences, ...findings.reversals]
    : [...shared, ...findings.summary, ...findings.highlights];
}

function assertProved(findings: BlockFindings | Findings, given: readonly Segment[]): void {
  const ids = new Set(given.map(({ id }) => id));
  for (const item of itemsOf(findings)) {
    assert.ok(item.segments.length > 0, `no proof of ${item.text}`);
    assert.deepEqual(item.segments.filter((id) => !ids.has(id)), [], `unknown proof of ${item.text}`);
    assert.ok(Number.isFinite(item.at) && item.at >= 0, `no moment of ${item.text}`);
    assert.notEqual(item.text.trim(), "");
  }
}

async function summaryOf(summariser: Summariser, block: BlockText, number = 0): Promise<BlockSummary> {
  const { findings, dropped } = await summariser.summariseBlock(block, { signal: never() });
  return {
    schema: 1,
    inputs: {},
    block: number,
    start: number * 600,
    end: number * 600 + 600,
    by: summariser.name,
    findings,
    dropped,
  };
}

/** What every summariser does, whatever it is made of. */
export function summariserContract(
  name: string,
  make: () => Summariser,
  { runs = 150 }: { readonly runs?: number } = {},
): void {
  Deno.test(`${name}: every item names segments that were given, for any talk`, async () => {
    const summariser = make();
    await fc.assert(
      fc.asyncProperty(blocks, async (block) => {
        const summary = await summaryOf(summariser, block);
        BlockSummary.parse(summary);
        assertProved(summary.findings, block.segments);
        const findings = await summariser.synthesise([summary], {
          language: block.language,
          signal: never(),
        });
        Findings.parse(findings);
        assertProved(findings, block.segments);
      }),
      { numRuns: runs, seed: 4 },
    );
  });

  Deno.test(`${name}: the same text gives the same findings, byte for byte`, async () => {
    await fc.assert(
      fc.asyncProperty(blocks, async (block) => {
        const once = await summaryOf(make(), block);
        const again = await summaryOf(make(), structuredClone(block));
        assert.equal(JSON.stringify(again), JSON.stringify(once));
        const options = { language: block.language, signal: never() };
        assert.equal(
          JSON.stringify(await make().synthesise([structuredClone(once)], options)),
          JSON.stringify(await make().synthesise([once], options)),
        );
      }),
      { numRuns: Math.ceil(runs / 5), seed: 5 },
    );
  });

  Deno.test(`${name}: what was given is left as it was`, async () => {
    const block: BlockText = {
      language: "fr",
      segments: [{ id: "a.0", channel: 0, start: 0, end: 2, text: "On valide le devis." }],
    };
    const before = structuredClone(block);
    const summary = await summaryOf(make(), block);
    assert.deepEqual(block, before);
    const copy = structuredClone(summary);
    await make().synthesise([summary], { language: "fr", signal: never() });
    assert.deepEqual(summary, copy);
  });

  for (const language of ["fr", "en"] as const) {
    Deno.test(`${name}: a block without speech gives nothing (${language})`, async () => {
      for (const texts of [[], [""], ["  ", "…", "?"]]) {
        const segments = texts.map((text, i): Segment => ({
          id: `w.${i}`,
          channel: 0,
          start: i,
          end: i + 1,
          text,
        }));
        const summary = await summaryOf(make(), { language, segments });
        assert.deepEqual(itemsOf(summary.findings), []);
        const findings = await make().synthesise([summary], { language, signal: never() });
        assert.deepEqual(Object.values(findings).flat(), []);
      }
    });
  }

  Deno.test(`${name}: no blocks give empty findings`, async () => {
    const findings = await make().synthesise([], { language: "fr", signal: never() });
    assert.deepEqual(Object.values(findings).flat(), []);
  });

  Deno.test(`${name}: an aborted call rejects with the signal's reason`, async () => {
    const reason = new Error("the program is ending");
    const signal = AbortSignal.abort(reason);
    await assert.rejects(make().summariseBlock({ language: "fr", segments: [] }, { signal }), reason);
    await assert.rejects(make().synthesise([], { language: "fr", signal }), reason);
  });
}
