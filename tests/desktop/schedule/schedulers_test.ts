import { join } from "node:path";
import { createScheduler } from "../../../src/desktop/schedule/mod.ts";
import { ownerHash } from "../../../src/desktop/schedule/task_id.ts";
import {
  type SchedulerCase,
  schedulerContract,
  type SchedulerHome,
  systemSchedulerContract,
} from "../../contracts/scheduler_contract.ts";
import { FakeScheduler } from "../../support/fake_scheduler.ts";
import { ManualClock } from "../../support/manual_clock.ts";
import { temporaryFolder } from "../../support/temporary_folder.ts";
import { scriptedLaunchctl } from "./scripted_launchctl.ts";
import { scriptedSchtasks } from "./scripted_schtasks.ts";
import { scriptedSystemctl } from "./scripted_systemctl.ts";

const ACCOUNT = "BUREAU\\Hélène";

/** A folder with homes in it, and what is said of a system. */
async function systemCase(
  os: string,
  part: (folder: string, id: (task: { readonly name: string; readonly home: string }) => string) =>
    & Omit<SchedulerCase, "home" | "scheduler" | typeof Symbol.asyncDispose>
    & { readonly run: Parameters<typeof createScheduler>[0]["run"] },
): Promise<SchedulerCase> {
  const folder = await temporaryFolder();
  for (const home of ["one", "two", "home", "Réunions d'équipe 100 %"]) {
    await Deno.mkdir(join(folder.path, home));
  }
  const idOf = ({ name, home }: { readonly name: string; readonly home: string }) =>
    `${name}-${ownerHash({ os, account: os === "windows" ? ACCOUNT : "", home })}`;
  const { run, ...others } = part(folder.path, idOf);
  return {
    ...others,
    home: (name) => join(folder.path, name),
    scheduler: ({ home, program }: SchedulerHome) =>
      createScheduler({
        ...{ home, program, args: [], language: "fr", os, run, uid: 501, hasSystemd: true },
        places: { home: folder.path, account: ACCOUNT, temporary: folder.path },
        clock: new ManualClock(),
      })!,
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

systemSchedulerContract("the Task Scheduler", () =>
  systemCase("windows", (_, idOf) => {
    const system = scriptedSchtasks();
    return {
      run: system.run,
      switchOff: (task) => Promise.resolve(system.switchOff(`\\greffier\\${idOf(task)}`)),
      end: (task, code) => void system.results.set(`\\greffier\\${idOf(task)}`, code),
      refuse: (words) => void (system.refusal = words),
    };
  }));

systemSchedulerContract("systemd", () =>
  systemCase("linux", (folder, idOf) => {
    const system = scriptedSystemctl(join(folder, ".config", "systemd", "user"));
    return {
      run: system.run,
      switchOff: (task) =>
        system.switchOff(`greffier-${idOf(task)}.${task.name === "watch" ? "service" : "timer"}`),
      end(task, code) {
        const unit = `greffier-${idOf(task)}.service`;
        system.properties.set(`${unit} ExecMainExitTimestamp`, "Mon 2026-11-23 02:00:03 CET");
        system.properties.set(`${unit} ExecMainStatus`, String(code));
      },
      refuse: (words) => void (system.refusal = words),
    };
  }));

systemSchedulerContract("launchd", () =>
  systemCase("darwin", (_, idOf) => {
    const system = scriptedLaunchctl();
    return {
      run: system.run,
      switchOff: (task) => Promise.resolve(void system.disabled.add(`greffier.${idOf(task)}`)),
      end: (task, code) => void system.results.set(`greffier.${idOf(task)}`, code),
      refuse: (words) => void (system.refusal = words),
    };
  }));

schedulerContract("the fake", () => {
  const fake = new FakeScheduler();
  return Promise.resolve({
    home: (name) => `/${name}`,
    scheduler: () => fake,
    switchOff: ({ name }) => Promise.resolve(fake.change(name, { enabled: false, nextRun: null })),
    end: ({ name }, code) => fake.change(name, { lastResult: code }),
    refuse: () => {},
    [Symbol.asyncDispose]: () => Promise.resolve(),
  });
});
