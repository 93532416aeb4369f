/**
 * What `report.html` of four hours (40,000 words) costs a browser beside that of ten minutes: opening, scrolling through,
 * following the sound, searching. Ratios, so that a slow machine judges as a quick one does.
 * `deno run -A bench/report_page.ts` prints the table; needs Chromium.
 *
 * @module
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { renderViews } from "../src/report/mod.ts";
import { launchChromium } from "../tests/support/chromium.ts";
import { longReport } from "../tests/support/long_report.ts";
import { judge, printTable } from "./support/table.ts";

const RUNS = 5;
const SOUND = new URL("../demo/recordings/reunion-projet-atlas.wav", import.meta.url);

/** Milliseconds, each the median of some runs. */
interface Cost {
  readonly open: number;
  /** The slowest frame of twenty, with the wheel and when the bar of scrolling is dragged. */
  readonly wheel: number;
  readonly drag: number;
  /** The page's work when the sound goes on, which it does four times a second. */
  readonly tick: number;
  readonly search: number;
}

/** The time of each of 80 frames while the page scrolls by what `next` makes of the frame's number and the height. */
const scrolling = (next: string) =>
  `new Promise((done) => {
  const frames = [];
  const end = document.documentElement.scrollHeight - innerHeight;
  let step = 0, before = performance.now();
  const look = (now) => {
    frames.push(now - before);
    before = now;
    if (++step > 80) return done(frames.slice(5).sort((a, b) => a - b));
    scrollTo({ top: ${next}, behavior: "instant" });
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})`;
/** A quick wheel: 100 pixels a frame. */
const WHEEL = scrolling("Math.max(0, end / 2 - 4000) + 100 * step");
/** The bar dragged from the beginning to the end: each frame shows another place. */
const DRAG = scrolling("end * step / 80");

/** The sound goes on, as the page is told, from place to place: the time of one telling with the layout it asks for. */
const TICKS = `(() => {
  const audio = document.querySelector("audio");
  let at = 0;
  Object.defineProperties(audio, {
    currentTime: { get: () => at, set: () => {} },
    paused: { get: () => false },
  });
  const total = Number(document.querySelector(".position").max);
  const start = performance.now();
  for (let n = 0; n < 400; n++) {
    at = (total * n) / 400;
    audio.dispatchEvent(new Event("timeupdate"));
  }
  return (performance.now() - start) / 400;
})()`;

/** Reading the page, and finding a word that is said again and again. */
const SEARCH = `(() => {
  const field = document.querySelector(".search input");
  field.value = "démonstration";
  const start = performance.now();
  field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", cancelable: true }));
  return performance.now() - start;
})()`;

async function measure(browser: Browser, file: string): Promise<Cost> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  await page.goto(pathToFileURL(file).href);
  const open = await page.evaluate<number>(
    "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd",
  );
  const slow = (frames: readonly number[]) => frames[Math.floor(frames.length * 0.95)];
  const wheel = slow(await page.evaluate<number[]>(WHEEL));
  const drag = slow(await page.evaluate<number[]>(DRAG));
  const tick = await page.evaluate<number>(TICKS);
  const search = await page.evaluate<number>(SEARCH);
  await page.close();
  return { open, wheel, drag, tick, search };
}

function median(costs: readonly Cost[]): Cost {
  const middle = (key: keyof Cost) =>
    costs.map((cost) => cost[key]).toSorted((a, b) => a - b)[costs.length >> 1];
  return {
    open: middle("open"),
    wheel: middle("wheel"),
    drag: middle("drag"),
    tick: middle("tick"),
    search: middle("search"),
  };
}

const folder = await Deno.makeTempDir();
const browser = await launchChromium();
try {
  await Deno.mkdir(join(folder, "audio"));
  await Deno.copyFile(SOUND, join(folder, "audio", "source.wav"));
  const costs: { short: Cost[]; long: Cost[] } = { short: [], long: [] };
  const bytes: number[] = [];
  for (const [name, hours] of [["short", 1 / 6], ["long", 4]] as const) {
    const input = longReport({ hours });
    const { views } = await renderViews({ ...input, output: { ...input.output, formats: ["html"] } });
    bytes.push(String(views[0].content).length);
    await Deno.writeTextFile(join(folder, `${name}.html`), String(views[0].content));
  }
  // The two take turns, so that a busy moment hits both; what is not counted warms the browser.
  for (let run = -1; run < RUNS; run++) {
    for (const name of ["short", "long"] as const) {
      const cost = await measure(browser, join(folder, `${name}.html`));
      if (run >= 0) costs[name].push(cost);
    }
  }
  const [short, long] = [median(costs.short), median(costs.long)];
  const row = (what: string, key: keyof Cost) => [
    what,
    short[key].toFixed(2),
    long[key].toFixed(2),
    `${(long[key] / short[key]).toFixed(1)} ×`,
  ];
  printTable(["", "10 minutes, ms", "4 hours, ms", "ratio"], [
    row("opening, until it can be read", "open"),
    row("the slowest frame of twenty, with the wheel", "wheel"),
    row("the same, dragging the bar through all of it", "drag"),
    row("following, each time the sound goes on", "tick"),
    row("the first search", "search"),
  ]);
  console.log(`\n${(bytes[0] / 1024).toFixed(0)} and ${(bytes[1] / 1024).toFixed(0)} KB of HTML`);
  judge([
    { what: "24 times the text opens in at most 16 times the time", kept: long.open <= 16 * short.open },
    { what: "four hours scroll as ten minutes do, twice at most", kept: long.wheel <= 2 * short.wheel },
    {
      what: "and drawing another place each frame takes at most ten times",
      kept: long.drag <= 10 * short.drag,
    },
    { what: "following costs at most three times as much", kept: long.tick <= 3 * short.tick },
    { what: "searching grows no more than the text, twice over", kept: long.search <= 48 * short.search },
  ]);
} finally {
  await browser.close();
  await Deno.remove(folder, { recursive: true });
}
