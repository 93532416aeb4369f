import { basename, join, sep } from "node:path";
import type { Metafile } from "esbuild";

/** An npm package of which something is in the bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** As its package.json states it: an SPDX expression. */
  readonly licence: string;
  /** What of it is in the bundle, in bytes. */
  readonly bytes: number;
  /** Absolute path. */
  readonly folder: string;
}

/** What a bundle is made of: the npm packages, largest first, and how many bytes are greffier's own, `vendor/` too. */
export interface BundleParts {
  readonly packages: readonly BundledPackage[];
  readonly own: number;
}

/** Reads from esbuild's account which packages are in the bundle. `root`: the folder its paths are relative to. */
export async function bundleParts(metafile: Metafile, root: string): Promise<BundleParts> {
  const bytes = new Map<string, number>();
  const standIns = await Array.fromAsync(Deno.readDir(join(root, "vendor")), ({ name }) => name);
  let own = 0;
  for (const { inputs } of Object.values(metafile.outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      if (bytesInOutput === 0) continue;
      const folder = packageFolder(path);
      if (folder === undefined || standIns.includes(basename(folder))) own += bytesInOutput;
      else bytes.set(folder, (bytes.get(folder) ?? 0) + bytesInOutput);
    }
  }
  const packages = await Promise.all(Array.from(bytes, async ([folder, bytes]): Promise<BundledPackage> => {
    const absolute = join(root, ...folder.split("/"));
    const text = await Deno.readTextFile(join(absolute, "package.json"));
    const { name, version, license } = JSON.parse(text) as Readonly<Record<string, string | undefined>>;
    if (name === undefined || version === undefined || license === undefined) {
      throw new Error(`${folder}${sep}package.json does not state a name, a version and a licence`);
    }
    return { name, version, licence: license, bytes, folder: absolute };
  }));
  return { packages: packages.sort((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1)), own };
}

/** `…/node_modules/@scope/name` of a path below it; undefined for a file of the checkout. */
function packageFolder(path: string): string | undefined {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/@.][^/]*(?=\/)/.exec(path)?.[0];
}
