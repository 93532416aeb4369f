import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import {
  type IndexedLine,
  type IndexedMeeting,
  isDamagedIndex,
  isIndexTrouble,
  type LineKind,
  marksIn,
  readQuery,
  SearchIndex,
} from "../../src/search/mod.ts";
import { temporaryFolder } from "../support/temporary_folder.ts";

const SEEN = { looks: "1", hash: "1" };

function meeting(
  id: string,
  said: readonly string[],
  change: Partial<IndexedMeeting> & { readonly found?: readonly [LineKind, string][] } = {},
): IndexedMeeting {
  const { found = [], ...other } = change;
  const lines: IndexedLine[] = [
    ...said.map((text, n) => ({ kind: "transcript" as const, at: n * 10, who: null, text })),
    ...found.map(([kind, text]) => ({ kind, at: 0, who: null, text })),
  ];
  return {
    ...{ folder: id, id, name: id, startedAt: `${id.slice(0, 10)}T09:00:00`, language: "fr", page: null },
    lines,
    ...other,
  };
}

function indexOf(...meetings: IndexedMeeting[]): SearchIndex {
  const index = new SearchIndex();
  index.put(meetings.map((one) => [one, SEEN]));
  return index;
}

function texts(index: SearchIndex, query: string, within = {}): string[] {
  return index.search(readQuery(query, "fr"), { limit: 50, within }).hits.map(({ text }) => text);
}

Deno.test("words are found whatever their case, accents, elision and inflection, in either language", () => {
  const cases: [said: string, query: string, language?: "fr" | "en"][] = [
    ["Nous avons validé l'équipe.", "EQUIPES"],
    ["Le cœur du problème.", "coeur"],
    ["Les budgets sont arrêtés.", "budget"],
    ["Il faut décaler la livraison.", "livraisons décalées"],
    ["Le devis est de quarante mille euros.", "40 000"],
    ["Le devis est de quarante mille euros.", "forty thousand"],
    ["La réunion est lundi.", "monday"],
    ["Tous les workshops sont prêts.", "workshop"],
    ["La société a deux companies.", "company"],
    ["The meetings were moved.", "meeting moving", "en"],
    ["We agreed on the équipe.", "équipe", "en"],
  ];
  for (const [said, query, language = "fr"] of cases) {
    using index = indexOf(meeting("2026-01-01_0900_a", [said], { language }));
    assert.deepEqual(texts(index, query), [said], query);
  }
});

Deno.test("several words must all be in the meeting: those said together come first, then near, then apart", () => {
  using index = indexOf(
    meeting("2026-01-01_0900_apart", ["Le budget est voté.", ...Array(9).fill("Rien."), "Atlas avance."]),
    meeting("2026-01-02_0900_near", ["Parlons du budget.", "Celui de Atlas.", "Rien.", "Rien."]),
    meeting("2026-01-03_0900_one", ["Le budget est voté.", "Rien."]),
    meeting("2026-01-04_0900_both", [
      "Le budget Atlas est voté.",
      "Atlas encore.",
      ...Array(5).fill("Rien."),
      "Atlas.",
    ]),
  );
  const found = index.search(readQuery("budget Atlas", "fr"), { limit: 50 });
  assert.deepEqual(
    found.hits.map(({ text }) => text),
    [
      "Le budget Atlas est voté.",
      "Atlas encore.",
      "Celui de Atlas.",
      "Parlons du budget.",
      "Atlas avance.",
      "Le budget est voté.",
    ].toSorted((a, b) => order(found, a) - order(found, b)),
  );
  assert.equal(found.hits[0]?.text, "Le budget Atlas est voté.");
  assert.deepEqual(
    found.hits.slice(-2).map(({ meeting }) => meeting.id),
    Array(2).fill("2026-01-01_0900_apart"),
  );
  assert.deepEqual([found.total, found.meetings, found.searched], [6, 3, 4]);

  function order({ hits }: typeof found, text: string) {
    return hits.findIndex((hit) => hit.text === text);
  }
});

Deno.test("words in quotation marks must follow each other, small ones too; one left open goes to the end", () => {
  using index = indexOf(meeting("2026-01-01_0900_a", [
    "La mise en place commence.",
    "On a mis la place en ordre.",
    "Le compte rendu arrive.",
  ]));
  for (const query of ['"mise en place"', "« mise en place »", "“mises en places”", '"mise en place']) {
    assert.deepEqual(texts(index, query), ["La mise en place commence."], query);
  }
  assert.deepEqual(texts(index, '"compte rendu"'), ["Le compte rendu arrive."]);
  assert.deepEqual(texts(index, '"rendu compte"'), []);
});

Deno.test("what FTS5 takes for an operator is text, whatever is typed", () => {
  using index = indexOf(meeting("2026-01-01_0900_a", ["Le budget near Atlas.", "C++ et C# ensemble."]));
  for (
    const query of [
      "budget NEAR(Atlas)",
      "budget* Atlas",
      "{fr}: budget",
      "-budget +Atlas ^near",
      "budget AND Atlas",
    ]
  ) {
    index.search(readQuery(query, "fr"), { limit: 5 });
  }
  assert.deepEqual(texts(index, "fr:budget"), []);
  assert.deepEqual(texts(index, "budget*"), ["Le budget near Atlas."]);
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (query) => {
      index.search(readQuery(query, "fr"), { limit: 5 });
    }),
    { numRuns: 300 },
  );
  fc.assert(
    fc.property(fc.stringMatching(/^["'«»*^:{}()+\-a-z ]{0,30}$/), (query) => {
      index.search(readQuery(query, "en"), { limit: 5 });
    }),
    { numRuns: 300 },
  );
});

Deno.test("small words count only where there is nothing else", () => {
  using index = indexOf(meeting("2026-01-01_0900_a", ["Le budget.", "Nous sommes là."]));
  assert.deepEqual(texts(index, "le budget de la"), ["Le budget."]);
  assert.deepEqual(texts(index, "nous"), ["Nous sommes là."]);
  assert.deepEqual(texts(index, "?!"), []);
});

Deno.test("a search is kept to days and to decisions, actions or the transcript; a decision said aloud is shown once", () => {
  using index = indexOf(
    meeting("2026-01-01_0900_a", ["Le budget est voté."], { found: [["decisions", "Le budget est voté."]] }),
    meeting("2026-02-01_0900_b", ["Le budget attend."]),
  );
  assert.equal(texts(index, "budget").length, 2);
  assert.deepEqual(texts(index, "budget", { from: "2026-01-02" }), ["Le budget attend."]);
  assert.deepEqual(texts(index, "budget", { to: "2026-01-01" }), ["Le budget est voté."]);
  assert.deepEqual(texts(index, "budget", { kinds: ["decisions"] }), ["Le budget est voté."]);
  assert.deepEqual(texts(index, "budget", { kinds: ["actions"] }), []);
  assert.equal(
    index.search(readQuery("budget", "fr"), { limit: 5, within: { to: "2026-01-01" } }).searched,
    1,
  );
});

Deno.test("the name of a meeting helps its lines, and is found itself where nothing else is", () => {
  using index = indexOf(
    meeting("2026-01-01_0900_a", ["Le budget est voté."], { found: [["title", "Point Atlas"]] }),
  );
  assert.deepEqual(texts(index, "budget Atlas"), ["Le budget est voté."]);
  assert.deepEqual(texts(index, "atlas"), ["Point Atlas"]);
});

Deno.test("what is said nowhere is named, with the word that comes nearest as it is said", () => {
  using index = indexOf(meeting("2026-01-01_0900_a", ["Le chantier Boréale avance."]));
  assert.deepEqual(index.search(readQuery("chantier Boriale zzzzzz", "fr"), { limit: 5 }).unsaid, [
    { written: "Boriale", near: "Boréale" },
    { written: "zzzzzz", near: null },
  ]);
});

Deno.test("a meeting put again takes the place of what it was; one forgotten leaves no word in the file", async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "search.sqlite");
  const id = "2026-01-01_0900_a";
  {
    using index = new SearchIndex(path);
    index.put([[meeting(id, ["Le zanzibar."]), SEEN], [meeting("2026-01-02_0900_b", ["Le budget."]), SEEN]]);
    index.put([[meeting(id, ["Le kilimandjaro."]), { looks: "2", hash: "2" }]]);
    assert.deepEqual([texts(index, "zanzibar"), texts(index, "kilimandjaro")], [[], ["Le kilimandjaro."]]);
  }
  {
    using index = new SearchIndex(path);
    assert.deepEqual(index.seen().get(id), { looks: "2", hash: "2" });
    index.see(id, { looks: "3" });
    assert.equal(index.seen().get(id)?.looks, "3");
    index.forget([id]);
    assert.deepEqual([...index.seen().keys()], ["2026-01-02_0900_b"]);
    assert.deepEqual(texts(index, "budget"), ["Le budget."]);
  }
  const bytes = new TextDecoder("latin1").decode(await Deno.readFile(path));
  assert.ok(bytes.includes("budget"));
  assert.doesNotMatch(bytes, /kilimandjar|zanzibar/);
});

Deno.test("a file that is damaged, another program's or another version's is told from one that cannot be written", async () => {
  await using folder = await temporaryFolder();
  const tells = async (content: Uint8Array | string) => {
    const path = join(folder.path, "search.sqlite");
    await Deno.writeFile(path, typeof content === "string" ? new TextEncoder().encode(content) : content);
    try {
      using index = new SearchIndex(path);
      index.search(readQuery("budget", "fr"), { limit: 1 });
    } catch (error) {
      return isDamagedIndex(error);
    }
    return "opened";
  };
  assert.equal(await tells("no database at all ".repeat(500)), true);
  const other = join(folder.path, "other.sqlite");
  {
    const { DatabaseSync } = await import("node:sqlite");
    const database = new DatabaseSync(other);
    database.exec("CREATE TABLE theirs (x)");
    database.close();
  }
  assert.equal(await tells(await Deno.readFile(other)), true);
  assert.equal(await tells(""), "opened");
  try {
    new SearchIndex(join(folder.path, "no folder", "search.sqlite"));
    assert.fail("it was opened");
  } catch (error) {
    assert.deepEqual([isIndexTrouble(error), isDamagedIndex(error)], [true, false]);
  }
});

Deno.test("the words looked for are marked where they stand, figures in words and phrases whole", () => {
  const cases: [text: string, query: string, marked: string[]][] = [
    ["L'équipe valide les budgets.", "equipe budget", ["équipe", "budgets"]],
    ["Le devis : quarante mille euros.", "40 000", ["quarante mille"]],
    ["La mise en place de la mise.", '"mise en place"', ["mise en place"]],
    ["Poste sept deux neuf.", "729", ["sept deux neuf"]],
    ["Rien de tel.", "budget", []],
  ];
  for (const [text, query, marked] of cases) {
    const marks = marksIn(text, "fr", readQuery(query, "fr"));
    assert.deepEqual(marks.map(([from, to]) => text.slice(from, to)), marked, query);
  }
  fc.assert(fc.property(fc.string(), fc.string(), (text, query) => {
    let end = 0;
    for (const [from, to] of marksIn(text, "fr", readQuery(query, "fr"))) {
      assert.ok(end <= from && from < to && to <= text.length);
      end = to;
    }
  }));
});
