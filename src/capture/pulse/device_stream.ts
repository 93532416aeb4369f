import type { Clock } from "../../clock.ts";
import { message } from "../../errors.ts";
import type { Log } from "../../log.ts";
import {
  type AudioStream,
  type LossReason,
  type Packet,
  StreamLostError,
  type StreamRequest,
} from "../audio_source.ts";
import type { Children } from "./children.ts";
import { findTarget, type Snapshot, type Target } from "./devices.ts";
import { Recording } from "./recording.ts";
import { type DeviceWatch, SERVER, type Server } from "./server.ts";

/** What streams are made of. */
export interface StreamParts {
  readonly children: Children;
  readonly clock: Clock;
  readonly log: Log;
  readonly server: Server;
  readonly watch: DeviceWatch;
}

/** How often a recording that ends although its device is there is begun anew, before the stream counts as lost. */
const RESTARTS = 5;

/** After how long a recording that went well makes up for those that did not, in milliseconds. */
const STEADY_MS = 10_000;

/** The error that ends a stream. */
export function lost(reason: LossReason, device: string): StreamLostError {
  const text = reason === "server-gone"
    ? message("capture.lost.server-gone", { server: SERVER })
    : message(`capture.lost.${reason}`, { device });
  return new StreamLostError(reason, text);
}

/** Why a stream of `target` is over; undefined when nothing speaks against going on. */
export function lossOf(snapshot: Snapshot, request: StreamRequest, target: Target): LossReason | undefined {
  if (!snapshot.sources.some((source) => source.fields.get("Name") === target.source)) return "unplugged";
  const wanted = findTarget(snapshot, request);
  return wanted && wanted.source !== target.source ? "default-moved" : undefined;
}

/**
 * A device as it sounds. The server moves recordings to another device when theirs goes away, and also whenever the
 * default changes, whatever device they asked for: one that was moved is ended, and begun anew on its own device while
 * that is there.
 */
class DeviceStream implements AudioStream {
  // A source that records keeps its sink awake, so a monitor sends zeros while nothing plays.
  readonly silentWhenIdle = false;
  readonly device: AudioStream["device"];
  readonly rate: number;
  readonly #parts: StreamParts;
  readonly #request: StreamRequest;
  readonly #target: Target;
  readonly #watch: AsyncDisposable | undefined;
  readonly #over = new AbortController();
  #recording: Recording;
  #reopening: Promise<void> = Promise.resolve();
  #stopping: Promise<void> = Promise.resolve();
  #loss: LossReason | undefined;
  #restarts = 0;
  #startedMs: number;
  #closing: Promise<void> | undefined;

  constructor(parts: StreamParts, request: StreamRequest, target: Target, recording: Recording) {
    this.#parts = parts;
    this.#request = request;
    this.#target = target;
    this.#recording = recording;
    this.device = target.device;
    this.rate = target.rate;
    this.#startedMs = parts.clock.monotonic();
    // Who names a device does not follow the default, and that a device is gone is told by its recording.
    if (request.device === null) this.#watch = parts.watch.follow((snapshot) => this.#look(snapshot));
  }

  /** Ends the recording when another device should be heard now. */
  #look(snapshot: Snapshot): void {
    this.#loss ??= lossOf(snapshot, this.#request, this.#target);
    if (this.#loss) this.#stopping = this.#recording.stop();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Packet> {
    let discontinuity = false;
    for (;;) {
      const sound = this.#loss ? undefined : await this.#recording.read();
      if (this.#over.signal.aborted) return;
      if (this.#loss) throw lost(this.#loss, this.device.name);
      if (sound) {
        yield discontinuity ? { ...sound, discontinuity } : sound;
        discontinuity = false;
        continue;
      }
      this.#reopening = this.#reopen();
      await this.#reopening;
      discontinuity = true;
    }
  }

  /** Begins anew after the recording ended, or finds out why it cannot. */
  async #reopen(): Promise<void> {
    await this.#recording[Symbol.asyncDispose]();
    // Also when it is back already: its devices are made anew.
    if (this.#recording.serverGone) this.#loss ??= "server-gone";
    if (this.#loss) return;
    const { clock, log, server } = this.#parts;
    if (clock.monotonic() - this.#startedMs > STEADY_MS) this.#restarts = 0;
    let snapshot: Snapshot;
    try {
      snapshot = await server.snapshot(this.#over.signal);
    } catch {
      if (!this.#over.signal.aborted) this.#loss ??= "server-gone";
      return;
    }
    this.#loss ??= lossOf(snapshot, this.#request, this.#target);
    const now = findTarget(snapshot, { ...this.#request, device: this.#target.device.id });
    if (now && now.rate !== this.rate) this.#loss ??= "format-changed";
    if (++this.#restarts > RESTARTS) this.#loss ??= "unplugged";
    if (this.#loss) return;
    log.info("The recording of {device} ended or was moved; it begins anew", { device: this.device.id });
    try {
      this.#recording = await openRecording(this.#parts, this.#target, this.#over.signal);
      this.#startedMs = clock.monotonic();
    } catch {
      // It went away meanwhile: the recording that is over makes for another look.
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#closing ??= (async () => {
      this.#over.abort();
      await this.#watch?.[Symbol.asyncDispose]();
      await Promise.all([this.#reopening, this.#stopping]);
      await this.#recording[Symbol.asyncDispose]();
    })();
  }
}

const openRecording = (parts: StreamParts, { source, device, rate }: Target, signal?: AbortSignal) =>
  Recording.open({ ...parts, from: { source }, deviceName: device.name, rate, signal });

/** Opens the device that was found for a request. */
export async function openDeviceStream(
  parts: StreamParts,
  request: StreamRequest,
  target: Target,
): Promise<AudioStream> {
  return new DeviceStream(parts, request, target, await openRecording(parts, target, request.signal));
}
