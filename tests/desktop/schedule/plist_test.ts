import assert from "node:assert/strict";
import { createScheduler, type ScheduledTask } from "../../../src/desktop/schedule/mod.ts";
import { readPlist } from "../../../src/desktop/schedule/launchd/plist.ts";
import { ManualClock } from "../../support/manual_clock.ts";
import { temporaryFolder } from "../../support/temporary_folder.ts";
import { scriptedLaunchctl } from "./scripted_launchctl.ts";

const NAME = `Comité d'été « Œuvre » & "Cie" <50 %> \\`;
const HOME = "/Users/helene/Réunions d'équipe & cie";
const PROGRAM = "/Applications/greffier d'été/greffier";

const MEETING: ScheduledTask = {
  name: "comite",
  args: ["start", "--name", NAME],
  trigger: { kind: "weekly", days: ["mon", "sun"], at: "09:05" },
  makeUp: false,
};

function scheduler(folder: string) {
  const system = scriptedLaunchctl();
  const scheduler = createScheduler({
    home: HOME,
    program: PROGRAM,
    args: [],
    language: "fr",
    places: { home: folder },
    clock: new ManualClock(),
    os: "darwin",
    uid: 501,
    run: system.run,
  })!;
  return { system, scheduler };
}

/** A property list as Python's own library reads it. */
// deno-lint-ignore no-explicit-any -- what it holds is what is tested
async function asPythonReads(text: string): Promise<any> {
  const reader = new Deno.Command("python3", {
    args: ["-c", "import json, plistlib, sys; print(json.dumps(plistlib.loads(sys.stdin.buffer.read())))"],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const writer = reader.stdin.getWriter();
  await writer.write(new TextEncoder().encode(text));
  await writer.close();
  return JSON.parse(new TextDecoder().decode((await reader.output()).stdout));
}

Deno.test("a property list says to another reader what was meant", async () => {
  await using folder = await temporaryFolder();
  const own = scheduler(folder.path).scheduler;
  const [file] = own.preview(MEETING).files;
  const read = await asPythonReads(file!.text);
  assert.ok(file!.path.endsWith(`/Library/LaunchAgents/${read.Label}.plist`));
  assert.match(read.Label, /^greffier\.comite-[0-9a-f]{8}$/);
  assert.deepEqual(read.ProgramArguments, [PROGRAM, "--home", HOME, "start", "--name", NAME]);
  assert.equal(read.WorkingDirectory, HOME);
  assert.deepEqual(read.StartCalendarInterval, [
    { Weekday: 1, Hour: 9, Minute: 5 },
    { Weekday: 0, Hour: 9, Minute: 5 },
  ]);
  assert.equal(read.RunAtLoad, undefined);
  assert.deepEqual(readPlist(file!.text)?.trigger, MEETING.trigger);

  const nightly = own.preview({ name: "nightly", args: ["run"], trigger: { kind: "daily", at: "02:00" } });
  const { StartCalendarInterval, ProcessType } = await asPythonReads(nightly.files[0]!.text);
  assert.deepEqual([StartCalendarInterval, ProcessType], [{ Hour: 2, Minute: 0 }, "Background"]);

  const watch = own.preview({ name: "watch", args: ["watch"], trigger: { kind: "log-on" } });
  const { RunAtLoad, KeepAlive } = await asPythonReads(watch.files[0]!.text);
  assert.deepEqual([RunAtLoad, KeepAlive], [true, { SuccessfulExit: false }]);
});

Deno.test("a task is loaded when it is added, anew when it is replaced, and unloaded when it is removed", async () => {
  await using folder = await temporaryFolder();
  const { system, scheduler: own } = scheduler(folder.path);
  const [[, , domain, path]] = own.preview(MEETING).commands.slice(1) as [string[]];
  assert.deepEqual([domain, path], ["gui/501", own.preview(MEETING).files[0]!.path]);
  await own.add(MEETING);
  assert.deepEqual(system.commands, own.preview(MEETING).commands.map((words) => words.join(" ")));
  assert.equal(await own.add({ ...MEETING, trigger: { kind: "daily", at: "10:00" } }), "replaced");
  assert.equal(system.loaded.size, 1);
  assert.ok(await own.remove("comite"));
  assert.deepEqual([system.loaded.size, await own.list()], [0, []]);
});

Deno.test("a property list that a person changed shows other times, and adding puts it right", async () => {
  await using folder = await temporaryFolder();
  const { scheduler: own } = scheduler(folder.path);
  await own.add(MEETING);
  const { path, text } = own.preview(MEETING).files[0]!;
  await Deno.writeTextFile(path, text.replace("<key>Minute</key>", "<key>Day</key>"));
  assert.deepEqual((await own.list()).map(({ trigger, current }) => [trigger, current]), [[null, false]]);
  assert.equal(await own.add(MEETING), "replaced");
  await Deno.writeTextFile(path, text.slice(0, 200));
  assert.deepEqual(await own.list(), []);
  assert.equal(await own.remove("comite"), false);
});
