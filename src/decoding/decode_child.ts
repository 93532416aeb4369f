/**
 * Decoding as a process of its own: the same program, started with a hidden command. What a file holds comes from anywhere
 * and goes through code that was not written here; whatever it does there, the program that keeps the meetings goes on.
 *
 * @module
 */
import { constants, setPriority } from "node:os";
import process from "node:process";
import { check } from "../schema.ts";
import { ByteFeed } from "./decoders/byte_feed.ts";
import { CommonSound, type SoundOutput } from "./decoders/common_sound.ts";
import { type Decoder, UnreadableError } from "./decoders/decoder.ts";
import { DecodeRequest, FRAME, frameBytes } from "./protocol.ts";

/** Longest first line, in bytes. */
const MAX_LINE = 4_096;

/** Decodes what comes on standard input to standard output; ends when it is done, or when its parent is gone. */
export async function runDecodeChild(): Promise<void> {
  keepStandardOutput();
  beModest();
  const output = Deno.stdout.writable.getWriter();
  const send = (kind: string, payload: Uint8Array) => output.write(frameBytes(kind, payload));
  const sendJson = (kind: string, value: unknown) =>
    send(kind, new TextEncoder().encode(JSON.stringify(value)));
  const feed = new ByteFeed(Deno.stdin.readable);
  const decode = await decoderOf(await readRequest(feed));
  await send(FRAME.ready, new Uint8Array(0));
  const sound: SoundOutput = {
    begin: (first) => sendJson(FRAME.begin, first),
    write: (pcm) => send(FRAME.pcm, pcm),
  };
  using common = new CommonSound(sound);
  try {
    const { truncated } = await decode(feed, common);
    await common.finish();
    await sendJson(FRAME.end, { truncated });
  } catch (error) {
    if (error instanceof UnreadableError && common.frames === 0) {
      await sendJson(FRAME.refused, { words: error.message });
      return;
    }
    // What was heard before it broke is worth more than nothing.
    if (common.frames === 0) throw error;
    complain(String(error));
    await common.finish();
    await sendJson(FRAME.end, { truncated: true });
  }
}

async function readRequest(feed: ByteFeed): Promise<DecodeRequest> {
  for (;;) {
    const end = feed.bytes.indexOf(10);
    if (end >= 0) {
      const line = new TextDecoder().decode(feed.bytes.subarray(0, end));
      feed.take(end + 1);
      const found = check(DecodeRequest, JSON.parse(line));
      if (!found.ok) throw new Error(found.issues.map(({ path, rule }) => `${path}: ${rule}`).join("; "));
      return found.value;
    }
    if (feed.bytes.length > MAX_LINE || !await feed.more()) {
      throw new Error("Nothing says what is to be decoded");
    }
  }
}

/** Each decoder is loaded when it is wanted. */
async function decoderOf(request: DecodeRequest): Promise<Decoder> {
  switch (request.codec) {
    case "mp3":
      return (await import("./decoders/mp3/mp3.ts")).decodeMp3;
    case "flac":
      return (await import("./decoders/flac/flac.ts")).decodeFlac;
    case "ogg":
      return (await import("./decoders/ogg/ogg.ts")).decodeOgg;
    default:
      return (await import("./decoders/wav/wav_blocks.ts")).wavBlocks(request);
  }
}

/** Standard output is for frames: whatever a library prints goes to standard error. */
function keepStandardOutput(): void {
  const print = (...parts: unknown[]) => complain(parts.map(String).join(" "));
  Object.assign(globalThis.console, { log: print, info: print, debug: print, warn: print, error: print });
}

/** Lets the recorder and the person's own programs go first. */
function beModest(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch (error) {
    complain(`Cannot lower the priority: ${error}`);
  }
}

let complaints = 0;

/** Writes a line to standard error; a decoder may have one for each frame of a broken file. */
function complain(line: string): void {
  if (++complaints > 20) return;
  process.stderr.write(`${line.slice(0, 300)}\n`);
}
