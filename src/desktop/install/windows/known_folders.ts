import { check, guid, OutPointer, takeWide } from "../../../windows/mod.ts";
import type { Spot } from "../shortcuts.ts";

/** KNOWNFOLDERID of KnownFolders.h. */
const FOLDERS: Readonly<Record<Spot, string>> = {
  menu: "{A77F5D77-2E2B-44C3-A6A2-ABA601054A51}", // Programs
  desktop: "{B4BFCC3A-DB2C-424C-B029-7FE99A87C641}",
  autostart: "{B97D20BB-F46A-4C97-BA10-5E3608430854}", // Startup
  "send-to": "{8983036C-27C0-404B-8F08-102D10DCFD74}",
};

/** The path, whether or not the folder is there now. */
const KF_FLAG_DONT_VERIFY = 0x4000;

let opened: ReturnType<typeof open> | undefined;

function open() {
  return Deno.dlopen("shell32.dll", {
    SHGetKnownFolderPath: { parameters: ["buffer", "u32", "pointer", "buffer"], result: "i32" },
  }).symbols;
}

/**
 * The folder of the person that holds the shortcuts of a spot: an absolute path, wherever a company or OneDrive has put it.
 *
 * @see https://learn.microsoft.com/windows/win32/api/shlobj_core/nf-shlobj_core-shgetknownfolderpath
 */
export function knownFolder(spot: Spot): string {
  const out = new OutPointer();
  const call = "SHGetKnownFolderPath";
  opened ??= open();
  check(opened.SHGetKnownFolderPath(guid(FOLDERS[spot]), KF_FLAG_DONT_VERIFY, null, out.cell), call);
  return takeWide(out.get(call));
}
