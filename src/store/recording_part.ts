import { dirname } from "node:path";
import { CHUNK_HEADER_BYTES, type ChunkHead, chunkHeader } from "../model/mod.ts";
import type { Files, FileWriter } from "./files.ts";

/**
 * A chunk while it is written. On disk it is a WAV that can be read at every moment. Each method may be called again
 * after it failed, and then does what is left to do.
 */
export interface ChunkPart extends AsyncDisposable {
  readonly number: number;
  /** Where its first sample stands in the session, in samples at 16 kHz. */
  readonly position: number;
  /** Frames written. */
  readonly frames: number;
  /** Adds interleaved 16-bit PCM, whole or not at all. */
  write(pcm: Uint8Array): Promise<void>;
  /** Forces what was written to the disk. */
  sync(): Promise<void>;
  /**
   * Cuts it to its first `frames`, all unless told otherwise, completes its header and gives it its last name; nothing is
   * written to it afterwards. Without a frame its file is removed.
   */
  finish(frames?: number): Promise<void>;
}

/** What a {@linkcode ChunkPart} is opened with. */
export interface PartOptions extends ChunkHead {
  readonly number: number;
  /** `startedAt` of the session. */
  readonly sessionStart: string;
  /** Path of the file while it is written, and when it is finished. */
  readonly part: string;
  readonly finished: string;
}

/** Makes the file of a part, with its header. */
export async function createPart(files: Files, options: PartOptions): Promise<ChunkPart> {
  const writer = await files.openToWrite(options.part);
  try {
    await writer.write(chunkHeader(options.sessionStart, options, "open"));
  } catch (error) {
    await writer[Symbol.asyncDispose]();
    throw error;
  }
  // A virus scanner that holds the file must not hold up the recording: the caller asks again.
  return partOf(files, writer, options, { frames: 0, torn: false, patienceMs: 0 });
}

/** A part that another recorder left is completed while nothing is recorded yet: what is held by another program has time. */
const REPAIR_PATIENCE_MS = 10_000;

/** Opens a part that another recorder left, its `frames` known. */
export async function reopenPart(files: Files, options: PartOptions, frames: number): Promise<ChunkPart> {
  const writer = await files.openToChange(options.part);
  return partOf(files, writer, options, { frames, torn: true, patienceMs: REPAIR_PATIENCE_MS });
}

function partOf(
  files: Files,
  writer: FileWriter,
  { number, position, channels, sessionStart, part, finished }: PartOptions,
  /** `torn`: a write or a cut failed, so that the file may go on after the frames that count. */
  { frames: written, torn, patienceMs }: { frames: number; torn: boolean; readonly patienceMs: number },
): ChunkPart {
  const frameBytes = 2 * channels;
  let open = true;
  let named = false;
  const mend = async () => {
    if (torn) await writer.truncate(CHUNK_HEADER_BYTES + written * frameBytes);
    torn = false;
  };
  return {
    number,
    position,
    get frames() {
      return written;
    },
    async write(pcm) {
      await mend();
      torn = true;
      await writer.write(pcm);
      torn = false;
      written += pcm.length / frameBytes;
    },
    sync: () => writer.sync(),
    async finish(frames = written) {
      if (open) {
        if (frames < written) {
          written = frames;
          torn = true;
        }
        await mend();
        await writer.writeAt(0, chunkHeader(sessionStart, { channels, position }, written));
        await writer.sync();
        open = false;
        await writer[Symbol.asyncDispose]();
      }
      if (!named) {
        if (written > 0) await files.rename(part, finished, { patienceMs });
        else await files.remove(part);
        named = true;
      }
      await files.syncFolder(dirname(finished));
    },
    [Symbol.asyncDispose]: () => writer[Symbol.asyncDispose](),
  };
}
