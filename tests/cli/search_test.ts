import assert from "node:assert/strict";
import type { SearchResult } from "../../src/app.ts";
import { runCli } from "../../src/cli/mod.ts";
import { message } from "../../src/errors.ts";
import { ESCAPE, FakeApp, fakeIo, type FakeIoOptions } from "./fake_io.ts";

const POINT = "2026-11-23_1405_point-projet";

const hit: SearchResult["hits"][number] = {
  session: POINT,
  name: "Point projet",
  startedAt: "2026-11-23T14:05:00",
  kind: "transcript",
  at: 754.2,
  who: "Camille",
  text: "Le budget est de quarante mille euros.",
  marks: [[3, 9]],
  report: `/home/outbox/${POINT}/report.html`,
};

function result(change: Partial<SearchResult> = {}): SearchResult {
  return {
    hits: [hit],
    total: 1,
    meetings: 1,
    searched: 3,
    unsaid: [],
    skipped: [],
    notKept: null,
    ...change,
  };
}

async function call(args: string[], answer: SearchResult = result(), options: FakeIoOptions = {}) {
  const app = new FakeApp();
  app.doSearch = () => Promise.resolve(answer);
  const io = fakeIo({ app, clock: { ...fakeIo().clock, sleep: waits }, ...options });
  const code = await runCli(["search", ...args], io);
  assert.equal(io.listeners(), 0, "a signal listener was left behind");
  return { code, out: io.out(), err: io.err(), app };
}

/** Time does not pass here: whoever sleeps is woken by its signal. */
function waits(_ms: number, { signal }: { readonly signal?: AbortSignal } = {}): Promise<void> {
  return new Promise((_, reject) => {
    if (signal?.aborted) reject(signal.reason);
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

Deno.test("search passes on its words, days, places and limit as they are meant", async () => {
  const cases: [string[], string][] = [
    [["budget", "Atlas"], "search budget Atlas {}"],
    [['"mise en place"'], 'search "mise en place" {}'],
    [["x", "--from", "2026-11", "--to", "2026"], 'search x {"from":"2026-11-01","to":"2026-12-31"}'],
    [["x", "--from", "3/2/2026", "--to", "02/2028"], 'search x {"from":"2026-02-03","to":"2028-02-29"}'],
    [
      ["x", "--in", "decisions,Actions", "--limit", "5"],
      'search x {"kinds":["decisions","actions"],"limit":5}',
    ],
  ];
  for (const [args, asked] of cases) {
    const { code, app, err } = await call(args);
    assert.deepEqual([code, app.calls], [0, [asked]], err);
  }
});

Deno.test("search refuses what it cannot look for, or a day that is none, with 2 and a sentence", async () => {
  const cases: [string[], RegExp][] = [
    [[], /WORDS(?:\.\.\.)? is missing/],
    [[" "], /WORDS(?:\.\.\.)? is missing/],
    [["x", "--in", "decision"], /perhaps decisions\?/i],
    [["x", "--limit", "0"], /number from 1 on/],
    [["x", "--limit", "viele"], /number from 1 on/],
    [["x", "--from", "2026-02-30"], /"2026-02-30" is no day/],
    [["x", "--to", "hier"], /"hier" is no day/],
    [["x", "--from", "2026-12", "--to", "2026-11"], /--from is after --to/],
  ];
  for (const [args, told] of cases) {
    const { code, err, app } = await call(args);
    assert.deepEqual([code, app.calls], [2, []], args.join(" "));
    assert.match(err, told);
  }
});

Deno.test("a hit shows its meeting, its moment, who said it and what opens it, with the words marked where colours are wanted", async () => {
  const answer = result({
    hits: [hit, {
      ...hit,
      kind: "actions",
      at: 3725,
      who: "Nadia",
      text: "Envoyer le budget",
      marks: [[11, 17]],
    }],
    total: 30,
    meetings: 2,
  });
  const { out } = await call(["budget"], answer);
  assert.deepEqual(out.split("\n"), [
    "30 passages in 2 meetings, of 3 looked through.",
    "",
    `Point projet  2026-11-23 14:05  ${POINT}`,
    "    12:34  Camille: Le budget est de quarante mille euros.",
    "  1:02:05  Action, Nadia: Envoyer le budget",
    `  To open it: /home/outbox/${POINT}/report.html`,
    "",
    "2 passages are shown, the best; greffier search --limit 30 … shows them all.",
    "",
  ]);
  const coloured = await call(["budget"], answer, { environment: { colours: "always" } });
  assert.ok(coloured.out.includes(`Le ${ESCAPE}[1mbudget${ESCAPE}[22m est`));
  const refused = await call(["budget"], answer, { terminal: true, environment: { colours: "never" } });
  assert.ok(!refused.out.includes(ESCAPE));
});

Deno.test("names and words said command no terminal", async () => {
  const evil = `\u001b[2J\u202e`;
  const { out } = await call(
    ["x"],
    result({ hits: [{ ...hit, name: evil, who: evil, text: `${evil}budget${evil}`, marks: [[5, 11]] }] }),
    { environment: { colours: "always" } },
  );
  assert.doesNotMatch(out, /\u202e/);
  assert.ok(
    !["[1m", "[2m", "[22m"].reduce((text, code) => text.replaceAll(ESCAPE + code, ""), out).includes(ESCAPE),
  );
});

Deno.test("where nothing is found search says in how many meetings it looked, and what is said nowhere", async () => {
  const nothing = { hits: [], total: 0, meetings: 0 };
  const unsaid = [{ written: "budgte", near: "budget" }, { written: "zz", near: null }];
  const { code, out } = await call(["budgte zz"], result({ ...nothing, unsaid }));
  assert.equal(code, 0);
  assert.equal(
    out,
    '"budgte" is said nowhere; perhaps "budget"?\n"zz" is said nowhere.\nNothing in 3 meetings looked through.\n',
  );
  assert.match((await call(["a b"], result(nothing))).out, /no meeting has them all/);
  assert.match((await call(["a"], result({ ...nothing, searched: 0 }))).out, /no meeting to look through/);
});

Deno.test("what could not be read, and an index that cannot be kept, are told beside the result", async () => {
  const { out, err, code } = await call(
    ["x"],
    result({
      skipped: [{ id: POINT, name: "Point", why: message("file.newer", { path: "/x" }) }],
      notKept: message("search.notKept", { folder: "/home/state" }),
    }),
  );
  assert.equal(code, 0);
  assert.match(err, /"Point" .* not looked through/);
  assert.match(err, /cannot be kept in \/home\/state/);
  assert.doesNotMatch(out, /not looked through/);
});

Deno.test("as JSON search gives the passages with their marks, and sentences for what went wrong", async () => {
  const notKept = message("search.notKept", { folder: "/home/state" });
  const { out } = await call(["x", "--json"], result({ notKept }));
  const found = JSON.parse(out);
  assert.deepEqual([found.hits, found.total, found.searched], [[JSON.parse(JSON.stringify(hit))], 1, 3]);
  assert.match(found.notKept.text, /cannot be kept/);
});
