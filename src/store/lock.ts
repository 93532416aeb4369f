import type { FileLock } from "./files.ts";

interface LockingFile {
  close(): void;
  tryLock?(exclusive: boolean): Promise<boolean>;
  lock(exclusive: boolean): Promise<void>;
  stat(): Promise<FileIdentity>;
}

/** What tells one file from another, where the system says so. */
type FileIdentity = Pick<Deno.FileInfo, "dev" | "ino">;

/** Takes the system's lock on a file, making the file when it is missing; undefined when another process has it. */
export async function lockFile(path: string): Promise<FileLock | undefined> {
  const file = "tryLock" in Deno.FsFile.prototype ? await tried(path) : await waitedFor(path);
  if (!file) return undefined;
  let open = true;
  /** Whether the file was found to be the same by its path as by its handle. */
  let isTold: boolean | undefined;
  return {
    path,
    async isInPlace() {
      if (!open || Deno.build.os === "windows") return true;
      const found = await identityAt(path);
      if (!found) return false;
      const held = await file.stat();
      const isSame = found.dev === held.dev && found.ino === held.ino;
      // What differs from the start is how the file system numbers its files.
      isTold ??= isSame;
      return isSame || !isTold;
    },
    // deno-lint-ignore require-await -- the interface is asynchronous, closing is not
    async [Symbol.asyncDispose]() {
      if (open) file.close();
      open = false;
    },
  };
}

async function identityAt(path: string): Promise<FileIdentity | undefined> {
  try {
    return await Deno.stat(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

async function openToLock(path: string): Promise<LockingFile> {
  return await Deno.open(path, { read: true, write: true, create: true });
}

/** The file, locked; undefined when it is held. */
async function tried(path: string): Promise<LockingFile | undefined> {
  const file = await openToLock(path);
  let locked = false;
  try {
    locked = await file.tryLock!(true);
  } finally {
    if (!locked) file.close();
  }
  return locked ? file : undefined;
}

/** How long a runtime that can only wait for a lock waits before the lock counts as held, in milliseconds. */
const PATIENCE_MS = 400;

/** By path: what settles once a request for its lock is answered. */
const unanswered = new Map<string, Promise<unknown>>();

/**
 * The same where a runtime, as all before 2.9, has no `tryLock`: a request that is not answered soon means that somebody
 * holds the lock. Nothing takes such a request back, and each keeps one of the few threads that do all work on files (on
 * Windows four for each processor) until it is answered. So one is made for a file at a time: while it waits, the lock is
 * held. Granted too late, the lock is let go at once.
 */
async function waitedFor(path: string): Promise<LockingFile | undefined> {
  for (let before; (before = unanswered.get(path));) {
    if (!await isSettledSoon(before)) return undefined;
  }
  const file = openToLock(path).then(async (file) => {
    try {
      await file.lock(true);
      return file;
    } catch (error) {
      file.close();
      throw error;
    }
  }).finally(() => unanswered.delete(path));
  unanswered.set(path, file);
  if (await isSettledSoon(file)) return await file;
  file.then((late) => late.close(), () => {}); // nobody wants it any more
  return undefined;
}

async function isSettledSoon(promise: Promise<unknown>): Promise<boolean> {
  const { promise: impatient, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), PATIENCE_MS);
  try {
    return await Promise.race([promise.then(() => true, () => true), impatient]);
  } finally {
    clearTimeout(timer);
  }
}
