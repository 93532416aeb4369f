import { join } from "node:path";
import { V8_FLAGS } from "../../build/v8_flags.ts";

const CHECKOUT = join(import.meta.dirname!, "..", "..");

/** Ticks a second in which the kernel counts CPU time; the same on every Linux that Deno runs on. */
const TICKS = 100;

/** Starts greffier from the checkout, with the engine settings that the executable carries. */
export function greffier(
  args: readonly string[],
  options: Pick<Deno.CommandOptions, "stdout" | "stderr"> = {},
): Deno.Command {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", `--v8-flags=${V8_FLAGS}`, join(CHECKOUT, "main.ts"), ...args],
    stdout: "null",
    stderr: "inherit",
    ...options,
  });
}

/** Runs greffier to its end and fails when it does. Returns what it printed. */
export async function runGreffier(args: readonly string[]): Promise<string> {
  const { success, stdout, stderr } = await greffier(args, { stdout: "piped", stderr: "piped" }).output();
  if (!success) throw new Error(`greffier ${args[0]} failed: ${new TextDecoder().decode(stderr)}`);
  return new TextDecoder().decode(stdout);
}

/** The text of a file of /proc; undefined once the process is gone. */
async function proc(pid: number, file: string): Promise<string | undefined> {
  try {
    return await Deno.readTextFile(`/proc/${pid}/${file}`);
  } catch (error) {
    // A process that ends between opening and reading answers ESRCH, which Deno knows by no name.
    if (error instanceof Deno.errors.NotFound || String(error).includes("os error 3")) return undefined;
    throw error;
  }
}

/** Resident memory of a process in bytes: now, and the highest ever; undefined once it is gone. */
export async function memoryOf(pid: number): Promise<{ now: number; peak: number } | undefined> {
  const status = await proc(pid, "status");
  const kibibytes = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status ?? "")?.[1]);
  const [now, peak] = [kibibytes("VmRSS") * 1024, kibibytes("VmHWM") * 1024];
  return Number.isNaN(now) ? undefined : { now, peak };
}

/** CPU time that a process has used, in seconds; undefined once it is gone. */
export async function cpuOf(pid: number): Promise<number | undefined> {
  const stat = await proc(pid, "stat");
  // Fields are counted after the name, which may hold spaces: user and system time are the 12th and 13th.
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields && (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** CPU time of the processes that this one started and that ended, in seconds; 0 on systems without /proc. */
export async function cpuOfChildren(): Promise<number> {
  if (Deno.build.os !== "linux") return 0;
  const stat = await Deno.readTextFile("/proc/self/stat");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[13]) + Number(fields[14])) / TICKS;
}

/** The processes that a process started and that still run. */
export async function childrenOf(pid: number): Promise<number[]> {
  const found: number[] = [];
  try {
    for await (const { name } of Deno.readDir(`/proc/${pid}/task`)) {
      const children = await proc(pid, `task/${name}/children`);
      found.push(...(children ?? "").split(" ").filter((word) => word !== "").map(Number));
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return found;
}

/** Says that a bench needs /proc, on systems without it; true there. */
export function lacksProc(): boolean {
  if (Deno.build.os === "linux") return false;
  console.log("Left out: this bench reads /proc, which only Linux has.");
  return true;
}
