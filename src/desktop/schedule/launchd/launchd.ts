import { join } from "node:path";
import type { Clock } from "../../../clock.ts";
import { nextOccurrence } from "../occurrences.ts";
import type { FoundTask, Registry } from "../registry.ts";
import { asksTheSame } from "../same_task.ts";
import type { ScheduledTask } from "../scheduler.ts";
import { refused, type RunProgram } from "../system_program.ts";
import { readId, type TaskId, writtenId } from "../task_id.ts";
import { unitFiles } from "../unit_files.ts";
import { plist, readPlist } from "./plist.ts";

/** What launchd is asked with, and for whom. */
export interface LaunchdOptions {
  /** Folder of the person's agents: `~/Library/LaunchAgents`. */
  readonly folder: string;
  /** Number of the person, as the system counts. */
  readonly uid: number;
  /** Absolute path. */
  readonly home: string;
  /** What starts this program. */
  readonly program: string;
  readonly args: readonly string[];
  readonly run: RunProgram;
  readonly clock: Clock;
}

const PREFIX = "greffier.";
const PLIST = ".plist";

/** launchd of macOS: an agent a task. */
export function launchd({ folder, uid, home, program, args, run, clock }: LaunchdOptions): Registry {
  const files = unitFiles(folder);
  const domain = `gui/${uid}`;
  const labelOf = (id: TaskId) => `${PREFIX}${writtenId(id)}`;
  const nameOf = (id: TaskId) => labelOf(id) + PLIST;
  const textOf = (id: TaskId, task: ScheduledTask) =>
    plist(task, {
      label: labelOf(id),
      command: [program, ...args, "--home", home, ...task.args],
      directory: home,
    });
  const loading = (id: TaskId) => [
    ["enable", `${domain}/${labelOf(id)}`],
    ["bootstrap", domain, join(folder, nameOf(id))],
  ];

  async function launchctl(words: readonly string[]): Promise<void> {
    const done = await run("launchctl", words);
    if (done.code !== 0) throw refused("launchctl", done);
  }

  /** One that is not loaded cannot be unloaded, and need not be. */
  const unload = async (id: TaskId) => void await run("launchctl", ["bootout", `${domain}/${labelOf(id)}`]);

  async function lookUp(id: TaskId, off: ReadonlySet<string>): Promise<FoundTask | undefined> {
    const text = await files.read(nameOf(id));
    const read = text === undefined ? undefined : readPlist(text);
    const at = read?.command.indexOf("--home") ?? -1;
    if (!read || at < 0) return undefined;
    const { trigger } = read;
    const found = {
      name: id.name,
      hash: id.hash,
      home: read.command[at + 1],
      args: read.command.slice(at + 2),
      trigger,
      enabled: !off.has(labelOf(id)),
    };
    return {
      ...found,
      // launchd does not tell; it counts from the same trigger.
      nextRun: found.enabled && trigger ? nextOccurrence(trigger, clock.now()) : null,
      lastResult: await lastResult(id),
      current: trigger !== null && text === textOf(id, { ...found, trigger }),
    };
  }

  async function lastResult(id: TaskId): Promise<number | null> {
    const { code, stdout } = await run("launchctl", ["print", `${domain}/${labelOf(id)}`]);
    const [, result] = /^\s*last exit code = (\d+)/m.exec(code === 0 ? stdout : "") ?? [];
    return result === undefined ? null : Number(result);
  }

  return {
    name: "launchd",

    preview: (id, task) => ({
      files: [{ path: join(folder, nameOf(id)), text: textOf(id, task) }],
      commands: loading(id).map((words) => ["launchctl", ...words]),
    }),

    async find() {
      const ids = (await files.names())
        .filter((name) => name.startsWith(PREFIX) && name.endsWith(PLIST))
        .map((name) => readId(name.slice(PREFIX.length, -PLIST.length)))
        .filter((id) => id !== undefined);
      if (ids.length === 0) return [];
      const { stdout } = await run("launchctl", ["print-disabled", domain]);
      const off = new Set(
        Array.from(stdout.matchAll(/^\s*"([^"]+)" => (?:disabled|true)$/gm), ([, label]) => label!),
      );
      const found: FoundTask[] = [];
      for (const id of ids) {
        const task = await lookUp(id, off);
        if (task) found.push(task);
      }
      return found;
    },

    async register(id, task, before) {
      await files.write(nameOf(id), textOf(id, task));
      if (before) await unload(id);
      try {
        for (const words of loading(id)) await launchctl(words);
      } catch (error) {
        // What launchd does not take is not there.
        if (!before) await files.remove(nameOf(id));
        throw error;
      }
    },

    async unregister(id) {
      if (await files.read(nameOf(id)) === undefined) return false;
      await unload(id);
      return await files.remove(nameOf(id));
    },

    isSame: (found, task) =>
      found.current && asksTheSame({ ...found, makeUp: task.makeUp, wake: task.wake }, task),
  };
}
