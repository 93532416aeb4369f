/** The streams of Windows: audioclient.h. */
import { check, ComObject, guid, HResultError, ole32, OutPointer } from "../../../windows/mod.ts";
import { BUFFER_FLAGS, type CaptureClient, type CapturedPacket } from "../core_audio.ts";
import { libraries } from "./libraries.ts";

export const IAUDIO_CLIENT = "1CB9AD4C-DBFA-4C32-B178-C2F568A703B2";
const IAUDIO_CAPTURE_CLIENT = "C8ADBD64-E71E-48A0-A4DE-185C395CD317";

/** `AUDCLNT_STREAMFLAGS_…`. */
export const STREAM_FLAGS = {
  loopback: 0x0002_0000,
  eventCallback: 0x0004_0000,
  sourceDefaultQuality: 0x0800_0000,
  autoConvertPcm: 0x8000_0000,
} as const;

const AUDCLNT_SHAREMODE_SHARED = 0;

/** How much sound is kept for us while we are busy: two seconds, in units of 100 ns. */
const BUFFER_100NS = 20_000_000n;

/** No packet is larger: 16 MB, twenty seconds of eight channels. */
const MAX_PACKET_BYTES = 16 << 20;

const AUDCLNT_S_BUFFER_EMPTY = 0x08890001;
const E_UNEXPECTED = 0x8000ffff;

/** IAudioClient. */
export class AudioClient extends ComObject {
  readonly #initialize = this.bind(3, {
    parameters: ["pointer", "u32", "u32", "i64", "i64", "buffer", "pointer"],
    result: "i32",
  });
  readonly #getMixFormat = this.bind(8, { parameters: ["pointer", "buffer"], result: "i32" });
  readonly #start = this.bind(10, { parameters: ["pointer"], result: "i32" });
  readonly #stop = this.bind(11, { parameters: ["pointer"], result: "i32" });
  readonly #setEventHandle = this.bind(13, { parameters: ["pointer", "usize"], result: "i32" });
  readonly #getService = this.bind(14, { parameters: ["pointer", "buffer", "buffer"], result: "i32" });

  /** WAVEFORMATEX or WAVEFORMATEXTENSIBLE. */
  mixFormat(): Uint8Array<ArrayBuffer> {
    const call = "IAudioClient::GetMixFormat";
    const out = new OutPointer();
    check(this.#getMixFormat(this.pointer, out.cell), call);
    const pointer = out.get(call);
    try {
      const extra = new Deno.UnsafePointerView(pointer).getUint16(16);
      // 22 is what WAVEFORMATEXTENSIBLE adds; nothing that can be read adds more.
      const bytes = new Uint8Array(18 + Math.min(extra, 22));
      Deno.UnsafePointerView.copyInto(pointer, bytes);
      return bytes;
    } finally {
      ole32().CoTaskMemFree(pointer);
    }
  }

  initialize(format: Uint8Array<ArrayBuffer>, flags: number): void {
    const result = this.#initialize(
      this.pointer,
      AUDCLNT_SHAREMODE_SHARED,
      flags,
      BUFFER_100NS,
      0n,
      format,
      null,
    );
    check(result, "IAudioClient::Initialize");
  }

  setEvent(handle: bigint): void {
    check(this.#setEventHandle(this.pointer, handle), "IAudioClient::SetEventHandle");
  }

  captureService(): PacketReader {
    const call = "IAudioClient::GetService";
    const out = new OutPointer();
    check(this.#getService(this.pointer, guid(IAUDIO_CAPTURE_CLIENT), out.cell), call);
    return new PacketReader(out.get(call));
  }

  start(): void {
    check(this.#start(this.pointer), "IAudioClient::Start");
  }

  /** Never throws: a stream whose device is gone has nothing left to stop. */
  stop(): void {
    this.#stop(this.pointer);
  }
}

/** IAudioCaptureClient. */
class PacketReader extends ComObject {
  readonly #getBuffer = this.bind(3, {
    parameters: ["pointer", "buffer", "buffer", "buffer", "pointer", "buffer"],
    result: "i32",
  });
  readonly #releaseBuffer = this.bind(4, { parameters: ["pointer", "u32"], result: "i32" });
  readonly #getNextPacketSize = this.bind(5, { parameters: ["pointer", "buffer"], result: "i32" });
  readonly #data = new OutPointer();
  readonly #frames = new Uint32Array(1);
  readonly #flags = new Uint32Array(1);
  readonly #position100ns = new BigUint64Array(1);
  #bytes = new Uint8Array(0);

  /** The oldest packet; null: none is there. `blockAlign`: bytes of one frame. */
  next(blockAlign: number): CapturedPacket | null {
    check(this.#getNextPacketSize(this.pointer, this.#frames), "IAudioCaptureClient::GetNextPacketSize");
    if (this.#frames[0] === 0) return null;
    const call = "IAudioCaptureClient::GetBuffer";
    const got = this.#getBuffer(
      this.pointer,
      this.#data.cell,
      this.#frames,
      this.#flags,
      null,
      this.#position100ns,
    );
    if (check(got, call) === AUDCLNT_S_BUFFER_EMPTY) return null;
    const frames = this.#frames[0];
    const flags = this.#flags[0];
    try {
      const silent = (flags & BUFFER_FLAGS.silent) !== 0;
      return {
        bytes: this.#copy(silent ? 0 : frames * blockAlign, call),
        frames,
        flags,
        counterMs: Number(this.#position100ns[0]) / 10_000,
      };
    } finally {
      check(this.#releaseBuffer(this.pointer, frames), "IAudioCaptureClient::ReleaseBuffer");
    }
  }

  #copy(length: number, call: string): Uint8Array {
    if (length > MAX_PACKET_BYTES) throw new HResultError(E_UNEXPECTED, call);
    if (this.#bytes.length < length) this.#bytes = new Uint8Array(length);
    const bytes = this.#bytes.subarray(0, length);
    if (length > 0) Deno.UnsafePointerView.copyInto(this.#data.get(call), bytes);
    return bytes;
  }
}

/**
 * Makes a client ready to capture, event-driven. Takes the client over: it is released with what this gives, or before
 * this throws.
 */
export function prepareCapture(
  client: AudioClient,
  format: Uint8Array<ArrayBuffer>,
  flags: number,
): CaptureClient {
  using held = new DisposableStack();
  held.use(client);
  client.initialize(format, flags | STREAM_FLAGS.eventCallback);
  const event = libraries.kernel32.CreateEventW(null, 0, 0, null);
  if (event === 0n) throw new HResultError(0x80070000 | libraries.kernel32.GetLastError(), "CreateEventW");
  held.defer(() => libraries.kernel32.CloseHandle(event));
  client.setEvent(event);
  const reader = held.use(client.captureService());
  return new EventDrivenCapture(client, reader, event, format, held.move());
}

class EventDrivenCapture implements CaptureClient {
  readonly format: Uint8Array;
  readonly #client: AudioClient;
  readonly #reader: PacketReader;
  readonly #event: bigint;
  readonly #held: DisposableStack;
  readonly #blockAlign: number;
  #waiting: Promise<unknown> = Promise.resolve();
  #ended?: Promise<void>;

  constructor(
    client: AudioClient,
    reader: PacketReader,
    event: bigint,
    format: Uint8Array<ArrayBuffer>,
    held: DisposableStack,
  ) {
    this.#client = client;
    this.#reader = reader;
    this.#event = event;
    this.#held = held;
    this.format = format;
    this.#blockAlign = new DataView(format.buffer).getUint16(12, true);
  }

  start(): void {
    this.#client.start();
  }

  nextPacket(): CapturedPacket | null {
    return this.#ended ? null : this.#reader.next(this.#blockAlign);
  }

  async wait(ms: number): Promise<void> {
    if (this.#ended) return;
    await (this.#waiting = libraries.kernel32.WaitForSingleObject(this.#event, ms));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#ended ??= this.#end();
  }

  async #end(): Promise<void> {
    this.#client.stop();
    // Another thread may wait for the event: its handle must live until that has returned.
    libraries.kernel32.SetEvent(this.#event);
    await this.#waiting;
    this.#held.dispose();
  }
}
