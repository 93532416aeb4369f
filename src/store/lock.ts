import type { FileLock } from "./files.ts";

/** How long a runtime that can only wait for a lock waits before the lock counts as held, in milliseconds. */
const PATIENCE_MS = 400;

interface LockingFile {
  tryLock?(exclusive: boolean): Promise<boolean>;
  lock(exclusive: boolean): Promise<void>;
}

/**
 * Asks for the lock without waiting. Runtimes before 2.9 have no `tryLock`: there a waiting request that is not answered
 * soon means that somebody holds it, and closing the file takes the request back.
 */
async function acquire(file: LockingFile): Promise<boolean> {
  if (file.tryLock) return await file.tryLock(true);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<boolean>((resolve) => timer = setTimeout(() => resolve(false), PATIENCE_MS));
  const granted = file.lock(true).then(() => true);
  try {
    return await Promise.race([granted, patience]);
  } finally {
    clearTimeout(timer);
  }
}

/** Takes the system's lock on a file, making the file when it is missing; undefined when another process has it. */
export async function lockFile(path: string): Promise<FileLock | undefined> {
  const file = await Deno.open(path, { read: true, write: true, create: true });
  let acquired = false;
  try {
    acquired = await acquire(file as unknown as LockingFile);
  } finally {
    if (!acquired) file.close();
  }
  if (!acquired) return undefined;
  let open = true;
  return {
    path,
    // deno-lint-ignore require-await -- the interface is asynchronous, closing is not
    async [Symbol.asyncDispose]() {
      if (open) file.close();
      open = false;
    },
  };
}
