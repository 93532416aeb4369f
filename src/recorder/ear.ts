import type { AudioDevice, AudioSource, AudioStream } from "../capture/audio_source.ts";
import { StreamLostError } from "../capture/audio_source.ts";
import type { Clock } from "../clock.ts";
import { GreffierError, message } from "../errors.ts";
import type { Log } from "../log.ts";
import type { RecordingPlan, Side } from "../model/mod.ts";
import { bounded } from "./bounded.ts";
import { createPlacer, type Placer } from "./placer.ts";
import type { Timeline } from "./timeline.ts";

/** First and longest wait before a device that is away is looked for again, in milliseconds. */
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 2000;

/** A stream that ends sooner than this after it was opened is not opened again at once, whatever the reason. */
const SHORT_LIVED_MS = 1000;

/**
 * How long a device may take to be opened, in milliseconds. The first time longer, for a system may ask the person whether
 * it is allowed; whoever began the recording waits a little longer still.
 */
const OPEN_MS = 10_000;
const FIRST_OPEN_MS = 25_000;

/** How long it may take to be closed. */
const CLOSE_MS = 5000;

/**
 * A stream that gives nothing for so long is no longer heard, in milliseconds awake. Its first packet may take longer: a
 * headset without a wire has to change its mode.
 */
const SILENT_MS = 3000;
const SILENT_AT_FIRST_MS = 10_000;

/** Options of {@linkcode openEar}. */
export interface EarOptions {
  readonly source: AudioSource;
  readonly plan: RecordingPlan;
  readonly side: Side;
  readonly channel: number;
  readonly clock: Clock;
  readonly log: Log;
}

/** Listens to one side for as long as a recording lasts. Disposing closes its device. */
export interface Ear extends AsyncDisposable {
  readonly side: Side;
  /** What is heard; null while nothing is. */
  readonly device: Pick<AudioDevice, "id" | "name"> | null;
  /** What was heard last. */
  readonly lastDevice: Pick<AudioDevice, "id" | "name">;
  /**
   * Gives everything that is heard to `timeline`, until it is disposed. A device that goes away is opened again for as
   * long as it takes, and so is one that breaks in whatever way.
   */
  listen(timeline: Timeline): Promise<void>;
  /** Gives up a stream that gives nothing any more. To be called several times a second. */
  watch(): void;
}

/** A stream and what brings it to 16 kHz. */
interface Opened {
  readonly stream: AudioStream;
  readonly placer: Placer;
}

/** Opens a side. Throws a `GreffierError` when it cannot be heard. */
export async function openEar({ source, plan, side, channel, clock, log }: EarOptions): Promise<Ear> {
  const closing = new AbortController();
  const request = {
    side,
    device: plan.devices[side],
    process: side === "system" ? plan.process : null,
  };
  let opened: Opened | undefined = await open(FIRST_OPEN_MS);
  let lastDevice = opened.stream.device;
  /** Something is known to come from the stream: for one that is silent when idle, nothing does. */
  let isHeard = true;
  let listening: Promise<void> = Promise.resolve();
  let watch = () => {};

  /** Opens the device once. One that is open too late, or for nobody, is closed again. */
  async function open(forMs: number): Promise<Opened> {
    const overdue = new AbortController();
    const signal = AbortSignal.any([closing.signal, overdue.signal]);
    const opening = source.open({ ...request, signal });
    const found = await bounded(opening, { clock, forMs, signal: closing.signal });
    if (!found || closing.signal.aborted) {
      overdue.abort(new Error("opening took too long"));
      opening.then((late) => close(late), () => {}); // nobody waits for it
      closing.signal.throwIfAborted();
      throw new GreffierError(message(`recorder.openSilent.${side}`, { seconds: forMs / 1000 }));
    }
    const stream = found.value;
    try {
      return { stream, placer: await createPlacer(stream) };
    } catch (error) {
      await close(stream);
      throw error;
    }
  }

  /** A device that is gone may refuse to be closed, or never answer; it is let go all the same. */
  async function close(stream: AudioStream): Promise<void> {
    try {
      const closed = await bounded(stream[Symbol.asyncDispose](), { clock, forMs: CLOSE_MS });
      if (!closed) log.warn("{side} does not answer that it is closed", { side });
    } catch (error) {
      log.warn("A device could not be closed: {error}", { error: String(error) });
    }
  }

  /** Lets go of what is open. */
  async function letGo(): Promise<void> {
    const last = opened;
    opened = undefined;
    if (!last) return;
    await close(last.stream);
    last.placer[Symbol.dispose]();
  }

  /** Hears a stream to its end; gives what ended it. */
  async function hear({ stream, placer }: Opened, timeline: Timeline): Promise<unknown> {
    const silent = Promise.withResolvers<never>();
    let over = false;
    let limit = SILENT_AT_FIRST_MS;
    let cameAt = timeline.awake;
    if (!stream.silentWhenIdle) {
      watch = () => {
        if (timeline.awake - cameAt > limit) silent.reject(new Error(`nothing came for ${limit} ms`));
      };
    }
    const reading = async () => {
      const packets = stream[Symbol.asyncIterator]();
      for (;;) {
        const packet = await packets.next();
        if (over || packet.done) return;
        if (!isHeard) log.info("{side} is heard again, from {device}", { side, device: stream.device.name });
        isHeard = true;
        limit = SILENT_MS;
        cameAt = timeline.awake;
        const { samples, atMs, discontinuity } = packet.value;
        const { ready, readyMs } = placer.place(samples, atMs);
        if (ready.length > 0 || discontinuity) timeline.push(channel, ready, readyMs, discontinuity);
      }
    };
    try {
      timeline.open(channel, clock.monotonic(), stream.silentWhenIdle);
      await Promise.race([reading(), silent.promise]);
      return undefined;
    } catch (error) {
      return error;
    } finally {
      over = true;
      watch = () => {};
      timeline.lose(channel);
    }
  }

  async function reopen(atOnce: boolean): Promise<Opened | undefined> {
    let wait = FIRST_WAIT_MS;
    for (let tries = 0; !closing.signal.aborted; tries++) {
      try {
        if (tries > 0 || !atOnce) {
          await clock.sleep(wait, { signal: closing.signal });
          wait = Math.min(LONGEST_WAIT_MS, wait * 2);
        }
        return await open(OPEN_MS);
      } catch (error) {
        if (closing.signal.aborted) break;
        if (tries === 0) {
          log.info("{side} cannot be heard again yet: {error}", { side, error: String(error) });
        }
      }
    }
    return undefined;
  }

  async function listenOn(timeline: Timeline): Promise<void> {
    while (opened) {
      const openedMs = clock.monotonic();
      const error = await hear(opened, timeline);
      await letGo();
      if (closing.signal.aborted) return;
      if (isHeard) {
        const reason = error instanceof StreamLostError ? error.reason : "ended";
        log.warn("{side} is lost ({reason}): {error}", { side, reason, error: String(error) });
      }
      const found = await reopen(clock.monotonic() - openedMs >= SHORT_LIVED_MS);
      if (!found) return;
      opened = found;
      isHeard = found.stream.silentWhenIdle;
      lastDevice = found.stream.device;
      if (isHeard) log.info("{side} is heard again, from {device}", { side, device: lastDevice.name });
    }
  }

  return {
    side,
    get device() {
      return opened && isHeard ? opened.stream.device : null;
    },
    get lastDevice() {
      return lastDevice;
    },
    listen(timeline) {
      listening = listenOn(timeline);
      return listening;
    },
    watch: () => watch(),
    async [Symbol.asyncDispose]() {
      closing.abort(new Error("the recording ends"));
      await letGo();
      await bounded(listening, { clock, forMs: CLOSE_MS });
    },
  };
}
