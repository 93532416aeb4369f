import { createReadStream } from "node:fs";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { join } from "node:path";
import { createDeflateRaw } from "node:zlib";
import { filesOf } from "./carried.ts";
import type { BundleParts } from "./packages.ts";
import { CARRIED_FOLDERS, isCode } from "./stage.ts";

/** A part of what is downloaded. */
export interface PartSize {
  readonly part: string;
  /** In bytes, as it lies on disk. */
  readonly raw: number;
  /** In bytes, as it lies in the zip. */
  readonly zipped: number;
}

/** The largest download, in bytes, as {@linkcode countedZip} counts it. */
export const LARGEST_ZIP = 50_000_000;

/** What the account is drawn up from. */
export interface AccountOptions {
  /** The folder the executable was made from. */
  readonly staged: string;
  readonly folder: string;
  readonly zip: string;
  readonly executable: string;
}

/** What each part of a download weighs. What the executable holds besides what was staged is the runtime. */
export async function account(options: AccountOptions): Promise<readonly PartSize[]> {
  const { staged, folder, zip, executable } = options;
  const inside: PartSize[] = [];
  const files = await filesOf(staged);
  for (const part of ["code", ...CARRIED_FOLDERS]) {
    const own = files.filter((file) => part === "code" ? isCode(file) : file.startsWith(`${part}/`));
    const sizes = await Promise.all(own.map((file) => sizeOf(join(staged, file))));
    inside.push({ part, raw: sum(sizes, "raw"), zipped: sum(sizes, "zipped") });
  }
  const beside = await Promise.all(
    (await filesOf(folder)).filter((file) => file !== executable).map((file) => sizeOf(join(folder, file))),
  );
  const besides = { part: "beside it", raw: sum(beside, "raw"), zipped: sum(beside, "zipped") };
  const known = [...inside, besides];
  const runtime = {
    part: "runtime",
    raw: (await Deno.stat(join(folder, executable))).size - sum(inside, "raw"),
    zipped: (await Deno.stat(zip)).size - sum(known, "zipped"),
  };
  return [runtime, ...known];
}

/** What of a download counts, in bytes: all but the demo, its model and its recordings. */
export function countedZip(parts: readonly PartSize[]): number {
  return zippedWithout(parts, ["models", "demo/recordings"]);
}

const zippedWithout = (parts: readonly PartSize[], left: readonly string[]) =>
  sum(parts.filter(({ part }) => !left.includes(part)), "zipped");

const sum = (parts: readonly Omit<PartSize, "part">[], which: "raw" | "zipped") =>
  parts.reduce((total, part) => total + part[which], 0);

async function sizeOf(path: string): Promise<Omit<PartSize, "part">> {
  let zipped = 0;
  await pipeline(
    createReadStream(path),
    createDeflateRaw({ level: 9 }),
    new Writable({
      write(piece: Uint8Array, _encoding, done) {
        zipped += piece.length;
        done();
      },
    }),
  );
  return { raw: (await Deno.stat(path)).size, zipped };
}

/** The account as a table, and the packages in the bundle. */
export function accountText(parts: readonly PartSize[], { packages, own }: BundleParts): string {
  const size = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`.padStart(10);
  const line = (name: string, raw: number, zipped: number) =>
    `${name.padEnd(18)}${size(raw)}${size(zipped)}\n`;
  const kilobytes = (bytes: number) => `${(bytes / 1e3).toFixed(0)} kB`.padStart(10);
  return `${"".padEnd(18)}${"on disk".padStart(10)}${"zipped".padStart(10)}\n` +
    parts.map(({ part, raw, zipped }) => line(part, raw, zipped)).join("") +
    line("all", sum(parts, "raw"), sum(parts, "zipped")) +
    `${"all but the models".padEnd(28)}${size(zippedWithout(parts, ["models"]))}\n` +
    `${"all but the demo".padEnd(28)}${size(countedZip(parts))}, at most ${LARGEST_ZIP / 1e6} MB\n\n` +
    "The code:\n" +
    [{ name: "greffier", bytes: own }, ...packages]
      .map(({ name, bytes }) => `${name.padEnd(34)}${kilobytes(bytes)}\n`).join("");
}
