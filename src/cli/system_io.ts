import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { systemClock } from "../clock.ts";
import { readEnvironment } from "../config/mod.ts";
import type { AppRequest, CliIo, Output } from "./io.ts";

/** What {@linkcode systemIo} cannot know by itself. */
export interface SystemIoOptions {
  readonly version: string;
  readonly createApp: (request: AppRequest) => ReturnType<CliIo["createApp"]>;
  readonly runEngineChild: () => Promise<void>;
  readonly demoRecordings: (cache: string) => Promise<string>;
}

/** The command line's view of this process. A home lies beside the executable; a checkout is a home itself. */
export function systemIo({ version, createApp, runEngineChild, demoRecordings }: SystemIoOptions): CliIo {
  const beside = Deno.build.standalone
    ? dirname(Deno.execPath())
    : join(dirname(fileURLToPath(import.meta.url)), "..", "..");
  return {
    stdout: output(Deno.stdout),
    stderr: output(Deno.stderr),
    stdin: { isTerminal: Deno.stdin.isTerminal(), waitForEnter },
    environment: readEnvironment(),
    clock: systemClock,
    program: {
      version,
      home: beside,
      demoHome: Deno.build.standalone ? join(beside, "greffier-demo") : join(beside, "demo", "home"),
      demoRecordings,
    },
    kindOf,
    onStopRequest: (listener) => listen(STOP, listener),
    ignoreKeyboard: () => listen(KEYBOARD, () => {}),
    createApp,
    runEngineChild,
  };
}

function output(stream: typeof Deno.stdout | typeof Deno.stderr): Output {
  const encoder = new TextEncoder();
  let broken = false;
  return {
    write(text) {
      if (broken) return;
      const bytes = encoder.encode(text);
      try {
        for (let written = 0; written < bytes.length;) written += stream.writeSync(bytes.subarray(written));
      } catch (error) {
        // The reader of a pipe has gone (`greffier list | head`): nobody is left to tell.
        if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
        broken = true;
      }
    },
    isTerminal: stream.isTerminal(),
    get columns() {
      if (!stream.isTerminal()) return 80;
      try {
        return Deno.consoleSize().columns || 80;
      } catch {
        return 80; // a terminal that does not tell its size
      }
    },
  };
}

/** What stands at a path; null: nothing. */
export async function kindOf(path: string): Promise<"folder" | "file" | null> {
  try {
    return (await Deno.stat(path)).isDirectory ? "folder" : "file";
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) return null;
    throw error;
  }
}

async function waitForEnter(): Promise<void> {
  await Deno.stdin.read(new Uint8Array(1024));
}

/** What a keyboard sends; Windows has Ctrl+Break too. */
const KEYBOARD: readonly Deno.Signal[] = Deno.build.os === "windows" ? ["SIGINT", "SIGBREAK"] : ["SIGINT"];

/** What asks the program to stop; Windows has no SIGTERM. */
const STOP: readonly Deno.Signal[] = Deno.build.os === "windows" ? KEYBOARD : [...KEYBOARD, "SIGTERM"];

function listen(signals: readonly Deno.Signal[], listener: () => void): Disposable {
  for (const signal of signals) Deno.addSignalListener(signal, listener);
  return {
    [Symbol.dispose]() {
      for (const signal of signals) Deno.removeSignalListener(signal, listener);
    },
  };
}
