import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { systemClock } from "../clock.ts";
import { type Environment, readEnvironment } from "../config/mod.ts";
import type { AppRequest, CliIo, Output } from "./io.ts";

/** What {@linkcode systemIo} cannot know by itself. */
export interface SystemIoOptions {
  readonly version: string;
  readonly createApp: (request: AppRequest) => ReturnType<CliIo["createApp"]>;
  readonly createDesk: CliIo["createDesk"];
  readonly runEngineChild: () => Promise<void>;
  readonly runDecodeChild: () => Promise<void>;
  readonly demoRecordings: (cache: string) => Promise<string>;
}

/** The command line's view of this process. A home lies beside the executable; a checkout is a home itself. */
export function systemIo(
  { version, createApp, createDesk, runEngineChild, runDecodeChild, demoRecordings }: SystemIoOptions,
): CliIo {
  const beside = Deno.build.standalone
    ? dirname(Deno.execPath())
    : join(dirname(fileURLToPath(import.meta.url)), "..", "..");
  const stopRequests = new Set<() => void>();
  const environment = readEnvironment();
  return {
    stdout: output(Deno.stdout, environment),
    stderr: output(Deno.stderr, environment),
    stdin: {
      isTerminal: Deno.stdin.isTerminal(),
      waitForEnter,
      ask: askLine,
      onKey: (listener) => readKeys(listener, () => stopRequests.forEach((request) => request())),
    },
    environment,
    clock: systemClock,
    program: {
      version,
      home: beside,
      demoHome: Deno.build.standalone ? join(beside, "greffier-demo") : join(beside, "demo", "home"),
      demoRecordings,
    },
    kindOf,
    onStopRequest(listener) {
      const signals = listen(STOP, listener);
      stopRequests.add(listener);
      return {
        [Symbol.dispose]() {
          stopRequests.delete(listener);
          signals[Symbol.dispose]();
        },
      };
    },
    onEndRequest: (listener) => listen(END, listener),
    onWindowClosed: (listener) => listen(WINDOW, listener),
    ignoreKeyboard: () => listen(KEYBOARD, () => {}),
    createApp,
    createDesk,
    runEngineChild,
    runDecodeChild,
  };
}

function output(stream: typeof Deno.stdout | typeof Deno.stderr, { isDumb }: Environment): Output {
  const encoder = new TextEncoder();
  let broken = false;
  return {
    write(text) {
      if (broken) return;
      const bytes = encoder.encode(text);
      try {
        for (let written = 0; written < bytes.length;) written += stream.writeSync(bytes.subarray(written));
      } catch (error) {
        // The reader of a pipe has gone (`greffier list | head`), or the window: nobody is left to tell.
        if (!isClosedPipe(error)) throw error;
        broken = true;
      }
    },
    isTerminal: stream.isTerminal() && !isDumb,
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

/**
 * Windows has a second word for it, ERROR_PIPE_NOT_CONNECTED of winerror.h, to which the runtime gives no name, and a
 * terminal that is gone is EIO (5) on Linux.
 */
function isClosedPipe(error: unknown): boolean {
  const code = Deno.build.os === "windows" ? 233 : 5;
  return error instanceof Deno.errors.BrokenPipe ||
    error instanceof Error && error.message.includes(`(os error ${code})`);
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

/**
 * Deno's own prompt reads the keys of a console of Windows as they are typed, accents too, whatever its code page; a plain
 * read gets them in the code page, or as zeros in that of UTF-8.
 */
// deno-lint-ignore require-await -- the interface is asynchronous, the prompt of the runtime is not
async function askLine(question: string): Promise<string | null> {
  return prompt(question);
}

/** What a keyboard sends; Windows has Ctrl+Break too. */
const KEYBOARD: readonly Deno.Signal[] = Deno.build.os === "windows" ? ["SIGINT", "SIGBREAK"] : ["SIGINT"];

/** What asks the program to stop; Windows has no SIGTERM. */
const STOP: readonly Deno.Signal[] = Deno.build.os === "windows" ? KEYBOARD : [...KEYBOARD, "SIGTERM"];

/** What ends a process that has no keyboard: on Windows, its console being closed, or the person signing out. */
const END: readonly Deno.Signal[] = Deno.build.os === "windows" ? ["SIGHUP"] : ["SIGTERM", "SIGHUP"];

/** What a window sends when it is closed. */
const WINDOW: readonly Deno.Signal[] = ["SIGHUP"];

/** What a raw terminal sends for Ctrl+C, where it is no signal then: on Windows. */
const CTRL_C = "\x03";

/** Reads the keyboard key by key; `onInterrupt` is called for Ctrl+C where the terminal sends it as a key. */
function readKeys(listener: (key: string) => void, onInterrupt: () => void): Disposable {
  const raw = (on: boolean) =>
    Deno.stdin.setRaw(on, Deno.build.os === "windows" || !on ? undefined : { cbreak: true });
  raw(true);
  const reader = Deno.stdin.readable.getReader();
  let over = false;
  const reading = (async () => {
    const text = new TextDecoder();
    for (;;) {
      const { value, done } = await reader.read();
      if (done || over) return;
      // A pasted line comes at once; what begins with an escape and goes on is an arrow or a function key.
      const keys = text.decode(value, { stream: true });
      if (keys.length > 1 && keys.startsWith("\x1b")) continue;
      for (const key of keys) {
        if (key === CTRL_C) onInterrupt();
        else listener(key);
      }
    }
  })();
  reading.catch(() => {}); // a terminal that goes away takes its keys with it; signals tell the rest
  return {
    [Symbol.dispose]() {
      over = true;
      try {
        raw(false);
      } catch (error) {
        if (!isClosedPipe(error)) throw error; // the window is gone, and its keys with it
      }
      reader.cancel().catch(() => {});
    },
  };
}

function listen(signals: readonly Deno.Signal[], listener: () => void): Disposable {
  for (const signal of signals) Deno.addSignalListener(signal, listener);
  return {
    [Symbol.dispose]() {
      for (const signal of signals) Deno.removeSignalListener(signal, listener);
    },
  };
}
