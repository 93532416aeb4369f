/**
 * Makes the executable: esbuild packs the program and its libraries into one file, `deno compile` joins it with
 * Deno, the speech engine's native files, the demo model and the demo's recordings.
 *
 * `deno task build [--target linux-x64|linux-arm64|windows-x64|macos-arm64]` writes
 * `dist/greffier-<version>-<target>/`. `DENORT_BIN`, as `deno compile` reads it, names another runtime to join.
 *
 * @module
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { bundle } from "./build/bundle.ts";
import { carry, filesOf } from "./build/carried.ts";
import { hostTarget, type Target, TARGETS } from "./build/targets.ts";
import { V8_FLAGS } from "./build/v8_flags.ts";
import settings from "./deno.json" with { type: "json" };

const CHECKOUT = import.meta.dirname!;

/** Which files go in, and where the program starts. */
export interface StageOptions {
  readonly target: Target;
  /** The module the program starts at. @default main.ts */
  readonly entry?: string;
}

/** What was staged, in bytes. */
export interface Staged {
  readonly bundle: number;
  readonly native: number;
  readonly models: number;
  readonly recordings: number;
}

/** Lays out everything the executable will hold in `folder`, which is emptied first. */
export async function stage(folder: string, { target, entry }: StageOptions): Promise<Staged> {
  await Deno.mkdir(folder, { recursive: true });
  await Deno.remove(folder, { recursive: true });
  await Deno.mkdir(folder);
  const bundled = join(folder, "bundle.mjs");
  await bundle(entry ?? join(CHECKOUT, "main.ts"), bundled);
  const engine = fileURLToPath(new URL("../bin/napi-v6/", import.meta.resolve("onnxruntime-node")));
  const models = join(CHECKOUT, "models");
  const recordings = join(CHECKOUT, "demo", "recordings");
  return {
    bundle: (await Deno.stat(bundled)).size,
    native: await carry(join(engine, target.natives), target.nativeFiles, join(folder, "native")),
    models: await carry(
      models,
      (await filesOf(models)).filter((file) => file.startsWith("greffier-demo/")),
      join(folder, "models"),
    ),
    recordings: await carry(
      recordings,
      (await filesOf(recordings)).filter((file) => file.endsWith(".wav")),
      join(folder, "demo", "recordings"),
    ),
  };
}

/** How a staged folder becomes an executable. */
export interface CompileOptions {
  readonly target: Target;
  /** The Deno that compiles. @default the one that runs this */
  readonly deno?: string;
  /** The runtime to join instead of the one that Deno downloads. */
  readonly denort?: string;
}

/** Compiles what {@linkcode stage} laid out into the file `output`. */
export async function compile(folder: string, output: string, options: CompileOptions): Promise<void> {
  const { target, deno = Deno.execPath(), denort } = options;
  const { success, stderr } = await new Deno.Command(deno, {
    cwd: folder,
    args: [
      "compile",
      ...["--allow-all", "--no-check", "--no-config", "--no-lock", "--no-remote", "--node-modules-dir=none"],
      ...["native", "models", "demo"].flatMap((include) => ["--include", include]),
      ...["--target", target.triple, "--output", output, `--v8-flags=${V8_FLAGS}`],
      "bundle.mjs",
    ],
    env: { NO_COLOR: "1", ...(denort === undefined ? {} : { DENORT_BIN: denort }) },
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) throw new Error(`deno compile failed:\n${new TextDecoder().decode(stderr)}`);
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

async function main(): Promise<void> {
  const { values } = parseArgs({ args: Deno.args, options: { target: { type: "string" } } });
  const name = values.target ?? hostTarget();
  const target = TARGETS[name];
  if (target === undefined) {
    throw new Error(`--target must be one of ${Object.keys(TARGETS).join(", ")}; got ${name}`);
  }
  const folder = join(CHECKOUT, "dist", `greffier-${settings.version}-${name}`);
  const staging = await Deno.makeTempDir({ prefix: "greffier-build-" });
  const output = join(folder, target.executable);
  let staged: Staged;
  try {
    staged = await stage(staging, { target });
    await Deno.mkdir(folder, { recursive: true });
    await compile(staging, output, { target });
  } finally {
    await Deno.remove(staging, { recursive: true });
  }
  console.log(`${output}  ${megabytes((await Deno.stat(output)).size)}`);
  for (const [part, bytes] of Object.entries(staged)) console.log(`  of which ${part}: ${megabytes(bytes)}`);
}

if (import.meta.main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    Deno.exit(1);
  }
}
