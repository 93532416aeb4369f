import { fileURLToPath } from "node:url";
import {
  createWhisperProcess,
  type EngineCommand,
  type Transcriber,
  type WhisperProcessOptions,
} from "../../src/asr/mod.ts";

/** The folder of the demo's model. */
export const DEMO_MODEL = fileURLToPath(new URL("../../models/greffier-demo", import.meta.url));

/** Runs a script of this folder as the speech engine. */
export function engineCommand(script = "engine_entry.ts", ...args: string[]): EngineCommand {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const config = fileURLToPath(new URL("../../deno.json", import.meta.url));
  return { program: Deno.execPath(), args: ["run", "-A", "--no-check", "--config", config, path, ...args] };
}

/** The real engine with the demo's model, in a process of its own. */
export function demoEngine(options: Partial<WhisperProcessOptions> = {}): Transcriber {
  return createWhisperProcess({
    command: engineCommand(),
    modelDirectory: DEMO_MODEL,
    computeType: "int8",
    device: "cpu",
    memoryCapBytes: 1e9,
    ...options,
  });
}

/** Runs `body` with a copy of the demo's model that it may change, in a folder whose name is no simple one. */
export async function withModelCopy(body: (directory: string) => Promise<void>): Promise<void> {
  const parent = await Deno.makeTempDir();
  const directory = `${parent}/modèle d'essai`;
  try {
    await Deno.mkdir(`${directory}/onnx`, { recursive: true });
    for (const folder of ["", "onnx/"]) {
      for await (const { name, isFile } of Deno.readDir(`${DEMO_MODEL}/${folder}`)) {
        if (isFile) await Deno.copyFile(`${DEMO_MODEL}/${folder}${name}`, `${directory}/${folder}${name}`);
      }
    }
    await body(directory);
  } finally {
    await Deno.remove(parent, { recursive: true });
  }
}
