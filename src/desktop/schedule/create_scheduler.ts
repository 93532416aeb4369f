import { posix } from "node:path";
import type { Clock } from "../../clock.ts";
import type { Places } from "../../config/mod.ts";
import type { Language } from "../../texts/mod.ts";
import { describeTask } from "./describe.ts";
import { launchd } from "./launchd/launchd.ts";
import { ownTasks } from "./own_tasks.ts";
import type { Registry } from "./registry.ts";
import type { ScheduledTask, Scheduler } from "./scheduler.ts";
import { type RunProgram, runPrograms } from "./system_program.ts";
import { systemd } from "./systemd/systemd.ts";
import { ownerHash } from "./task_id.ts";
import { taskScheduler } from "./windows/task_scheduler.ts";

/** Whose tasks, of which program, on which system. */
export interface SchedulerOptions {
  /** Absolute path. */
  readonly home: string;
  /** What starts this program: an executable, and what stands before its own arguments. */
  readonly program: string;
  readonly args: readonly string[];
  /** Of the descriptions that the system shows. */
  readonly language: Language;
  readonly places: Places;
  readonly clock: Clock;
  /** @default this machine's */
  readonly os?: string;
  /** Number of the person where the system is no Windows. @default that of this process */
  readonly uid?: number;
  /** Whether systemd runs this system. @default whether its folder is there */
  readonly hasSystemd?: boolean;
  /** @default programs of this machine */
  readonly run?: RunProgram;
}

/** The scheduler of this system for one home; undefined where there is none, as in a container. */
export function createScheduler(options: SchedulerOptions): Scheduler | undefined {
  const { os = Deno.build.os, home, places } = options;
  const registry = registryOf(os, options);
  return registry && ownTasks(registry, {
    // Elsewhere than on Windows tasks lie in a folder of the person.
    hash: ownerHash({ os, account: os === "windows" ? places.account ?? "" : "", home }),
    isThere,
  });
}

function registryOf(os: string, options: SchedulerOptions): Registry | undefined {
  const { home, program, args, language, places, clock, run = runPrograms(clock) } = options;
  const describe = (task: ScheduledTask) => describeTask(task, home, language);
  if (os === "windows") {
    const account = places.account ?? "";
    const { system, temporary } = places;
    return taskScheduler({ account, home, program, args, describe, system, temporary, run, clock });
  }
  if (places.home === undefined) return undefined;
  if (os === "darwin") {
    const folder = posix.join(places.home, "Library", "LaunchAgents");
    const uid = options.uid ?? Deno.uid() ?? 0;
    return launchd({ folder, uid, home, program, args, run, clock });
  }
  if (!(options.hasSystemd ?? runsSystemd())) return undefined;
  const folder = posix.join(places.config ?? posix.join(places.home, ".config"), "systemd", "user");
  return systemd({ folder, home, program, args, describe, run });
}

/** As sd_booted(3) tells. */
function runsSystemd(): boolean {
  try {
    return Deno.statSync("/run/systemd/system").isDirectory;
  } catch {
    return false;
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await Deno.lstat(path);
    return true;
  } catch (error) {
    // What cannot be looked at may well be there.
    return !(error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory);
  }
}
