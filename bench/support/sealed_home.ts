import { join } from "node:path";
import { runGreffier } from "./processes.ts";

const RECORDINGS = join(import.meta.dirname!, "..", "..", "demo", "recordings");

/** Copies a folder; audio is linked, so that a thousand meetings do not fill the disk. */
async function copyFolder(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const { name, isDirectory } of Deno.readDir(from)) {
    if (isDirectory) await copyFolder(join(from, name), join(to, name));
    else if (name.endsWith(".wav")) await Deno.link(join(from, name), join(to, name));
    else await Deno.copyFile(join(from, name), join(to, name));
  }
}

/**
 * Makes a home of `count` sealed meetings in `folder`: one real recording goes through the program and its meeting is
 * copied with other ids and days. Returns the home's path.
 */
export async function makeSealedHome(folder: string, count: number): Promise<string> {
  const home = join(folder, `home-${count}`);
  await runGreffier(["init", "--home", home]);
  await Deno.copyFile(join(RECORDINGS, "appel-support.wav"), join(home, "inbox", "appel.wav"));
  await runGreffier(["run", "--home", home]);
  const outbox = join(home, "outbox");
  const first = (await Array.fromAsync(Deno.readDir(outbox))).find(({ isDirectory }) => isDirectory)!.name;
  const record = JSON.parse(await Deno.readTextFile(join(outbox, first, "session.json")));
  for (let n = 1; n < count; n++) {
    const day = new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10);
    const id = `${day}_0905_appel`;
    await copyFolder(join(outbox, first), join(outbox, id));
    const path = join(outbox, id, "session.json");
    await Deno.writeTextFile(
      path,
      JSON.stringify({ ...record, id, startedAt: `${day}T09:05:00` }, null, 2) + "\n",
    );
  }
  return home;
}

/** Makes a temporary folder that is removed with all it holds. */
export async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await Deno.makeTempDir({ prefix: "greffier-bench-" });
  return { path, [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }) };
}
