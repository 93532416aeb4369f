import { isFileSystemError } from "../errors.ts";
import { type EndReason, type LevelsRecord, SAMPLE_RATE } from "../model/mod.ts";
import type { RecordingEnd } from "../store/mod.ts";
import type { Ear } from "./ear.ts";
import { createLevelMeter, NOTHING_DB } from "./level_meter.ts";
import { PER_MS } from "./line.ts";
import { noticesOf, ownEnd, type Situation } from "./notices.ts";
import type { RecordOptions } from "./record.ts";
import { createTape } from "./tape.ts";
import { createTimeBase } from "./time_base.ts";
import { LATEST_MS, LEAST_GAP_MS, type Timeline } from "./timeline.ts";

/** Options of {@linkcode createSession}. */
export interface SessionOptions extends RecordOptions {
  readonly end: RecordingEnd;
  /** One a channel. */
  readonly ears: readonly Ear[];
  readonly timeline: Timeline;
}

/** A recording under way: everything between the timeline and the disk. */
export interface LiveSession extends AsyncDisposable {
  /** Sound lies on the disk. */
  readonly hasBegun: boolean;
  /** What the disk refused last; undefined when it works. */
  readonly refused: unknown;
  /** The session's folder was taken away: nobody can reach this recorder any more. */
  readonly isAlone: boolean;
  /** Why the recording is to end; undefined while it goes on. */
  readonly endReason: EndReason | undefined;
  /** After {@linkcode end}: everything is on the disk. */
  readonly isWritten: boolean;
  /** Nobody recorded for so many samples before now. */
  interrupted(frames: number): void;
  /** Takes in what became of time, of the requests and, with `look`, of the disk, and writes what came. */
  tick(look: boolean): Promise<void>;
  /** Ends the chunk with what was heard until now; resolves once it is whole on the disk, or the recording is over. */
  secure(): Promise<void>;
  /** What comes from now on is no part of it. */
  end(): void;
  showLevels(state?: LevelsRecord["state"]): Promise<void>;
}

/** Most sound that is kept in memory while the disk refuses; then it is left out. In seconds. */
const MOST_KEPT = 30;

/**
 * What was asked is known for so long, in milliseconds: less than the time by which sound is older than this when its
 * chunk is cut, so that a pause never finds its moment in a finished chunk.
 */
const LOOK_AGAIN_MS = 150;

/** Looks in a row that must not find the session: one alone may fall between two steps of somebody else. */
const LOOKS_ALONE = 2;

/** A file that is refused its name is told of after this long: virus scanners hold new ones for seconds. */
const OWED_NOTICE_MS = 10_000;

/** How long a file that another program reads is tried again where nothing is recorded any more. */
const LAST_PATIENCE_MS = 1000;

/** After a full disk, this much beyond the reserve must be free again, in bytes. */
const ROOM_TO_RESUME = 20e6;

/** Makes a session. */
export function createSession(
  { folder, clock, settings, log, end, ears, timeline }: SessionOptions,
): LiveSession {
  const channels = ears.length;
  const tape = createTape({
    folder,
    channels,
    maxSeconds: settings.audio.micro_batch_seconds,
    number: end.nextNumber,
    position: end.position,
    log,
  });
  const time = createTimeBase(clock);
  const meters = ears.map(() => createLevelMeter(settings.audio.silence_threshold));
  const bytesPerSecond = SAMPLE_RATE * 2 * channels;
  const planar = ears.map(() => new Float32Array(SAMPLE_RATE));
  const reserve = settings.session.disk_reserve * 1e6;

  let nowMs = clock.monotonic();
  /** When the folder was looked at last: nothing was asked before that. */
  let askedMs = nowMs;
  /** Where pausing begins and ends, in positions of the timeline that are not reached yet. */
  const turns: { readonly at: number; readonly paused: boolean }[] = [];
  let pauseAsked = false;
  let paused = false;
  let stopAsked = false;
  let diskFull = false;
  /** The disk refused for longer than sound is kept. */
  let overflowed = false;
  let refused: unknown;
  let freeBytes: number | null = null;
  let syncedMs = nowMs;
  let owedNothingMs = nowMs;
  let endsAt = Infinity;
  let isWritten = false;
  /** Somebody waits for a whole chunk. */
  let securing: PromiseWithResolvers<void> | undefined;
  let began = end.position;
  let listeningSince = end.position;
  /** Looks in a row that did not find the session in its folder. */
  let looksAlone = 0;

  /** Length of the session at the moment `nowMs`, in samples: more than is written, or less when the disk was slow. */
  const lengthNow = () => tape.position + timeline.positionAt(nowMs) - timeline.start;

  /** Does what may be refused; tells whether it was not. */
  async function tries(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      refused = undefined;
      return true;
    } catch (error) {
      if (!isFileSystemError(error)) throw error;
      if (refused === undefined) log.warn("The disk refuses: {error}", { error: String(error) });
      refused = error;
      return false;
    }
  }

  async function look(): Promise<void> {
    const asking = clock.monotonic();
    if (asking - askedMs < LOOK_AGAIN_MS) return;
    const requests = await folder.requests().catch((error) => {
      if (!isFileSystemError(error)) throw error;
      return undefined; // asked again at the next tick
    });
    if (!requests) return;
    const since = askedMs;
    askedMs = asking;
    if (endsAt < Infinity) return;
    stopAsked = requests.stop;
    if (pauseAsked === (requests.pausedSince !== null)) return;
    pauseAsked = !pauseAsked;
    let at = asking;
    if (requests.pausedSince !== null) {
      // The file tells when it was asked for; where the disk's clock is another, the earliest that it can be.
      const ageMs = clock.now() - requests.pausedSince;
      at = ageMs < 0 ? since : Math.max(since, asking - ageMs);
    }
    turns.push({ at: timeline.positionAt(at), paused: pauseAsked });
    log.info(pauseAsked ? "A pause is asked for" : "The pause is over");
  }

  async function lookAtDisk(): Promise<void> {
    freeBytes = await folder.freeBytes();
    if (overflowed) overflowed = !await tape.settle();
    if (freeBytes === null) return;
    const full = freeBytes < reserve + (diskFull ? ROOM_TO_RESUME : 0);
    if (full && !diskFull) tape.leave(0, "disk");
    diskFull = full;
  }

  /** Turns to pausing or back where that was asked for, as far as reading has come. */
  function turn(): void {
    while (turns.length > 0 && turns[0].at <= timeline.start) {
      const [{ at, paused: pausing }] = turns.splice(0, 1);
      if (pausing && !paused) {
        // What was written after that moment goes.
        const after = timeline.start - at;
        const before = tape.position;
        if (!diskFull && !overflowed) tape.takeBack(after);
        tape.leave(before - tape.position, "pause");
        for (const meter of meters) meter.clear();
      }
      if (!pausing) listeningSince = tape.position;
      paused = pausing;
    }
  }

  /** Writes everything that is ready. */
  async function write(): Promise<void> {
    for (;;) {
      turn();
      const stretch = timeline.next(Math.min(endsAt, turns[0]?.at ?? Infinity), SAMPLE_RATE);
      if (!stretch) return;
      const { frames } = stretch;
      if (paused || diskFull || overflowed) tape.leave(frames, paused ? "pause" : "disk");
      else if (stretch.kind === "gap") tape.leave(frames, stretch.cause);
      else {
        const losses = timeline.read(frames, planar);
        const from = tape.position;
        // A pause that was asked for meanwhile must not find its chunk finished.
        await look();
        if (turns.length > 0 && turns[0].at < timeline.start + frames) continue;
        if (!await tries(() => tape.write(planar, frames, losses))) return;
        meters.forEach((meter, channel) => meter.push(planar[channel], frames, from));
      }
      timeline.consume(stretch);
    }
  }

  function situation(): Situation {
    return {
      settings: settings.session,
      now: lengthNow() / SAMPLE_RATE,
      listeningSince: listeningSince / SAMPLE_RATE,
      began: began / SAMPLE_RATE,
      paused: pauseAsked,
      sides: ears.map(({ side, device, lastDevice }, channel) => ({
        side,
        lastHeard: meters[channel].lastHeard,
        lost: device === null ? lastDevice.name : null,
      })),
      freeBytes: freeBytes === null ? null : freeBytes - reserve,
      bytesPerSecond,
      diskFull: diskFull || overflowed,
      diskRefuses: refused !== undefined || nowMs - owedNothingMs > OWED_NOTICE_MS,
    };
  }

  function present(): LevelsRecord["state"] {
    if (diskFull || overflowed) return "disk-full";
    if (pauseAsked) return "paused";
    return tape.hasBegun ? "recording" : "starting";
  }

  return {
    get hasBegun() {
      return tape.hasBegun;
    },
    get refused() {
      return refused;
    },
    get isAlone() {
      return looksAlone >= LOOKS_ALONE;
    },
    get endReason() {
      return stopAsked ? "stopped" : ownEnd(situation());
    },
    get isWritten() {
      return isWritten;
    },
    interrupted(frames) {
      tape.leave(frames, "interrupted");
      began = listeningSince = tape.position;
    },
    async tick(looks) {
      const passed = time.look();
      nowMs = passed.nowMs;
      if (passed.sleptMs > 0) {
        log.warn("The machine slept for {ms} ms", { ms: passed.sleptMs });
        timeline.insert(nowMs, Math.round(passed.sleptMs * PER_MS));
      }
      if (passed.clockSet) {
        log.warn("The clock of the machine was set");
        tape.markClock();
      }
      timeline.tick(nowMs);
      if (looks) looksAlone = await folder.isThere() ? 0 : looksAlone + 1;
      if (this.isAlone) {
        // Its file can still be reached, whatever it is called now.
        await tries(() => tape.checkpoint());
        return;
      }
      await look();
      if (looks && looksAlone === 0) await lookAtDisk();
      const ending = nowMs - (LATEST_MS + LEAST_GAP_MS) / 2;
      if (endsAt < Infinity && (timeline.start >= endsAt || timeline.positionAt(ending) >= endsAt)) {
        timeline.flush(endsAt);
      }
      await write();
      if (refused !== undefined && timeline.waiting > MOST_KEPT * SAMPLE_RATE && !overflowed) {
        overflowed = true;
        tape.close();
      }
      // Nothing is heard at all: what there is belongs on the disk.
      if (isAway()) tape.leave(0, "device");
      const secured = securing;
      if (secured) tape.close();
      if (await tape.settle()) {
        owedNothingMs = nowMs;
        secured?.resolve();
        if (securing === secured) securing = undefined;
      }
      if (nowMs - syncedMs >= settings.session.checkpoint_interval_seconds * 1000) {
        if (await tries(() => tape.checkpoint())) syncedMs = nowMs;
      }
      if (endsAt < Infinity && timeline.start >= endsAt) {
        tape.close();
        isWritten = await tape.settle();
      }
      if (looks && looksAlone === 0) await this.showLevels();
    },
    secure() {
      securing ??= Promise.withResolvers();
      return securing.promise;
    },
    end() {
      nowMs = clock.monotonic();
      endsAt = timeline.positionAt(nowMs);
    },
    async showLevels(state = present()) {
      const { now: _, ...facts } = situation();
      const levels = {
        pid: Deno.pid,
        at: clock.now() - (clock.monotonic() - nowMs),
        position: lengthNow(),
        state,
        chunks: end.chunks + tape.chunks,
        channels: ears.map(({ side, device }, channel) => {
          const { rms, peak, lastHeard } = meters[channel];
          const heard = device && state === "recording";
          return {
            side,
            device,
            state: device ? "hearing" as const : "lost" as const,
            rms: heard ? rms : NOTHING_DB,
            peak: heard ? peak : NOTHING_DB,
            lastHeard,
          };
        }),
        freeBytes,
        bytesPerSecond,
        notices: state === "ended" ? [] : noticesOf({ ...facts, now: lengthNow() / SAMPLE_RATE }),
      };
      // The last one is not written again.
      await folder.writeLevels(levels, { patienceMs: state === "ended" ? LAST_PATIENCE_MS : 0 });
    },
    async [Symbol.asyncDispose]() {
      securing?.resolve();
      await tape[Symbol.asyncDispose]();
    },
  };

  function isAway(): boolean {
    return timeline.positionAt(nowMs) - timeline.start > (LEAST_GAP_MS + LATEST_MS) * PER_MS &&
      timeline.waiting === 0;
  }
}
