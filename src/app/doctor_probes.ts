import { dirname } from "node:path";
import { readKeys, readOneDriveFolders } from "../config/mod.ts";
import { type AutostartState, installedState, type Shortcuts } from "../desktop/install/mod.ts";
import type { KnownTask } from "../desktop/schedule/mod.ts";
import { type Probes, systemProbes, type SystemProbesOptions } from "../doctor/mod.ts";
import { GreffierError } from "../errors.ts";
import type { InstallParts } from "./install.ts";

/** What the probes of an app need besides those of its home. */
export interface DoctorParts
  extends Omit<SystemProbesOptions, "keys" | "oneDrive" | "programFolder" | "autostart" | "tasks"> {
  readonly install: Pick<InstallParts, "program" | "shortcuts" | "scheduler">;
}

/** The probes of this machine, for the program as it is installed. What the desktop refuses to tell is not told. */
export function doctorProbes({ install, ...options }: DoctorParts): Probes {
  const { program, shortcuts, scheduler } = install;
  const told = async <T>(look: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await look();
    } catch (error) {
      if (error instanceof GreffierError) return undefined;
      throw error;
    }
  };
  let listed: Promise<readonly KnownTask[] | undefined> | undefined;
  const tasks = () => listed ??= told(async () => await scheduler?.list());
  return systemProbes({
    ...options,
    keys: readKeys(),
    oneDrive: readOneDriveFolders(),
    // A checkout is nothing that is installed.
    ...(program === undefined ? {} : {
      programFolder: dirname(program),
      autostart: () => told(() => autostartState({ program, shortcuts }, tasks)),
      tasks,
    }),
  });
}

/** Whether the program starts at log-on: by a shortcut, or where there is none by a task, of those that `tasks` lists. */
export async function autostartState(
  { program, shortcuts }: { readonly program: string; readonly shortcuts: Shortcuts },
  tasks: () => Promise<readonly KnownTask[] | undefined>,
): Promise<AutostartState> {
  const found = await installedState(shortcuts, program);
  if (found.state !== "none") return found;
  const starts = ({ trigger, enabled, current }: KnownTask) =>
    trigger?.kind === "log-on" && enabled && current;
  return (await tasks() ?? []).some(starts) ? { state: "on" } : found;
}
