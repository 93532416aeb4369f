import assert from "node:assert/strict";
import type { ScheduledTask, Scheduler } from "../../src/app.ts";
import { GreffierError } from "../../src/errors.ts";

/** What a scheduler is made for. */
export interface SchedulerHome {
  readonly home: string;
  readonly program: string;
}

/** A system, and schedulers on it. */
export interface SchedulerCase extends AsyncDisposable {
  scheduler(of: SchedulerHome): Scheduler;
  /** The folder of this name: there on the disk unless it is `moved`. */
  home(name: string): string;
  /** Switches a task of a home off, as a person does in the system's own tool. */
  switchOff(task: { readonly name: string; readonly home: string }): Promise<void>;
  /** Notes what the last run of a task ended with. */
  end(task: { readonly name: string; readonly home: string }, code: number): void;
  /** Has the system refuse everything with these words; undefined: nothing any more. */
  refuse(words: string | undefined): void;
}

const NIGHTLY: ScheduledTask = {
  name: "nightly",
  args: ["run"],
  trigger: { kind: "daily", at: "02:00" },
  makeUp: true,
  wake: false,
};
const WATCH: ScheduledTask = {
  name: "watch",
  args: ["watch"],
  trigger: { kind: "log-on" },
  makeUp: true,
  wake: false,
};
const MEETING: ScheduledTask = {
  name: "point-hebdo",
  args: [
    ...["start", "--name", `Comité « été » à l'Œuvre & Cie : "50 %" <réunion> – n° 3 \\ fin\\`],
    ...["--set", "session.max_duration_hours=1.5"],
  ],
  trigger: { kind: "weekly", days: ["mon", "thu"], at: "09:55" },
  makeUp: false,
  wake: false,
};

const PROGRAM = "/opt/greffier d'été/greffier";

/** What every {@linkcode Scheduler} keeps to. */
export function schedulerContract(name: string, make: () => Promise<SchedulerCase>): void {
  const test = (
    sentence: string,
    body: (
      given: { readonly system: SchedulerCase; readonly home: string; readonly own: Scheduler },
    ) => Promise<void>,
  ) =>
    Deno.test(`${name}: ${sentence}`, async () => {
      await using system = await make();
      const home = system.home("Réunions d'équipe 100 %");
      await body({ system, home, own: system.scheduler({ home, program: PROGRAM }) });
    });
  const names = async (scheduler: Scheduler) => (await scheduler.list()).map(({ name }) => name);

  test("what was added is listed as it was asked for, by name", async ({ own }) => {
    for (const task of [WATCH, MEETING, NIGHTLY]) assert.equal(await own.add(task), "added");
    const found = await own.list();
    for (const [index, task] of [NIGHTLY, MEETING, WATCH].entries()) {
      const { name, args, trigger, makeUp, enabled, current, lastResult } = found[index]!;
      assert.deepEqual({ name, args, trigger }, {
        name: task.name,
        args: task.args,
        trigger: task.trigger,
      });
      assert.ok(makeUp === undefined || makeUp === task.makeUp);
      assert.deepEqual([enabled, current, lastResult], [true, true, null]);
    }
  });

  test("the same again changes nothing", async ({ own }) => {
    for (const task of [WATCH, MEETING, NIGHTLY]) await own.add(task);
    for (const task of [WATCH, MEETING, NIGHTLY]) assert.equal(await own.add(task), "unchanged", task.name);
    assert.equal(await own.add({ ...NIGHTLY, args: ["run", "--background"] }), "unchanged");
    assert.deepEqual(await names(own), ["nightly", "point-hebdo", "watch"]);
  });

  test("the same name replaces, whatever the kind", async ({ own }) => {
    await own.add(NIGHTLY);
    const later: ScheduledTask = { ...NIGHTLY, trigger: { kind: "daily", at: "04:30" } };
    assert.equal(await own.add(later), "replaced");
    assert.equal(await own.add({ ...MEETING, name: "nightly" }), "replaced");
    assert.equal(await own.add({ ...WATCH, name: "nightly" }), "replaced");
    assert.equal(await own.add(later), "replaced");
    const [task, ...others] = await own.list();
    assert.deepEqual([task!.trigger, task!.args, task!.enabled, others], [later.trigger, ["run"], true, []]);
    assert.ok(await own.remove("nightly"));
    assert.deepEqual(await own.list(), []);
  });

  test("removing one leaves the others, and what is not there is none", async ({ own }) => {
    for (const task of [WATCH, NIGHTLY]) await own.add(task);
    assert.equal(await own.remove("nightly"), true);
    assert.equal(await own.remove("nightly"), false);
    assert.deepEqual(await names(own), ["watch"]);
    assert.equal(await own.remove("watch"), true);
    assert.deepEqual(await own.list(), []);
  });

  test("what somebody switched off is listed so, and adding switches it on", async ({ system, own, home }) => {
    for (const task of [WATCH, NIGHTLY]) {
      await own.add(task);
      await system.switchOff({ name: task.name, home });
      const off = (await own.list()).find(({ name }) => name === task.name)!;
      assert.deepEqual([off.enabled, off.nextRun], [false, null]);
      assert.equal(await own.add(task), "replaced");
      assert.equal((await own.list()).find(({ name }) => name === task.name)!.enabled, true);
    }
  });

  test("how the last run ended is told", async ({ system, own, home }) => {
    await own.add(NIGHTLY);
    system.end({ name: "nightly", home }, 1);
    assert.equal((await own.list())[0]!.lastResult, 1);
  });

  test("a name that could be taken for another place is refused", async ({ own }) => {
    for (const name of ["", "..\\..\\evil", "../evil", "Été", "a b", "-", "a".repeat(61)]) {
      await assert.rejects(async () => await own.add({ ...NIGHTLY, name }), GreffierError);
    }
    assert.deepEqual(await own.list(), []);
  });

  test("a preview changes nothing", async ({ own }) => {
    const { files, commands } = own.preview(NIGHTLY);
    assert.ok(files.length > 0 && commands.length > 0);
    assert.deepEqual(await own.list(), []);
  });
}

/** What those of real systems keep to besides: tasks of several homes lie side by side there. */
export function systemSchedulerContract(name: string, make: () => Promise<SchedulerCase>): void {
  schedulerContract(name, make);
  const test = (sentence: string, body: (system: SchedulerCase) => Promise<void>) =>
    Deno.test(`${name}: ${sentence}`, async () => {
      await using system = await make();
      await body(system);
    });

  test("tasks of another home are not seen, not replaced, not removed", async (system) => {
    const [first, second] = ["one", "two"].map((name) =>
      system.scheduler({ home: system.home(name), program: PROGRAM })
    ) as [Scheduler, Scheduler];
    assert.equal(await first.add(NIGHTLY), "added");
    assert.deepEqual(await second.list(), []);
    assert.equal(await second.remove("nightly"), false);
    assert.equal(await second.add({ ...NIGHTLY, trigger: { kind: "daily", at: "05:00" } }), "added");
    assert.equal(await second.remove("nightly"), true);
    assert.deepEqual((await first.list()).map(({ trigger }) => trigger), [NIGHTLY.trigger]);
  });

  test("a program that was moved shows, and adding mends it", async (system) => {
    const home = system.home("home");
    await system.scheduler({ home, program: PROGRAM }).add(MEETING);
    const moved = system.scheduler({ home, program: "/srv/greffier" });
    assert.deepEqual((await moved.list()).map(({ current, args }) => [current, args]), [[
      false,
      MEETING.args,
    ]]);
    assert.equal(await moved.add(MEETING), "replaced");
    assert.deepEqual((await moved.list()).map(({ current }) => current), [true]);
  });

  test("a home that was moved takes its tasks with it once they are added again", async (system) => {
    const before = system.scheduler({ home: system.home("moved"), program: PROGRAM });
    for (const task of [NIGHTLY, MEETING, WATCH]) await before.add(task);
    const after = system.scheduler({ home: system.home("home"), program: PROGRAM });
    assert.deepEqual((await after.list()).map(({ name, current }) => [name, current]), [
      ["nightly", false],
      ["point-hebdo", false],
      ["watch", false],
    ]);
    assert.equal(await after.add(NIGHTLY), "replaced");
    assert.equal(await after.add(NIGHTLY), "unchanged");
    assert.equal(await after.remove("watch"), true);
    assert.deepEqual((await after.list()).map(({ name, current }) => [name, current]), [
      ["nightly", true],
      ["point-hebdo", false],
    ]);
  });

  test("tasks of a home on a drive that is out are let be", async (system) => {
    const out = system.scheduler({ home: system.home("drive/home"), program: PROGRAM });
    await out.add(NIGHTLY);
    const own = system.scheduler({ home: system.home("home"), program: PROGRAM });
    assert.deepEqual(await own.list(), []);
    assert.equal(await own.add(NIGHTLY), "added");
    assert.equal(await own.remove("nightly"), true);
    assert.deepEqual((await out.list()).map(({ name, current }) => [name, current]), [["nightly", true]]);
  });

  test("what is refused is told in the words of the system, and nothing is left of it", async (system) => {
    const own = system.scheduler({ home: system.home("home"), program: PROGRAM });
    system.refuse("Accès refusé.");
    await assert.rejects(
      () => own.add(NIGHTLY),
      (error) => error instanceof GreffierError && error.message.includes("Accès refusé."),
    );
    system.refuse(undefined);
    assert.deepEqual(await own.list(), []);
  });
}
