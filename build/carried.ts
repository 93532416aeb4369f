import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import { type Carried, CARRIED_LIST, COMPRESSED } from "../src/asr/native_files.ts";

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

/** How hard to compress, 0 to 11: the best takes minutes for the native library, the worst a moment. */
export type Effort = 1 | 11;

const compress = promisify(brotliCompress);

/**
 * Puts `files` of `from`, compressed, into the folder `to` and writes the list of them there, by which the program
 * unpacks the folder when it runs.
 */
export async function carry(
  from: string,
  files: readonly string[],
  to: string,
  { effort = 1 }: { readonly effort?: Effort } = {},
): Promise<void> {
  const listed: Carried["files"][number][] = [];
  for (const path of files) {
    const content = await Deno.readFile(join(from, path));
    const packed = await compress(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: effort,
        [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    });
    await Deno.mkdir(dirname(join(to, path)), { recursive: true });
    await Deno.writeFile(join(to, path + COMPRESSED), packed);
    listed.push({ path, bytes: content.length, sha256: createHash("sha256").update(content).digest("hex") });
  }
  const id = createHash("sha256").update(JSON.stringify(listed)).digest("hex").slice(0, 16);
  await Deno.writeTextFile(
    join(to, CARRIED_LIST),
    JSON.stringify({ id, files: listed } satisfies Carried, null, 1),
  );
}
