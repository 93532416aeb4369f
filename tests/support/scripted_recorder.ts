import { setImmediate } from "node:timers";
import type { StartApart } from "../../src/app/background/own_process.ts";
import { message } from "../../src/errors.ts";
import type { LevelsRecord } from "../../src/model/mod.ts";
import { homeLayout, type RecordingFolder, Store } from "../../src/store/mod.ts";
import { HastyClock } from "./manual_clock.ts";
import { speechPcm } from "./speech_pcm.ts";

/** How a {@linkcode ScriptedRecorder} begins. */
export type Beginning = "well" | "failed" | "dies" | "silent";

/** A turn of the event loop. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * A recorder in this process that hears nothing: it does in the session's folder what a recorder does there, and answers
 * the requests that lie in it. Hand its `startApart` to an app.
 */
export class ScriptedRecorder implements AsyncDisposable {
  /** Every process asked for: `__recorder ID`. */
  readonly asked: string[] = [];
  beginning: Beginning = "well";
  /** Chunks it writes at once, ten seconds each. */
  chunks = 2;
  /** It tells nothing of its beginning but that it begins, though chunks are written. */
  slow = false;
  /** There is no room: it answers nothing but an end. */
  diskFull = false;
  readonly #store: Store;
  readonly #running = new Set<Promise<unknown>>();
  #killed = false;
  #beat = Promise.withResolvers<void>();

  constructor(home: { readonly path: string }) {
    this.#store = new Store(homeLayout(home.path));
  }

  readonly startApart: StartApart = (command, id) => {
    this.asked.push(`${command} ${id}`);
    if (command === "__follow") return { ended: Promise.resolve(), kill: () => {} };
    this.#killed = false;
    const ended = this.#record(id);
    this.#running.add(ended);
    ended.finally(() => {
      this.#running.delete(ended);
      this.#tick();
    }).catch(() => {}); // told to whoever waits for `ended`
    return { ended, kill: () => void this.kill() };
  };

  /** Resolves when it has done its next step; at once while none is at work. */
  async beat(): Promise<void> {
    if (this.#running.size === 0) return await turn();
    await this.#beat.promise;
  }

  #tick(): void {
    const { resolve } = this.#beat;
    this.#beat = Promise.withResolvers();
    resolve();
  }

  /** It is gone at once, without an end. */
  async kill(): Promise<void> {
    this.#killed = true;
    await Promise.all(this.#running);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.kill();
  }

  async #record(id: string): Promise<void> {
    if (this.beginning === "dies") return;
    await using folder = await this.#store.openRecording(
      (await this.#store.home()).open.get(id)?.folder ?? id,
    );
    if (!folder) throw new Error(`"${id}" has a recorder already`);
    const { nextNumber, position } = await folder.repair();
    await folder.withdraw("pause");
    await folder.withdraw("stop");
    if (this.beginning === "failed") return void await this.#show(folder, "failed", 0, 0);
    let at = position;
    if (this.beginning === "well") {
      for (let number = nextNumber; number < nextNumber + this.chunks; number++) {
        await using part = await folder.createPart(number, at);
        await part.write(speechPcm(10, folder.record.recording?.sides.length ?? 1));
        await part.finish();
        at += part.frames;
      }
    }
    while (!this.#killed) {
      const { pausedSince, stop } = await folder.requests();
      if (stop) {
        await folder.end("stopped");
        await this.#show(folder, "ended", at, this.chunks);
        return;
      }
      const state = this.beginning === "silent" || this.slow
        ? "starting"
        : this.diskFull
        ? "disk-full"
        : pausedSince === null
        ? "recording"
        : "paused";
      await this.#show(folder, state, at, this.chunks);
      await turn();
    }
  }

  async #show(
    folder: RecordingFolder,
    state: LevelsRecord["state"],
    position: number,
    chunks: number,
  ): Promise<void> {
    await folder.writeLevels({
      pid: Deno.pid,
      // Unlike any other: whoever waits for a new state sees it.
      at: performance.timeOrigin + performance.now(),
      position,
      state,
      ...(state === "failed" ? { cause: failure } : {}),
      chunks,
      channels: (folder.record.recording?.sides ?? []).map((side) => ({
        side,
        device: { id: side, name: side },
        state: "hearing",
        rms: -30,
        peak: -18,
        lastHeard: position / 16_000,
      })),
      freeBytes: 100e9,
      bytesPerSecond: 64_000,
      notices: [],
    });
    this.#tick();
  }
}

const failure = message("capture.busy", { device: "Casque" }) as NonNullable<LevelsRecord["cause"]>;

/** A clock on which time passes as fast as a recorder works, and at once while none does. */
export class RecorderClock extends HastyClock {
  readonly #recorder: ScriptedRecorder;

  constructor(recorder: ScriptedRecorder) {
    super();
    this.#recorder = recorder;
  }

  override async sleep(ms: number, options: { readonly signal?: AbortSignal } = {}): Promise<void> {
    const { signal } = options;
    signal?.throwIfAborted();
    const aborted = Promise.withResolvers<never>();
    const onAbort = () => aborted.reject(signal?.reason);
    signal?.addEventListener("abort", onAbort, { once: true });
    try {
      await Promise.race([this.#recorder.beat(), aborted.promise]);
    } finally {
      signal?.removeEventListener("abort", onAbort);
    }
    await super.sleep(ms, options);
  }
}
