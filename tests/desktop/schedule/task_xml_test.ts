import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { argumentsLine } from "../../../src/windows/mod.ts";
import { createScheduler, type ScheduledTask } from "../../../src/desktop/schedule/mod.ts";
import { mayBe, oemText } from "../../../src/desktop/schedule/windows/oem_text.ts";
import { hasSettingsOf, readTaskXml, taskXml } from "../../../src/desktop/schedule/windows/task_xml.ts";
import { GreffierError } from "../../../src/errors.ts";
import { ManualClock } from "../../support/manual_clock.ts";
import { temporaryFolder } from "../../support/temporary_folder.ts";
import { scriptedSchtasks } from "./scripted_schtasks.ts";

const GOLDEN = join(import.meta.dirname!, "golden");

const TASKS: readonly ScheduledTask[] = [
  { name: "nightly", args: ["run"], trigger: { kind: "daily", at: "02:00" }, wake: true },
  { name: "watch", args: ["tray"], trigger: { kind: "log-on" } },
  {
    name: "comite-d-ete",
    args: ["start", "--name", `Comité d'été « Œuvre » & "Cie" <à 50 %> \\`],
    trigger: { kind: "weekly", days: ["mon", "thu"], at: "09:55" },
    makeUp: false,
  },
];

/** A scheduler of Hélène's PC, on a Monday afternoon wherever this runs. */
function taskScheduler(change: { readonly home?: string; readonly temporary?: string } = {}) {
  const system = scriptedSchtasks();
  const scheduler = createScheduler({
    home: change.home ?? "D:\\Réunions d'équipe & cie\\greffier",
    program: "D:\\Réunions d'équipe & cie\\greffier\\greffier.exe",
    args: [],
    language: "fr",
    places: { account: "BUREAU\\Hélène", system: "C:\\WINDOWS", temporary: change.temporary },
    clock: new ManualClock(new Date(2026, 10, 23, 14, 5).getTime()),
    os: "windows",
    run: system.run,
  })!;
  return { system, scheduler };
}

for (const task of TASKS) {
  Deno.test(`the definition of ${task.name} is the one that was looked over`, async () => {
    const [file] = taskScheduler().scheduler.preview(task).files;
    const golden = await Deno.readTextFile(join(GOLDEN, `${task.name}.xml`));
    assert.equal(file!.text, golden.replace(/\r?\n/g, "\r\n"));
  });

  Deno.test(`what is written of ${task.name} is read again`, () => {
    const [file] = taskScheduler().scheduler.preview(task).files;
    const read = readTaskXml(file!.text)!;
    assert.deepEqual(read.trigger, task.trigger);
    assert.deepEqual(read.note?.args, task.args);
    assert.ok(hasSettingsOf(read, task));
    assert.ok(!hasSettingsOf(read, { ...task, wake: !task.wake }));
    assert.ok(read.enabled);
  });
}

Deno.test("the file that schtasks.exe reads is UTF-16 with its mark, well-formed to another reader, and gone afterwards", async () => {
  await using folder = await temporaryFolder();
  const { scheduler, system } = taskScheduler({ temporary: folder.path });
  for (const task of TASKS) {
    await scheduler.add(task);
    const text = [...system.tasks.values()].at(-1)!;
    const bytes = new Uint8Array(2 + text.length * 2);
    new Uint16Array(bytes.buffer).set([0xfeff, ...Array.from(text, (_, at) => text.charCodeAt(at))]);
    const reader = new Deno.Command("python3", {
      args: [
        "-c",
        "import sys, xml.etree.ElementTree as e; r = e.fromstring(sys.stdin.buffer.read()); " +
        "sys.stdout.buffer.write(r.find('.//{*}Arguments').text.encode())",
      ],
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    const writer = reader.stdin.getWriter();
    await writer.write(bytes);
    await writer.close();
    const { stdout, success } = await reader.output();
    assert.ok(success);
    const [command, ...others] = task.args;
    assert.equal(
      new TextDecoder().decode(stdout),
      argumentsLine(["--home", "D:\\Réunions d'équipe & cie\\greffier", command!, "--background", ...others]),
    );
  }
  assert.deepEqual(Array.from(Deno.readDirSync(folder.path)), []);
});

Deno.test("elements stand in the order that the schema gives them, none twice", () => {
  const order = ["RegistrationInfo", "Triggers", "Principals", "Settings", "Actions"];
  const trigger = ["StartBoundary", "Enabled", "UserId", "ScheduleByDay", "ScheduleByWeek"];
  const exec = ["Command", "Arguments", "WorkingDirectory"];
  for (const task of TASKS) {
    const text = taskScheduler().scheduler.preview(task).files[0]!.text;
    for (const [within, names] of [["Task", order], ["\\w+Trigger", trigger], ["Exec", exec]] as const) {
      const inside = new RegExp(`<(${within})[ >][^]*?</\\1>`).exec(text)![0];
      const found = names.filter((name) => inside.includes(`<${name}`));
      const places = found.map((name) => inside.indexOf(`<${name}`));
      assert.deepEqual(places, places.toSorted((a, b) => a - b), within);
      for (const name of found) assert.equal(inside.match(new RegExp(`<${name}[ >]`, "g"))!.length, 1, name);
    }
  }
});

/** Arguments as CommandLineToArgvW takes a line apart, by its documentation. */
function takenApart(line: string): string[] {
  const args: string[] = [];
  let at = 0;
  while (at < line.length) {
    while (line[at] === " " || line[at] === "\t") at++;
    if (at >= line.length) break;
    let argument = "", quoted = false;
    for (; at < line.length && (quoted || line[at] !== " " && line[at] !== "\t"); at++) {
      let slashes = 0;
      while (line[at] === "\\") [slashes, at] = [slashes + 1, at + 1];
      if (line[at] !== '"') {
        argument += "\\".repeat(slashes);
        if (at < line.length && (quoted || line[at] !== " " && line[at] !== "\t")) argument += line[at];
        else at--;
        continue;
      }
      argument += "\\".repeat(slashes >> 1);
      if (slashes % 2 === 1) argument += '"';
      else quoted = !quoted;
    }
    args.push(argument);
  }
  return args;
}

Deno.test("whatever a meeting is called, its name reaches the program unchanged", () => {
  // No meeting's name holds a control character, or what is no text.
  const name = fc.string({ unit: "grapheme", maxLength: 40 })
    .filter((text) => text.trim() !== "" && !/[\p{Cc}\p{Cn}]/u.test(text) && text.isWellFormed());
  fc.assert(fc.property(name, (name) => {
    const task: ScheduledTask = { ...TASKS[2]!, args: ["start", "--name", name] };
    const text = taskXml(task, {
      path: "\\greffier\\x",
      description: name,
      note: "",
      account: "PC\\Zoë",
      program: "C:\\greffier.exe",
      args: ["--home", "C:\\", ...task.args],
      directory: "C:\\",
      now: 0,
    });
    assert.deepEqual(takenApart(readTaskXml(text)!.arguments), ["--home", "C:\\", "start", "--name", name]);
  }));
});

Deno.test("what Windows would put something else for is refused, by name", () => {
  for (const name of ["Bilan %TEMP%", "Budget $(Arg0)"]) {
    const { scheduler } = taskScheduler();
    assert.throws(() => scheduler.preview({ ...TASKS[2]!, args: ["start", "--name", name] }), GreffierError);
  }
  assert.throws(() => taskScheduler({ home: "C:\\a%b%c" }).scheduler.preview(TASKS[0]!), GreffierError);
});

Deno.test("a definition that a person changed shows other times, and adding puts it right", async () => {
  await using folder = await temporaryFolder();
  const { scheduler, system } = taskScheduler({ temporary: folder.path });
  await scheduler.add(TASKS[0]!);
  const [[path, text]] = [...system.tasks] as [[string, string]];
  for (
    const [was, is, trigger] of [
      ["<DaysInterval>1</DaysInterval>", "<DaysInterval>3</DaysInterval>", null],
      ["T02:00:00", "T05:30:00", { kind: "daily", at: "05:30" }],
      ["<StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>", "", TASKS[0]!.trigger],
    ] as const
  ) {
    assert.ok(text.includes(was));
    system.tasks.set(path, text.replace(was, is));
    const [found] = await scheduler.list();
    assert.deepEqual([found!.trigger, found!.current], [trigger, true]);
    assert.equal(await scheduler.add(TASKS[0]!), "replaced");
    assert.equal(await scheduler.add(TASKS[0]!), "unchanged");
  }
  system.tasks.set(path, text.replace("run --background", "run"));
  assert.equal((await scheduler.list())[0]!.current, false);
});

Deno.test("a name that differs by its accents alone is another name", async () => {
  await using folder = await temporaryFolder();
  const { scheduler } = taskScheduler({ temporary: folder.path });
  const { name: _name, ...meeting } = TASKS[2]!;
  const named = (name: string) => ({ ...meeting, name: "ete", args: ["start", "--name", name] });
  assert.equal(await scheduler.add(named("Ete")), "added");
  assert.equal(await scheduler.add(named("Été")), "replaced");
  assert.equal(await scheduler.add(named("Été")), "unchanged");
  assert.equal(await scheduler.add(named("Eté")), "replaced");
});

Deno.test("tasks of others in the folder, broken ones too, are let be", async () => {
  await using folder = await temporaryFolder();
  const { scheduler, system } = taskScheduler({ temporary: folder.path });
  await scheduler.add(TASKS[1]!);
  system.tasks.set("\\greffier\\sauvegarde", "<Task/>");
  system.tasks.set("\\greffier\\nightly-00000000", "<Task><Actions>");
  system.tasks.set("\\autre\\watch-12345678", "<Task/>");
  assert.deepEqual((await scheduler.list()).map(({ name }) => name), ["watch"]);
  assert.equal(await scheduler.remove("nightly"), false);
  assert.equal(system.tasks.size, 4);
});

Deno.test("what a console prints is read in the code page of Western Europe, and lost letters are forgiven", () => {
  assert.equal(oemText(Uint8Array.of(0x41, 0x82, 0x8a, 0x85, 0x87, 0xff)), "Aéèàç\u00a0");
  assert.ok(mayBe("Comit? d'?t? (a+b)", "Comité d'été (a+b)"));
  assert.ok(mayBe("????", "会议"));
  assert.ok(!mayBe("Comit? d'hiver", "Comité d'été"));
  assert.ok(!mayBe("run", "run --background"));
  assert.ok(!mayBe("a.b", "axb"));
});
