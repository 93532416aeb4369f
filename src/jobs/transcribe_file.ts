import type { Transcriber } from "../asr/mod.ts";
import { type ByteSource, createChannelPlanner, createChunker, packWindows } from "../audio/mod.ts";
import {
  type ChannelPlan,
  channelsOf,
  type Chunk,
  SAMPLE_RATE,
  type Segment,
  type SpokenLanguage,
  type Window,
} from "../model/mod.ts";
import type { SoundDecoder } from "../decoding/mod.ts";
import { hearLanguage } from "./hearing/hear_language.ts";
import { hearWindow } from "./hearing/hear_window.ts";
import { type FileSound, soundOfFile } from "./file_sound.ts";

/** How to transcribe a file that belongs to no session. */
export interface TranscribeFileOptions {
  readonly source: ByteSource;
  /** The file's name, for messages. */
  readonly name: string;
  /** Its absolute path, for a decoder that wants one. */
  readonly path: string;
  /** For all that is no plain WAV. */
  readonly decoder: SoundDecoder;
  readonly transcriber: Transcriber;
  readonly language: SpokenLanguage | "auto";
  /** The languages that `auto` chooses among; the first is assumed when nothing tells. */
  readonly allowed: readonly SpokenLanguage[];
  readonly silenceThreshold: number;
  readonly maxChunkSeconds: number;
  readonly signal?: AbortSignal;
  /** Hears how much is written down: seconds of the recording. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** What was said in a file. */
export interface FileTranscript {
  readonly segments: readonly Segment[];
  readonly language: SpokenLanguage;
  /** Length of the recording. */
  readonly seconds: number;
}

async function planOf(sound: FileSound, silenceThreshold: number): Promise<ChannelPlan> {
  const { channels, rate } = sound;
  if (channels === 1) return { kind: "mixed" };
  const planner = createChannelPlanner({ channels, rate, silenceThreshold });
  for await (const block of sound.asRecorded()) planner.push(block);
  return planner.finish();
}

async function windowsOf(sound: FileSound, plan: ChannelPlan, maxSeconds: number): Promise<Window[]> {
  const chunker = createChunker({ maxSeconds, ahead: 2 });
  const chunks: Chunk[] = [];
  for await (const block of sound.inChannels(plan)) chunks.push(...chunker.push(block));
  chunks.push(...chunker.finish());
  return packWindows(chunks);
}

/** The samples of each window in turn, never more than one window and one block in memory. */
async function* soundOf(
  file: FileSound,
  plan: ChannelPlan,
  windows: readonly Window[],
): AsyncGenerator<Float32Array[]> {
  const empty = (window: Window) => channelsOf(plan).map(() => new Float32Array(window.to - window.from));
  let number = 0, at = 0;
  let sound = windows[0] && empty(windows[0]);
  for await (const block of file.inChannels(plan)) {
    for (let taken = 0; taken < block[0].length && number < windows.length;) {
      const window = windows[number];
      const count = Math.min(block[0].length - taken, window.to - at);
      block.forEach((samples, channel) =>
        sound[channel].set(samples.subarray(taken, taken + count), at - window.from)
      );
      taken += count;
      at += count;
      if (at < window.to) continue;
      yield sound;
      number++;
      if (windows[number]) sound = empty(windows[number]);
    }
  }
}

/**
 * Writes down what is said in one file, in constant memory and without writing anything: the file is read once for its
 * channels, once to cut it and once to hear it. Throws a `RejectedError` for a file that is no sound.
 */
export async function transcribeFile(options: TranscribeFileOptions): Promise<FileTranscript> {
  const { transcriber, silenceThreshold, signal, onProgress } = options;
  const file = await soundOfFile(options);
  const plan = await planOf(file, silenceThreshold);
  const windows = await windowsOf(file, plan, options.maxChunkSeconds);
  const language = options.language === "auto"
    ? (await hearLanguage({
      transcriber,
      windows: soundOf(file, plan, windows),
      allowed: options.allowed,
      silenceThreshold,
      signal,
    })).language
    : options.language;
  const seconds = (windows.at(-1)?.to ?? 0) / SAMPLE_RATE;
  const segments: Segment[] = [];
  let done = 0;
  for await (const channels of soundOf(file, plan, windows)) {
    const window = windows[done];
    const heard = await hearWindow({
      transcriber,
      channels: channels.map((samples) => ({ samples, startSeconds: window.from / SAMPLE_RATE })),
      windowId: window.id,
      language,
      silenceThreshold,
      signal,
    });
    segments.push(...heard.segments);
    done++;
    onProgress?.(window.to / SAMPLE_RATE, seconds);
  }
  return { segments, language, seconds };
}
