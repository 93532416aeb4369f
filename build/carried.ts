import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { type Carried, CARRIED_LIST } from "../src/asr/native_files.ts";

/** Every file under `folder`, relative to it, with `/`, sorted. */
export async function filesOf(folder: string, below = ""): Promise<string[]> {
  const found: string[] = [];
  for await (const entry of Deno.readDir(join(folder, below))) {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory) found.push(...await filesOf(folder, path));
    else found.push(path);
  }
  return found.sort();
}

/**
 * Copies `files` of `from` to the folder `to` and writes the list of them there, by which the program unpacks the
 * folder when it runs.
 *
 * @returns The sum of their sizes, in bytes.
 */
export async function carry(from: string, files: readonly string[], to: string): Promise<number> {
  const listed: Carried["files"][number][] = [];
  for (const path of files) {
    const content = await Deno.readFile(join(from, path));
    await Deno.mkdir(dirname(join(to, path)), { recursive: true });
    await Deno.writeFile(join(to, path), content);
    listed.push({ path, bytes: content.length, sha256: createHash("sha256").update(content).digest("hex") });
  }
  const id = createHash("sha256").update(JSON.stringify(listed)).digest("hex").slice(0, 16);
  await Deno.writeTextFile(
    join(to, CARRIED_LIST),
    JSON.stringify({ id, files: listed } satisfies Carried, null, 1),
  );
  return listed.reduce((sum, file) => sum + file.bytes, 0);
}
