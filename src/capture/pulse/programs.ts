import type { Entry } from "./listing.ts";

/** The names of a process and of those that started it, the nearest first. */
export type Ancestry = (pid: number) => Promise<readonly string[]>;

/** Deeper than this, a process is nobody's part. */
const MAX_DEPTH = 16;

/**
 * Asks Linux. The name is that of `/proc/<pid>/comm`, of at most 15 letters, and that of the program's file. Ends before
 * process 1, and at once for a process that is not there or belongs to another container.
 */
export const systemAncestry: Ancestry = async (pid) => {
  const names: string[] = [];
  for (let depth = 0; pid > 1 && depth < MAX_DEPTH; depth++) {
    try {
      const status = await Deno.readTextFile(`/proc/${pid}/status`);
      names.push(/^Name:\t(.*)$/m.exec(status)?.[1] ?? "");
      const file = await Deno.readLink(`/proc/${pid}/exe`).catch(() => ""); // Somebody else's process.
      names.push(file.split("/").at(-1) ?? "");
      pid = Number(/^PPid:\t(\d+)$/m.exec(status)?.[1] ?? 0);
    } catch {
      break;
    }
  }
  return names.filter((name) => name !== "");
};

/** Properties of a sink input in which programs say who they are. */
const NAMES = [
  "application.name",
  "application.process.binary",
  "application.id",
  "pipewire.access.portal.app_id",
];

/**
 * The sink inputs of the programs whose name holds `part`, case ignored: by what they say of themselves, or by the process
 * that plays and those that started it. A process number is believed when its process has the name that the sink input
 * says: in a container the numbers are others.
 */
export async function sinkInputsOf(
  part: string,
  inputs: readonly Entry[],
  ancestry: Ancestry,
): Promise<readonly Entry[]> {
  const wanted = part.trim().toLowerCase();
  // Every name holds nothing: that would be everything that plays.
  if (wanted === "") return [];
  const holds = (name: string) => name.toLowerCase().includes(wanted);
  const found: Entry[] = [];
  for (const input of inputs) {
    const names = NAMES.map((name) => input.properties.get(name) ?? "");
    if (!names.some(holds)) {
      const binary = input.properties.get("application.process.binary") ?? "";
      const family = await ancestry(Number(input.properties.get("application.process.id") ?? 0));
      if (!binary || !family.slice(0, 2).includes(binary) || !family.some(holds)) continue;
    }
    found.push(input);
  }
  return found;
}

/** The name people know a program by. */
export function programName(input: Entry): string {
  const { properties } = input;
  return properties.get("application.name") || properties.get("application.process.binary") ||
    `#${input.index}`;
}
