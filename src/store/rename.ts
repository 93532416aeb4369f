import pRetry from "p-retry";

/** How long a rename is tried again on Windows unless told otherwise, in milliseconds. */
const PATIENCE_MS = 60_000;

const HELD_CODES = new Set(["EACCES", "EPERM", "EBUSY"]);

/** Whether a file-system error says that another program holds the file. */
export function isHeld(error: unknown): boolean {
  return HELD_CODES.has((error as { code?: string }).code ?? "") ||
    error instanceof Deno.errors.PermissionDenied || error instanceof Deno.errors.Busy;
}

/** Renames, replacing a file that has the new name. Elsewhere than on Windows an error is final and thrown at once. */
export async function retryingRename(
  from: string,
  to: string,
  { patienceMs = PATIENCE_MS }: { readonly patienceMs?: number } = {},
): Promise<void> {
  if (Deno.build.os !== "windows" || patienceMs === 0) return await Deno.rename(from, to);
  await pRetry(() => Deno.rename(from, to), {
    retries: 100,
    minTimeout: 20,
    factor: 1.5,
    maxTimeout: 1000,
    maxRetryTime: patienceMs,
    shouldRetry: ({ error }) => isHeld(error),
  });
}
