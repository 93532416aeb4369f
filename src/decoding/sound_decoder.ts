import type { ByteSource } from "../audio/mod.ts";
import { type Clock, systemClock } from "../clock.ts";
import { type Log, silentLog } from "../log.ts";
import { type DecodeCommand, decodeInChild } from "./child_decoder.ts";
import type { DecodedPart } from "./decoded.ts";
import { decodeWithFfmpeg } from "./ffmpeg.ts";
import type { Recognised } from "./recognise.ts";

/** A file whose sound is not written sample by sample. */
export interface EncodedSound {
  readonly recognised: Exclude<Recognised, { readonly kind: "wav" }>;
  readonly source: ByteSource;
  /** Absolute path: what ffmpeg is given. */
  readonly path: string;
  /** The file's name, for messages. */
  readonly name: string;
}

/** Turns files of any kind into samples. */
export interface SoundDecoder {
  /**
   * Decodes a file from its beginning to its end: 16 kHz, 16 bits, one or two channels. What it works with ends when the
   * generator does. Throws a `RejectedError` for what cannot be read as sound.
   */
  decode(file: EncodedSound, options?: { readonly signal?: AbortSignal }): AsyncGenerator<DecodedPart, void>;
}

/** Options of {@linkcode createSoundDecoder}. */
export interface SoundDecoderOptions {
  /** Starts this program with the hidden command that calls `runDecodeChild`. */
  readonly command: DecodeCommand;
  /** Path of ffmpeg; empty: the one on PATH. */
  readonly ffmpeg: string;
  readonly clock?: Clock;
  readonly log?: Log;
  /** A decoder that neither takes nor gives anything for so long hangs. @default {60} */
  readonly silenceSeconds?: number;
}

/** The decoders of this program, in a process of their own, and ffmpeg for all that they do not know. */
export function createSoundDecoder(
  { command, ffmpeg, clock = systemClock, log = silentLog, silenceSeconds = 60 }: SoundDecoderOptions,
): SoundDecoder {
  return {
    decode({ recognised, source, path, name }, { signal } = {}) {
      const common = { name, clock, silenceSeconds, signal };
      if (recognised.kind === "foreign") {
        return decodeWithFfmpeg({ ...common, ffmpeg, path, format: recognised.format });
      }
      const { request, from, to, format } = recognised;
      return decodeInChild({ ...common, command, request, source, from, to, format, log });
    },
  };
}
