import assert from "node:assert/strict";
import { cloudOf, longestPath, longPathBelow } from "../../src/doctor/home_place.ts";
import { microphoneAccess } from "../../src/doctor/microphone_access.ts";
import type { Finding, HomeProbe, TaskProbe } from "../../src/doctor/mod.ts";
import {
  checkAntivirus,
  checkAutostart,
  checkHomePlace,
  checkMicrophone,
  checkPrinting,
  checkTasks,
} from "../../src/doctor/place_checks.ts";
import { checkNewer, checkRuntime } from "../../src/doctor/checks.ts";
import { message } from "../../src/errors.ts";
import { say } from "../../src/texts/mod.ts";

const seen = (findings: readonly Finding[]) => findings.map(({ level, text }) => `${level} ${text.key}`);

/** What is not well says what to do, in both languages, with no value left out. */
function assertHelpful(findings: readonly Finding[]): void {
  for (const { level, text, remedy } of findings) {
    if (level !== "ok") assert.ok(remedy, text.key);
    for (const said of [text, remedy]) {
      if (!said) continue;
      for (const language of ["fr", "en"] as const) {
        assert.doesNotMatch(say(said, language), /^[\w.]+ \{|\{\w+\}/, said.key);
      }
    }
  }
}

const HERE: HomeProbe = {
  cloud: undefined,
  network: false,
  elsewhere: 0,
  longest: 150,
  longPaths: true,
  longPathsAllowed: false,
};

Deno.test("the place of the home is well, or the finding says what threatens it and where to go", () => {
  const cases: [Partial<HomeProbe>, string[]][] = [
    [{}, ["ok doctor.placeWell"]],
    [{ cloud: "OneDrive" }, ["warning doctor.cloud"]],
    [{ network: true }, ["warning doctor.network"]],
    [{ elsewhere: 2 }, ["warning doctor.elsewhere"]],
    [{ cloud: "Dropbox", network: true }, ["warning doctor.cloud", "warning doctor.network"]],
    [{ longest: 259 }, ["ok doctor.placeWell"]],
    [{ longest: 260 }, ["warning doctor.longForOthers"]],
    [{ longest: 260, longPathsAllowed: true }, ["ok doctor.placeWell"]],
    [{ longest: 260, longPaths: false }, ["problem doctor.tooLong"]],
    [{ longest: 5000, longPaths: undefined }, ["ok doctor.placeWell"]],
  ];
  for (const [probe, expected] of cases) {
    const findings = checkHomePlace({ ...HERE, ...probe }, "D:\\greffier");
    assert.deepEqual(seen(findings), expected);
    assertHelpful(findings);
  }
});

Deno.test("a folder that a service keeps in step is known by its name, or by what the environment says", () => {
  const cases: [string, string[], string | undefined][] = [
    ["C:\\Users\\Zoé\\OneDrive\\greffier", [], "OneDrive"],
    ["C:\\Users\\Zoé\\OneDrive - Société Générique\\greffier", [], "OneDrive"],
    ["/Users/zoe/Library/CloudStorage/OneDrive-Personal/greffier", [], "OneDrive"],
    ["C:\\Users\\Zoé\\Dropbox (Équipe)\\greffier", [], "Dropbox"],
    ["G:\\Mon Drive\\greffier", [], "Google Drive"],
    ["D:\\Travail\\Greffier", ["d:\\travail"], "OneDrive"],
    ["D:\\Travail", ["D:\\Travail\\"], "OneDrive"],
    ["D:\\Travaux\\greffier", ["D:\\Travail"], undefined],
    ["C:\\greffier", ["C:\\Users\\Zoé\\OneDrive"], undefined],
    ["C:\\Mes OneDrives\\greffier", [], undefined],
  ];
  for (const [path, oneDrive, expected] of cases) assert.equal(cloudOf(path, oneDrive), expected, path);
});

Deno.test("the longest path leaves room for the longest names that a meeting has", () => {
  const longest = longestPath("C:\\greffier\\outbox");
  assert.ok(longest > 110 && longest < 140, String(longest));
  const { folders, file } = longPathBelow("/home", "probe.part");
  assert.ok(file.length > 260 && file.startsWith(folders.at(-1)!));
  assert.ok(folders.every((folder, at) => at === 0 || folder.startsWith(`${folders[at - 1]}`)));
});

const CONSENT =
  "Software\\Microsoft\\Windows\\CurrentVersion\\CapabilityAccessManager\\ConsentStore\\microphone";

Deno.test("the switches of the microphone are read as Windows' own page of them does", () => {
  const cases: [Record<string, string | number>, ReturnType<typeof microphoneAccess>][] = [
    [{}, "unknown"],
    [{ [`HKCU ${CONSENT} Value`]: "Allow" }, "allowed"],
    [{ [`HKCU ${CONSENT} Value`]: "Deny" }, "denied"],
    [{ [`HKLM ${CONSENT} Value`]: "Deny", [`HKCU ${CONSENT} Value`]: "Allow" }, "denied"],
    [
      { [`HKCU ${CONSENT} Value`]: "Allow", [`HKCU ${CONSENT}\\NonPackaged Value`]: "Deny" },
      "deniedToPrograms",
    ],
    [
      {
        [`HKCU ${CONSENT} Value`]: "Allow",
        "HKLM Software\\Policies\\Microsoft\\Windows\\AppPrivacy LetAppsAccessMicrophone": 2,
      },
      "deniedByRule",
    ],
  ];
  for (const [values, expected] of cases) {
    assert.equal(microphoneAccess((root, key, name) => values[`${root} ${key} ${name}`]), expected);
    assertHelpful(checkMicrophone(expected));
  }
  assert.deepEqual(checkMicrophone(undefined), []);
  assert.deepEqual(seen(checkMicrophone("denied")), ["problem doctor.microphone.denied"]);
  assert.match(say(checkMicrophone("deniedToPrograms")[0]!.remedy!, "fr"), /Paramètres.*Microphone/);
});

Deno.test("an antivirus program is a hint that names the folders, and no warning", () => {
  const [hint, ...more] = checkAntivirus(["C:\\Outils", "D:\\Réunions"]);
  assert.deepEqual(more, []);
  assert.equal(hint!.level, "ok");
  assert.match(say(hint!.text, "fr"), /exclure.*C:\\Outils, D:\\Réunions/);
  assert.deepEqual(checkAntivirus([]), []);
});

Deno.test("whether greffier is there every morning is told, with the way to change it", () => {
  assert.deepEqual(seen(checkAutostart({ state: "on" })), ["ok doctor.autostart.on"]);
  for (const state of ["none", "off", "elsewhere"] as const) {
    const [finding] = checkAutostart({ state, program: "D:\\ancien\\greffier.exe" });
    assert.ok(finding!.remedy, state);
    assertHelpful([finding!]);
  }
  assert.deepEqual(seen(checkAutostart({ state: "elsewhere" })), ["warning doctor.autostart.elsewhere"]);
  assert.deepEqual(checkAutostart(undefined), []);
});

Deno.test("each scheduled task is told with its next time, and what keeps one from working", () => {
  const task: TaskProbe = { name: "nightly", enabled: true, current: true, nextRun: null };
  const night = new Date(2026, 10, 24, 2, 30).getTime();
  const findings = checkTasks([
    { ...task, nextRun: night },
    task,
    { ...task, enabled: false },
    { ...task, current: false, enabled: false },
  ], "en");
  assert.deepEqual(seen(findings), [
    "ok doctor.task",
    "ok doctor.task",
    "warning doctor.taskOff",
    "warning doctor.taskElsewhere",
  ]);
  assert.match(say(findings[0]!.text, "en"), /2026-11-24 at 02:30/);
  assertHelpful(findings);
  assert.deepEqual(checkTasks(undefined, "fr"), []);
});

Deno.test("what prints PDF is told; that nothing does is told to those who want them", () => {
  const none = { wanted: false, browser: undefined, problem: null };
  const problem = message("printing.noSuchBrowser", { path: "D:\\chrome.exe" });
  const cases = [
    [{ ...none, browser: "/usr/bin/chromium" }, ["ok doctor.printing"]],
    [none, []],
    [{ ...none, wanted: true }, ["warning doctor.printingNone"]],
    [{ ...none, problem }, ["warning printing.noSuchBrowser"]],
    [{ ...none, wanted: true, problem }, ["problem printing.noSuchBrowser"]],
  ] as const;
  for (const [probe, expected] of cases) {
    const findings = checkPrinting(probe);
    assert.deepEqual(seen(findings), expected);
    assertHelpful(findings);
  }
});

Deno.test("what a newer greffier wrote is told with what to do, and a translated program is no trouble", () => {
  const findings = checkNewer([message("file.newer", { path: "D:\\outbox\\x\\session.json" })]);
  assert.deepEqual(seen(findings), ["warning file.newer"]);
  assertHelpful(findings);
  const program = { deno: "2.9.6", os: "windows", arch: "x86_64", engineFailure: undefined };
  assert.deepEqual(seen(checkRuntime({ ...program, translated: true })), [
    "ok doctor.runtime",
    "ok doctor.translated",
  ]);
});
