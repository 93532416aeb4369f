import { join } from "node:path";
import type { PartSize } from "../../build/account.ts";
import { account } from "../../build/account.ts";
import { distribute, type Distribution, distributionOf } from "../../build/distribute.ts";
import type { BundleParts } from "../../build/packages.ts";
import { sign, type Signing } from "../../build/sign.ts";
import { stage } from "../../build/stage.ts";
import { TARGETS } from "../../build/targets.ts";
import settings from "../../deno.json" with { type: "json" };
import { executable } from "./executable.ts";

/** What is given to people, and what it was made from; removed with it. */
export interface MadeDistribution extends Distribution, AsyncDisposable {
  /** The folder the executable was made from. */
  readonly staged: string;
  readonly parts: BundleParts;
  sizes(): Promise<readonly PartSize[]>;
}

/** Makes the folder of a platform and its zip as build.ts does, around the executable that the tests use. */
export async function distribution(platform: string, signing?: Signing): Promise<MadeDistribution> {
  const target = TARGETS[platform]!;
  const dist = await Deno.makeTempDir({ prefix: "greffier-dist-" });
  await using undo = new AsyncDisposableStack();
  undo.defer(() => Deno.remove(dist, { recursive: true }));
  const staged = join(dist, "staged");
  const parts = await stage(staged, { target });
  const { version } = settings;
  const { folder, zip } = distributionOf(dist, version, platform);
  await Deno.mkdir(folder);
  const program = join(folder, target.executable);
  await Deno.copyFile(await executable(platform), program);
  if (signing) await sign(program, signing);
  const made = await distribute({ dist, version, platform, target, parts, deno: Deno.version.deno, staged });
  const kept = undo.move();
  return {
    ...made,
    staged,
    parts,
    sizes: () => account({ staged, folder, zip, executable: target.executable }),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
