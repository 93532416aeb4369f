import assert from "node:assert/strict";
import {
  install,
  type InstallParts,
  type InstallRequest,
  isInstalled,
  startsAtLogOn,
  uninstall,
} from "../../src/app/install.ts";
import type { ScheduledTask, Scheduler } from "../../src/desktop/schedule/mod.ts";
import { GreffierError, message } from "../../src/errors.ts";
import { FakeShortcuts } from "../support/fake_shortcuts.ts";
import { refused } from "../support/refusal.ts";

const PROGRAM = "/opt/greffier/greffier";

class FakeScheduler implements Scheduler {
  readonly name: Scheduler["name"];
  readonly tasks = new Map<string, ScheduledTask>();
  refuses = false;

  constructor(name: Scheduler["name"] = "systemd") {
    this.name = name;
  }

  preview(): ReturnType<Scheduler["preview"]> {
    return { files: [], commands: [] };
  }
  add(task: ScheduledTask): Promise<"added" | "unchanged"> {
    if (this.refuses) return Promise.reject(new GreffierError(message("error.other", { found: "no" })));
    const outcome = this.tasks.has(task.name) ? "unchanged" : "added";
    this.tasks.set(task.name, task);
    return Promise.resolve(outcome);
  }
  list(): ReturnType<Scheduler["list"]> {
    if (this.refuses) return Promise.reject(new GreffierError(message("error.other", { found: "no" })));
    const usual = { enabled: true, nextRun: null, lastResult: null, current: true };
    return Promise.resolve([...this.tasks.values()].map((task) => ({ ...task, ...usual })));
  }
  remove(name: string): Promise<boolean> {
    if (this.refuses) return Promise.reject(new GreffierError(message("error.other", { found: "no" })));
    return Promise.resolve(this.tasks.delete(name));
  }
}

/** A desk on which greffier can be installed. */
function desk(change: Partial<InstallParts> = {}) {
  const shortcuts = new FakeShortcuts();
  const scheduler = new FakeScheduler();
  const parts: InstallParts = {
    program: PROGRAM,
    home: "/opt/greffier",
    language: "fr",
    shortcuts,
    scheduler,
    facts: (program) =>
      Promise.resolve({ program, windows: false, temporary: ["/tmp"], disk: "fixed", writable: true }),
    ...change,
  };
  const ask = (request: Partial<InstallRequest> = {}) =>
    install(parts, { autostart: true, desktop: true, ...request });
  const argsOf = () =>
    Object.fromEntries(
      [...shortcuts.there].map(([spot, one]) => [spot, one === "something else" ? one : one.args.join(" ")]),
    );
  return { shortcuts, scheduler, parts, ask, argsOf };
}

Deno.test("everything that can start greffier does, each in its way; again, nothing changes", async () => {
  const { ask, argsOf } = desk();
  const { shortcuts, tasks } = await ask();
  assert.deepEqual(shortcuts.map(({ outcome }) => outcome), ["made", "made", "made", "made"]);
  assert.deepEqual(tasks, []);
  assert.deepEqual(argsOf(), {
    "menu": "",
    "desktop": "",
    "autostart": "tray --background",
    "send-to": "add --run --window",
  });
  assert.ok((await ask()).shortcuts.every(({ outcome }) => outcome === "unchanged"));
});

Deno.test("a home that lies elsewhere is named by every shortcut", async () => {
  const { ask, argsOf } = desk({ home: "/srv/réunions d'équipe" });
  await ask();
  for (const args of Object.values(argsOf())) assert.match(args, /--home \/srv\/réunions d'équipe$/);
  assert.equal(argsOf().menu, "--window --home /srv/réunions d'équipe");
});

Deno.test("what is not wanted is not made, and taken away when it was there", async () => {
  const { ask, shortcuts } = desk();
  await ask();
  const { removed } = await ask({ autostart: false, desktop: false });
  assert.deepEqual(removed.toSorted(), ["/desk/autostart", "/desk/desktop"]);
  assert.deepEqual([...shortcuts.there.keys()], ["menu", "send-to"]);
});

Deno.test("after the program was moved its shortcuts start it where it lies now", async () => {
  const { parts, shortcuts } = desk();
  const old = "/home/ada/Téléchargements/greffier-0.1.0-linux-x64";
  await install({ ...parts, program: old }, { autostart: true, desktop: true });
  const { shortcuts: placed } = await install(parts, { autostart: true, desktop: true });
  assert.ok(placed.every(({ outcome, before }) => outcome === "taken-over" && before === old));
  for (const one of shortcuts.there.values()) {
    assert.equal(one === "something else" ? one : one.program, PROGRAM);
  }
});

Deno.test("what has its name and is no shortcut to a greffier is left alone, by installing and by uninstalling", async () => {
  const { ask, parts, shortcuts } = desk();
  shortcuts.there.set("desktop", "something else");
  const notes = { spot: "menu", program: "/usr/bin/notes", args: [], description: "" } as const;
  shortcuts.there.set("menu", notes);
  const { shortcuts: placed } = await ask();
  assert.deepEqual(
    placed.filter(({ outcome }) => outcome === "foreign").map(({ spot }) => spot),
    ["menu", "desktop"],
  );
  const { removed, left } = await uninstall(parts);
  assert.deepEqual(removed, ["/desk/autostart", "/desk/send-to"]);
  assert.deepEqual(left.map(({ program }) => program), ["/usr/bin/notes", null]);
  assert.deepEqual([...shortcuts.there.values()], ["something else", notes]);
});

Deno.test("uninstalling takes the tasks of the home too, and goes on when the scheduler does not answer", async () => {
  const { ask, parts, scheduler } = desk();
  await ask({ nightly: "03:00" });
  assert.deepEqual(scheduler.tasks.get("nightly")?.trigger, { kind: "daily", at: "03:00" });
  assert.deepEqual((await uninstall(parts)).tasks, ["nightly"]);
  assert.equal(scheduler.tasks.size, 0);

  await ask();
  scheduler.refuses = true;
  const { removed, troubles } = await uninstall(parts);
  assert.equal(removed.length, 4);
  assert.deepEqual(troubles.map(({ key }) => key), ["uninstall.tasksUnseen"]);
});

Deno.test("there is something to uninstall with a shortcut or a task of this program, or where nobody can look", async () => {
  const { ask, parts, scheduler, shortcuts } = desk();
  assert.equal(await isInstalled(parts), false);
  shortcuts.there.set("desktop", "something else");
  assert.equal(await isInstalled(parts), false);
  scheduler.refuses = true;
  assert.equal(await isInstalled(parts), true);
  scheduler.refuses = false;
  await scheduler.add({ name: "nightly", args: ["run"], trigger: { kind: "daily", at: "02:00" } });
  assert.equal(await isInstalled(parts), true);
  await uninstall(parts);
  assert.equal(await isInstalled(parts), false);
  await ask();
  assert.equal(await isInstalled(parts), true);
});

Deno.test("on Windows the shortcut takes the place of the task that shows the icon at log-on", async () => {
  const watch: ScheduledTask = { name: "watch", args: ["tray"], trigger: { kind: "log-on" } };
  const scheduler = new FakeScheduler("task-scheduler");
  const { ask, shortcuts } = desk({ scheduler });
  await scheduler.add(watch);
  shortcuts.off = true;
  await ask();
  shortcuts.off = false;
  assert.deepEqual((await ask({ autostart: false })).cautions, []);
  assert.equal(scheduler.tasks.size, 1);
  assert.deepEqual((await ask()).cautions.map(({ key }) => key), ["install.taskReplaced"]);
  assert.equal(scheduler.tasks.size, 0);
  assert.deepEqual((await ask()).cautions, []);
  scheduler.refuses = true;
  assert.deepEqual((await ask()).troubles, []);

  // Elsewhere the task is a watch that needs nothing of a desktop.
  const others = new FakeScheduler();
  await others.add({ ...watch, args: ["watch"] });
  await desk({ scheduler: others }).ask();
  assert.equal(others.tasks.size, 1);
});

Deno.test("the shortcut at log-on counts for the home that it starts alone", async () => {
  const { ask, parts } = desk();
  const other = { ...parts, home: "/srv/réunions" };
  assert.equal(await startsAtLogOn(parts), false);
  await ask();
  assert.deepEqual([await startsAtLogOn(parts), await startsAtLogOn(other)], [true, false]);
  await install(other, { autostart: true, desktop: true });
  assert.deepEqual([await startsAtLogOn(parts), await startsAtLogOn(other)], [false, true]);
});

Deno.test("a night that the scheduler refuses is told, and the shortcuts are made all the same", async () => {
  const { ask, scheduler } = desk();
  scheduler.refuses = true;
  const { shortcuts, tasks, troubles } = await ask({ nightly: "03:00" });
  assert.equal(shortcuts.length, 4);
  assert.deepEqual(tasks, []);
  assert.deepEqual(troubles.map(({ key }) => key), ["error.other"]);
});

Deno.test("a shortcut that cannot be removed keeps no other, and no task, from being removed", async () => {
  const { ask, parts, shortcuts } = desk();
  await ask({ nightly: "03:00" });
  shortcuts.keeps = "menu";
  const { removed, tasks, troubles } = await uninstall(parts);
  assert.deepEqual(removed, ["/desk/desktop", "/desk/autostart", "/desk/send-to"]);
  assert.deepEqual(tasks, ["nightly"]);
  assert.deepEqual(troubles.map(({ key }) => key), ["install.notRemoved"]);
});

Deno.test("where nothing else starts at log-on the scheduler does", async () => {
  const { ask, scheduler } = desk({ shortcuts: new FakeShortcuts([]) });
  await ask();
  assert.deepEqual(scheduler.tasks.get("watch")?.args, ["watch"]);
  await ask({ autostart: false });
  assert.equal(scheduler.tasks.size, 0);
});

Deno.test("without a scheduler a night cannot be asked for, and nothing is made then", async () => {
  const { ask, shortcuts } = desk({ scheduler: undefined });
  assert.equal((await refused(ask({ nightly: "03:00" }))).text.key, "install.noScheduler");
  assert.equal(shortcuts.there.size, 0);
});

Deno.test("from a checkout, an archive or a temporary folder nothing is installed", async () => {
  for (
    const [program, key] of [
      [undefined, "install.checkout"],
      ["/tmp/greffier/greffier", "install.inTemporary"],
      ["/home/ada/greffier.zip/greffier", "install.inArchive"],
    ] as const
  ) {
    const { ask, shortcuts } = desk({ program });
    assert.equal((await refused(ask())).text.key, key);
    assert.equal(shortcuts.there.size, 0);
  }
});

Deno.test("a start at log-on that the person switched off is told, not forced", async () => {
  const { ask, shortcuts } = desk();
  shortcuts.off = true;
  assert.deepEqual((await ask()).cautions.map(({ key }) => key), ["install.switchedOff"]);
});

Deno.test("a shortcut that the system refuses keeps no other from being made", async () => {
  const { ask, shortcuts } = desk();
  const put = shortcuts.put.bind(shortcuts);
  shortcuts.put = (shortcut) =>
    shortcut.spot === "desktop" ? Promise.reject(new Deno.errors.PermissionDenied("no")) : put(shortcut);
  const placed = (await ask()).shortcuts;
  assert.deepEqual(placed.map(({ outcome }) => outcome), ["made", "refused", "made", "made"]);
  assert.ok(placed[1]!.cause);
});
