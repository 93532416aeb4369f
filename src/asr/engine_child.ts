/**
 * The speech engine as a process of its own: the same program, started with a hidden command. onnxruntime blocks the
 * process it runs in for seconds at a time and may take all its memory, so neither may be the recorder's.
 *
 * @module
 */
import { constants, setPriority } from "node:os";
import process from "node:process";
import { textOf } from "../errors.ts";
import { encodeHead, type Frame, readFrames } from "./frames.ts";
import { useNative } from "./native_files.ts";
import { type Answer, type Meter, parseMessage, Request } from "./protocol.ts";
import type { WhisperModel } from "./whisper_model.ts";

type Unmetered<A> = A extends unknown ? Omit<A, "meter"> : never;

/** Serves requests from standard input until it closes: when the parent is gone, so is this process. */
export async function runEngineChild(): Promise<void> {
  keepStandardOutput();
  beModest();
  const engine = new Engine();
  const output = Deno.stdout.writable.getWriter();
  const cancelled = new Set<number>();
  const given = { up: false };
  const broken = new AbortController();
  const input = Deno.stdin.readable.pipeThrough(new TransformStream(), { signal: broken.signal });
  let turn: Promise<void> = Promise.resolve();
  const serve = async (frame: Frame, request: Exclude<Request, { kind: "cancel" }>) => {
    if (given.up) return;
    const checkpoint = () => {
      if (given.up || cancelled.has(request.id)) throw new GivenUp();
    };
    const answer = await engine.answer(request, samplesOf(frame.payload), checkpoint);
    cancelled.delete(request.id);
    await output.write(encodeHead({ ...answer, meter: engine.meter() }));
  };
  try {
    for await (const frame of readFrames(input)) {
      const request = parseMessage(Request, frame.header);
      if (request.kind === "cancel") cancelled.add(request.id);
      else {
        turn = turn.then(() => serve(frame, request)).catch((error) => {
          // An engine that cannot answer must end, or its parent would wait for it.
          given.up = true;
          broken.abort(error);
        });
      }
    }
  } finally {
    given.up = true;
    await turn;
    await engine.close();
  }
}

/** Thrown at a checkpoint of a request that nobody waits for any more. */
class GivenUp extends Error {}

/** The model and what it has cost. */
class Engine {
  #model: WhisperModel | undefined;

  async answer(
    request: Exclude<Request, { kind: "cancel" }>,
    samples: Float32Array,
    checkpoint: () => void,
  ): Promise<Unmetered<Answer>> {
    const { id } = request;
    try {
      checkpoint();
      if (request.kind === "load") {
        await this.#load(request);
        return { kind: "loaded", id };
      }
      if (this.#model === undefined) throw new Error(`"${request.kind}" came before "load"`);
      if (request.kind === "detect") {
        return { kind: "detected", id, ...await this.#model.detect(samples, request.languages, checkpoint) };
      }
      const { pieces, noSpeech } = await this.#model.transcribe(samples, request.language, checkpoint);
      return { kind: "transcribed", id, pieces: [...pieces], noSpeech };
    } catch (error) {
      if (error instanceof GivenUp) return { kind: "cancelled", id };
      return { kind: "failed", id, text: textOf(error) };
    }
  }

  async #load(request: Extract<Request, { kind: "load" }>): Promise<void> {
    useNative(request.nativeFolder);
    // Only now, when the native files are known; and the parent, which is the same program, never comes here.
    const { WhisperModel } = await import("./whisper_model.ts");
    this.#model = await WhisperModel.load(request);
  }

  meter(): Meter {
    const { user, system } = process.cpuUsage();
    const rssBytes = Deno.memoryUsage().rss;
    return {
      rssBytes,
      // In kibibytes, whatever the system; older Denos do not tell.
      peakBytes: Math.max(rssBytes, (process.resourceUsage?.().maxRSS ?? 0) * 1024),
      cpuSeconds: (user + system) / 1e6,
      encoderPasses: this.#model?.encoderPasses ?? 0,
    };
  }

  async close(): Promise<void> {
    await this.#model?.dispose();
    this.#model = undefined;
  }
}

/** The payload as samples. What is no number is silence: one would make everything the model computes none. */
function samplesOf(payload: Uint8Array<ArrayBuffer>): Float32Array {
  const samples = new Float32Array(payload.buffer, payload.byteOffset, payload.byteLength >> 2);
  for (let i = 0; i < samples.length; i++) if (!Number.isFinite(samples[i])) samples[i] = 0;
  return samples;
}

/** Standard output is for frames: whatever a library prints goes to standard error. */
function keepStandardOutput(): void {
  const print = (...parts: unknown[]) => complain(parts.map(String).join(" "));
  Object.assign(globalThis.console, { log: print, info: print, debug: print, warn: print, error: print });
  Object.assign(process.stdout, { write: process.stderr.write.bind(process.stderr) });
}

/** Lets the recorder and the person's own programs go first. */
function beModest(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch (error) {
    complain(`Cannot lower the priority: ${error}`);
  }
}

/** Writes a line to standard error, where the parent finds the last words of an engine that ends. */
function complain(line: string): void {
  Deno.stderr.writeSync(new TextEncoder().encode(`${line}\n`));
}
