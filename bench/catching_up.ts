/**
 * How far the text is behind the speech while a meeting is recorded, with an engine slowed to 0.5, 1.2 and 3 times real
 * time. A pass of the engine costs the same however full its window is, as the encoder of Whisper does: that factor of
 * ten seconds. While the engine keeps up, each chunk is heard as it comes; when it does not, the chunks that wait are
 * heard together, up to three at a time, and the text catches up. Chunks come and the engine works on a clock that runs
 * 10 times as fast; what greffier itself does is counted 10 times too. `deno run -A bench/catching_up.ts` prints the table.
 *
 * @module
 */
import { composePipeline } from "../src/app/compose.ts";
import { type Clock, systemClock } from "../src/clock.ts";
import { createFakeTranscriber } from "../tests/support/fake_transcriber.ts";
import { temporaryHome } from "../tests/support/home.ts";
import { liveSession } from "../tests/support/live_session.ts";
import { ownWords } from "../tests/support/meeting.ts";
import { testParts, testPinned } from "../tests/support/pipeline.ts";
import { median } from "./support/figures.ts";
import { judge, printTable } from "./support/table.ts";

const SPEED = 10;
const CHUNK_SECONDS = 10;
const CHUNKS = 24;
/** The pipeline looks at a recording every second; its own work, counted 10 times, takes the rest. In seconds. */
const SLACK = 5;

/** The machine's clock, {@linkcode SPEED} times as fast. */
const fast: Clock = {
  now: () => start + systemClock.monotonic() * SPEED,
  monotonic: () => systemClock.monotonic() * SPEED,
  uptime: () => systemClock.monotonic() * SPEED,
  sleep: (ms, options) => systemClock.sleep(ms / SPEED, options),
};
const start = systemClock.now() - systemClock.monotonic() * SPEED;

interface Measured {
  readonly factor: number;
  readonly windows: readonly string[];
  /** By chunk: seconds from its end to its text. */
  readonly lags: readonly number[];
  /** Most chunks that waited or were being heard. */
  readonly backlog: number;
}

async function measure(factor: number): Promise<Measured> {
  await using home = await temporaryHome();
  const pinned = testPinned();
  pinned.settings.transcription.language = "fr";
  await using live = await liveSession(home, { sides: ["system"], pinned });
  const transcriber = createFakeTranscriber({
    async transcribe(samples) {
      await fast.sleep(factor * CHUNK_SECONDS * 1000);
      return ownWords(samples);
    },
  });
  const ends: number[] = [];
  const lags: number[] = [];
  const windows: string[] = [];
  let backlog = 0;
  const over = new AbortController();
  const { pipeline } = composePipeline({
    ...testParts(home),
    clock: fast,
    engines: { of: () => Promise.resolve(transcriber) },
    onProgress(progress) {
      if (progress.kind === "published") over.abort();
      if (progress.kind !== "finished" || progress.stage !== "transcribe") return;
      const window = progress.job.slice(progress.job.indexOf("/") + 1);
      const [first, last] = window.split("-").map(Number);
      windows.push(window);
      for (let chunk = first; chunk <= last; chunk++) lags[chunk] = (fast.monotonic() - ends[chunk]) / 1000;
    },
  });
  const running = pipeline.run({ until: "never", finish: over.signal });
  const began = fast.monotonic();
  for (let chunk = 0; chunk < CHUNKS; chunk++) {
    await fast.sleep(began + (chunk + 1) * CHUNK_SECONDS * 1000 - fast.monotonic());
    ends.push(fast.monotonic());
    await live.chunk();
    backlog = Math.max(backlog, ends.length - lags.filter((lag) => lag !== undefined).length);
  }
  // Whoever stops a recording does so a moment after its last chunk.
  await fast.sleep(1000);
  await live.end();
  await running;
  return { factor, windows, lags, backlog };
}

const chunksIn = (window: string) => {
  const [first, last] = window.split("-").map(Number);
  return last - first + 1;
};

const measured: Measured[] = [];
for (const factor of [0.5, 1.2, 3]) measured.push(await measure(factor));
const seconds = (value: number) => `${value.toFixed(1)} s`;
printTable(
  ["", "a pass", "windows", "chunks each", "behind: median", "most", "last chunk", "most chunks waiting"],
  measured.map(({ factor, windows, lags, backlog }) => [
    `${factor} × real time`,
    seconds(factor * CHUNK_SECONDS),
    String(windows.length),
    (CHUNKS / windows.length).toFixed(1),
    seconds(median(lags)),
    seconds(Math.max(...lags)),
    seconds(lags.at(-1)!),
    String(backlog),
  ]),
);
judge(measured.map(({ factor, windows, lags }) => {
  const pass = factor * CHUNK_SECONDS;
  // A chunk waits for the pass under way at most, then for its own.
  const most = (factor < 1 ? 1 : 2) * pass + SLACK;
  return {
    what: factor < 1
      ? `at ${factor} × each chunk has its text within its pass and ${SLACK} s`
      : `at ${factor} × no chunk waits for more than two passes and ${SLACK} s`,
    kept: Math.max(...lags) < most && (factor > 1 || windows.every((window) => chunksIn(window) === 1)),
  };
}));
