/**
 * What the adapter needs of Windows, and nothing of how it is called: below stands the FFI (`ffi/`), and in tests a
 * fake. Every method throws a {@linkcode HResultError} when Windows refuses.
 *
 * @module
 */
import type { AudioDevice } from "../audio_source.ts";

export type Flow = AudioDevice["flow"];
export type Role = AudioDevice["roles"][number];

/** A sound device that is there and switched on. */
export interface Endpoint {
  /** As `{0.0.0.00000000}.{…}`: the same from day to day. */
  readonly id: string;
  /** The name that Windows shows. */
  readonly name: string;
  readonly flow: Flow;
}

/** A program that runs. */
export interface RunningProcess {
  readonly id: number;
  /** Of the process that started it, which may be gone. */
  readonly parentId: number;
  /** Of its executable file: `ms-teams.exe`. */
  readonly name: string;
}

/** `AUDCLNT_BUFFERFLAGS_…`: sound was lost just before; the bytes mean nothing, it is silence; the time is wrong. */
export const BUFFER_FLAGS = { discontinuity: 1, silent: 2, timestampError: 4 } as const;

/** What lies ready at a capture client. */
export interface CapturedPacket {
  /** Whole frames in the client's format; valid until the next call. Empty where the packet is silent. */
  readonly bytes: Uint8Array;
  readonly frames: number;
  /** Of {@linkcode BUFFER_FLAGS}. */
  readonly flags: number;
  /** When its first frame was heard, on {@linkcode CoreAudio.counterMs}. */
  readonly counterMs: number;
}

/** A stream that is ready to capture. */
export interface CaptureClient extends AsyncDisposable {
  /** WAVEFORMATEX or WAVEFORMATEXTENSIBLE of the packets. */
  readonly format: Uint8Array;
  start(): void;
  /** The oldest packet not taken yet; null: all was taken. */
  nextPacket(): CapturedPacket | null;
  /** Resolves when there may be more, after `ms` milliseconds at the latest. The only call that takes time. */
  wait(ms: number): Promise<void>;
}

/** The sound of Windows. */
export interface CoreAudio {
  endpoints(): readonly Endpoint[];
  /** A device by its id, also one that was taken away; null: Windows knows none. */
  endpoint(id: string): Endpoint | null;
  /** Whether the device is still there and switched on. */
  isActive(id: string): boolean;
  /** Id of what Windows uses for that role; null: there is none. */
  defaultEndpoint(flow: Flow, role: Role): string | null;
  /** WAVEFORMATEX or WAVEFORMATEXTENSIBLE that Windows mixes in for this device. */
  mixFormat(id: string): Uint8Array;
  /** Opens a device in shared mode. `loopback`: hears what an output plays. */
  openEndpoint(id: string, options: { readonly loopback: boolean }): CaptureClient;
  /** Hears what a process and its children play, on all devices. */
  openProcess(id: number): Promise<CaptureClient>;
  processes(): readonly RunningProcess[];
  /** Ids of the processes that have a stream to an output. */
  playing(): ReadonlySet<number>;
  /** The clock that packets are stamped with, in milliseconds. */
  counterMs(): number;
}
