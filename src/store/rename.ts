import pRetry from "p-retry";

/** How long a rename is tried again on Windows: virus scanners hold new files for up to a minute. In milliseconds. */
const PATIENCE_MS = 60_000;

const HELD_CODES = new Set(["EACCES", "EPERM", "EBUSY"]);

/** Whether a file-system error says that another program holds the file. */
export function isHeld(error: unknown): boolean {
  return HELD_CODES.has((error as { code?: string }).code ?? "") ||
    error instanceof Deno.errors.PermissionDenied || error instanceof Deno.errors.Busy;
}

/**
 * Renames, replacing a file that has the new name. On Windows a file that another program holds is tried again for up
 * to {@linkcode PATIENCE_MS}; elsewhere such an error is final and thrown at once.
 */
export async function retryingRename(from: string, to: string): Promise<void> {
  if (Deno.build.os !== "windows") return await Deno.rename(from, to);
  await pRetry(() => Deno.rename(from, to), {
    retries: 100,
    minTimeout: 20,
    factor: 1.5,
    maxTimeout: 1000,
    maxRetryTime: PATIENCE_MS,
    shouldRetry: ({ error }) => isHeld(error),
  });
}
