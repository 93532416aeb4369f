import { dirname } from "node:path";
import type { SettingFlag } from "../../config/mod.ts";
import type { Language } from "../../texts/mod.ts";
import { createProcess } from "../../windows/mod.ts";
import { ownCommand } from "../engine_pool.ts";

/** Hidden commands that take the id of a session. */
export type SessionCommand = "__recorder" | "__follow";

/** A process of this program that goes on by itself. */
export interface ApartProcess {
  /** Resolves when it has ended, however. */
  readonly ended: Promise<unknown>;
  /** Ends it at once, as if it had died. */
  kill(): void;
}

/** An {@linkcode ApartProcess} that is there for sure. */
export interface OwnProcess extends ApartProcess {
  readonly pid: number;
  /** Its exit code. */
  readonly ended: Promise<number>;
}

/** Starts this program apart for a session: it goes on when its parent ends, and does not hear the parent's keyboard. */
export type StartApart = (command: SessionCommand, id: string) => ApartProcess;

/** What a process apart needs to work on the same home with the same settings. */
export interface ApartOptions {
  /** Absolute path or address of main.ts; unused in an executable. */
  readonly main: string;
  readonly home: string;
  readonly language: Language;
  readonly flags: readonly SettingFlag[];
}

/**
 * Starts processes of this program that have nothing to do with this one any more: a closed window and Ctrl+C reach the
 * parent alone, a parent that dies breaks no pipe of theirs, and neither they nor their children have a window. They work
 * in the program's own folder: that of whoever starts them may be moved or removed meanwhile.
 */
export function ownProcesses(
  { main, home, language, flags }: ApartOptions,
): (command: string, args?: readonly string[]) => OwnProcess {
  return (command, args = []) => {
    const own = ownCommand(main, command);
    const settings = flags.flatMap(({ key, value }) => ["--set", `${key}=${value}`]);
    const all = [...own.args, ...args, "--home", home, "--lang", language, ...settings];
    const cwd = dirname(own.program);
    return Deno.build.os === "windows"
      ? startOnWindows(own.program, all, cwd)
      : startElsewhere(own.program, all, cwd);
  };
}

/** A session and process group of its own. */
function startElsewhere(program: string, args: readonly string[], cwd: string): OwnProcess {
  const nowhere = { stdin: "null", stdout: "null", stderr: "null" } as const;
  const child = new Deno.Command(program, { args: [...args], cwd, detached: true, ...nowhere }).spawn();
  child.unref();
  return {
    pid: child.pid,
    ended: child.status.then(({ code }) => code),
    kill() {
      try {
        child.kill("SIGKILL");
      } catch (error) {
        // It has ended meanwhile.
        if (!(error instanceof TypeError || error instanceof Deno.errors.NotFound)) throw error;
      }
    },
  };
}

/** How often a process of Windows is asked whether it has ended, in milliseconds. */
const LOOK_MS = 100;

/** `Deno.Command` starts a process either in this one's console or in none, and then its own children open windows. */
function startOnWindows(program: string, args: readonly string[], cwd: string): OwnProcess {
  const started = createProcess(program, args, { cwd });
  const { promise: ended, resolve, reject } = Promise.withResolvers<number>();
  ended.catch(() => {}); // told to whoever waits
  const looking = setInterval(() => {
    try {
      const code = started.exitCode();
      if (code === undefined) return;
      resolve(code);
    } catch (error) {
      reject(error);
    }
    clearInterval(looking);
    started[Symbol.dispose]();
  }, LOOK_MS);
  Deno.unrefTimer(looking);
  return { pid: started.id, ended, kill: () => started.end() };
}
