import {
  BUFFER_FLAGS,
  type CaptureClient,
  type CapturedPacket,
  type CoreAudio,
  type Flow,
  type Role,
  type RunningProcess,
} from "../../../src/capture/wasapi/core_audio.ts";
import { HResultError, RESULTS } from "../../../src/windows/mod.ts";
import { floatFormat } from "../../../src/capture/wasapi/ffi/layouts.ts";
import { parseMixFormat } from "../../../src/capture/wasapi/mix_format.ts";
import type { Tone } from "../../contracts/audio_source.ts";
import type { ManualClock } from "../../support/manual_clock.ts";

/** Windows delivers a hundredth of a second at a time. */
const PERIOD_MS = 10;

/** The performance counter began long before the program. */
const COUNTER_AHEAD_MS = 1_000_000;

/** A sound device that tests change as they like. */
export interface FakeEndpoint {
  readonly id: string;
  name: string;
  readonly flow: Flow;
  active: boolean;
  format: Uint8Array;
  /** A program has it open: an output without one sends nothing to a loopback. */
  busy: boolean;
  tone: Tone | null;
  /** HRESULT of opening it. */
  refusal: number | null;
  /** HRESULT of whatever a stream of it is asked next. */
  failure: number | null;
  /** Packets to give instead of the tone, each a hundredth of a second after its stamp: when it is complete. */
  script: CapturedPacket[] | null;
}

/** Windows, with time that a test moves. */
export class FakeCoreAudio implements CoreAudio {
  readonly devices: FakeEndpoint[] = [];
  readonly roles: Record<Flow, Record<Role, string | null>> = {
    output: { default: null, communications: null },
    input: { default: null, communications: null },
  };
  running: RunningProcess[] = [{ id: Deno.pid, parentId: 1, name: "greffier.exe" }];
  /** What programs play, by their process. */
  readonly programs: Map<number, Tone> = new Map();
  /** HRESULT of every call: the sound service is gone. */
  down: number | null = null;
  /** HRESULT of opening a process loopback. */
  processRefusal: number | null = null;
  /** What was opened, oldest first. */
  readonly opened: string[] = [];
  /** Called whenever a stream was opened. */
  whenOpened: () => void = () => {};
  /** How many streams are not released. */
  held = 0;
  readonly #clock: ManualClock;

  constructor(clock: ManualClock) {
    this.#clock = clock;
  }

  /** Adds a device, and makes it what Windows uses for the roles. */
  add(flow: Flow, name: string, ...roles: Role[]): FakeEndpoint {
    const group = flow === "output" ? 0 : 1;
    const device: FakeEndpoint = {
      id: `{0.0.${group}.00000000}.{00000000-0000-4000-8000-00000000000${this.devices.length}}`,
      name,
      flow,
      active: true,
      format: floatFormat(2, 48_000),
      busy: true,
      tone: null,
      refusal: null,
      failure: null,
      script: null,
    };
    this.devices.push(device);
    this.use(device, ...roles);
    return device;
  }

  /** Windows uses a device for those roles from now on. */
  use(device: FakeEndpoint, ...roles: Role[]): void {
    for (const role of roles) this.roles[device.flow][role] = device.id;
  }

  /** Somebody pulls the plug: other devices, if any, take over its roles. */
  unplug(device: FakeEndpoint): void {
    device.active = false;
    device.failure = RESULTS.AUDCLNT_E_DEVICE_INVALIDATED;
    const next = this.devices.find(({ active, flow }) => active && flow === device.flow);
    for (const role of ["default", "communications"] as const) {
      if (this.roles[device.flow][role] === device.id) this.roles[device.flow][role] = next?.id ?? null;
    }
  }

  endpoints() {
    this.#answer();
    return this.devices.filter(({ active }) => active).map(({ id, name, flow }) => ({ id, name, flow }));
  }

  endpoint(id: string) {
    this.#answer();
    const device = this.devices.find((one) => one.id === id);
    return device ? { id, name: device.name, flow: device.flow } : null;
  }

  isActive(id: string) {
    this.#answer();
    return this.devices.some((device) => device.id === id && device.active);
  }

  defaultEndpoint(flow: Flow, role: Role) {
    this.#answer();
    return this.roles[flow][role];
  }

  mixFormat(id: string) {
    return this.#device(id, "IAudioClient::GetMixFormat").format;
  }

  openEndpoint(id: string, { loopback }: { readonly loopback: boolean }) {
    const device = this.#device(id, "IAudioClient::Initialize");
    if (loopback !== (device.flow === "output")) {
      throw new HResultError(RESULTS.AUDCLNT_E_WRONG_ENDPOINT_TYPE, "IAudioClient::GetService");
    }
    this.opened.push(id);
    device.failure = null;
    return this.#client(device.format, {
      failure: () => device.failure,
      script: () => device.script,
      tones: () => device.busy ? (device.tone ? [device.tone] : []) : null,
    });
  }

  openProcess(id: number): Promise<CaptureClient> {
    this.opened.push(`only ${id}`);
    if (this.processRefusal !== null) {
      return Promise.reject(new HResultError(this.processRefusal, "ActivateAudioInterfaceAsync"));
    }
    return Promise.resolve(this.#client(floatFormat(2, 48_000), {
      failure: () => null,
      script: () => null,
      tones: () => [this.programs.get(id)].filter((tone) => tone !== undefined),
    }));
  }

  processes() {
    return this.running;
  }

  playing() {
    return new Set(this.programs.keys());
  }

  counterMs() {
    return this.#clock.monotonic() + COUNTER_AHEAD_MS;
  }

  #device(id: string, call: string): FakeEndpoint {
    this.#answer();
    const device = this.devices.find((one) => one.id === id && one.active);
    if (!device) throw new HResultError(RESULTS.E_NOTFOUND, "IMMDeviceEnumerator::GetDevice");
    if (device.refusal !== null) throw new HResultError(device.refusal, call);
    return device;
  }

  #answer(): void {
    if (this.down !== null) throw new HResultError(this.down, "CoCreateInstance(MMDeviceEnumerator)");
  }

  #client(format: Uint8Array, hears: Hearing): CaptureClient {
    this.held++;
    this.whenOpened();
    const clock = this.#clock;
    const closing = new AbortController();
    const fail = () => {
      const result = this.down ?? hears.failure();
      if (result !== null) throw new HResultError(result, "IAudioCaptureClient::GetBuffer");
    };
    const release = () => {
      if (!closing.signal.aborted) this.held--;
      closing.abort();
    };
    const frames = (parseMixFormat(format)?.format.rate ?? 0) * PERIOD_MS / 1000;
    const counterMs = () => this.counterMs();
    let taken = 0;
    let startedAt = NaN;
    return {
      format,
      start() {
        fail();
        startedAt = clock.monotonic();
      },
      nextPacket() {
        fail();
        const script = hears.script();
        if (script) {
          return (script[0]?.counterMs ?? Infinity) + PERIOD_MS <= counterMs() ? script.shift()! : null;
        }
        for (;;) {
          const beginsAt = startedAt + taken * PERIOD_MS;
          if (beginsAt + PERIOD_MS > clock.monotonic()) return null;
          const first = taken++ * frames;
          const tones = hears.tones();
          if (tones === null) continue;
          const stamp = { frames, counterMs: beginsAt + COUNTER_AHEAD_MS };
          return tones.length === 0
            ? { ...stamp, bytes: new Uint8Array(0), flags: BUFFER_FLAGS.silent }
            : { ...stamp, bytes: encodeTones(format, tones, first, frames), flags: 0 };
        }
      },
      wait: (ms) => clock.sleep(Math.min(ms, PERIOD_MS), closing).catch(() => {}),
      [Symbol.asyncDispose]() {
        release();
        return Promise.resolve();
      },
    };
  }
}

interface Hearing {
  readonly failure: () => number | null;
  readonly script: () => CapturedPacket[] | null;
  /** Null: nothing comes. */
  readonly tones: () => readonly Tone[] | null;
}

/** Writes tones into all channels of a format. */
export function encodeTones(
  format: Uint8Array,
  tones: readonly Tone[],
  first: number,
  frames: number,
): Uint8Array {
  const mix = parseMixFormat(format)!;
  const { rate, channels } = mix.format;
  return encode(format, frames, (frame) => {
    const value = tones.reduce(
      (sum, { hz, amplitude }) => sum + amplitude * Math.sin(2 * Math.PI * hz * (first + frame) / rate),
      0,
    );
    return Array.from({ length: channels }, () => value);
  });
}

/** Writes frames as a format wants them; `frameOf` gives the values of its channels, -1 to 1. */
export function encode(
  format: Uint8Array,
  frames: number,
  frameOf: (frame: number) => readonly number[],
): Uint8Array {
  const { blockAlign, format: { channels, encoding } } = parseMixFormat(format)!;
  const width = blockAlign / channels;
  const bytes = new Uint8Array(frames * blockAlign);
  const view = new DataView(bytes.buffer);
  for (let frame = 0, at = 0; frame < frames; frame++) {
    for (const value of frameOf(frame)) {
      if (encoding === "float") {
        width === 4 ? view.setFloat32(at, value, true) : view.setFloat64(at, value, true);
      } else if (width === 1) view.setUint8(at, Math.round(value * 127) + 128);
      else {
        const full = Math.round(value * (2 ** (width * 8 - 1) - 1));
        for (let byte = 0; byte < width; byte++) view.setUint8(at + byte, full >> (byte * 8) & 0xff);
      }
      at += width;
    }
  }
  return bytes;
}

/** WAVEFORMATEXTENSIBLE (mmreg.h), as most devices of Windows say it. `tag`: 1 for integers, 3 for floats. */
export function extensibleFormat(
  { tag, bits, channels, rate, validBits = bits }: {
    readonly tag: number;
    readonly bits: number;
    readonly channels: number;
    readonly rate: number;
    readonly validBits?: number;
  },
): Uint8Array {
  const bytes = new Uint8Array(40);
  const view = new DataView(bytes.buffer);
  const blockAlign = channels * bits / 8;
  view.setUint16(0, 0xfffe, true);
  view.setUint16(2, channels, true);
  view.setUint32(4, rate, true);
  view.setUint32(8, rate * blockAlign, true);
  view.setUint16(12, blockAlign, true);
  view.setUint16(14, bits, true);
  view.setUint16(16, 22, true);
  view.setUint16(18, validBits, true);
  view.setUint32(20, 2 ** channels - 1, true);
  view.setUint16(24, tag, true);
  bytes.set([0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71], 26);
  return bytes;
}
