import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { filesOf } from "./carried.ts";
import { licencesText } from "./licences.ts";
import type { BundleParts } from "./packages.ts";
import { sbom } from "./sbom.ts";
import type { Target } from "./targets.ts";
import { zipFolder } from "./zip.ts";

const CHECKOUT = join(import.meta.dirname!, "..");
const TEXTS = join(import.meta.dirname!, "texts");

/** Something that is ready to be given away. */
export interface DistributionOptions {
  /** Where the folder and its zip go: `dist`. */
  readonly dist: string;
  readonly version: string;
  /** By the names of targets.ts. */
  readonly platform: string;
  readonly target: Target;
  /** What the executable is made of. */
  readonly parts: BundleParts;
  /** Version of Deno that is in the executable. */
  readonly deno: string;
  /** The folder the executable was made from. */
  readonly staged: string;
}

/** The folder for a platform, its name and its zip. */
export interface Distribution {
  readonly name: string;
  /** Absolute path. */
  readonly folder: string;
  /** Absolute path. */
  readonly zip: string;
}

/** Where the folder of a platform and its zip lie. */
export function distributionOf(dist: string, version: string, platform: string): Distribution {
  const name = `greffier-${version}-${platform}`;
  const folder = join(dist, name);
  return { name, folder, zip: `${folder}.zip` };
}

/**
 * Puts everything beside the executable, which lies in its folder already: the launchers, what to read first, the
 * licences, the list of parts, the list of hashes. Then zips the folder.
 */
export async function distribute(options: DistributionOptions): Promise<Distribution> {
  const { dist, version, platform, target, parts, deno, staged } = options;
  const made = distributionOf(dist, version, platform);
  const write = (name: string, text: string) => writeText(join(made.folder, name), text, target.os);
  if (target.os === "windows") {
    for (const [name, text] of await launchers()) await write(name, text);
  }
  const readme = target.os === "windows" ? "lisezmoi_windows.txt" : "lisezmoi_unix.txt";
  await write(
    "LISEZMOI.txt",
    (await Deno.readTextFile(join(TEXTS, readme))).replaceAll("{version}", version),
  );
  await write("LICENCES.txt", await licencesText(parts.packages, version));
  await Deno.writeTextFile(
    join(made.folder, "greffier.cdx.json"),
    await sbom({ version, platform, packages: parts.packages, deno, staged, executable: target.executable }),
  );
  await Deno.writeTextFile(join(made.folder, SUMS), await sums(made.folder));
  await zipFolder(made.folder, made.zip, {
    name: made.name,
    isProgram: (path) => target.os !== "windows" && path === target.executable,
  });
  return made;
}

const SUMS = "SHA256SUMS";

/** The launchers of the checkout: what they are called and what they hold. */
async function launchers(): Promise<readonly (readonly [name: string, text: string])[]> {
  const folder = join(CHECKOUT, "launchers");
  const names = (await filesOf(folder)).filter((name) => name.endsWith(".bat"));
  return await Promise.all(
    names.map(async (name) => [name, await Deno.readTextFile(join(folder, name))] as const),
  );
}

/** Windows' own programs want CRLF, and cmd.exe takes the mark of UTF-8 for a command. */
async function writeText(path: string, text: string, os: Target["os"]): Promise<void> {
  const lines = text.replace(/^\ufeff/, "").replaceAll("\r\n", "\n");
  await Deno.writeTextFile(path, os === "windows" ? lines.replaceAll("\n", "\r\n") : lines);
}

/** What `sha256sum -c` reads: every file of the folder but the list itself. */
async function sums(folder: string): Promise<string> {
  const files = (await filesOf(folder)).filter((file) => file !== SUMS);
  const lines = await Promise.all(
    files.map(async (file) => `${(await hashed(join(folder, file))).sha256}  ${file}\n`),
  );
  return lines.join("");
}

async function hashed(path: string): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const hash = createHash("sha256");
  let bytes = 0;
  using file = await Deno.open(path);
  for await (const piece of file.readable) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { bytes, sha256: hash.digest("hex") };
}

/** What `greffier version --check` reads where the zips are put. */
export interface Latest {
  readonly version: string;
  /** Day it was made: `2026-11-23`. */
  readonly released: string;
  /** What is new, in a few words for the person who will install it. */
  readonly notes: string;
  readonly files: readonly {
    readonly name: string;
    readonly bytes: number;
    readonly sha256: string;
    readonly platform: string;
  }[];
}

/** Writes `latest.json` beside a zip; the zips of other platforms of the same version stay listed. */
export async function announce(
  zip: string,
  about: Pick<Latest, "version" | "released" | "notes"> & { readonly platform: string },
): Promise<void> {
  const { version, released, notes, platform } = about;
  const path = join(dirname(zip), "latest.json");
  const before = await readLatest(path);
  const others = before?.version === version ? before.files.filter((file) => file.platform !== platform) : [];
  const name = zip.slice(dirname(zip).length + 1);
  const files = [...others, { name, ...await hashed(zip), platform }].sort((a, b) =>
    a.name < b.name ? -1 : 1
  );
  const latest: Latest = {
    version,
    released,
    notes: notes === "" && before?.version === version ? before.notes : notes,
    files,
  };
  await Deno.writeTextFile(path, `${JSON.stringify(latest, null, 2)}\n`);
}

async function readLatest(path: string): Promise<Latest | undefined> {
  try {
    return JSON.parse(await Deno.readTextFile(path)) as Latest;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
