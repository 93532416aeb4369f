import { dirname, join } from "node:path";
import { StoredMessage } from "../model/mod.ts";
import { check, z } from "../schema.ts";
import { jsonBytes, writeAtomic } from "./atomic.ts";
import type { Files } from "./files.ts";
import { ensureFolder, removeIfThere } from "./folders.ts";
import { type HomeLayout, NAMES } from "./layout.ts";
import { parseJson } from "./record_cache.ts";

/** A home and the disk it lies on. */
interface Home {
  readonly files: Files;
  readonly layout: HomeLayout;
}

/** Why a command that works without a window ended: `state/watch.failure.json`. */
export const FailureRecord = z.object({
  schema: z.literal(1),
  pid: z.number().int(),
  command: z.string(),
  /** Local time, `YYYY-MM-DDTHH:MM:SS`. */
  at: z.string(),
  cause: StoredMessage,
});
export type FailureRecord = z.infer<typeof FailureRecord>;

/** `state/quit`: the process that holds the home is asked to end. */
const EndRequest = z.object({ pid: z.number().int() });

const failureFile = ({ layout }: Home, command: string) => join(layout.state, command + NAMES.failureEnding);
const endFile = ({ layout }: Home) => join(layout.state, NAMES.quit);

/** Notes why a command ended; the last one of each is kept. */
export async function leaveFailure(home: Home, failure: Omit<FailureRecord, "schema">): Promise<void> {
  await writeInState(home, failureFile(home, failure.command), { schema: 1, ...failure });
}

/** Why a command last ended; undefined when nothing is known of it. */
export async function lastFailure(home: Home, command: string): Promise<FailureRecord | undefined> {
  return await readInState(home, failureFile(home, command), FailureRecord) ?? undefined;
}

/** Forgets why a command last ended, as it is started again: processes get the numbers of earlier ones. */
export async function forgetFailure(home: Home, command: string): Promise<void> {
  await removeIfThere(home.files, failureFile(home, command));
}

/** Asks a process to end: the one that holds the home. */
export async function requestEnd(home: Home, pid: number): Promise<void> {
  await writeInState(home, endFile(home), { pid });
}

/**
 * Whether the process `pid`, which holds the home, is asked to end. What is found is removed: a request to another process
 * is one that nobody saw any more.
 */
export async function takeEndRequest(home: Home, pid: number): Promise<boolean> {
  const path = endFile(home);
  const request = await readInState(home, path, EndRequest);
  // One that is made in this instant stays for the next look.
  if (request === undefined) return false;
  await removeIfThere(home.files, path);
  return request?.pid === pid;
}

async function writeInState({ files }: Home, path: string, value: unknown): Promise<void> {
  await ensureFolder(files, dirname(path));
  await writeAtomic(files, path, jsonBytes(value));
}

/** Undefined for a file that is not there, null for one that is not what the program writes. */
async function readInState<T>(
  { files }: Home,
  path: string,
  schema: z.ZodType<T>,
): Promise<T | null | undefined> {
  try {
    const checked = check(schema, parseJson(await files.read(path)));
    return checked.ok ? checked.value : null;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
