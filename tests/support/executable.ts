import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { filesOf } from "../../build/carried.ts";
import { compile } from "../../build/compile.ts";
import { stage } from "../../build/stage.ts";
import { hostTarget, TARGETS } from "../../build/targets.ts";
import { cacheFolder, once } from "./cache.ts";
import { compiler } from "./compiler.ts";

/** What of the checkout an executable is made from, besides the libraries that `deno.lock` names. */
export const SOURCES = [
  ...["deno.json", "deno.lock", "main.ts", "inbox/LISEZMOI.txt", "outbox/LISEZMOI.txt"],
  ...["src/", "templates/", "vendor/", "build/", "models/greffier-demo/", "demo/recordings/"],
];

/**
 * The real executable of what the checkout holds now, compiled by {@linkcode compiler}; made again only when its
 * sources changed.
 *
 * @param platform What it is to run on, by the names of build/targets.ts. Default: this machine.
 * @returns Its absolute path.
 */
export async function executable(platform: string = hostTarget()): Promise<string> {
  const target = TARGETS[platform]!;
  const tools = await compiler(platform);
  const folder = join(cacheFolder(), "executables", await hashOf([platform, tools, Deno.version.deno]));
  await forgetOld(dirname(folder));
  await once(folder, async (part) => {
    const staged = await Deno.makeTempDir({ prefix: "greffier-build-" });
    try {
      await stage(staged, { target });
      await Deno.mkdir(part, { recursive: true });
      await compile(staged, join(part, target.executable), { target, ...tools });
    } finally {
      await Deno.remove(staged, { recursive: true });
    }
  });
  return join(folder, target.executable);
}

const CHECKOUT = join(import.meta.dirname!, "..", "..");

async function hashOf(made: unknown): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify(made));
  for (const source of SOURCES) {
    const files = source.endsWith("/") ? await filesOf(join(CHECKOUT, source)) : [""];
    for (const file of files.filter((file) => !file.includes("node_modules/"))) {
      hash.update(`\n${source}${file}\n`).update(await Deno.readFile(join(CHECKOUT, source, file)));
    }
  }
  return hash.digest("hex").slice(0, 16);
}

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
