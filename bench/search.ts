/**
 * How long `greffier search` takes over 500 meetings of an hour, made up from the words of French by their rank: to make its
 * index, to answer once it stands, and after one more meeting, beside a plain scan of the same transcripts in the same
 * run. `deno run -A bench/search.ts [MEETINGS]` prints the table.
 *
 * @module
 */
import { join } from "node:path";
import { search } from "../src/app/search.ts";
import { homeLayout, Store } from "../src/store/mod.ts";
import { fold } from "../src/words/mod.ts";
import { median } from "./support/figures.ts";
import { makeSealedHome, temporaryFolder } from "./support/sealed_home.ts";
import { judge, megabytes, printTable } from "./support/table.ts";

const MEETINGS = Number(Deno.args[0] ?? 500);
const WINDOW_SECONDS = 30;
const WINDOWS = 3600 / WINDOW_SECONDS;
const SENTENCES = 7;
const WORDS = 11;
const TIMES = 5;

/** What the promises below allow, in scans. */
const MOST_TO_INDEX = 12;
const MOST_TO_ANSWER = 0.2;

const SMALL = "le la les de des du un une et en que qui dans pour pas sur nous vous on est a ce avec il plus"
  .split(" ");

/** A stream of numbers from 0 to 1 that is the same in each run (mulberry32). */
function random(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const next = random(8);
const SYLLABLES = "ba ca dé fi go ju lan ma ner pro ré son ti vou tion ment eur ance".split(" ");
const LEXICON = Array.from(
  { length: 8000 },
  (_, rank) =>
    rank < SMALL.length ? SMALL[rank]! : Array.from(
      { length: 2 + Math.floor(next() * 3) },
      () => SYLLABLES[Math.floor(next() * SYLLABLES.length)],
    )
      .join(""),
);

/** A word by Zipf's law: the one of rank n is said about 1/n as often as the first. */
function word(): string {
  return LEXICON[Math.min(LEXICON.length - 1, Math.floor(LEXICON.length ** next()) - 1)] ?? "le";
}

function sentence(): string {
  const words = Array.from({ length: WORDS }, word);
  if (next() < 0.002) words.splice(4, 0, "budget", "Atlas");
  const text = words.join(" ");
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}

/** Puts an hour of speech in the place of what was said in a meeting. */
async function fill(folder: string): Promise<void> {
  const stages = join(folder, "stages");
  const windows = JSON.parse(await Deno.readTextFile(join(stages, "windows.json")));
  for await (const { name } of Deno.readDir(stages)) {
    if (name.endsWith(".transcript.json")) await Deno.remove(join(stages, name));
  }
  windows.windows = Array.from({ length: WINDOWS }, (_, n) => ({
    id: [n, n].map((chunk) => String(chunk).padStart(6, "0")).join("-"),
    from: n * WINDOW_SECONDS * 16_000,
    to: (n + 1) * WINDOW_SECONDS * 16_000,
  }));
  await Deno.writeTextFile(join(stages, "windows.json"), JSON.stringify(windows, null, 2));
  for (const { id, from } of windows.windows) {
    const segments = Array.from({ length: SENTENCES }, (_, n) => {
      const start = from / 16_000 + n * 4;
      return { id: `${id}.${n}`, channel: 0, start, end: start + 3.5, text: sentence(), logprob: -0.05 };
    });
    const transcript = { schema: 1, inputs: {}, window: id, segments, suppressed: [], silence: [] };
    await Deno.writeTextFile(join(stages, `${id}.transcript.json`), JSON.stringify(transcript, null, 2));
  }
}

/** Reads every transcript and looks for the words in it, as `grep` would with what a person needs of it. */
async function scan(outbox: string, words: readonly string[]): Promise<number> {
  let found = 0;
  for await (const { name, isDirectory } of Deno.readDir(outbox)) {
    if (!isDirectory) continue;
    const stages = join(outbox, name, "stages");
    for await (const { name } of Deno.readDir(stages)) {
      if (!name.endsWith(".transcript.json")) continue;
      const { segments } = JSON.parse(await Deno.readTextFile(join(stages, name)));
      for (const { text } of segments) if (words.every((word) => fold(text).includes(word))) found++;
    }
  }
  return found;
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

await using folder = await temporaryFolder();
const home = await makeSealedHome(folder.path, MEETINGS);
const outbox = join(home, "outbox");
const meetings = (await Array.fromAsync(Deno.readDir(outbox))).filter(({ isDirectory }) => isDirectory);
for (const { name } of meetings) await fill(join(outbox, name));
const store = new Store(homeLayout(home));
const look = (query: string) => search({ store, language: "fr" }, query);

await scan(outbox, ["nothing"]); // warms the cache of the disk for all alike
const scanned = await seconds(() => scan(outbox, ["budget", "atlas"]));
let peak = 0;
const watching = setInterval(() => peak = Math.max(peak, Deno.memoryUsage().rss), 50);
const first = await seconds(() => look("budget Atlas"));
clearInterval(watching);
const several = async (query: string) => {
  const all: number[] = [];
  for (let n = 0; n < TIMES; n++) all.push(await seconds(() => look(query)));
  return median(all);
};
const rare = await several("budget Atlas");
const common = await several(`${LEXICON[40]} ${LEXICON[60]}`);
await fill(join(outbox, meetings[0]!.name));
const sealed = join(outbox, meetings[0]!.name, "sealed.json");
await Deno.writeTextFile(
  sealed,
  (await Deno.readTextFile(sealed)).replace('"sealedAt": "2', '"sealedAt":  "2'),
);
const changed = await seconds(() => look("budget Atlas"));
const { size } = await Deno.stat(join(home, "state", "search.sqlite"));

const row = (
  what: string,
  value: number,
) => [what, `${value.toFixed(2)} s`, `${(value / scanned).toFixed(2)}`];
printTable(["", "time", "in scans"], [
  row("a plain scan", scanned),
  row("the first search, which makes the index", first),
  row("a search for two words said together", rare),
  row("a search for two words said all the time", common),
  row("a search after one meeting changed", changed),
]);
const words = MEETINGS * WINDOWS * SENTENCES * WORDS;
console.log(
  `\n${MEETINGS} meetings of an hour, ${(words / 1e6).toFixed(1)} million words. The index: ${
    megabytes(size)
  }; ` +
    `memory while it was made: ${megabytes(peak)}.`,
);
judge([
  { what: `the index is made in the time of ${MOST_TO_INDEX} scans`, kept: first < MOST_TO_INDEX * scanned },
  { what: `a search takes less than ${MOST_TO_ANSWER} scans`, kept: rare < MOST_TO_ANSWER * scanned },
]);
