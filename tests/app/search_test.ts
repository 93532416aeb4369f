import assert from "node:assert/strict";
import { join } from "node:path";
import { type Files, homeLayout, Store } from "../../src/store/mod.ts";
import { diskFiles } from "../../src/store/mod.ts";
import { search } from "../../src/app/search.ts";
import { forgetInIndex } from "../../src/search/mod.ts";
import { watchedFiles } from "../support/faulty_files.ts";
import { type TemporaryHome, testApp } from "../support/home.ts";
import { ATLAS, meetingsHome, POINT, SAID } from "../support/meetings_home.ts";

/** Searches, and notes which files of transcripts were read. */
async function searched(home: TemporaryHome, query: string, options: Parameters<typeof search>[2] = {}) {
  const read: string[] = [];
  const files: Files = watchedFiles(diskFiles, ({ name, path }) => {
    if (name === "read" && path.endsWith(".transcript.json")) read.push(path.slice(home.path.length + 8, -5));
  }, { all: true });
  const found = await search(
    { store: new Store(homeLayout(home.path), files), language: "fr" },
    query,
    options,
  );
  const meetings = [...new Set(read.map((path) => path.split(/[/\\]/)[0]))].sort();
  return { ...found, texts: found.hits.map(({ text }) => text.replaceAll("\u00a0", " ")), read: meetings };
}

const INDEX = ["state", "search.sqlite"] as const;

Deno.test("search finds what was said, with its meeting, moment and report, and what was decided or is to be done", async () => {
  await using home = await meetingsHome();
  await using app = testApp(home);
  const { hits, total, meetings, searched: of, notKept } = await app.search("budgets Atlas");
  assert.deepEqual([total, meetings, of, notKept], [1, 1, 2, null]);
  assert.deepEqual({ ...hits[0], text: hits[0]?.text.replaceAll("\u00a0", " "), marks: [] }, {
    session: ATLAS,
    name: "Atlas",
    startedAt: "2026-01-19T14:30:00",
    kind: "transcript",
    at: 1,
    who: null,
    text: SAID[ATLAS],
    marks: [],
    report: join(home.path, "outbox", ATLAS, "report.html"),
  });
  assert.deepEqual(hits[0]?.marks.map(([from, to]) => hits[0]?.text.slice(from, to)), ["budget", "Atlas"]);
  const [decision] = (await app.search("budget", { kinds: ["decisions"] })).hits;
  assert.deepEqual([decision?.session, decision?.kind], [ATLAS, "decisions"]);
  const [action] = (await app.search("devis", { kinds: ["actions"] })).hits;
  assert.deepEqual([action?.session, action?.who], [POINT, "Nadia"]);
  assert.equal((await app.search("devis", { from: "2026-02-04" })).searched, 0);
});

Deno.test("a search reads what it does not know yet, once; a change is read again, one of times alone is not", async () => {
  await using home = await meetingsHome();
  assert.deepEqual((await searched(home, "budget")).read, [ATLAS, POINT]);
  assert.deepEqual((await searched(home, "budget")).read, []);

  const sealed = join(home.path, "outbox", POINT, "sealed.json");
  await Deno.utime(sealed, new Date(), new Date());
  assert.deepEqual((await searched(home, "devis")).read, []);

  await Deno.writeTextFile(
    join(home.path, "outbox", ATLAS, "corrections.json"),
    JSON.stringify({ title: "Comité Zéphyr", words: { Atlas: "Athos" } }),
  );
  const corrected = await searched(home, "budget Athos");
  assert.deepEqual([corrected.read, corrected.texts], [[ATLAS], [SAID[ATLAS].replace("Atlas", "Athos")]]);
  assert.equal(corrected.hits[0]?.name, "Comité Zéphyr");
  assert.deepEqual((await searched(home, "Atlas")).texts, []);
});

Deno.test("a meeting that was deleted is found no more, and no word of it stays in the index", async () => {
  await using home = await meetingsHome();
  assert.equal((await searched(home, "devis")).total, 1);
  await Deno.remove(join(home.path, "outbox", POINT), { recursive: true });
  const { total, searched: of, unsaid } = await searched(home, "devis");
  assert.deepEqual([total, of, unsaid.map(({ written }) => written)], [0, 1, ["devis"]]);
  const bytes = new TextDecoder("latin1").decode(await Deno.readFile(join(home.path, ...INDEX)));
  assert.doesNotMatch(bytes, /Nadia|devis/);
});

Deno.test("an index that is damaged or another program's is made anew", async () => {
  await using home = await meetingsHome();
  await searched(home, "budget");
  const whole = await Deno.readFile(join(home.path, ...INDEX));
  const cut = whole.slice();
  cut.fill(0x55, 2048, Math.min(cut.length, 40_000));
  for (const damaged of [new TextEncoder().encode("no index".repeat(4000)), cut, whole.slice(0, 5000)]) {
    await Deno.writeFile(join(home.path, ...INDEX), damaged);
    const { texts, notKept } = await searched(home, "budget");
    assert.deepEqual([texts, notKept], [[SAID[ATLAS]], null]);
  }
  assert.deepEqual((await searched(home, "budget")).read, []);
});

Deno.test("where no index can be kept a search finds all the same, and says so", async () => {
  await using home = await meetingsHome();
  await Deno.remove(join(home.path, "state"), { recursive: true }).catch(() => {});
  await Deno.writeTextFile(join(home.path, "state"), "a file where a folder should be");
  const { texts, notKept } = await searched(home, "budget");
  assert.deepEqual([texts, notKept?.key], [[SAID[ATLAS]], "search.notKept"]);
});

Deno.test("two searches at once both find, whoever writes the index", async () => {
  await using home = await meetingsHome();
  const both = await Promise.all(["budget", "devis", "budget"].map((query) => searched(home, query)));
  assert.deepEqual(both.map(({ texts }) => texts), [[SAID[ATLAS]], [SAID[POINT]], [SAID[ATLAS]]]);
  assert.deepEqual(both.map(({ notKept }) => notKept), [null, null, null]);
});

Deno.test("a meeting that a newer greffier wrote is passed over, and a query without words is wrong use", async () => {
  await using home = await meetingsHome();
  const path = join(home.path, "outbox", POINT, "stages", "synthesis.json");
  await Deno.writeTextFile(
    path,
    JSON.stringify({ ...JSON.parse(await Deno.readTextFile(path)), schema: 99 }),
  );
  const { total, skipped } = await searched(home, "devis");
  assert.deepEqual([total, skipped.map(({ id }) => id)], [0, [POINT]]);
  await assert.rejects(() => searched(home, "?!"), { name: "UsageError" });
});

Deno.test("once retention took the transcript, what the report says is found", async () => {
  await using home = await meetingsHome();
  assert.equal((await searched(home, "devis")).hits[0]?.kind, "transcript");
  const folder = join(home.path, "outbox", POINT);
  for (const name of await home.names("outbox", POINT, "stages")) {
    if (name.endsWith(".transcript.json")) await Deno.remove(join(folder, "stages", name));
  }
  await Deno.writeTextFile(join(folder, "retention.json"), JSON.stringify({ schema: 1, steps: [] }));
  const { hits } = await searched(home, "devis");
  assert.ok(hits.length > 0 && hits.every(({ kind }) => kind !== "transcript"));
});

Deno.test("a damaged transcript is told at each search, and the rest of its meeting is found", async () => {
  await using home = await meetingsHome();
  const name = (await home.names("outbox", POINT, "stages")).find((one) => one.endsWith(".transcript.json"))!;
  await Deno.writeTextFile(join(home.path, "outbox", POINT, "stages", name), "{");
  for (let n = 0; n < 2; n++) {
    const { skipped, texts } = await searched(home, "Point");
    assert.deepEqual(skipped.map(({ id, why }) => [id, why.values.files]), [[POINT, name]]);
    assert.deepEqual(texts, ["Point"]);
  }
});

Deno.test("forgetting a meeting takes its words out of the index; where there is none, none is made", async () => {
  await using home = await meetingsHome();
  const store = new Store(homeLayout(home.path));
  await forgetInIndex(store, POINT);
  assert.ok(!(await home.names("state")).includes("search.sqlite"));
  await searched(home, "budget");
  await forgetInIndex(store, POINT);
  const bytes = new TextDecoder("latin1").decode(await Deno.readFile(join(home.path, ...INDEX)));
  assert.match(bytes, /budget/);
  assert.doesNotMatch(bytes, /Nadia|devis/);
  await Deno.writeTextFile(join(home.path, ...INDEX), "damaged ".repeat(2000));
  await forgetInIndex(store, POINT);
  assert.ok(!(await home.names("state")).includes("search.sqlite"));
});
