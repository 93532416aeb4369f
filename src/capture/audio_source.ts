/**
 * The port to sound: what devices there are, and what one of them hears, as packets of samples in time. One adapter a
 * platform; all of them pass one contract suite.
 *
 * @module
 */
import { GreffierError, type Message } from "../errors.ts";
import type { Side } from "../model/mod.ts";

/** How a device delivers sound by itself, before anything is converted. */
export interface DeviceFormat {
  readonly encoding: "pcm" | "float";
  readonly bits: number;
  readonly channels: number;
  /** In Hz. */
  readonly rate: number;
}

/** A microphone or line (`input`), or something that plays (`output`). */
export interface AudioDevice {
  /** The system's own name, stable from day to day. */
  readonly id: string;
  /** The name people know. */
  readonly name: string;
  readonly flow: "input" | "output";
  /** What the system uses it for. `communications`: telephony programs take it, which may be another than the default. */
  readonly roles: readonly ("default" | "communications")[];
  /** Null when the system does not tell. */
  readonly format: DeviceFormat | null;
}

/** A stretch of sound. */
export interface Packet {
  /** All channels of the device mixed to one, -1 to 1. Used again for the next packet: copy what must last. */
  readonly samples: Float32Array;
  /**
   * When its first sample was heard, on the clock's `monotonic()`, in milliseconds, as nearly as the system tells. May be
   * late by what the packet waited, never early.
   */
  readonly atMs: number;
  /** The device says that it lost sound just before this packet. */
  readonly discontinuity: boolean;
}

/** Sound as it comes; dispose to stop. */
export interface AudioStream extends AsyncIterable<Packet>, AsyncDisposable {
  /** What is heard. */
  readonly device: Pick<AudioDevice, "id" | "name">;
  /** Of the packets, in Hz. */
  readonly rate: number;
  /** The device sends nothing while nothing plays: what is missing then is silence, not a loss. */
  readonly silentWhenIdle: boolean;
  /**
   * The packets, for one reader. Ends when the stream is disposed; throws a {@linkcode StreamLostError} when the device
   * went away or another should be heard now.
   */
  [Symbol.asyncIterator](): AsyncIterator<Packet>;
}

/** What to hear. */
export interface StreamRequest {
  readonly side: Side;
  /** Id of a device; null: the default of that side, and the stream is lost (`default-moved`) when that moves. */
  readonly device: string | null;
  /** Only what this program plays, its children included: a part of its name, case ignored. For the side `system`. */
  readonly process: string | null;
  readonly signal?: AbortSignal;
}

/**
 * A way to sound. `devices` and `open` throw a `GreffierError` that says what to do: no device, one that another program
 * keeps for itself, a microphone that the system forbids, a sound server that does not answer. Never another device, and
 * never more than was asked for.
 */
export interface AudioSource {
  /** As the setting `audio.capture_type` names it. */
  readonly name: string;
  /** The sides it can hear. */
  readonly sides: readonly Side[];
  devices(): Promise<readonly AudioDevice[]>;
  open(request: StreamRequest): Promise<AudioStream>;
}

/** Why a stream ended by itself. */
export type LossReason = "unplugged" | "default-moved" | "format-changed" | "server-gone";

/** A stream that will give no more packets; opening again may find another device. */
export class StreamLostError extends GreffierError {
  override name = "StreamLostError";
  readonly reason: LossReason;

  constructor(reason: LossReason, text: Message, options?: ErrorOptions) {
    super(text, options);
    this.reason = reason;
  }
}
