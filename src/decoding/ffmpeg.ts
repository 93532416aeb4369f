import { message, RejectedError } from "../errors.ts";
import type { Clock } from "../clock.ts";
import type { DecodedPart } from "./decoded.ts";
import { Watched } from "./watched_process.ts";

/** What to decode with ffmpeg. */
export interface FfmpegDecoding {
  /** The setting: a path, or nothing for the one on PATH. */
  readonly ffmpeg: string;
  /** Absolute path of the file. */
  readonly path: string;
  /** The file's name, and its format's when that is known, for messages. */
  readonly name: string;
  readonly format?: string;
  readonly clock: Clock;
  readonly silenceSeconds: number;
  readonly signal?: AbortSignal;
}

/**
 * The demuxers that may open a file. Lists of other files (playlists, concat scripts) are not among them: a file that
 * somebody sent must not make ffmpeg read another one of this PC.
 */
const DEMUXERS = [
  ...[
    "mov",
    "mp4",
    "m4a",
    "3gp",
    "3g2",
    "mj2",
    "matroska",
    "webm",
    "asf",
    "avi",
    "flv",
    "mpegts",
    "mpeg",
    "aac",
    "mp3",
  ],
  ...[
    "ogg",
    "wav",
    "w64",
    "aiff",
    "au",
    "caf",
    "amr",
    "amrnb",
    "amrwb",
    "ape",
    "wv",
    "tta",
    "ac3",
    "eac3",
    "dts",
  ],
  ...[
    "flac",
    "gsm",
    "rm",
    "mpc",
    "mpc8",
    "tak",
    "dsf",
    "voc",
    "mxf",
    "loas",
    "latm",
    "aax",
    "spx",
    "dss",
    "sln",
  ],
].join(",");

/** Bytes in which the header that ffmpeg writes must end. */
const MAX_HEADER = 4_096;

/**
 * Decodes the first sound of a file with the ffmpeg of this PC: no shell, no network, no other file. Channels beyond two are
 * mixed down by ffmpeg. Throws a `RejectedError` when there is no ffmpeg, when it cannot read the file, and when there is no
 * sound in it.
 */
export async function* decodeWithFfmpeg(decoding: FfmpegDecoding): AsyncGenerator<DecodedPart, void> {
  const { path, name, format, signal } = decoding;
  await using child = start(decoding, [
    ...["-nostdin", "-hide_banner", "-nostats", "-loglevel", "info"],
    ...["-protocol_whitelist", "file,pipe", "-format_whitelist", DEMUXERS, "-i", `file:${path}`],
    ...["-map", "0:a:0", "-vn", "-sn", "-dn", "-af", "aformat=channel_layouts=mono|stereo", "-ar", "16000"],
    ...["-c:a", "pcm_s16le", "-f", "wav", "-bitexact", "pipe:1"],
  ]);
  let held = new Uint8Array(0);
  let channels: 1 | 2 | undefined;
  let frames = 0;
  for await (const bytes of child.output) {
    let pcm: Uint8Array<ArrayBufferLike> = bytes;
    if (channels === undefined) {
      held = joined(held, bytes);
      const header = readHeader(held);
      if (!header && held.length > MAX_HEADER) break;
      if (!header) continue;
      channels = header.channels;
      pcm = held.subarray(header.bytes);
      held = new Uint8Array(0);
      yield { kind: "begin", channels, ...streamOf(child.words, channels) };
    } else if (held.length > 0) pcm = joined(held, pcm);
    // Whole frames only; half of one waits.
    const whole = pcm.length - pcm.length % (2 * channels);
    held = pcm.slice(whole);
    if (whole === 0) continue;
    frames += whole / (2 * channels);
    child.pause();
    yield { kind: "pcm", bytes: pcm.subarray(0, whole) };
    child.resume();
  }
  const status = await child.status;
  signal?.throwIfAborted();
  if (frames === 0) {
    if (/matches no streams|does not contain any stream/.test(child.words)) {
      throw new RejectedError(message("decoding.noSound", { file: name }));
    }
    if (format === undefined) throw new RejectedError(message("decoding.notSound", { file: name }));
    const words = lastWords(child.words, path, name);
    throw new RejectedError(message("decoding.ffmpegRefused", { file: name, format, words }));
  }
  const complained = /\b(error|invalid|truncat|corrupt|partial file|moov atom not found)\b/i.test(
    afterStart(child.words),
  );
  yield { kind: "end", truncated: status.code !== 0 || child.stuck || complained };
}

/** Whether an ffmpeg answers; its version, as it names it. */
export async function ffmpegVersion(ffmpeg: string): Promise<string | undefined> {
  try {
    const { success, stdout } = await new Deno.Command(ffmpeg === "" ? "ffmpeg" : ffmpeg, {
      args: ["-hide_banner", "-version"],
      ...{ stdin: "null", stdout: "piped", stderr: "null" },
    }).output();
    const [, version] = /^ffmpeg version (\S+)/.exec(new TextDecoder().decode(stdout)) ?? [];
    return success ? version : undefined;
  } catch (error) {
    if (isNoProgram(error)) return undefined;
    throw error;
  }
}

function start({ ffmpeg, name, format, ...watching }: FfmpegDecoding, args: readonly string[]): Watched {
  try {
    return Watched.start({ ...watching, program: ffmpeg === "" ? "ffmpeg" : ffmpeg, args, input: false });
  } catch (error) {
    if (!isNoProgram(error)) throw error;
    const text = ffmpeg !== ""
      ? message("decoding.ffmpegMissing", { file: name, path: ffmpeg })
      : format === undefined
      ? message("decoding.unknown", { file: name })
      : message("decoding.needsFfmpeg", { file: name, format });
    throw new RejectedError(text, { cause: error });
  }
}

function isNoProgram(error: unknown): boolean {
  return error instanceof Deno.errors.NotFound || error instanceof Deno.errors.PermissionDenied ||
    error instanceof Deno.errors.NotADirectory || error instanceof Deno.errors.IsADirectory;
}

/** The header of the WAV that ffmpeg writes; undefined while it is not whole. */
function readHeader(bytes: Uint8Array): { readonly channels: 1 | 2; readonly bytes: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let channels: 1 | 2 | undefined;
  for (let at = 12; at + 8 <= bytes.length;) {
    const id = String.fromCharCode(...bytes.subarray(at, at + 4));
    if (id === "data") return channels && { channels, bytes: at + 8 };
    if (id === "fmt " && at + 12 <= bytes.length) channels = view.getUint16(at + 10, true) === 2 ? 2 : 1;
    at += 8 + view.getUint32(at + 4, true);
  }
  return undefined;
}

/** What ffmpeg says of the stream it takes: `Stream #0:0(und): Audio: aac (LC) (mp4a / 0x6134706D), 44100 Hz, stereo`. */
function streamOf(
  words: string,
  channels: number,
): { rate: number; sourceChannels: number; encoding: string } {
  const [, encoding = "unknown", rest = ""] = /Stream #0:\d+[^\n]*?: Audio: (\w+)([^\n]*)/.exec(words) ?? [];
  const rate = Number(/(\d+) Hz/.exec(rest)?.[1] ?? 16_000);
  const [, named = ""] = /Hz, ([\w.]+)/.exec(rest) ?? [];
  const known = new Map([["mono", 1], ["stereo", 2], ["5.1", 6], ["7.1", 8], ["quad", 4], ["2.1", 3], [
    "5.0",
    5,
  ]]);
  return { rate, sourceChannels: known.get(named) ?? channels, encoding };
}

/** What it said once it began to write. */
function afterStart(words: string): string {
  const at = words.indexOf("Output #0");
  return at < 0 ? "" : words.slice(at);
}

/** The line that says why, without the path, which is nobody's business but the program's. */
function lastWords(words: string, path: string, name: string): string {
  const lines = words.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  const line = lines.findLast((line) =>
    /invalid|error|could not|not found|unsupported|no such|encrypt/i.test(line)
  );
  return (line ?? lines.at(-1) ?? "-").replaceAll(`file:${path}`, name).replaceAll(path, name).slice(0, 200);
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}
