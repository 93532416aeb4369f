import assert from "node:assert/strict";
import { runCli } from "../../src/cli/mod.ts";
import { readDays, readMinutes, readTime } from "../../src/cli/schedule/times.ts";
import { GreffierError, message, UsageError } from "../../src/errors.ts";
import { FakeScheduler } from "../support/fake_scheduler.ts";
import { FakeApp, fakeIo } from "./fake_io.ts";

/** Runs `greffier schedule …` on a system. */
async function schedule(app: FakeApp, ...args: string[]) {
  const io = fakeIo({ app });
  const code = await runCli(["schedule", ...args], io);
  return { code, out: io.out(), err: io.err() };
}

function appOn(scheduler: FakeScheduler | undefined): FakeApp {
  const app = new FakeApp();
  app.schedulerNow = scheduler;
  return app;
}

Deno.test("times are read as people write them", () => {
  for (
    const [written, time] of [
      ["09:55", "09:55"],
      ["9:55", "09:55"],
      ["9h55", "09:55"],
      [" 21 h ", "21:00"],
      ["0:00", "00:00"],
      ["23H59", "23:59"],
    ]
  ) assert.equal(readTime(written!), time);
  for (const written of ["", "24:00", "9:60", "955", "9.55", "midi", "-1:00", "9:5:5", "+9:00"]) {
    assert.throws(() => readTime(written), UsageError, written);
  }
});

Deno.test("days are read in both languages, in the order of the week, ranges too", () => {
  for (
    const [written, days] of [
      ["mon,thu", "mon thu"],
      ["jeu,lun", "mon thu"],
      ["Lundi ; JEUDI", "mon thu"],
      ["lun-ven", "mon tue wed thu fri"],
      ["ven-lun", "mon fri sat sun"],
      ["tue tues tuesday mardi mar. mar", "tue"],
      ["dim,sun", "sun"],
    ]
  ) assert.equal(readDays(written!).join(" "), days, written);
  for (const written of ["", " , ", "lu", "lundo", "lun-", "lun-mar-mer", "8", "everyday", "-"]) {
    assert.throws(() => readDays(written), UsageError, written);
  }
});

Deno.test("lengths are whole minutes of at most a day", () => {
  assert.deepEqual(["1", "60", "90 min", "1440"].map(readMinutes), [1, 60, 90, 1440]);
  for (const written of ["", "0", "1441", "1.5", "1h", "-5", "99999"]) {
    assert.throws(() => readMinutes(written), UsageError, written);
  }
});

Deno.test("each kind of task runs the command that it stands for", async () => {
  const scheduler = new FakeScheduler();
  const app = appOn(scheduler);
  const meeting = ["--name", "Point hebdo", "--days", "mon,thu", "--at", "09:55", "--duration", "50"];
  for (const words of [["nightly"], ["watch"], ["meeting", ...meeting]]) {
    const { code, err } = await schedule(app, "add", ...words);
    assert.equal(code, 0, err);
  }
  const tasks = Object.fromEntries(
    (await scheduler.list()).map((
      { name, args, trigger, makeUp, wake },
    ) => [name, { args, trigger, makeUp, wake }]),
  );
  assert.deepEqual(tasks, {
    "nightly": { args: ["run"], trigger: { kind: "daily", at: "02:00" }, makeUp: true, wake: false },
    "point-hebdo": {
      args: ["start", "--name", "Point hebdo", "--set", "session.max_duration_hours=0.8333"],
      trigger: { kind: "weekly", days: ["mon", "thu"], at: "09:55" },
      // A meeting that is over must not be recorded when the PC wakes.
      makeUp: false,
      wake: false,
    },
    "watch": { args: ["tray"], trigger: { kind: "log-on" }, makeUp: true, wake: false },
  });
});

Deno.test("what a shortcut starts at log-on already is not scheduled too", async () => {
  const scheduler = new FakeScheduler();
  const app = appOn(scheduler);
  app.startsAtLogOnNow = true;
  const { code, err } = await schedule(app, "add", "watch");
  assert.equal(code, 2);
  assert.match(err, /starts at log-on already/);
  assert.equal(scheduler.tasks.size, 0);
  assert.equal((await schedule(app, "add", "nightly")).code, 0);
});

Deno.test("where there is no place for an icon, log-on starts the watch itself", async () => {
  for (const name of ["systemd", "launchd"] as const) {
    const scheduler = new FakeScheduler({ name });
    await schedule(appOn(scheduler), "add", "watch");
    assert.deepEqual(scheduler.tasks.get("watch")?.args, ["watch"]);
  }
});

Deno.test("what was scheduled is told in sentences, with the next time and how to take it away", async () => {
  const app = appOn(new FakeScheduler({ now: () => fakeIo().clock.now() }));
  const asked = [
    "add",
    "meeting",
    "--name",
    "Point hebdo",
    "--days",
    "lun,jeu",
    "--at",
    "9h55",
    "--lang",
    "fr",
  ];
  const first = await schedule(app, ...asked, "--duration", "60");
  assert.match(
    first.out,
    /^C'est programmé sous le nom point-hebdo : greffier enregistre la réunion « Point hebdo », 60 minutes au plus, le lundi et le jeudi à 9 h 55\.$/m,
  );
  assert.match(first.out, /^Prochaine fois : le 26\/11\/2026 à 9 h 55\.$/m);
  assert.match(first.out, /prévenez à chaque fois les participants/);
  assert.match(first.out, /greffier schedule remove point-hebdo$/m);
  assert.match((await schedule(app, ...asked, "--duration", "60")).out, /^C'était déjà programmé/);
  assert.match(
    (await schedule(app, ...asked)).out,
    /^C'est programmé, à la place de ce qui portait le nom point-hebdo/,
  );
});

Deno.test("what a Mac does with a meeting that it slept through is told", async () => {
  const app = appOn(new FakeScheduler({ name: "launchd" }));
  const { out } = await schedule(app, "add", "meeting", "--name", "P", "--days", "mon", "--at", "9:00");
  assert.match(out, /recording begins when it wakes/);
});

Deno.test("list shows what is done when, and says what is wrong", async () => {
  const scheduler = new FakeScheduler({ now: () => fakeIo().clock.now() });
  const app = appOn(scheduler);
  assert.match(
    (await schedule(app, "list")).out,
    /^Nothing is scheduled\. For example: greffier schedule add nightly/,
  );
  await schedule(app, "add", "nightly", "--days", "mon-fri", "--at", "1:30");
  await schedule(app, "add", "watch");
  const well = (await schedule(app, "list")).out;
  assert.match(
    well,
    /^nightly +writes the reports of what waits +Monday to Friday at 01:30 +2026-11-24 at 01:30$/m,
  );
  assert.match(well, /^watch +waits for recordings +at log-on$/m);
  assert.equal(well.trimEnd().split("\n").length, 3);
  scheduler.change("nightly", { current: false, lastResult: 0x80070002 });
  scheduler.change("watch", { enabled: false, trigger: null });
  const { code, out } = await schedule(app, "list");
  assert.equal(code, 0);
  assert.match(out, /^nightly no longer starts this greffier on this home/m);
  assert.match(out, /^nightly ended the last time with code 0x80070002/m);
  assert.match(out, /^watch +waits for recordings +at times set elsewhere +switched off$/m);
  assert.match(out, /^watch is switched off/m);
  const { scheduler: name, tasks } = JSON.parse((await schedule(app, "list", "--json")).out);
  assert.equal(name, "task-scheduler");
  assert.deepEqual(tasks.map((task: { name: string; current: boolean }) => [task.name, task.current]), [
    ["nightly", false],
    ["watch", true],
  ]);
});

Deno.test("a task is removed by its name, by its meeting's, or with all others", async () => {
  const scheduler = new FakeScheduler();
  const app = appOn(scheduler);
  const meeting = (name: string) =>
    schedule(app, "add", "meeting", "--name", name, "--days", "fri", "--at", "10:00");
  await meeting("Comité d'été");
  await meeting("Watch");
  await meeting("会议");
  for (const kind of ["nightly", "watch"]) await schedule(app, "add", kind);
  assert.deepEqual([...scheduler.tasks.keys()].sort(), [
    "comite-d-ete",
    "meeting-meeting",
    "meeting-watch",
    "nightly",
    "watch",
  ]);
  assert.match(
    (await schedule(app, "remove", "Comité d'été")).out,
    /^comite-d-ete is no longer scheduled\.$/m,
  );
  assert.equal((await schedule(app, "remove", "watch")).code, 0);
  assert.ok(scheduler.tasks.has("meeting-watch"));
  const unknown = await schedule(app, "remove", "weekly");
  assert.equal(unknown.code, 2);
  assert.match(
    unknown.err,
    /Nothing is scheduled as "weekly"; there is: meeting-meeting, meeting-watch, nightly/,
  );
  assert.equal((await schedule(app, "remove", "all")).code, 0);
  assert.equal(scheduler.tasks.size, 0);
  assert.equal((await schedule(app, "remove", "all")).code, 0);
  assert.match((await schedule(app, "remove", "nightly")).err, /nor as anything else/);
});

Deno.test("a dry run shows files and commands, and schedules nothing", async () => {
  const scheduler = new FakeScheduler();
  const app = appOn(scheduler);
  const { out } = await schedule(app, "add", "nightly", "--dry-run");
  assert.equal(
    out,
    "Would be written to nightly.txt:\nrun\n\nWould be run, in this order:\n  scheduler make nightly.txt\n",
  );
  assert.deepEqual(JSON.parse((await schedule(app, "add", "nightly", "--dry-run", "--json")).out), {
    files: [{ path: "nightly.txt", text: "run" }],
    commands: [["scheduler", "make", "nightly.txt"]],
  });
  assert.equal(scheduler.tasks.size, 0);
});

Deno.test("what cannot be scheduled is refused with what to write instead", async () => {
  const meeting = ["meeting", "--name", "Point", "--days", "mon", "--at", "9:00"];
  for (
    const [words, said] of [
      [["nigthly"], /nightly/],
      [["nightly", "--at", "25:00"], /"25:00" is no time: write it as 09:55/],
      [["nightly", "--name", "x"], /--name does not go with greffier schedule add nightly/],
      [["watch", "--at", "8:00"], /--at does not go with/],
      [["watch", "--set", "session.disk_reserve=100"], /--set does not go with/],
      [["meeting", "--days", "mon", "--at", "9:00"], /needs --name, for example --name "Point hebdo"/],
      [["meeting", "--name", "Point", "--at", "9:00"], /needs --days/],
      [["meeting", "--name", "Point", "--days", "mon"], /needs --at/],
      [[...meeting, "--days", "mo"], /"mo" is no day of the week/],
      [[...meeting, "--duration", "1h"], /"1h" is no length of time/],
      [[...meeting, "--name", "  "], /needs --name, for example --name "Point hebdo"/],
    ] as const
  ) {
    const scheduler = new FakeScheduler();
    const { code, err } = await schedule(appOn(scheduler), "add", ...words);
    assert.equal(code, 2, words.join(" "));
    assert.match(err, said);
    assert.equal(scheduler.tasks.size, 0);
  }
  const { code, err } = await schedule(
    appOn(new FakeScheduler({ name: "systemd" })),
    "add",
    "nightly",
    "--wake",
  );
  assert.equal(code, 2);
  assert.match(err, /Only the scheduler of Windows wakes the PC/);
});

Deno.test("a system without a scheduler is told as such", async () => {
  for (const words of [["add", "nightly"], ["list"], ["remove", "nightly"]]) {
    const { code, err } = await schedule(appOn(undefined), ...words);
    assert.equal(code, 1);
    assert.match(err, /This system has no scheduler that greffier knows/);
  }
});

Deno.test("what is written wrong is told first where the system has no scheduler", async () => {
  const meeting = ["meeting", "--name", "Point"];
  for (
    const [words, code, said] of [
      [[...meeting, "--days", "lundredi", "--at", "9:00"], 2, /"lundredi" is no day of the week/],
      [["nightly", "--at", "25:99"], 2, /"25:99" is no time/],
      [["nightly", "--at", "25:99", "--dry-run"], 2, /"25:99" is no time/],
      [["nightly", "--dry-run"], 1, /This system has no scheduler/],
      [["nightly", "--wake"], 1, /This system has no scheduler/],
    ] as const
  ) {
    const { code: ended, err } = await schedule(appOn(undefined), "add", ...words);
    assert.equal(ended, code, words.join(" "));
    assert.match(err, said);
  }
});

Deno.test("a name that is not there is told as such where the system refuses to list", async () => {
  const scheduler = new FakeScheduler();
  scheduler.list = () =>
    Promise.reject(new GreffierError(message("schedule.refusedSilently", { program: "schtasks", code: 1 })));
  const { code, err } = await schedule(appOn(scheduler), "remove", "Inconnue");
  assert.equal(code, 2);
  assert.match(err, /^Nothing is scheduled as "Inconnue"\.\n/);
});
