import { join } from "node:path";
import { PART } from "./atomic.ts";
import type { Files } from "./files.ts";
import { removeIfThere } from "./folders.ts";
import { numberedNames } from "./fresh_name.ts";
import { sha256OfFile } from "./hash.ts";
import { copyFile, type CopyOptions } from "./move.ts";

/** A copy that stands outside of the home. */
export interface CopiedOut {
  /** The name asked for, or one with a number where that was somebody else's. */
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * Copies a file into a folder outside of the home, whole or not at all. What has its name there is never replaced: the same
 * bytes are the copy, others keep their name and the copy gets a number.
 */
export async function copyOut(
  files: Files,
  { from, folder, name }: { readonly from: string; readonly folder: string; readonly name: string },
  options: CopyOptions = {},
): Promise<CopiedOut> {
  const bytes = (await files.stat(from))?.bytes;
  if (bytes === undefined) throw new Deno.errors.NotFound(`Cannot find ${from}`);
  const sha256 = await sha256OfFile(files, from);
  const names = numberedNames(name);
  for (;;) {
    const { value: candidate } = names.next();
    const to = join(folder, candidate);
    const there = await files.stat(to);
    if (there && (there.isFolder || there.bytes !== bytes || await sha256OfFile(files, to) !== sha256)) {
      continue;
    }
    if (there) {
      options.onBytes?.(bytes);
      return { name: candidate, sha256, bytes };
    }
    try {
      await copyFile(files, from, to, options);
    } catch (error) {
      // Nothing is left on a share that is full, or of a delivery that was stopped; one that is gone keeps what it has.
      await removeIfThere(files, to + PART).catch(() => {});
      throw error;
    }
    return { name: candidate, sha256, bytes };
  }
}
