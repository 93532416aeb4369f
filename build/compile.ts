import { BUNDLE } from "./bundle.ts";
import type { Target } from "./targets.ts";
import { V8_FLAGS } from "./v8_flags.ts";
import { dress } from "./windows_resources.ts";

/** How a staged folder becomes an executable. */
export interface CompileOptions {
  readonly target: Target;
  /** The Deno that compiles. @default the one that runs this */
  readonly deno?: string;
  /** The runtime to join instead of the one that Deno downloads. */
  readonly denort?: string;
}

/** Compiles what `stage` laid out into the file `output`. */
export async function compile(folder: string, output: string, options: CompileOptions): Promise<void> {
  const { target, deno = Deno.execPath(), denort } = options;
  const { success, stderr } = await new Deno.Command(deno, {
    cwd: folder,
    args: [
      "compile",
      ...["--allow-all", "--no-check", "--no-config", "--no-lock", "--no-remote", "--node-modules-dir=none"],
      ...["native", "models", "demo"].flatMap((include) => ["--include", include]),
      ...["--target", target.triple, "--output", output, `--v8-flags=${V8_FLAGS}`],
      BUNDLE,
    ],
    env: { NO_COLOR: "1", ...(denort === undefined ? {} : { DENORT_BIN: denort }) },
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) throw new Error(`deno compile failed:\n${new TextDecoder().decode(stderr)}`);
  if (target.os === "windows") await dress(output);
}
