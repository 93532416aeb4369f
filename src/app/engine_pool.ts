import { join } from "node:path";
import {
  createWhisperProcess,
  type EngineCommand,
  ensureBundledModels,
  ensureNative,
  type Transcriber,
} from "../asr/mod.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Pinned } from "../model/mod.ts";
import type { HomeLayout } from "../store/mod.ts";

/** Name of the model that the program carries. */
export const DEMO_MODEL = "greffier-demo";

/** Resident memory of the engine above which it is replaced: the demo model needs 300 MB, a small Whisper 1.2 GB. */
const MEMORY_CAP_BYTES = { demo: 450 * 2 ** 20, other: 3 * 2 ** 30 };

/** The folder of a model: the home's own, or the one that the program carries. */
export async function modelFolder(layout: HomeLayout, name: string): Promise<string> {
  const own = join(layout.models, name);
  if (name !== DEMO_MODEL) return own;
  try {
    if ((await Deno.stat(own)).isDirectory) return own;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return join(await ensureBundledModels(layout.state), name);
}

/** This program with a hidden command, as a process of its own is started. `main`: see {@linkcode engineCommand}. */
export function ownCommand(main: string, hidden: string): EngineCommand {
  const program = Deno.execPath();
  return Deno.build.standalone
    ? { program, args: [hidden] }
    : { program, args: ["run", "--quiet", "-A", main, hidden] };
}

/** The engine's process is this program with a hidden command; `main` is the path or address of main.ts. */
export function engineCommand(main: string): EngineCommand {
  return ownCommand(main, "__engine");
}

/** The process that decodes is this program with a hidden command; see {@linkcode engineCommand}. */
export function decodeCommand(main: string): EngineCommand {
  return ownCommand(main, "__decode");
}

/** What sessions are pinned to that decides which engine hears them. */
export type EngineChoice = Pick<Pinned, "model"> & {
  readonly settings: Pick<Pinned["settings"], "transcription">;
};

/**
 * The speech engine for whatever a session is pinned to. One engine lives at a time: a home full of meetings of one
 * model loads it once, and a meeting reopened with an older model does not hold two in memory.
 */
export class EnginePool implements AsyncDisposable {
  readonly #layout: HomeLayout;
  readonly #command: EngineCommand;
  readonly #log: Log;
  readonly #clock: Clock;
  #current: { readonly key: string; readonly engine: Transcriber } | undefined;

  constructor(parts: {
    readonly layout: HomeLayout;
    readonly command: EngineCommand;
    readonly log: Log;
    readonly clock: Clock;
  }) {
    this.#layout = parts.layout;
    this.#command = parts.command;
    this.#log = parts.log;
    this.#clock = parts.clock;
  }

  /** The engine for `choice`, started at its first call. */
  async of({ model: { name }, settings: { transcription } }: EngineChoice): Promise<Transcriber> {
    const { compute_type: computeType, device } = transcription;
    const key = JSON.stringify([name, computeType, device]);
    if (this.#current?.key === key) return this.#current.engine;
    await this[Symbol.asyncDispose]();
    const engine = createWhisperProcess({
      command: this.#command,
      modelDirectory: await modelFolder(this.#layout, name),
      computeType,
      device,
      memoryCapBytes: name === DEMO_MODEL ? MEMORY_CAP_BYTES.demo : MEMORY_CAP_BYTES.other,
      nativeFolder: await ensureNative(this.#layout.state),
      log: this.#log,
      clock: this.#clock,
    });
    this.#current = { key, engine };
    return engine;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const current = this.#current;
    this.#current = undefined;
    await current?.engine[Symbol.asyncDispose]();
  }
}
