import { join } from "node:path";
import type { FoundTask, Registry } from "../registry.ts";
import { asksTheSame } from "../same_task.ts";
import type { ScheduledTask } from "../scheduler.ts";
import { refused, type RunProgram } from "../system_program.ts";
import { readId, type TaskId, writtenId } from "../task_id.ts";
import { writeNote } from "../task_note.ts";
import { unitFiles } from "../unit_files.ts";
import { noteOf, readTimer, serviceUnit, timerUnit, withoutDescription } from "./units.ts";

/** What systemd is asked with, and for whom. */
export interface SystemdOptions {
  /** Folder of the person's units: `~/.config/systemd/user`. */
  readonly folder: string;
  /** Absolute path. */
  readonly home: string;
  /** What starts this program. */
  readonly program: string;
  readonly args: readonly string[];
  /** What a task does, for people. */
  readonly describe: (task: ScheduledTask) => string;
  readonly run: RunProgram;
}

const PREFIX = "greffier-";
const SERVICE = ".service";
const TIMER = ".timer";

/** systemd of the person: a service a task, and a timer for what the clock starts. */
export function systemd({ folder, home, program, args, describe, run }: SystemdOptions): Registry {
  const files = unitFiles(folder);
  const base = (id: TaskId) => `${PREFIX}${writtenId(id)}`;

  /** The units of a task by name; the first is the one that is switched on. */
  function unitsOf(
    id: TaskId,
    task: ScheduledTask,
  ): readonly { readonly name: string; readonly text: string }[] {
    const description = describe(task);
    const service = serviceUnit(task, {
      description,
      note: writeNote(task, home),
      command: [program, ...args, "--home", home, ...task.args],
      directory: home,
    });
    const timer = timerUnit(task, description);
    return [
      ...(timer === undefined ? [] : [{ name: base(id) + TIMER, text: timer }]),
      { name: base(id) + SERVICE, text: service },
    ];
  }

  const reload = ["--user", "daemon-reload"];
  const switchingOn = (unit: string) => [
    reload,
    ["--user", "enable", unit],
    // The new times hold from now on; what runs from log-on on waits for the next one.
    ...(unit.endsWith(TIMER) ? [["--user", "restart", unit]] : []),
  ];

  async function systemctl(words: readonly string[]): Promise<void> {
    const done = await run("systemctl", words);
    if (done.code !== 0) throw refused("systemctl", done);
  }

  /** What systemd knows of a unit; an empty text for what it does not tell. */
  async function shown(unit: string, property: string): Promise<string> {
    const { code, stdout } = await run("systemctl", [
      "--user",
      "show",
      "--value",
      `--property=${property}`,
      unit,
    ]);
    return code === 0 ? stdout.trim() : "";
  }

  async function lookUp(id: TaskId): Promise<FoundTask | undefined> {
    const service = await files.read(base(id) + SERVICE);
    const note = service === undefined ? undefined : noteOf(service);
    if (service === undefined || !note) return undefined;
    const timer = await files.read(base(id) + TIMER);
    const trigger = timer === undefined ? { kind: "log-on" } as const : readTimer(timer);
    const unit = base(id) + (timer === undefined ? SERVICE : TIMER);
    const target = timer === undefined ? "default" : "timers";
    const enabled = await files.isThere(`${target}.target.wants`, unit);
    const { args, makeUp, wake } = note;
    const ended = await shown(base(id) + SERVICE, "ExecMainExitTimestamp");
    const status = ended === "" ? "" : await shown(base(id) + SERVICE, "ExecMainStatus");
    const found = { name: id.name, hash: id.hash, home: note.home, args, makeUp, wake, trigger, enabled };
    return {
      ...found,
      nextRun: timer === undefined ? null : localMoment(await shown(unit, "NextElapseUSecRealtime")),
      lastResult: /^\d+$/.test(status) ? Number(status) : null,
      current: trigger !== null && withoutDescription(service) ===
          withoutDescription(unitsOf(id, { ...found, trigger }).at(-1)!.text),
    };
  }

  async function unregister(id: TaskId): Promise<boolean> {
    const units = [base(id) + TIMER, base(id) + SERVICE];
    const there: string[] = [];
    for (const unit of units) if (await files.read(unit) !== undefined) there.push(unit);
    if (there.length === 0) return false;
    await systemctl(["--user", "disable", ...there]);
    // Of a service nothing is stopped: a recording goes on.
    if (there[0]!.endsWith(TIMER)) await systemctl(["--user", "stop", there[0]!]);
    for (const unit of there) await files.remove(unit);
    await systemctl(reload);
    return true;
  }

  return {
    name: "systemd",

    preview(id, task) {
      const units = unitsOf(id, task);
      return {
        files: units.map(({ name, text }) => ({ path: join(folder, name), text })),
        commands: switchingOn(units[0]!.name).map((words) => ["systemctl", ...words]),
      };
    },

    async find() {
      const found: FoundTask[] = [];
      for (const name of await files.names()) {
        const id = name.startsWith(PREFIX) && name.endsWith(SERVICE)
          ? readId(name.slice(PREFIX.length, -SERVICE.length))
          : undefined;
        const task = id && await lookUp(id);
        if (task) found.push(task);
      }
      return found;
    },

    async register(id, task, before) {
      const units = unitsOf(id, task);
      // Other units than before, or switched on elsewhere: nothing of the old ones may stay.
      if (before && before.trigger?.kind !== task.trigger.kind) await unregister(id);
      for (const { name, text } of units) await files.write(name, text);
      try {
        for (const words of switchingOn(units[0]!.name)) await systemctl(words);
      } catch (error) {
        // What systemd does not take is not there.
        if (!before) { for (const { name } of units) await files.remove(name); }
        throw error;
      }
    },

    unregister,
    isSame: (found, task) => found.current && asksTheSame(found, task),
  };
}

/** `Mon 2026-11-23 02:00:00 CET`, as systemd writes local time, in milliseconds since the epoch; null for anything else. */
function localMoment(written: string): number | null {
  const parts = /\b(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)\b/.exec(written)?.slice(1).map(Number);
  if (!parts) return null;
  const [year, month, day, hours, minutes, seconds] = parts as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return new Date(year, month - 1, day, hours, minutes, seconds).getTime();
}
