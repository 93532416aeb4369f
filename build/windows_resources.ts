import { Data, NtExecutable, NtExecutableResource, Resource } from "resedit";
import settings from "../deno.json" with { type: "json" };
import { icon } from "./icon.ts";

/** French, of France; code page 1200 is Unicode. */
const FRENCH = { lang: 0x040c, codepage: 1200 };

/** Numbers of the kinds of resources, as winuser.h has them. */
const RT = { icon: 3, groupIcon: 14, version: 16 } as const;

/**
 * Gives greffier.exe its icon and what Explorer shows under Properties, Details. Whatever the runtime had of both goes;
 * the data that `deno compile` added is a resource too and stays.
 */
export async function dress(program: string): Promise<void> {
  const executable = NtExecutable.from(await Deno.readFile(program));
  const resources = NtExecutableResource.from(executable);
  const replaced: readonly (string | number)[] = Object.values(RT);
  resources.entries = resources.entries.filter(({ type }) => !replaced.includes(type));

  const pictures = Data.IconFile.from(toArrayBuffer(icon())).icons.map(({ data }) => data);
  Resource.IconGroupEntry.replaceIconsForResource(resources.entries, 1, FRENCH.lang, pictures);

  const about = Resource.VersionInfo.createEmpty();
  about.lang = FRENCH.lang;
  const [major, minor, patch] = settings.version.split(".").map(Number);
  about.setFileVersion(major!, minor!, patch, 0, FRENCH.lang);
  about.setProductVersion(major!, minor!, patch, 0, FRENCH.lang);
  about.setStringValues(FRENCH, {
    ProductName: "greffier",
    FileDescription: "greffier : de vos réunions à leur compte rendu",
    OriginalFilename: "greffier.exe",
    InternalName: "greffier",
    FileVersion: settings.version,
    ProductVersion: settings.version,
    LegalCopyright: "© 2026 greffier authors, MIT License",
  });
  about.outputToResourceEntries(resources.entries);

  resources.outputResource(executable);
  await Deno.writeFile(program, new Uint8Array(executable.generate()));
}

function toArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  return bytes.slice().buffer as ArrayBuffer;
}
