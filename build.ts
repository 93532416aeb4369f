/**
 * Makes what is given to people: esbuild packs the program and its libraries into a few files, `deno compile` joins
 * them with Deno, the speech engine's native files, the demo model and the demo's recordings; beside the executable
 * come the launchers, what to read first, the licences, the list of parts and of hashes; and all of it in a zip.
 *
 * `deno task build [--target NAME] [--no-try] [--notes "what is new"]` writes `dist/greffier-<version>-<NAME>/` and
 * `.zip`, and `dist/latest.json`; docs/release.md tells the names and the rest. `DENORT_BIN`, as `deno compile` reads
 * it, names another runtime to join.
 *
 * @module
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { account, accountText, countedZip, LARGEST_ZIP } from "./build/account.ts";
import { compile } from "./build/compile.ts";
import { announce, distribute, distributionOf } from "./build/distribute.ts";
import { sign, signingFrom } from "./build/sign.ts";
import { stage } from "./build/stage.ts";
import { hostTarget, TARGETS } from "./build/targets.ts";
import { tryOut } from "./build/try_out.ts";
import settings from "./deno.json" with { type: "json" };

const DIST = join(import.meta.dirname!, "dist");

async function main(): Promise<void> {
  const { values } = parseArgs({
    args: Deno.args,
    options: {
      target: { type: "string" },
      notes: { type: "string" },
      "no-try": { type: "boolean" },
    },
  });
  const platform = values.target ?? hostTarget();
  const target = TARGETS[platform];
  if (target === undefined) {
    throw new Error(`--target must be one of ${Object.keys(TARGETS).join(", ")}; got ${platform}`);
  }
  const signing = target.os === "windows" ? signingFrom((name) => Deno.env.get(name)) : undefined;
  const { version } = settings;
  const { folder, zip } = distributionOf(DIST, version, platform);
  const staged = await Deno.makeTempDir({ prefix: "greffier-build-" });
  try {
    const parts = await stage(staged, { target, effort: 11 });
    await Deno.mkdir(folder, { recursive: true });
    await Deno.remove(folder, { recursive: true });
    await Deno.mkdir(folder);
    const program = join(folder, target.executable);
    await compile(staged, program, { target });
    if (signing) await sign(program, signing);
    await distribute({ dist: DIST, version, platform, target, parts, deno: Deno.version.deno, staged });
    const sizes = await account({ staged, folder, zip, executable: target.executable });
    console.log(`${folder}\n${zip}\n\n${accountText(sizes, parts)}`);
    if (countedZip(sizes) > LARGEST_ZIP) {
      throw new Error(`The download is too large: more than ${LARGEST_ZIP / 1e6} MB without the demo`);
    }
    if (target.os === "windows") console.log(signing ? "Signed." : "Not signed: no certificate was named.");
    if (target.os === "macos") console.log("Not tested: nothing of the tests has run on macOS.");
    if (target.triple !== Deno.build.target) console.log(`Not tried: this machine is no ${platform}.`);
    else if (values["no-try"]) console.log("Not tried, as asked.");
    else {
      await tryOut(program);
      console.log("Tried: a recording became a report in an empty folder.");
    }
    await announce(zip, { version, platform, released: today(), notes: values.notes ?? "" });
  } finally {
    await Deno.remove(staged, { recursive: true });
  }
}

/** The day as `latest.json` writes it: that of SOURCE_DATE_EPOCH (seconds) where it is set, for builds made again. */
function today(): string {
  const epoch = Deno.env.get("SOURCE_DATE_EPOCH");
  const time = epoch === undefined ? new Date() : new Date(Number(epoch) * 1000);
  return time.toISOString().slice(0, "2026-11-23".length);
}

if (import.meta.main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    Deno.exit(1);
  }
}
