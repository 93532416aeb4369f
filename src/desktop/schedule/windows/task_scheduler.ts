import { join, win32 } from "node:path";
import { argumentsLine } from "../../../windows/mod.ts";
import type { Clock } from "../../../clock.ts";
import { GreffierError, message } from "../../../errors.ts";
import { nextOccurrence } from "../occurrences.ts";
import { BACKGROUND, type FoundTask, type Registry } from "../registry.ts";
import { asksTheSame } from "../same_task.ts";
import type { ScheduledTask } from "../scheduler.ts";
import { refused, type RunProgram } from "../system_program.ts";
import { readId, type TaskId, writtenId } from "../task_id.ts";
import { writeNote } from "../task_note.ts";
import { mayBe } from "./oem_text.ts";
import { hasSettingsOf, readTaskXml, type TaskContext, taskXml } from "./task_xml.ts";

/** What the Task Scheduler is asked with, and for whom. */
export interface TaskSchedulerOptions {
  /** `DOMAIN\person` */
  readonly account: string;
  /** Absolute path. */
  readonly home: string;
  /** What starts this program. */
  readonly program: string;
  readonly args: readonly string[];
  /** What a task does, for people. */
  readonly describe: (task: ScheduledTask) => string;
  /** Folder of Windows. @default {"C:\\Windows"} */
  readonly system?: string;
  /** Where the definition lies while schtasks.exe reads it. @default the system's temporary folder */
  readonly temporary?: string;
  readonly run: RunProgram;
  readonly clock: Clock;
}

/** Folder in the Task Scheduler. */
const FOLDER = "\\greffier\\";

/** What stands in a preview where the name of the temporary file will. */
const DEFINITION = "greffier.xml";

/** HRESULTs of winerror.h: no such task, no such folder. */
const ABSENT: readonly number[] = [0x80070002, 0x80070003];

/** SCHED_S_TASK_HAS_NOT_RUN, SCHED_S_TASK_RUNNING of winerror.h: no results. */
const NO_RESULT: readonly number[] = [0x41303, 0x41301];

/**
 * The Task Scheduler of Windows, by schtasks.exe. What that program prints is in the language of Windows and in a code page
 * that lacks letters: read are only definitions, exit codes, and columns that hold names and numbers.
 */
export function taskScheduler(options: TaskSchedulerOptions): Registry {
  const { account, home, program, describe, system = "C:\\Windows", temporary, run, clock } = options;
  const schtasks = win32.join(system, "System32", "schtasks.exe");
  const pathOf = (id: TaskId) => `${FOLDER}${writtenId(id)}`;
  const argsOf = ({ args: [command, ...others] }: Pick<ScheduledTask, "args">) => [
    ...[...options.args, "--home", home, ...(command === undefined ? [] : [command])],
    // A window of ours would stay as long as the task: the process that works has none.
    ...[BACKGROUND, ...others],
  ];
  const creating = (id: TaskId, file: string) => ["/Create", "/TN", pathOf(id), "/XML", file, "/F"];

  function definition(id: TaskId, task: ScheduledTask): string {
    const context: TaskContext = {
      path: pathOf(id),
      description: describe(task),
      note: writeNote(task, home),
      account,
      program,
      args: argsOf(task),
      directory: home,
      now: clock.now(),
    };
    // Of the Task Scheduler itself: variables of the environment, and of what triggered a task.
    for (const found of [program, home, argumentsLine(context.args)]) {
      const [changed] = /%[^%\s]+%|\$\([^)]*\)/.exec(found) ?? [];
      if (changed !== undefined) throw new GreffierError(message("schedule.variable", { found: changed }));
    }
    return taskXml(task, context);
  }

  /** Whether a task starts this program on this home, with `args`. */
  function starts(found: NonNullable<ReturnType<typeof readTaskXml>>, args: readonly string[]): boolean {
    const same = (printed: string, text: string) => printed === text || mayBe(printed, text);
    return same(found.program, program) && same(found.directory, home) &&
      same(found.arguments, argumentsLine(argsOf({ args })));
  }

  const definitions = new WeakMap<FoundTask, NonNullable<ReturnType<typeof readTaskXml>>>();

  async function lookUp(id: TaskId): Promise<FoundTask | undefined> {
    const { code, stdout } = await run(schtasks, ["/Query", "/TN", pathOf(id), "/XML", "ONE"]);
    const read = code === 0 ? readTaskXml(stdout) : undefined;
    if (!read) return undefined; // removed meanwhile, or no task of this program
    const { note, trigger, enabled } = read;
    const args = note?.args ?? [];
    const task: FoundTask = {
      name: id.name,
      hash: id.hash,
      home: note?.home,
      args,
      trigger,
      makeUp: read.settings.get("StartWhenAvailable") === "true",
      wake: read.settings.get("WakeToRun") === "true",
      enabled,
      // The Task Scheduler would tell in the words of its language; it counts from the same trigger.
      nextRun: enabled && trigger ? nextOccurrence(trigger, clock.now()) : null,
      lastResult: await lastResult(id),
      current: note !== undefined && starts(read, args),
    };
    definitions.set(task, read);
    return task;
  }

  async function lastResult(id: TaskId): Promise<number | null> {
    const { stdout } = await run(schtasks, ["/Query", "/TN", pathOf(id), "/FO", "CSV", "/V", "/NH"]);
    const row = stdout.split(/\r?\n/).map(columns).find((row) => row[1] === pathOf(id));
    const written = row?.[6]?.trim() ?? "";
    const result = /^-?\d+$/.test(written) ? Number(written) >>> 0 : null;
    return result === null || NO_RESULT.includes(result) ? null : result;
  }

  return {
    name: "task-scheduler",

    preview: (id, task) => ({
      files: [{ path: DEFINITION, text: definition(id, task) }],
      commands: [[schtasks, ...creating(id, DEFINITION)]],
    }),

    async find() {
      const listed = await run(schtasks, ["/Query", "/FO", "CSV", "/NH"]);
      const names = listed.stdout.split(/\r?\n/).map((line) => columns(line)[0] ?? "");
      // Windows has tasks of its own. One that is broken makes the listing fail, after it printed the others.
      if (!names.some((name) => name.startsWith("\\"))) throw refused("schtasks", listed);
      const found: FoundTask[] = [];
      for (const name of new Set(names)) {
        const id = name.startsWith(FOLDER) ? readId(name.slice(FOLDER.length)) : undefined;
        const task = id && await lookUp(id);
        if (task) found.push(task);
      }
      return found;
    },

    async register(id, task) {
      const text = definition(id, task);
      if (temporary !== undefined) await Deno.mkdir(temporary, { recursive: true });
      const folder = await Deno.makeTempDir({ dir: temporary, prefix: "greffier-" });
      try {
        const file = join(folder, DEFINITION);
        await Deno.writeFile(file, utf16(text));
        const made = await run(schtasks, creating(id, file));
        if (made.code !== 0) throw refused("schtasks", made);
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    },

    async unregister(id) {
      const removed = await run(schtasks, ["/Delete", "/TN", pathOf(id), "/F"]);
      if (removed.code === 0) return true;
      const { code } = await run(schtasks, ["/Query", "/TN", pathOf(id), "/HRESULT"]);
      if (ABSENT.includes(code)) return false;
      throw refused("schtasks", removed);
    },

    isSame(found, task) {
      const read = definitions.get(found);
      // What is printed lost letters on its way; the note did not.
      return read !== undefined && starts(read, task.args) && hasSettingsOf(read, task) &&
        asksTheSame(found, task);
    },
  };
}

/** The columns of a line of CSV in which everything stands between quotation marks. */
function columns(line: string): string[] {
  return Array.from(line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g), ([, text]) => text!.replaceAll('""', '"'));
}

/** UTF-16 of Intel's order, with its mark: the one encoding that schtasks.exe reads whatever the code page. */
function utf16(text: string): Uint8Array {
  const bytes = new Uint8Array(2 + 2 * text.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfeff, true);
  for (let index = 0; index < text.length; index++) {
    view.setUint16(2 + 2 * index, text.charCodeAt(index), true);
  }
  return bytes;
}
