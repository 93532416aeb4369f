import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "./bundle.ts";
import { DEMO_RECORDINGS } from "../src/cli/commands/demo.ts";
import { carry, type Effort, filesOf } from "./carried.ts";
import { type BundleParts, bundleParts } from "./packages.ts";
import { olderEngine } from "./older_engine.ts";
import type { Target } from "./targets.ts";

const CHECKOUT = join(import.meta.dirname!, "..");

/** Whether a staged file, by its path, is code. */
export const isCode = (path: string) => /^[^/]+\.mjs$/.test(path);

/** The folders beside the code, each with its list: what the program unpacks when it needs it. */
export const CARRIED_FOLDERS = ["native", "models", "demo/recordings"] as const;

/** Time of every staged file. */
const ALWAYS = new Date("2026-01-01T00:00:00Z");

/** Which files go in, and how. */
export interface StageOptions {
  readonly target: Target;
  /** How hard to compress what is carried. @default 1 */
  readonly effort?: Effort;
}

/** Lays out everything the executable will hold in `folder`, which is emptied first; tells what the bundle is made of. */
export async function stage(folder: string, { target, effort }: StageOptions): Promise<BundleParts> {
  await Deno.mkdir(folder, { recursive: true });
  await Deno.remove(folder, { recursive: true });
  await Deno.mkdir(folder);
  const older = target.olderEngine ? await olderEngine() : undefined;
  const metafile = await bundle(folder, { engine: older });
  const [natives, models, recordings] = CARRIED_FOLDERS.map((name) => join(folder, name));
  const engine = older ?? fileURLToPath(new URL("..", import.meta.resolve("onnxruntime-node")));
  await carry(join(engine, "bin", "napi-v6", target.natives), target.nativeFiles, natives!, { effort });
  const ownModels = await filesOf(join(CHECKOUT, "models"));
  const demoModel = ownModels.filter((file) => file.startsWith("greffier-demo/"));
  await carry(join(CHECKOUT, "models"), demoModel, models!, { effort });
  await carry(join(CHECKOUT, "demo", "recordings"), DEMO_RECORDINGS, recordings!, { effort });
  // `deno compile` writes the times of files into the executable: the same sources must give the same one.
  for (const file of await filesOf(folder)) await Deno.utime(join(folder, file), ALWAYS, ALWAYS);
  return await bundleParts(metafile, CHECKOUT);
}
