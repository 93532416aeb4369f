import type { Clock } from "../../clock.ts";
import { GreffierError, type Message, message } from "../../errors.ts";
import { forgetFailure, lastFailure, type Store, trayOwner } from "../../store/mod.ts";
import type { ApartCommand } from "../app.ts";
import type { OwnProcess } from "./own_process.ts";

/** How long a command may take to be there, in milliseconds: an antivirus may look at the whole program first. */
const THERE_MS = 60_000;

/** How often it is looked for. */
const LOOK_MS = 100;

/** Exit code of a process that the system does not tell of. */
const UNKNOWN = -1;

/** What {@linkcode startCommand} needs. */
export interface StartCommandParts {
  readonly store: Store;
  readonly clock: Clock;
  /** Starts a process of this program on the same home. */
  readonly start: (command: string, args: readonly string[]) => OwnProcess;
  /** Throws the sentence that names who works in the home already; returns when nobody does. */
  readonly free: () => Promise<void>;
}

/**
 * Starts a command of this program apart and waits until it is there: `run` and `watch` hold the home, `tray` looks after it. A
 * `run` that has nothing to do is over before anybody looks, and a second `tray` only calls the first: both have been there.
 * Throws the sentence that the process left, or that says how it ended.
 */
export async function startCommand(
  { store, clock, start, free }: StartCommandParts,
  command: ApartCommand,
): Promise<void> {
  if (command !== "tray") await free();
  await forgetFailure(store, command);
  const process = start(command, ["--apart"]);
  let code: number | undefined;
  process.ended.then((ended) => code = ended, () => code = UNKNOWN);
  const deadline = clock.monotonic() + THERE_MS;
  while (clock.monotonic() < deadline) {
    const isThere = command === "tray"
      ? (await trayOwner(store))?.pid === process.pid
      : await store.isOwnedBy(process.pid);
    if (isThere) return;
    if (code !== undefined) {
      const cause = await causeOf(store, command, { pid: process.pid, code });
      if (cause) throw new GreffierError(cause);
      return;
    }
    await clock.sleep(LOOK_MS);
  }
  throw new GreffierError(
    message("background.silent", { command, seconds: THERE_MS / 1000, folder: store.layout.logs }),
  );
}

/** Why a process that has ended was not there; undefined when it was. */
async function causeOf(
  store: Store,
  command: ApartCommand,
  { pid, code }: { readonly pid: number; readonly code: number },
): Promise<Message | undefined> {
  const failure = await lastFailure(store, command);
  if (failure?.pid === pid) return failure.cause;
  // What went wrong with recordings is told by the command that works on them, and in their folders.
  const well = command === "run" ? code <= 1 : code === 0;
  return well ? undefined : message("background.ended", { command, code, folder: store.layout.logs });
}
