import { join, relative } from "node:path";
import { createHash } from "node:crypto";

/** Where a time stands in the program's own files: what two runs of the same input may differ in. */
const TIMES = [/("(?:sealedAt|since)": )"[^"]*"/g, /("(?:modifiedMs|retryAt)": )[\d.]+/g];

/**
 * Hashes in `sealed.json` of files that hold times themselves: none do but `windows.json`, whose `modifiedMs` is that of
 * the dropped file.
 */
async function walk(folder: string, root: string, found: Map<string, string>): Promise<void> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (isDirectory) {
      await walk(path, root, found);
      continue;
    }
    const bytes = await Deno.readFile(path);
    let content: Uint8Array | string = bytes;
    if (name.endsWith(".json")) {
      content = TIMES.reduce((text, time) => text.replace(time, "$1…"), new TextDecoder().decode(bytes));
    }
    found.set(relative(root, path).replaceAll("\\", "/"), createHash("sha256").update(content).digest("hex"));
  }
}

/** Every file of a home but logs, locks and caches, by path, with the hash of what it holds but for times. */
export async function contentsOf(home: string): Promise<Record<string, string>> {
  const found = new Map<string, string>();
  for (const folder of ["inbox", "outbox", "rejected"]) {
    try {
      await walk(join(home, folder), home, found);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  return Object.fromEntries([...found].sort());
}
