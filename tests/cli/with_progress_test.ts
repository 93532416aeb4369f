import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { paintFor } from "../../src/cli/colours.ts";
import { RateMeter } from "../../src/cli/rate.ts";
import { type Unit, withProgress, type Working } from "../../src/cli/with_progress.ts";
import { message } from "../../src/errors.ts";
import type { Language } from "../../src/texts/mod.ts";
import { ManualClock } from "../support/manual_clock.ts";
import { ESCAPE, fakeIo, type FakeIoOptions } from "./fake_io.ts";

const what = message("progress.model", { name: "petit" });

/** Does a work whose time is told by hand; `advance` lets every timer go that is due. */
async function watch(
  script: (working: Working, advance: (ms: number) => Promise<void>) => Promise<void>,
  { language = "fr", unit, ...options }: FakeIoOptions & {
    readonly language?: Language;
    readonly unit?: Unit;
  } = {},
): Promise<string> {
  const clock = new ManualClock();
  const io = fakeIo({ clock, ...options });
  const advance = async (ms: number) => {
    clock.advance(ms);
    await setImmediate();
  };
  await withProgress(
    { io, language },
    { what, ...(unit ? { unit } : {}) },
    (working) => script(working, advance),
  );
  assert.equal(clock.sleepers, 0, "a timer was left behind");
  assert.equal(io.listeners(), 0, "a signal listener was left behind");
  assert.equal(io.out(), "", "results go to standard output, progress does not");
  return io.err();
}

Deno.test("a work that is done within two seconds shows nothing, in a terminal or a pipe", async () => {
  for (const terminal of [true, false]) {
    const shown = await watch(async ({ at }, advance) => {
      for (let done = 1; done <= 19; done++) {
        at(done, 20);
        await advance(100);
      }
    }, { terminal });
    assert.equal(shown, "");
  }
});

Deno.test("in a pipe a line every few seconds says what, how much, how fast and how long still", async () => {
  const shown = await watch(async ({ at }, advance) => {
    for (let second = 0; second <= 12; second++) {
      at(second * 40e6, 1200e6, "poids.onnx");
      await advance(1000);
    }
  }, { unit: "bytes" });
  assert.equal(
    shown,
    "Copie du modèle petit : 3 % (40 Mo sur 1,2 Go), 40 Mo/s, encore 29 s\n" +
      "Copie du modèle petit : 20 % (240 Mo sur 1,2 Go), 40 Mo/s, encore 24 s\n" +
      "Copie du modèle petit : 36 % (440 Mo sur 1,2 Go), 40 Mo/s, encore 19 s\n",
  );
  assert.doesNotMatch(shown, ESCAPE_SIGN);
});

// deno-lint-ignore no-control-regex -- what commands a terminal is what is looked for
const ESCAPE_SIGN = /\u001b/;

Deno.test("after a minute lines come every half minute", async () => {
  const shown = await watch(async ({ at }, advance) => {
    for (let second = 0; second <= 180; second++) {
      at(second, 3600);
      await advance(1000);
    }
  }, { unit: "seconds", language: "en" });
  const lines = shown.trimEnd().split("\n");
  assert.ok(lines.length >= 14 && lines.length <= 18, shown);
  assert.match(
    lines.at(-1) ?? "",
    /^Copying the model petit: \d+ % \(\d min \d\d s of 1 h 00 min\), 1 times as fast as speech, 5\d min \d\d s left$/,
  );
});

Deno.test("in a terminal a bar shows and goes when the work ends; lines for good stay above it", async () => {
  const shown = await watch(async ({ at, tell }, advance) => {
    for (let done = 1; done <= 40; done++) {
      at(done, 100, `fichier ${done}.wav`);
      if (done === 30) tell(message("error.other", { found: "pour de bon" }));
      await advance(100);
    }
  }, { terminal: true });
  assert.match(shown, /\[#+-+\] 2\d % 10\/s, encore \d s, Copie du modèle petit, fic/);
  assert.match(shown, /pour de bon\n/);
  assert.match(shown, ESCAPE_SIGN);
  assert.ok((shown.match(/\[#/g) ?? []).length < 30, "a terminal is drawn four times a second at most");
});

Deno.test("a work of unknown length tells what is done, or how long it has taken", async () => {
  const silent = await watch(async (_working, advance) => {
    await advance(2000);
    await advance(5000);
  });
  assert.equal(silent, "Copie du modèle petit… 2 s\nCopie du modèle petit… 7 s\n");
  const counted = await watch(async ({ at }, advance) => {
    at(0, 0);
    await advance(1000);
    at(5, 0);
    await advance(1000);
    at(9, 0);
  });
  assert.equal(counted, "Copie du modèle petit : 5, 5/s\n");
  const terminal = await watch(async ({ at }, advance) => {
    at(0, 0, "Point.wav");
    await advance(2000);
  }, { terminal: true });
  assert.match(terminal, /^\rCopie du modèle petit… 2 s, Point\.wav/);
});

Deno.test("a step begins its count anew; work that never waits shows all the same", async () => {
  const shown = await watch(async ({ at, now }, advance) => {
    at(50, 100);
    await advance(2000);
    now(message("progress.model", { name: "grand" }));
    await advance(5000);
  });
  assert.equal(shown, "Copie du modèle petit : 50 % (50 sur 100)\nCopie du modèle grand… 7 s\n");
  const clock = new ManualClock();
  const io = fakeIo({ clock });
  await withProgress({ io, language: "fr" }, { what }, ({ at }) => {
    for (let done = 0; done < 60; done++) {
      at(done, 60);
      clock.advance(100);
    }
    return Promise.resolve();
  });
  assert.match(io.err(), /^Copie du modèle petit : 33 %/);
});

Deno.test("Ctrl+C aborts the work; names cannot command the terminal", async () => {
  const clock = new ManualClock();
  const io = fakeIo({ clock });
  await assert.rejects(
    withProgress(
      { io, language: "fr" },
      { what: message("progress.model", { name: "a\u001b[2Jb" }) },
      async ({ signal }) => {
        clock.advance(2000);
        await setImmediate();
        io.pressCtrlC();
        signal.throwIfAborted();
      },
    ),
    /stopped/,
  );
  assert.match(io.err(), /^Copie du modèle a\\u001b\[2Jb… 2 s\n/);
});

Deno.test("the rate is that of the last seconds, and time in which nothing is done slows it", () => {
  const meter = new RateMeter();
  assert.deepEqual(meter.rate(100, 0), { perSecond: null, remaining: null });
  for (let second = 0; second <= 10; second++) meter.note(second * 10, second * 1000);
  assert.deepEqual(meter.rate(200, 10_000), { perSecond: 10, remaining: 10 });
  assert.deepEqual(meter.rate(0, 20_000), { perSecond: 5, remaining: null });
  for (let second = 11; second <= 60; second++) meter.note(100 + second, second * 1000);
  const { perSecond } = meter.rate(1000, 60_000);
  assert.ok(perSecond !== null && perSecond < 1.2, String(perSecond));
  meter.note(0, 61_000);
  assert.deepEqual(meter.rate(10, 61_000), { perSecond: null, remaining: null });
});

Deno.test("what stood before a resumed work counts as done and not as speed", () => {
  const meter = new RateMeter();
  meter.note(900, 0);
  meter.note(910, 1000);
  assert.deepEqual(meter.rate(1000, 1000), { perSecond: 10, remaining: 9 });
});

Deno.test("colours change no words, and stand where they are wanted alone", () => {
  const cases: [FakeIoOptions, boolean][] = [
    [{ terminal: true }, true],
    [{ terminal: false }, false],
    [{ terminal: true, environment: { colours: "never" } }, false],
    [{ terminal: false, environment: { colours: "always" } }, true],
  ];
  for (const [options, coloured] of cases) {
    const io = fakeIo(options);
    const paint = paintFor(io, io.stdout);
    for (const brush of Object.values(paint)) {
      const painted = brush("mots");
      assert.equal(painted.includes(ESCAPE), coloured);
      // deno-lint-ignore no-control-regex -- what commands a terminal is what is looked for
      assert.equal(painted.replace(/\u001b\[\d+m/g, ""), "mots");
      assert.equal(brush(""), "");
    }
  }
});
