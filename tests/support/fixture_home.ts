import { join } from "node:path";
import type { TemporaryHome } from "./home.ts";
import { copyOf } from "./meeting.ts";

const HOMES = join(import.meta.dirname!, "..", "fixtures", "homes");

/** The versions of the program that a home was kept of. */
export async function homeVersions(): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(HOMES));
  return entries.filter(({ isDirectory }) => isDirectory).map(({ name }) => name).sort();
}

/** A copy of the home that a version of the program left, its dropped files with the times they had. */
export async function homeOfVersion(version: string): Promise<TemporaryHome> {
  const home = await copyOf({ path: join(HOMES, version) });
  for (const id of await home.names("inbox")) {
    const { sources } = await home.json("outbox", id, "stages", "windows.json");
    for (const { file, modifiedMs } of sources) {
      await Deno.utime(join(home.path, "inbox", id, file), modifiedMs / 1000, modifiedMs / 1000);
    }
  }
  return home;
}
