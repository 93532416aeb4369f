/**
 * Runs the benches of this folder, all or those named, each in a process of its own so that its memory and CPU time
 * are its own: `deno task bench`, `deno task bench ingest status`. Every file here but this one is a bench and prints
 * its own table; what several share lies in `support/`.
 *
 * @module
 */
import { cpus, release, totalmem } from "node:os";
import { join } from "node:path";

const FOLDER = import.meta.dirname!;

async function benches(): Promise<string[]> {
  const names = (await Array.fromAsync(Deno.readDir(FOLDER)))
    .filter((entry) => entry.isFile && entry.name.endsWith(".ts") && entry.name !== "mod.ts")
    .map(({ name }) => name.slice(0, -".ts".length));
  return names.sort();
}

/** What the figures were measured on, in one line. */
function machine(): string {
  const processors = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
  return `${processors[0]?.model.trim() ?? Deno.build.arch} × ${processors.length}, ${memory}, ` +
    `${Deno.build.os} ${release()}, Deno ${Deno.version.deno}`;
}

async function run(name: string): Promise<boolean> {
  console.log(`\n# ${name}\n`);
  const start = performance.now();
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", join(FOLDER, `${name}.ts`)],
  }).spawn().status;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`\n${success ? "done" : "FAILED"} after ${seconds} s`);
  return success;
}

const known = await benches();
const unknown = Deno.args.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(", ")}. There are: ${known.join(", ")}.`);
  Deno.exit(2);
}
console.log(machine());
const failed: string[] = [];
for (const name of Deno.args.length > 0 ? Deno.args : known) {
  if (!(await run(name))) failed.push(name);
}
if (failed.length > 0) {
  console.error(`\nFailed: ${failed.join(", ")}`);
  Deno.exit(1);
}
