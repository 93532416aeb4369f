import {
  type AudioDevice,
  type AudioSource,
  type AudioStream,
  type LossReason,
  type Packet,
  StreamLostError,
  type StreamRequest,
} from "../../src/capture/audio_source.ts";
import type { Clock } from "../../src/clock.ts";
import { GreffierError, message } from "../../src/errors.ts";
import type { Side } from "../../src/model/mod.ts";

/** A sound: the sample at a place of the device's own count, which goes on while nobody listens. */
export type Sound = (index: number) => number;

/** How a fake device behaves. */
export interface FakeDeviceOptions {
  readonly sound?: Sound;
  /** In Hz. @default {16000} */
  readonly rate?: number;
  /** Its clock runs so many millionths faster than ours. @default {0} */
  readonly ppm?: number;
  /** Length of a packet, in milliseconds. @default {10} */
  readonly packetMs?: number;
  /** A packet comes so much after its end at most, in milliseconds. @default {0} */
  readonly jitterMs?: number;
  /** Packets tell when they were heard; otherwise, when they came. @default {true} */
  readonly exact?: boolean;
  /** It sends nothing while {@linkcode FakeSide.playing} is false. @default {false} */
  readonly silentWhenIdle?: boolean;
  /** Sound it keeps for a reader that is away; what comes beyond is lost. In milliseconds. @default {Infinity} */
  readonly keepsMs?: number;
}

/** The hands on one side of a {@linkcode FakeAudioSource}. */
export interface FakeSide {
  /** Whether anything plays, for a device that is silent when idle. */
  playing: boolean;
  /** Its packets wait, and come all at once afterwards. */
  stalled: boolean;
  /** Takes the default device away; the next one of the list becomes the default. */
  unplug(reason?: LossReason): void;
  /** Brings back all that were taken away. */
  plug(): void;
  moveDefault(): void;
  /** The default device loses its sound of the next so many milliseconds, and says so. */
  loseSound(ms: number): void;
  /** The default device has another rate from now on. */
  changeFormat(rate: number): void;
}

interface FakeDevice {
  readonly device: Omit<AudioDevice, "roles">;
  readonly options: Required<FakeDeviceOptions>;
  rate: number;
  plugged: boolean;
  lostUntilMs: number;
}

interface OpenStream {
  readonly side: Side;
  readonly device: FakeDevice;
  readonly followsDefault: boolean;
  advance(nowMs: number): void;
  lose(reason: LossReason): void;
}

/** A repeatable number from 0 to 1. */
function noise(seed: number): number {
  const value = Math.sin(seed * 12.9898) * 43_758.5453;
  return value - Math.floor(value);
}

/**
 * A source whose devices a test plays and plugs. Its sound is made by {@linkcode pump}, which a test calls after it has
 * moved the clock; `run` does so by itself on a clock that moves.
 */
export class FakeAudioSource implements AudioSource {
  readonly name = "fake";
  readonly sides: readonly Side[] = ["microphone", "system"];
  readonly microphone: FakeSide;
  readonly system: FakeSide;
  readonly #clock: Clock;
  readonly #devices: Readonly<Record<Side, FakeDevice[]>>;
  readonly #defaults: Record<Side, number> = { microphone: 0, system: 0 };
  readonly #streams = new Set<OpenStream>();
  readonly #stalled = new Set<Side>();
  readonly #quiet = new Set<Side>();

  constructor(
    clock: Clock,
    { microphone = {}, system = {} }: {
      readonly microphone?: FakeDeviceOptions;
      readonly system?: FakeDeviceOptions;
    } = {},
  ) {
    this.#clock = clock;
    const devices = (side: Side, options: FakeDeviceOptions) =>
      [1, 2].map((number): FakeDevice => {
        const whole: Required<FakeDeviceOptions> = {
          sound: () => 0.1,
          rate: 16_000,
          ppm: 0,
          packetMs: 10,
          jitterMs: 0,
          exact: true,
          silentWhenIdle: false,
          keepsMs: Infinity,
          ...options,
        };
        const flow = side === "microphone" ? "input" as const : "output" as const;
        const format = { encoding: "float" as const, bits: 32, channels: 1, rate: whole.rate };
        const name = `${side === "microphone" ? "Micro" : "Casque"} ${number}`;
        return {
          device: { id: `fake-${side}-${number}`, name, flow, format },
          options: whole,
          rate: whole.rate,
          plugged: true,
          lostUntilMs: -Infinity,
        };
      });
    this.#devices = { microphone: devices("microphone", microphone), system: devices("system", system) };
    this.microphone = this.#hands("microphone");
    this.system = this.#hands("system");
  }

  devices(): Promise<readonly AudioDevice[]> {
    return Promise.resolve(
      this.sides.flatMap((side) =>
        this.#devices[side].filter(({ plugged }) => plugged).map((one) => ({
          ...one.device,
          roles: one === this.#default(side) ? ["default", "communications"] as const : [],
        }))
      ),
    );
  }

  // deno-lint-ignore require-await -- the port is asynchronous
  async open({ side, device, process, signal }: StreamRequest): Promise<AudioStream> {
    signal?.throwIfAborted();
    if (process !== null) throw new GreffierError(message("capture.processUnsupported"));
    const plugged = this.#devices[side].filter((one) => one.plugged);
    const found = device === null ? this.#default(side) : plugged.find((one) => one.device.id === device);
    if (!found) {
      if (device === null) {
        throw new GreffierError(message(side === "microphone" ? "capture.noMicrophone" : "capture.noOutput"));
      }
      const near = plugged.find((one) => one.device.id.slice(0, -1) === device.slice(0, -1));
      throw new GreffierError(
        near
          ? message("capture.deviceUnknownNear", { found: device, nearest: near.device.id })
          : message("capture.deviceUnknown", { found: device }),
      );
    }
    return this.#stream(side, found, device === null);
  }

  /** Makes the sound of the time until now. */
  pump(): void {
    const now = this.#clock.monotonic();
    for (const stream of [...this.#streams]) stream.advance(now);
  }

  /** Makes sound as time passes, until aborted. */
  async run(signal: AbortSignal, everyMs = 10): Promise<void> {
    while (!signal.aborted) {
      this.pump();
      await this.#clock.sleep(everyMs, { signal }).catch(() => {});
    }
  }

  #default(side: Side): FakeDevice | undefined {
    const all = this.#devices[side];
    const first = this.#defaults[side];
    return [...all.slice(first), ...all.slice(0, first)].find(({ plugged }) => plugged);
  }

  #hands(side: Side): FakeSide {
    const [stalled, quiet] = [this.#stalled, this.#quiet];
    const streamsOf = (device: FakeDevice) => [...this.#streams].filter((one) => one.device === device);
    const current = () => {
      const device = this.#default(side);
      if (!device) throw new Error(`No device of the ${side} is plugged in`);
      return device;
    };
    const unplugged: FakeDevice[] = [];
    return {
      get playing() {
        return !quiet.has(side);
      },
      set playing(plays) {
        if (plays) quiet.delete(side);
        else quiet.add(side);
      },
      get stalled() {
        return stalled.has(side);
      },
      set stalled(waits) {
        if (waits) stalled.add(side);
        else stalled.delete(side);
      },
      unplug: (reason = "unplugged") => {
        const device = current();
        device.plugged = false;
        unplugged.push(device);
        for (const stream of streamsOf(device)) stream.lose(reason);
      },
      plug: () => {
        for (const device of unplugged.splice(0)) device.plugged = true;
      },
      moveDefault: () => {
        const before = current();
        this.#defaults[side] = (this.#devices[side].indexOf(before) + 1) % this.#devices[side].length;
        for (const stream of streamsOf(before)) if (stream.followsDefault) stream.lose("default-moved");
      },
      loseSound: (ms) => {
        current().lostUntilMs = this.#clock.monotonic() + ms;
      },
      changeFormat: (rate) => {
        const device = current();
        device.rate = rate;
        for (const stream of streamsOf(device)) stream.lose("format-changed");
      },
    };
  }

  #stream(side: Side, device: FakeDevice, followsDefault: boolean): AudioStream {
    const { sound, ppm, packetMs, jitterMs, exact, silentWhenIdle, keepsMs } = device.options;
    const { rate } = device;
    const own = rate * (1 + ppm / 1e6) / 1000;
    const frames = Math.max(1, Math.round(packetMs * rate / 1000));
    const waiting: { readonly index: number; readonly comesMs: number; readonly discontinuity: boolean }[] =
      [];
    const samples = new Float32Array(frames);
    /** How many of them are read: taking the first out of a long array moves all the others. */
    let read = 0;
    let index = Math.ceil(this.#clock.monotonic() * own);
    let wake = () => {};
    let lost: StreamLostError | undefined;
    let ended = false;
    let broken = false;
    const stream: OpenStream = {
      side,
      device,
      followsDefault,
      advance: (nowMs) => {
        if (this.#stalled.has(side)) return;
        for (; (index + frames) / own <= nowMs; index += frames) {
          const heardMs = index / own;
          const comesMs = (index + frames) / own + jitterMs * noise(index);
          const first = waiting[read];
          const full = first && comesMs - first.comesMs > keepsMs;
          if (full || heardMs < device.lostUntilMs) {
            broken = true;
            continue;
          }
          if (silentWhenIdle && this.#quiet.has(side)) continue;
          waiting.push({ index, comesMs, discontinuity: broken });
          broken = false;
        }
        wake();
      },
      lose: (reason) => {
        const text = reason === "server-gone"
          ? message("capture.lost.server-gone", { server: "fake" })
          : message(`capture.lost.${reason}`, { device: device.device.name });
        lost = new StreamLostError(reason, text);
        this.#streams.delete(stream);
        wake();
      },
    };
    this.#streams.add(stream);
    const next = async (): Promise<IteratorResult<Packet>> => {
      for (;;) {
        if (ended) return { done: true, value: undefined };
        const now = this.#clock.monotonic();
        const first = waiting[read];
        if (first && (first.comesMs <= now || lost)) {
          if (++read === waiting.length) read = waiting.length = 0;
          for (let n = 0; n < frames; n++) samples[n] = sound(first.index + n);
          const atMs = exact ? first.index / own : now - frames / own;
          return { done: false, value: { samples, atMs, discontinuity: first.discontinuity } };
        }
        if (lost) throw lost;
        await new Promise<void>((resolve) => wake = resolve);
      }
    };
    return {
      device: { id: device.device.id, name: device.device.name },
      rate,
      silentWhenIdle,
      [Symbol.asyncIterator]: () => ({
        next,
        return() {
          return Promise.resolve({ done: true as const, value: undefined });
        },
      }),
      [Symbol.asyncDispose]: () => {
        ended = true;
        this.#streams.delete(stream);
        wake();
        return Promise.resolve();
      },
    };
  }
}
