import { dirname, join } from "node:path";
import type { Places } from "../../../config/mod.ts";
import type { Shortcut, Shortcuts, Spot } from "../shortcuts.ts";
import { desktopEntry, execLine, valueIn } from "./desktop_entry.ts";

/** Which program an entry starts, told in a way that need not be taken apart. */
const PROGRAM_KEY = "X-Greffier-Program";

/**
 * The entries of a desktop of Linux (GNOME, KDE, Xfce …) for the person alone: in its menu, for the log-on, and under
 * "Open with" of recordings. Files on the desktop itself are not usual there.
 *
 * @see https://specifications.freedesktop.org/autostart-spec/latest/
 */
export function freedesktopShortcuts({ home, config, data }: Places): Shortcuts {
  const [configFolder, dataFolder] = [config ?? below(home, ".config"), data ?? below(home, ".local/share")];
  const paths = new Map<Spot, string>();
  if (dataFolder !== undefined) {
    paths.set("menu", join(dataFolder, "applications", "greffier.desktop"));
    paths.set("send-to", join(dataFolder, "applications", "greffier-add.desktop"));
  }
  if (configFolder !== undefined) paths.set("autostart", join(configFolder, "autostart", "greffier.desktop"));
  return {
    spots: [...paths.keys()],
    async find(spot) {
      const path = paths.get(spot);
      const text = path === undefined ? undefined : await textOf(path);
      if (path === undefined || text === undefined) return undefined;
      const off = spot === "autostart" &&
        (valueIn(text, "Hidden") === "true" || valueIn(text, "X-GNOME-Autostart-enabled") === "false");
      return { path, program: valueIn(text, PROGRAM_KEY) ?? null, off };
    },
    async put(shortcut) {
      const path = paths.get(shortcut.spot)!;
      const wanted = textFor(shortcut);
      const before = await textOf(path);
      if (before === wanted) return "unchanged";
      await Deno.mkdir(dirname(path), { recursive: true });
      await Deno.writeTextFile(path, wanted);
      return before === undefined ? "made" : "changed";
    },
    remove: (spot) => Deno.remove(paths.get(spot)!),
    isSame: (a, b) => a === b,
  };
}

function textFor({ spot, program, args, description }: Shortcut): string {
  const common = {
    Type: "Application",
    Name: "greffier",
    Comment: description,
    Icon: "audio-input-microphone",
    Path: dirname(program),
    [PROGRAM_KEY]: program,
  };
  if (spot === "menu") {
    return desktopEntry({
      ...common,
      Exec: execLine(program, args),
      Terminal: true,
      Categories: ["AudioVideo", "Audio", "Recorder"],
    });
  }
  if (spot === "send-to") {
    return desktopEntry({
      ...common,
      Exec: execLine(program, args, "%F"),
      Terminal: true,
      NoDisplay: true,
      MimeType: ["audio/x-wav", "audio/wav", "audio/vnd.wave", "inode/directory"],
    });
  }
  return desktopEntry({ ...common, Exec: execLine(program, args), Terminal: false });
}

function below(home: string | undefined, folder: string): string | undefined {
  return home === undefined ? undefined : join(home, folder);
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
