import type { SettingFlag } from "../../config/mod.ts";
import type { Language } from "../../texts/mod.ts";
import { ownCommand } from "../engine_pool.ts";
import { keepStandardStreams } from "./standard_streams.ts";

/** Hidden commands that take the id of a session. */
export type ApartCommand = "__recorder" | "__follow";

/** A process of this program that goes on by itself. */
export interface ApartProcess {
  /** Resolves when it has ended, however. */
  readonly ended: Promise<unknown>;
  /** Ends it at once, as if it had died. */
  kill(): void;
}

/** Starts this program apart: it goes on when its parent ends, and does not hear the parent's keyboard. */
export type StartApart = (command: ApartCommand, id: string) => ApartProcess;

/** What a process apart needs to work on the same home with the same settings. */
export interface ApartOptions {
  /** Absolute path or address of main.ts; unused in an executable. */
  readonly main: string;
  readonly home: string;
  readonly language: Language;
  readonly flags: readonly SettingFlag[];
}

/**
 * Starts processes of this program in a session of their own (Windows: without a console), so that Ctrl+C and a closed
 * window reach the parent alone. They have no pipes: a parent that dies breaks none.
 */
export function startApart({ main, home, language, flags }: ApartOptions): StartApart {
  return (command, id) => {
    const { program, args } = ownCommand(main, command);
    const settings = flags.flatMap(({ key, value }) => ["--set", `${key}=${value}`]);
    keepStandardStreams();
    const child = new Deno.Command(program, {
      args: [...args, id, "--home", home, "--lang", language, ...settings],
      stdin: "null",
      stdout: "null",
      stderr: "null",
      detached: true,
    }).spawn();
    child.unref();
    return {
      ended: child.status,
      kill() {
        try {
          child.kill("SIGKILL");
        } catch (error) {
          // It has ended meanwhile; Windows says so in other words.
          if (!(error instanceof TypeError || error instanceof Deno.errors.NotFound)) throw error;
        }
      },
    };
  };
}
