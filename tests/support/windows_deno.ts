import { createHash } from "node:crypto";
import { join } from "node:path";
import { cacheFolder } from "./cache.ts";
import { forWine } from "./wine.ts";

/** The newest that npm has for Windows. */
const PACKAGE = {
  name: "@deno/win32-x64@2.9.5",
  /** As npm writes it. */
  sha512: "LkcERsH0olOgevg9L9eootSr1U8ydyfnX1bS3mFqU+lGBeTYtlec5b/QF473WUOGVgPlWECrkxi4As5kEaFOzg==",
} as const;

const HOW_TO_GET = "The tests under Wine need npm and tar (Debian: apt-get install npm tar).";

/** Deno for Windows as Wine can run it, downloaded once from npm. Returns its absolute path. */
export async function windowsDeno(): Promise<string> {
  return await forWine(join(cacheFolder(), "windows-deno-2.9.5"), "deno.exe", download);
}

async function download(): Promise<Uint8Array> {
  const folder = await Deno.makeTempDir({ prefix: "greffier-npm-" });
  try {
    await run("npm", ["pack", PACKAGE.name, "--silent", "--pack-destination", folder]);
    const [archive] = Array.from(Deno.readDirSync(folder), ({ name }) => join(folder, name));
    const found = createHash("sha512").update(await Deno.readFile(archive)).digest("base64");
    if (found !== PACKAGE.sha512) {
      throw new Error(`${PACKAGE.name} has SHA-512 ${found}, not ${PACKAGE.sha512}`);
    }
    await run("tar", ["-xzf", archive, "-C", folder, "package/deno.exe"]);
    return await Deno.readFile(join(folder, "package", "deno.exe"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function run(command: string, args: readonly string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command(command, { args: [...args], stdout: "null" }).output()
    .catch((error) => {
      throw new Error(HOW_TO_GET, { cause: error });
    });
  if (!success) throw new Error(`${command} ${args.join(" ")} says:\n${new TextDecoder().decode(stderr)}`);
}
