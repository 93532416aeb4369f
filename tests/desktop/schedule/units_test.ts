import assert from "node:assert/strict";
import { basename, join } from "node:path";
import { createScheduler, type ScheduledTask, WEEKDAYS } from "../../../src/desktop/schedule/mod.ts";
import { noteOf, readTimer } from "../../../src/desktop/schedule/systemd/units.ts";
import { ManualClock } from "../../support/manual_clock.ts";
import { temporaryFolder } from "../../support/temporary_folder.ts";
import { scriptedSystemctl } from "./scripted_systemctl.ts";

/** Any program: systemd looks whether it is there. */
const PROGRAM = "/bin/true";

const TASKS: readonly ScheduledTask[] = [
  { name: "nightly", args: ["run"], trigger: { kind: "daily", at: "02:00" } },
  { name: "watch", args: ["watch"], trigger: { kind: "log-on" } },
  {
    name: "comite-d-ete",
    args: ["start", "--name", `Comité d'été « Œuvre » & "Cie" 50 % $HOME \${x} %h \\ a\\`],
    trigger: { kind: "weekly", days: ["mon", "thu"], at: "09:55" },
    makeUp: false,
  },
];

/** systemd of a person in a folder of theirs, with spaces, accents and a per cent sign. */
async function person() {
  const folder = await temporaryFolder();
  const home = join(folder.path, "Réunions d'équipe 100 %h $HOME");
  await Deno.mkdir(home);
  const units = join(folder.path, ".config", "systemd", "user");
  const system = scriptedSystemctl(units);
  const scheduler = createScheduler({
    home,
    program: PROGRAM,
    args: [],
    language: "fr",
    places: { home: folder.path },
    clock: new ManualClock(),
    os: "linux",
    hasSystemd: true,
    run: system.run,
  })!;
  return { folder, home, units, system, scheduler };
}

/** Runs systemd-analyze, which needs no systemd that runs. */
async function analyze(args: readonly string[], folder: string) {
  const { code, stdout, stderr } = await new Deno.Command("systemd-analyze", {
    args: [...args],
    env: { XDG_RUNTIME_DIR: folder, SYSTEMD_LOG_LEVEL: "info" },
  }).output().catch((error) => {
    throw new Error("The units are checked by systemd-analyze (Debian: apt-get install systemd).", {
      cause: error,
    });
  });
  const text = new TextDecoder();
  return { code, said: text.decode(stdout) + text.decode(stderr) };
}

Deno.test("systemd itself finds nothing wrong in the units", async () => {
  const { folder, home, units, scheduler } = await person();
  await using _ = folder;
  for (const task of TASKS) await scheduler.add(task);
  const names = Array.from(Deno.readDirSync(units), ({ name }) => name).filter((name) =>
    /\.(service|timer)$/.test(name)
  );
  assert.equal(names.length, 5);
  const paths = names.map((name) => join(units, name));
  const { code, said } = await analyze(
    ["verify", "--user", "--man=no", "--recursive-errors=no", ...paths],
    home,
  );
  assert.equal(code, 0, said);
  assert.equal(said.split("\n").filter((line) => line.includes("greffier-")).join("\n"), "");
});

/** The command line of a unit as systemd itself reads it: it loads all units of a person, starts none, and tells of each. */
async function commandLineOf(unit: string, config: string): Promise<string[]> {
  // Which it refuses to do for root; nobody else may look into a temporary folder.
  const isRoot = Deno.uid() === 0;
  if (isRoot) await new Deno.Command("chown", { args: ["-R", "nobody", config] }).output();
  const dump = ["/lib/systemd/systemd", "--user", "--test", `--unit=${unit}`];
  const [program, ...args] = isRoot ? ["setpriv", "--reuid=nobody", "--clear-groups", ...dump] : dump;
  const { stdout, stderr } = await new Deno.Command(program!, {
    args,
    clearEnv: true,
    env: {
      PATH: "/usr/bin:/bin",
      HOME: config,
      LC_ALL: "C.UTF-8",
      XDG_RUNTIME_DIR: config,
      XDG_CONFIG_HOME: join(config, ".config"),
      SYSTEMD_LOG_TARGET: "console",
    },
  }).output();
  const text = new TextDecoder();
  const said = text.decode(stdout) + text.decode(stderr);
  const line = new RegExp(`-> Unit ${unit}:[^]*?\\n\\s*Command Line: (.*)\\n`).exec(said)?.[1];
  assert.ok(line !== undefined, said.slice(0, 2000));
  // It is told as a shell would read it.
  const shell = new Deno.Command("sh", { args: ["-c", `printf '%s\\0' ${line}`] });
  return text.decode((await shell.output()).stdout).split("\0").slice(0, -1);
}

Deno.test("systemd understands the command line as it was meant, whatever stands in it", async () => {
  const { folder, home, scheduler } = await person();
  await using _ = folder;
  await scheduler.add(TASKS[2]!);
  const unit = basename(scheduler.preview(TASKS[2]!).files.at(-1)!.path);
  assert.deepEqual(await commandLineOf(unit, folder.path), [PROGRAM, "--home", home, ...TASKS[2]!.args]);
});

Deno.test("systemd understands the times as they were meant", async () => {
  const { folder, home, scheduler } = await person();
  await using _ = folder;
  for (
    const trigger of [TASKS[0]!.trigger, TASKS[2]!.trigger, {
      kind: "weekly",
      days: WEEKDAYS,
      at: "23:59",
    }] as const
  ) {
    const timer = scheduler.preview({ ...TASKS[0]!, trigger }).files[0]!;
    const written = /^OnCalendar=(.*)$/m.exec(timer.text)![1]!;
    const { code, said } = await analyze([
      "calendar",
      "--iterations=7",
      "--base-time=2026-11-23 12:00:00",
      written,
    ], home);
    assert.equal(code, 0, said);
    const runs = Array.from(
      said.matchAll(/(\w{3}) (\d{4}-\d\d-\d\d) (\d\d:\d\d):00/g),
      ([, day, , time]) => [day, time],
    );
    assert.ok(runs.length >= 7, said);
    for (const [day, time] of runs) {
      assert.equal(time, (trigger as { readonly at: string }).at);
      if (trigger.kind === "weekly") assert.ok(trigger.days.some((name) => name === day!.toLowerCase()), day);
    }
    assert.deepEqual(readTimer(timer.text), trigger);
  }
});

Deno.test("a unit holds its task for this program to read again, and others' units hold none", async () => {
  const { folder, home, scheduler } = await person();
  await using _ = folder;
  for (const task of TASKS) {
    const service = scheduler.preview(task).files.at(-1)!;
    assert.match(service.path, /\.service$/);
    assert.deepEqual(noteOf(service.text), {
      greffier: 1,
      home,
      args: task.args,
      makeUp: task.makeUp ?? true,
      wake: false,
    });
  }
  assert.equal(noteOf("[Service]\nExecStart=/bin/true\n"), undefined);
  assert.equal(noteOf("[X-Greffier]\nTask={\n"), undefined);
  assert.equal(readTimer("[Timer]\nOnCalendar=hourly\n"), null);
});

Deno.test("what a person writes into a unit shows, and adding puts it right", async () => {
  const { folder, units, scheduler } = await person();
  await using _ = folder;
  await scheduler.add(TASKS[0]!);
  const [timer] = Array.from(Deno.readDirSync(units), ({ name }) => name).filter((name) =>
    name.endsWith(".timer")
  );
  await Deno.writeTextFile(
    join(units, timer!),
    "[Timer]\nOnCalendar=hourly\n[Install]\nWantedBy=timers.target\n",
  );
  assert.deepEqual((await scheduler.list()).map(({ trigger, current }) => [trigger, current]), [[
    null,
    false,
  ]]);
  assert.equal(await scheduler.add(TASKS[0]!), "replaced");
  assert.equal(await scheduler.add(TASKS[0]!), "unchanged");
});

Deno.test("systemd is told in this order, and tells when it runs next", async () => {
  const { folder, units, system, scheduler } = await person();
  await using _ = folder;
  const [timer, service] = scheduler.preview(TASKS[0]!).files.map(({ path }) => path.slice(units.length + 1));
  assert.deepEqual(
    scheduler.preview(TASKS[0]!).commands.map((words) => words.join(" ")),
    [
      "systemctl --user daemon-reload",
      `systemctl --user enable ${timer}`,
      `systemctl --user restart ${timer}`,
    ],
  );
  await scheduler.add(TASKS[0]!);
  assert.deepEqual(system.commands, scheduler.preview(TASKS[0]!).commands.map((words) => words.join(" ")));
  system.properties.set(`${timer} NextElapseUSecRealtime`, "Tue 2026-11-24 02:00:00 CET");
  system.properties.set(`${service} ExecMainExitTimestamp`, "Mon 2026-11-23 02:01:00 CET");
  system.properties.set(`${service} ExecMainStatus`, "0");
  const [found] = await scheduler.list();
  assert.deepEqual([found!.nextRun, found!.lastResult], [new Date(2026, 10, 24, 2).getTime(), 0]);
});

Deno.test("a task that systemd refuses leaves no unit behind", async () => {
  const { folder, units, system, scheduler } = await person();
  await using _ = folder;
  system.refusal = "Failed to connect to bus: No medium found";
  await assert.rejects(() => scheduler.add(TASKS[0]!), /Failed to connect to bus/);
  assert.deepEqual(Array.from(Deno.readDirSync(units)), []);
});
