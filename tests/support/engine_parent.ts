/** A program that transcribes for ever with an engine that holds a lock on FILE: `engine_parent.ts FILE`. */
import { demoEngine, engineCommand } from "./engine.ts";

const transcriber = demoEngine({ command: engineCommand("engine_trouble.ts", "holds", Deno.args[0]) });
const samples = new Float32Array(480_000).map((_, i) => Math.sin(i / 20) * 0.1);
for (let n = 0;; n++) {
  samples[0] = n / 1e6;
  await transcriber.transcribe(samples, { language: "fr" });
  Deno.stdout.writeSync(new TextEncoder().encode("."));
}
