import type { Clock } from "../../clock.ts";
import type { AudioStream, LossReason, Packet, StreamLostError } from "../audio_source.ts";
import { HResultError, RESULTS } from "../../windows/mod.ts";
import { BUFFER_FLAGS, type CaptureClient, type CapturedPacket } from "./core_audio.ts";
import { type MixFormat, MonoMixer } from "./mix_format.ts";
import { PacketTimes } from "./packet_times.ts";
import { lossReason, lost } from "./refusals.ts";

/** Whether it still is what should be heard is asked this often. */
const WATCH_MS = 500;

/**
 * A wait for sound ends after this at the latest: a loopback has none while nothing plays, and before Windows 10 1703 no
 * event tells of it. What lies ready is taken either way.
 */
const WAIT_MS = 100;

/** Nothing has come for so long only where nothing comes. */
const IDLE_MS = 50;

/** What a stream is made of. */
export interface WasapiStreamOptions {
  readonly client: CaptureClient;
  readonly mix: MixFormat;
  readonly device: AudioStream["device"];
  readonly clock: Clock;
  /** The clock of the stamps of packets. */
  readonly counterMs: () => number;
  /** What is heard is played, and comes only while something plays. */
  readonly loopback: boolean;
  /**
   * Packets are let gather for this long before each wait: one wake for several of them. In milliseconds, well under
   * what the client buffers.
   */
  readonly gatherMs: number;
  /** Why it should not be heard any more; null while it should. */
  readonly watch: () => LossReason | null;
  /** Whether the device is there. */
  readonly isActive: () => boolean;
}

/** The packets of a capture client, as the port gives them. */
export class WasapiStream implements AudioStream {
  readonly device: AudioStream["device"];
  readonly rate: number;
  readonly silentWhenIdle: boolean;
  readonly #options: WasapiStreamOptions;
  readonly #mixer: MonoMixer;
  readonly #times: PacketTimes;
  readonly #closing = new AbortController();
  #closed?: Promise<void>;
  #watchedAt: number;
  /** When the last packet was taken, on `monotonic()`; null: none yet. */
  #tookAt: number | null = null;
  /** It was idle when it was last waited for. */
  #idle = false;
  #lost?: StreamLostError;

  constructor(options: WasapiStreamOptions) {
    const { client, clock, counterMs, device, loopback, mix } = options;
    this.#options = options;
    this.device = device;
    this.silentWhenIdle = loopback;
    this.#mixer = new MonoMixer(mix, { output: loopback });
    this.rate = this.#mixer.rate;
    this.#times = new PacketTimes(clock, counterMs);
    this.#watchedAt = clock.monotonic();
    client.start();
  }

  [Symbol.asyncIterator](): AsyncIterator<Packet> {
    // Without `return`: a reader that leaves its loop may come back, and only disposal ends the stream.
    return { next: () => this.#next() };
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort();
    return this.#closed ??= Promise.resolve(this.#options.client[Symbol.asyncDispose]());
  }

  async #next(): Promise<IteratorResult<Packet>> {
    while (!this.#closing.signal.aborted) {
      const packet = this.poll();
      if (packet) return { done: false, value: packet };
      await this.wait();
    }
    return { done: true, value: undefined };
  }

  /** Whether all was taken, and nothing has come for a while. */
  get isIdle(): boolean {
    return this.#tookAt === null || this.#options.clock.monotonic() - this.#tookAt > IDLE_MS;
  }

  /** What lies ready, without waiting; null: nothing does. Throws when the stream is lost. */
  poll(): Packet | null {
    this.#throwIfLost();
    for (let captured = this.#take(); captured; captured = this.#take()) {
      const packet = this.#packet(captured);
      if (packet.samples.length > 0) return packet;
    }
    this.#times.drained();
    return null;
  }

  /** Resolves when there may be more, after a moment in any case; at once when the stream is disposed. */
  async wait(): Promise<void> {
    const { client, clock, gatherMs } = this.#options;
    this.#idle = this.isIdle;
    if (!this.#idle && gatherMs > 0) {
      // Rejects on disposal alone, which is looked at next.
      await clock.sleep(gatherMs, this.#closing).catch(() => {});
      if (this.#closing.signal.aborted) return;
    }
    await client.wait(WAIT_MS);
  }

  #throwIfLost(): void {
    if (this.#lost) throw this.#lost;
    const { clock, watch } = this.#options;
    const now = clock.monotonic();
    if (now - this.#watchedAt < WATCH_MS) return;
    this.#watchedAt = now;
    const reason = this.#asking(watch);
    if (reason !== null) throw this.#lose(reason);
  }

  #take(): CapturedPacket | null {
    return this.#asking(() => {
      try {
        return this.#options.client.nextPacket();
      } catch (error) {
        // Documented as passing: the packet is still there at the next try.
        if (error instanceof HResultError && error.result === RESULTS.AUDCLNT_E_BUFFER_ERROR) return null;
        throw error;
      }
    });
  }

  /** Asks Windows; what it refuses ends the stream. */
  #asking<T>(ask: () => T): T {
    try {
      return ask();
    } catch (error) {
      if (!(error instanceof HResultError)) throw error;
      throw this.#lose(lossReason(error, this.#options.isActive), { cause: error });
    }
  }

  #lose(reason: LossReason, options?: ErrorOptions): StreamLostError {
    return this.#lost = lost(reason, this.device.name, options);
  }

  #packet({ bytes, frames, flags, counterMs }: CapturedPacket): Packet {
    const is = (flag: number) => (flags & flag) !== 0;
    // Windows also marks the first packet, and the first after a silence of a loopback: nothing was lost there.
    const begins = this.#tookAt === null || this.silentWhenIdle && this.#idle;
    this.#tookAt = this.#options.clock.monotonic();
    const stamp = is(BUFFER_FLAGS.timestampError) || counterMs <= 0 ? null : counterMs;
    const { mix } = this.#options;
    return {
      samples: is(BUFFER_FLAGS.silent) ? this.#mixer.silence(frames) : this.#mixer.mix(bytes, frames),
      atMs: this.#times.of(stamp, frames / mix.format.rate * 1000),
      discontinuity: is(BUFFER_FLAGS.discontinuity) && !begins,
    };
  }
}
