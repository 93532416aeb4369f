import type { ByteSource } from "../audio/mod.ts";
import type { Clock } from "../clock.ts";
import { GreffierError, message, RejectedError } from "../errors.ts";
import type { Log } from "../log.ts";
import { check, type z } from "../schema.ts";
import type { DecodedPart } from "./decoded.ts";
import { Begin, type DecodeRequest, End, FRAME, readFrames, Refused } from "./protocol.ts";
import { Watched } from "./watched_process.ts";

/** A program to start: the hidden command of this very program. */
export interface DecodeCommand {
  readonly program: string;
  readonly args: readonly string[];
}

/** What to decode in a process of its own. */
export interface ChildDecoding {
  readonly command: DecodeCommand;
  readonly request: DecodeRequest;
  readonly source: ByteSource;
  /** The bytes of the source that are decoded. */
  readonly from: number;
  readonly to: number;
  /** The file's name and its format's, for messages. */
  readonly name: string;
  readonly format: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly silenceSeconds: number;
  readonly signal?: AbortSignal;
}

/** Bytes passed on at once. */
const PIECE_BYTES = 1 << 16;

/**
 * Decodes in a process of its own, which ends with this, however this ends. Throws a `RejectedError` when the file is not of
 * its format, or when its decoding crashes or hangs.
 */
export async function* decodeInChild(decoding: ChildDecoding): AsyncGenerator<DecodedPart, void> {
  const { command, name, format, signal } = decoding;
  const unreadable = () => new RejectedError(message("decoding.unreadable", { file: name, format }));
  await using child = Watched.start({ ...decoding, ...command, input: true });
  const feeding = feed(child, decoding);
  let ready = false;
  let ended = false;
  let heard = false;
  try {
    for await (const { kind, payload } of readFrames(child.output)) {
      if (kind === FRAME.ready) {
        ready = true;
        continue;
      }
      const part = partOf(kind, payload);
      if (part === "refused") throw unreadable();
      if (part.kind === "end") ended = true;
      if (part.kind === "pcm") heard = true;
      if (ended && !heard) throw new RejectedError(message("decoding.noSound", { file: name }));
      child.pause();
      yield part;
      child.resume();
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new GreffierError(message("decoding.broken", { file: name, format, words: error.message }), {
      cause: error,
    });
  } finally {
    if (!ended) child.kill();
    await feeding;
  }
  signal?.throwIfAborted();
  if (child.failure) throw child.failure;
  if (ended) return;
  const { signal: killed } = await child.status;
  decoding.log.warn("decoding ended early: {words}", { words: child.words });
  // It never began, however long that took, or somebody, or a system without memory, ended it: the file may be well.
  if (!ready || (killed !== null && !child.stuck)) {
    throw new GreffierError(
      message("decoding.broken", {
        file: name,
        format,
        words: killed ?? whyItEnded(child.words),
      }),
    );
  }
  throw unreadable();
}

/** The line with which a process says why it ended: not its stack, which is for the log. */
function whyItEnded(words: string): string {
  // deno-lint-ignore no-control-regex -- colours of a terminal
  const lines = words.replace(/\x1b\[[\d;]*m/g, "").split("\n").map((line) => line.trim());
  const told = lines.findLast((line) =>
    /^(error: )?(Uncaught )?.*error\b/i.test(line) && !line.startsWith("at ")
  );
  return (told ?? lines.find((line) => line !== "") ?? "-").slice(0, 200);
}

/** Passes the file on; its own errors are kept for the one who waits for samples. */
async function feed(child: Watched, { request, source, from, to }: ChildDecoding): Promise<void> {
  await child.write(new TextEncoder().encode(JSON.stringify(request) + "\n"));
  for (let at = from; at < to && child.listens;) {
    const piece = new Uint8Array(Math.min(PIECE_BYTES, to - at));
    let count: number;
    try {
      count = await source.read(at, piece);
    } catch (error) {
      child.fail(error);
      return;
    }
    if (count <= 0) break;
    await child.write(piece.subarray(0, count));
    at += count;
  }
  await child.closeInput();
}

function partOf(kind: string, payload: Uint8Array): DecodedPart | "refused" {
  switch (kind) {
    case FRAME.begin:
      return { kind: "begin", ...parsed(Begin, payload) };
    case FRAME.pcm:
      return { kind: "pcm", bytes: payload };
    case FRAME.end:
      return { kind: "end", ...parsed(End, payload) };
    default:
      parsed(Refused, payload);
      return "refused";
  }
}

function parsed<T>(schema: z.ZodType<T>, payload: Uint8Array): T {
  const found = check(schema, JSON.parse(new TextDecoder().decode(payload)));
  if (!found.ok) throw new SyntaxError(found.issues.map(({ path, rule }) => `${path}: ${rule}`).join("; "));
  return found.value;
}
