import { readPlaces, readProgramFolders } from "../config/mod.ts";
import { GreffierError, message } from "../errors.ts";
import { readRegistry } from "../windows/mod.ts";
import { browserPlaces } from "./browser_places.ts";

/** Where Windows notes the place of programs that are started by their name alone. */
const APP_PATHS = "SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\App Paths";

/**
 * The browser that prints: the one that the settings name, else the first that is installed; undefined when there is
 * none. Throws `printing.noSuchBrowser` when the one of the settings is not there.
 *
 * @param asked Setting `tools.browser`; empty: none is named.
 */
export async function findBrowser(asked: string, places: readonly string[] = systemPlaces()): Promise<
  string | undefined
> {
  if (asked !== "") {
    if (await isFile(asked)) return asked;
    throw new GreffierError(message("printing.noSuchBrowser", { path: asked }));
  }
  for (const place of places) if (await isFile(place)) return place;
  return undefined;
}

function systemPlaces(): readonly string[] {
  const { os } = Deno.build;
  return browserPlaces({
    os,
    folders: readProgramFolders(),
    home: readPlaces().home,
    ...(os === "windows" && { registered }),
  });
}

function registered(program: string): readonly string[] {
  const found = (["HKCU", "HKLM"] as const).map((root) => readRegistry(root, `${APP_PATHS}\\${program}`, ""));
  return found.flatMap((path) =>
    typeof path === "string" && path !== "" ? [path.replace(/^"(.*)"$/, "$1")] : []
  );
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.PermissionDenied) return false;
    if (error instanceof Deno.errors.NotADirectory) return false;
    throw error;
  }
}
