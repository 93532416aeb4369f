import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { compile, stage } from "../../build.ts";
import { hostTarget, TARGETS } from "../../build/targets.ts";
import { CARRIED_LIST } from "../../src/asr/native_files.ts";
import { cacheFolder, once } from "./cache.ts";
import { compiler } from "./compiler.ts";

/**
 * The real executable of what the checkout holds now, compiled by {@linkcode compiler}; made again only when the
 * bundle or what it carries changed.
 *
 * @param entry The module to compile. Default: main.ts.
 * @param platform What it is to run on, by the names of build/targets.ts. Default: this machine.
 * @returns Its absolute path.
 */
export async function executable(entry?: string, platform: string = hostTarget()): Promise<string> {
  const target = TARGETS[platform];
  const staging = await Deno.makeTempDir({ prefix: "greffier-build-" });
  try {
    await stage(staging, { target, entry });
    const tools = await compiler(platform);
    const hash = createHash("sha256").update(JSON.stringify(tools));
    hash.update(await Deno.readFile(join(import.meta.dirname!, "..", "..", "build.ts")));
    for (const file of ["bundle.mjs", ...CARRIED.map((folder) => `${folder}/${CARRIED_LIST}`)]) {
      hash.update(await Deno.readFile(join(staging, file)));
    }
    const folder = join(cacheFolder(), "executables", hash.digest("hex").slice(0, 16));
    await forgetOld(dirname(folder));
    await once(folder, async (part) => {
      await Deno.mkdir(part, { recursive: true });
      await compile(staging, join(part, target.executable), { target, ...tools });
    });
    return join(folder, target.executable);
  } finally {
    await Deno.remove(staging, { recursive: true });
  }
}

const CARRIED = ["native", "models", "demo/recordings"];

const KEEP_MS = 3_600_000;

/** Executables are large: those of an earlier hour's sources go. */
async function forgetOld(folder: string): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  for await (const { name } of Deno.readDir(folder)) {
    const path = join(folder, name);
    const { mtime } = await Deno.stat(path);
    if (mtime !== null && Date.now() - mtime.getTime() > KEEP_MS) {
      await Deno.remove(path, { recursive: true });
    }
  }
}
