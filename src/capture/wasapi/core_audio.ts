/**
 * What the adapter needs of Windows, and nothing of how it is called: below stands the FFI (`ffi/`), and in tests a
 * fake. Every method throws a {@linkcode CoreAudioError} when Windows refuses.
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

/** The results (HRESULT) that mean something to the adapter. */
export const RESULTS = {
  E_ACCESSDENIED: 0x80070005,
  E_NOTFOUND: 0x80070490,
  E_ILLEGAL_METHOD_CALL: 0x8000000e,
  E_NOTIMPL: 0x80004001,
  E_NOINTERFACE: 0x80004002,
  RPC_E_CHANGED_MODE: 0x80010106,
  RPC_E_DISCONNECTED: 0x80010108,
  RPC_S_SERVER_UNAVAILABLE: 0x800706ba,
  ERROR_MOD_NOT_FOUND: 0x8007007e,
  ERROR_TIMEOUT: 0x800705b4,
  AUDCLNT_E_WRONG_ENDPOINT_TYPE: 0x88890003,
  AUDCLNT_E_DEVICE_INVALIDATED: 0x88890004,
  AUDCLNT_E_UNSUPPORTED_FORMAT: 0x88890008,
  AUDCLNT_E_DEVICE_IN_USE: 0x8889000a,
  AUDCLNT_E_SERVICE_NOT_RUNNING: 0x88890010,
  AUDCLNT_E_BUFFER_ERROR: 0x88890018,
  AUDCLNT_E_RESOURCES_INVALIDATED: 0x88890026,
} as const;

/** Windows refused. */
export class CoreAudioError extends Error {
  override name = "CoreAudioError";
  /** HRESULT, unsigned. */
  readonly result: number;

  /** @param call Which method refused, as `IAudioClient::Initialize`. */
  constructor(result: number, call: string) {
    const unsigned = result >>> 0;
    const known = Object.entries(RESULTS).find(([, value]) => value === unsigned)?.[0];
    const code = `0x${unsigned.toString(16)}`;
    super(`${call}: ${known === undefined ? code : `${known} (${code})`}`);
    this.result = unsigned;
  }
}
