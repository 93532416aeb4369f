/**
 * Writes the list of a model's files, `SHA256SUMS`, which `greffier doctor` compares them with.
 *
 *     deno run -A models/checksum.ts greffier-demo
 */
import { fileURLToPath } from "node:url";
import { makeChecksumList } from "../src/asr/mod.ts";

for (const model of Deno.args) {
  const directory = fileURLToPath(new URL(`./${model}/`, import.meta.url));
  const list = await makeChecksumList(directory);
  await Deno.writeTextFile(`${directory}SHA256SUMS`, list);
  Deno.stdout.writeSync(new TextEncoder().encode(list));
}
