import { dirname, join, parse } from "node:path";
import { type Places, readPlaces } from "../../config/mod.ts";
import { driveKind } from "../../windows/mod.ts";
import type { PlaceFacts } from "./program_place.ts";
import type { Shortcuts } from "./shortcuts.ts";

/** The shortcuts of this system; on macOS there are none: what starts at log-on is a task there. */
export async function systemShortcuts(places: Places = readPlaces()): Promise<Shortcuts> {
  if (Deno.build.os === "windows") {
    return (await import("./windows/windows_shortcuts.ts")).windowsShortcuts();
  }
  const { freedesktopShortcuts } = await import("./freedesktop/freedesktop_shortcuts.ts");
  return freedesktopShortcuts(Deno.build.os === "darwin" ? {} : places);
}

/** What this system tells of where `program`, an absolute path, lies. */
export async function placeFacts(program: string, places: Places = readPlaces()): Promise<PlaceFacts> {
  const windows = Deno.build.os === "windows";
  const temporary = [
    ...(places.temporary === undefined ? [] : [places.temporary]),
    ...(windows ? [] : ["/tmp", "/var/tmp", "/private/var/folders"]),
  ];
  return {
    program,
    windows,
    // The names of 8.3 in which TEMP may be written are not those that a program is started by.
    temporary: [...new Set([...temporary, ...await Promise.all(temporary.map(realPath))])],
    disk: windows ? driveKind(parse(program).root) : "unknown",
    writable: await isWritable(dirname(program)),
  };
}

async function realPath(path: string): Promise<string> {
  try {
    return await Deno.realPath(path);
  } catch {
    return path; // a folder that is not there holds no program
  }
}

/** Whether a file can be made in a folder: tried, since neither rights nor the kind of disk tell it for sure. */
async function isWritable(folder: string): Promise<boolean> {
  const path = join(folder, `.greffier-${crypto.randomUUID()}`);
  try {
    await Deno.writeTextFile(path, "", { createNew: true });
  } catch {
    return false;
  }
  await Deno.remove(path);
  return true;
}
