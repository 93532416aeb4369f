import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { basename, dirname, join, resolve } from "node:path";
import { cacheFolder, once } from "./cache.ts";
import { executable } from "./executable.ts";
import type { Program } from "./program.ts";

/** What Debian calls everything the tests under Wine need. */
const PACKAGES = [
  "wine64",
  "binutils",
  "binutils-mingw-w64-x86-64",
  "pulseaudio",
  "pulseaudio-utils",
  "xvfb",
];

const HOW_TO_GET = `The tests of the program for Windows need Wine: apt-get install ${PACKAGES.join(" ")}`;

/** A Windows of its own: registry, drives, processes. Disposing ends every process in it. */
export interface Wine extends AsyncDisposable {
  /** greffier.exe of what the checkout holds now, as something to start in this Windows. */
  readonly greffier: Program;
  /** The same started from a folder of this machine, where a copy of it lies. */
  greffierIn(folder: string): Promise<Program>;
  /** Another program of this machine, as something to start in this Windows. */
  started(path: string, args?: readonly string[]): Program;
  /** A program of this Windows opens `held.wav` in a folder so that nobody may rename it, until it is disposed. */
  holdFile(folder: string): Promise<AsyncDisposable>;
  /** Ends a process as the task manager does: at once, whatever it is doing. `id` as Windows counts. */
  endProcess(id: number): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** How a Windows differs from the usual one, which hears and plays nothing. */
export interface WineOptions {
  /** Further variables of its environment, as those that name a sound server or a display. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Size of a desktop with a taskbar, in pixels; the variables name a display that is large enough. @default no desktop */
  readonly desktop?: { readonly width: number; readonly height: number };
  /** Whether greffier.exe is compiled for it; without, only other programs can be started. @default {true} */
  readonly compiled?: boolean;
}

/** Makes a Windows for one test. */
export async function wine({ variables = {}, desktop, compiled = true }: WineOptions = {}): Promise<Wine> {
  const { loader, server, template, preload } = await installation();
  const program = compiled ? await greffierForWine() : "greffier-was-not-compiled.exe";
  const prefix = await Deno.makeTempDir({ prefix: "greffier-wine-" });
  const environment = { ...ENVIRONMENT, LD_PRELOAD: preload, ...variables, WINEPREFIX: prefix };
  await using undo = new AsyncDisposableStack();
  undo.defer(() => removePrefix(prefix));
  await furnish(prefix, template);
  if (desktop) await withTaskbar(prefix, desktop);
  undo.defer(() => endServer(server, environment));
  undo.use(await keepDesktop(loader, environment));
  const made = undo.move();
  const greffier: Program = {
    name: "windows",
    command: loader,
    args: [program],
    variables: environment,
    pathOf: windowsPath,
  };
  return {
    greffier,
    started: (path, args = []) => ({ ...greffier, args: [path, ...args] }),
    async greffierIn(folder) {
      for (const file of [program, join(dirname(program), RANDOM_NUMBERS)]) {
        await Deno.copyFile(file, join(folder, basename(file)));
      }
      return { ...greffier, args: [join(folder, basename(program))] };
    },
    holdFile: async (folder) => await holdFile(loader, await holder(), folder, environment),
    endProcess: async (id) => void await run(loader, ["taskkill.exe", "/f", "/pid", `${id}`], environment),
    [Symbol.asyncDispose]: () => made.disposeAsync(),
  };
}

/**
 * Has the desktop made and holds it. Wine makes it for the first program that needs one, by an explorer.exe that keeps
 * the pipes of that program open until the last program that uses the desktop has gone; so the first is one without.
 */
async function keepDesktop(loader: string, env: Readonly<Record<string, string>>): Promise<AsyncDisposable> {
  const shell = new Deno.Command(loader, {
    args: ["cmd.exe"],
    clearEnv: true,
    env,
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const reader = shell.stdout.getReader();
  await reader.read(); // it greets once it runs
  await new Deno.Command(loader, {
    args: ["rundll32.exe", "user32.dll,GetDesktopWindow"],
    clearEnv: true,
    env,
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).output();
  return {
    async [Symbol.asyncDispose]() {
      await shell.stdin.close();
      await shell.status;
      await reader.cancel();
    },
  };
}

/** The program of hold_file.s. */
async function holder(): Promise<string> {
  return await once(join(cacheFolder(), await named("hold-file", "hold_file.s", ".exe")), async (part) => {
    const scratch = await Deno.makeTempDir({ prefix: "greffier-hold-" });
    try {
      const [object, library] = [join(scratch, "hold_file.o"), join(scratch, "libkernel32.a")];
      const exports = join(OWN_FILES, "kernel32.def");
      await run("x86_64-w64-mingw32-as", ["-o", object, join(OWN_FILES, "hold_file.s")]);
      await run("x86_64-w64-mingw32-dlltool", ["--input-def", exports, "--output-lib", library]);
      await run("x86_64-w64-mingw32-ld", [
        "--subsystem",
        "console",
        "--entry=start",
        "-o",
        part,
        object,
        library,
      ]);
    } finally {
      await Deno.remove(scratch, { recursive: true });
    }
  });
}

async function holdFile(
  loader: string,
  program: string,
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<AsyncDisposable> {
  const process = new Deno.Command(loader, {
    args: [program],
    cwd,
    clearEnv: true,
    env,
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const reader = process.stdout.getReader();
  const { done } = await reader.read();
  const release = async () => {
    await process.stdin.close();
    const { code } = await process.status;
    await reader.cancel();
    return code;
  };
  if (done) throw new Error(`held.wav could not be held in ${cwd}: exit code ${await release()}`);
  return { [Symbol.asyncDispose]: async () => void await release() };
}

const ENVIRONMENT = {
  WINEDEBUG: "-all",
  LC_ALL: "C.UTF-8",
  PATH: "/usr/bin:/bin",
  HOME: Deno.env.get("HOME") ?? "/tmp",
} as const;

/** The name that Windows has for a file of this machine: Wine's drive Z is its root. */
export function windowsPath(path: string): string {
  return `Z:${resolve(path).replaceAll("/", "\\")}`;
}

const RANDOM_NUMBERS = "bcryptprimitives.dll";
const OWN_FILES = join(import.meta.dirname!, "..", "windows", "support");

/** What all tests share: the programs that Debian brings, and what is made from them once. */
interface Installation {
  readonly loader: string;
  readonly server: string;
  /** A Windows just installed. Only ever copied. */
  readonly template: string;
  /** Library to load before everything else. */
  readonly preload: string;
}

let installed: Promise<Installation> | undefined;

function installation(): Promise<Installation> {
  return installed ??= install();
}

async function install(): Promise<Installation> {
  const loader = await firstOf(["/usr/lib/wine/wine64", "/usr/bin/wine64", "/usr/bin/wine"]);
  const server = await firstOf(["/usr/lib/wine/wineserver", "/usr/bin/wineserver"]);
  const version = (await run(loader, ["--version"])).trim().replace(/[^\w.-]+/g, "_");
  const preload = await once(
    join(cacheFolder(), await named("allow-amx", "allow_amx.s", ".so")),
    async (part) => {
      await Deno.mkdir(dirname(part), { recursive: true });
      await run("as", ["-o", `${part}.o`, join(OWN_FILES, "allow_amx.s")]);
      await run("ld", ["-shared", "-o", part, `${part}.o`]);
      await Deno.remove(`${part}.o`);
    },
  );
  const template = await once(join(cacheFolder(), version), async (part) => {
    await Deno.mkdir(part, { recursive: true });
    const variables = { ...ENVIRONMENT, WINEPREFIX: part };
    // Without .NET and a browser engine it does not offer to download them.
    await run(loader, ["wineboot", "--init"], { ...variables, WINEDLLOVERRIDES: "mscoree,mshtml=" });
    const version = ["HKCU\\Software\\Wine", "/v", "Version", "/d", "win10", "/f"];
    await run(loader, ["reg", "add", ...version], variables);
    await run(server, ["--wait"], variables);
    await forgetSocket(part);
  });
  return { loader, server, template, preload };
}

async function firstOf(paths: readonly string[]): Promise<string> {
  for (const path of paths) {
    try {
      await Deno.stat(path);
      return path;
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  throw new Error(HOW_TO_GET);
}

async function run(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = ENVIRONMENT,
): Promise<string> {
  const output = new Deno.Command(command, { args: [...args], clearEnv: true, env, stdin: "null" }).output();
  const { success, stdout, stderr } = await output.catch((error) => {
    throw new Error(HOW_TO_GET, { cause: error });
  });
  const text = new TextDecoder();
  if (!success) {
    throw new Error(`${command} ${args.join(" ")} says:\n${text.decode(stdout)}${text.decode(stderr)}`);
  }
  return text.decode(stdout);
}

/** A name in the cache that changes with the source it is made from. */
async function named(name: string, source: string, extension: string): Promise<string> {
  const hash = createHash("sha256").update(await Deno.readFile(join(OWN_FILES, source))).digest("hex");
  return `${name}-${hash.slice(0, 16)}${extension}`;
}

/** Gives a prefix its own registry and users; the 700 MB of Windows itself, never written to, are the template's. */
async function furnish(prefix: string, template: string): Promise<void> {
  const own = [".update-timestamp", "system.reg", "user.reg", "userdef.reg"];
  for (const file of own) await Deno.copyFile(join(template, file), join(prefix, file));
  await Deno.mkdir(join(prefix, "dosdevices"));
  await Deno.symlink("../drive_c", join(prefix, "dosdevices", "c:"));
  await Deno.symlink("/", join(prefix, "dosdevices", "z:"));
  await Deno.mkdir(join(prefix, "drive_c"));
  await Deno.symlink(join(template, "drive_c", "windows"), join(prefix, "drive_c", "windows"));
}

/** Has every program of a prefix use one desktop. Its name is what makes Wine draw a taskbar, with the icons, on it. */
async function withTaskbar(prefix: string, { width, height }: { width: number; height: number }) {
  const keys = [
    `[Software\\\\Wine\\\\Explorer]\n"Desktop"="shell"`,
    `[Software\\\\Wine\\\\Explorer\\\\Desktops]\n"shell"="${width}x${height}"`,
  ];
  await Deno.writeTextFile(join(prefix, "user.reg"), `\n${keys.join("\n\n")}\n`, { append: true });
}

/** Ends every process of a prefix. */
async function endServer(server: string, env: Readonly<Record<string, string>>): Promise<void> {
  // Exit code 1 of `--kill` says that there was no server left to end.
  for (const step of ["--kill", "--wait"]) {
    await new Deno.Command(server, { args: [step], clearEnv: true, env, stdout: "null", stderr: "null" })
      .output();
  }
}

async function removePrefix(prefix: string): Promise<void> {
  await forgetSocket(prefix);
  await Deno.remove(prefix, { recursive: true });
}

/** Debian's Wine keeps the server's socket in a folder of /tmp, which it names in the prefix and leaves behind. */
async function forgetSocket(prefix: string): Promise<void> {
  try {
    const name = await Deno.readTextFile(join(prefix, "wineserver"));
    if (/^wine-\w+$/.test(name)) await Deno.remove(join("/tmp", name), { recursive: true });
    await Deno.remove(join(prefix, "wineserver"));
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

async function greffierForWine(): Promise<string> {
  const original = await executable("windows-x64");
  return await forWine(`${dirname(original)}-wine`, basename(original), () => Deno.readFile(original));
}

/**
 * A program of Deno's that Wine 8 can run, made once as `folder`/`name`. Wine offers `VirtualAlloc2` without the
 * placeholders that V8 asks of it, and V8 then stops; by another name V8 does not find it, and does without.
 */
export async function forWine(
  folder: string,
  name: string,
  original: () => Promise<Uint8Array>,
): Promise<string> {
  await once(folder, async (part) => {
    await Deno.mkdir(part, { recursive: true });
    const program = Buffer.from(await original());
    for (let at = program.indexOf("VirtualAlloc2"); at >= 0; at = program.indexOf("VirtualAlloc2", at)) {
      program.write("VirtualAllocX", at);
    }
    await Deno.writeFile(join(part, name), program);
    const exports = join(OWN_FILES, "bcryptprimitives.def");
    const library = join(part, RANDOM_NUMBERS);
    await run("x86_64-w64-mingw32-ld", ["-shared", "--entry=0", "-o", library, exports]);
  });
  return join(folder, name);
}
