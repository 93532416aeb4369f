import { join } from "node:path";
import { tmpdir } from "node:os";

/** A folder outside the checkout for what tests download or make once. Safe to delete. */
export function cacheFolder(): string {
  const home = Deno.env.get("HOME");
  const caches = Deno.env.get("XDG_CACHE_HOME") ?? (home === undefined ? tmpdir() : join(home, ".cache"));
  return join(caches, "greffier-test");
}

/** Makes `target` once: `make` writes it under another name, and it appears whole. Returns `target`. */
export async function once(target: string, make: (part: string) => Promise<void>): Promise<string> {
  if (await exists(target)) return target;
  const part = `${target}.${crypto.randomUUID()}.part`;
  try {
    await make(part);
    await Deno.rename(part, target).catch(async (error) => {
      if (!(await exists(target))) throw error; // otherwise another test made it meanwhile
    });
  } finally {
    if (await exists(part)) await Deno.remove(part, { recursive: true });
  }
  return target;
}

async function exists(path: string): Promise<boolean> {
  try {
    await Deno.lstat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
