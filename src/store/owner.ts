import { check, z } from "../schema.ts";
import { jsonBytes, writeAtomic } from "./atomic.ts";
import type { Files } from "./files.ts";
import { removeIfThere } from "./folders.ts";
import type { HomeLayout } from "./layout.ts";
import { parseJson } from "./record_cache.ts";

/**
 * `greffier.owner`: the process that runs the pipeline in this home. A locked file cannot be read on Windows. `user`: the
 * account it runs under, as two people may share a PC and a home.
 */
export const Owner = z.object({
  pid: z.number().int(),
  command: z.string(),
  since: z.string(),
  user: z.string().optional(),
});
export type Owner = z.infer<typeof Owner>;

/** Who the owner file names; null when there is none. */
export async function readOwner(files: Files, layout: HomeLayout): Promise<Owner | null> {
  try {
    const checked = check(Owner, parseJson(await files.read(layout.owner)));
    return checked.ok ? checked.value : null;
  } catch (error) {
    // Its owner may take it away at any moment.
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

/** A home, held by this process. */
export interface HomeClaim extends AsyncDisposable {
  /** Whether what is held is still the home at this path, which a person may have moved or removed. */
  isInPlace(): Promise<boolean>;
}

/**
 * Takes the lock of a home and writes who holds it. Undefined when another process has it. The system frees the lock of
 * a process that dies, so an owner file without a lock names nobody.
 */
export async function claimHome(
  files: Files,
  layout: HomeLayout,
  owner: Owner,
): Promise<HomeClaim | undefined> {
  const lock = await files.lock(layout.lock);
  if (!lock) return undefined;
  try {
    await writeAtomic(files, layout.owner, jsonBytes(owner));
  } catch (error) {
    await lock[Symbol.asyncDispose]();
    throw error;
  }
  return {
    isInPlace: () => lock.isInPlace(),
    async [Symbol.asyncDispose]() {
      try {
        // In another home at the same path the file is another's.
        if (await lock.isInPlace()) await removeIfThere(files, layout.owner);
      } finally {
        await lock[Symbol.asyncDispose]();
      }
    },
  };
}

/** Who runs the pipeline in a home now; null when nobody does. */
export async function currentOwner(files: Files, layout: HomeLayout): Promise<Owner | null> {
  if (!await files.stat(layout.lock)) return null;
  const lock = await files.lock(layout.lock);
  if (lock) {
    await lock[Symbol.asyncDispose]();
    return null;
  }
  return await readOwner(files, layout) ?? { pid: 0, command: "", since: "" };
}
