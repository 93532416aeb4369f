import assert from "node:assert/strict";
import { loadSettings } from "../../src/config/mod.ts";
import {
  bytesForHours,
  checkClock,
  checkDisk,
  checkKind,
  checkLanguageModel,
  checkLock,
  checkModel,
  checkPlaces,
  checkRuntime,
  checkSettings,
} from "../../src/doctor/checks.ts";
import { examine, type Finding, type Probes } from "../../src/doctor/mod.ts";
import { checkVocabulary } from "../../src/doctor/vocabulary_check.ts";
import { message } from "../../src/errors.ts";
import { say } from "../../src/texts/mod.ts";

/** Findings as `level key`, which is what tables compare. */
const seen = (findings: readonly Finding[]) => findings.map(({ level, text }) => `${level} ${text.key}`);

/** Every finding that is not well says what to do, in both languages, with no value left out. */
function assertHelpful(findings: readonly Finding[]): void {
  for (const { level, text, remedy } of findings) {
    if (level === "problem") assert.ok(remedy, text.key);
    for (const said of [text, remedy]) {
      if (!said) continue;
      for (const language of ["fr", "en"] as const) {
        assert.doesNotMatch(say(said, language), /^[\w.]+ \{|\{\w+\}/, said.key);
      }
    }
  }
}

const model = {
  name: "whisper-small",
  directory: "/home/models/whisper-small",
  demo: false,
  unusable: null,
  listed: true,
  wrong: [],
};

Deno.test("the model is there and whole, or the finding says what is missing and how to add one", () => {
  const missing = message("asr.modelMissing", { model: "x", directory: "/home/models/x" });
  const cases: [Parameters<typeof checkModel>[0], string[]][] = [
    [model, ["ok doctor.modelWhole"]],
    [{ ...model, demo: true, listed: false }, ["warning model.demoOnly"]],
    [{ ...model, listed: false }, ["ok doctor.modelWhole", "warning doctor.modelUnlisted"]],
    [{ ...model, wrong: ["onnx/encoder_model.onnx"] }, ["problem doctor.modelDamaged"]],
    [{ ...model, unusable: missing }, ["problem asr.modelMissing"]],
  ];
  for (const [probe, expected] of cases) {
    const findings = checkModel(probe);
    assert.deepEqual(seen(findings), expected);
    assertHelpful(findings);
  }
  assert.match(
    say(checkModel({ ...model, demo: true })[0]!.text, "en"),
    /few hundred words.*greffier model add/,
  );
});

Deno.test("the disk has room for the longest meeting, or the finding says how much is needed", () => {
  const needed = bytesForHours(4);
  assert.ok(needed > 2 * 461e6, "the recording and its decoded copy fit");
  const cases: [number | null, string][] = [
    [null, "warning doctor.diskUnknown"],
    [0, "problem doctor.diskFull"],
    [needed - 1, "problem doctor.diskFull"],
    [needed, "warning doctor.diskLow"],
    [3 * needed, "ok doctor.diskWell"],
  ];
  for (const [free, expected] of cases) {
    const findings = checkDisk(free, 4, "fr");
    assert.deepEqual(seen(findings), [expected]);
    assertHelpful(findings);
  }
  const told = (bytes: number) => say(checkDisk(bytes, 4, "fr")[0]!.text, "fr").replaceAll("\u00a0", " ");
  assert.match(told(1_999_999), /^Disque : 1,9 Mo de libre ; .* peut demander 2,1 Go$/);
  assert.match(told(80_999_999_999), /^Disque : 80 Go de libre/);
});

Deno.test("every folder that is missing or refuses is named, and one cause is told once with its own remedy", () => {
  const well = { path: "/home/inbox", exists: true, refusal: null };
  assert.deepEqual(seen(checkPlaces([well, well], "/home")), ["ok doctor.placesWell"]);
  const findings = checkPlaces([
    well,
    { path: "/home/outbox", exists: false, refusal: null },
    { path: "/home/rejected", exists: true, refusal: { kind: undefined, words: "Bad luck" } },
  ], "/home");
  assert.deepEqual(seen(findings), ["warning doctor.placeMissing", "problem doctor.placeRefused"]);
  assert.match(say(findings[1]!.text, "fr"), /\/home\/rejected \(Bad luck\)/);
  assertHelpful(findings);

  const full = { kind: "full" as const, words: "No space left on device (os error 28)" };
  const onFullDisk = checkPlaces([
    { path: "/home", exists: true, refusal: full },
    { path: "/home/inbox", exists: true, refusal: full },
    { path: "/proc/nope", exists: false, refusal: { kind: "absent", words: "No such file" } },
  ], "/home");
  assert.deepEqual(onFullDisk.map(({ level, text, remedy }) => [level, say(text, "en"), remedy?.key]), [
    ["problem", "Folders: the disk is full (/home, /home/inbox)", "system.remedy.full"],
    ["problem", "Folders: this file or folder cannot be found (/proc/nope)", "system.remedy.absent"],
  ]);
  assertHelpful(onFullDisk);

  const missing = (path: string) => ({ path, exists: false, refusal: null });
  assert.deepEqual(seen(checkPlaces([missing("/typo"), missing("/typo/inbox")], "/typo")), [
    "problem doctor.homeMissing",
  ]);
});

Deno.test("the lock is free, held by someone who is named, or was left by a crash", () => {
  const owner = { pid: 7, command: "watch", since: "2026-11-23T10:00:00" };
  assert.deepEqual(seen(checkLock({ owner: null, ownerFile: false }, "fr")), ["ok doctor.lockFree"]);
  const held = checkLock({ owner, ownerFile: true }, "fr");
  assert.deepEqual(seen(held), ["ok doctor.lockHeld"]);
  assert.match(say(held[0]!.text, "fr").replaceAll("\u00a0", " "), /depuis le 23\/11\/2026 à 10 h 00 \(/);
  const other = { ...owner, user: "PC\\Bruno" };
  assert.match(
    say(checkLock({ owner: other, ownerFile: true }, "en")[0]!.text, "en"),
    /process 7, account PC\\Bruno/,
  );
  assert.deepEqual(seen(checkLock({ owner: null, ownerFile: true }, "fr")), ["warning doctor.ownerStale"]);
});

Deno.test("the clock is set, never goes back, has a zone and agrees with the disk", () => {
  const now = Date.UTC(2026, 10, 23);
  const well = { now, file: now + 1500, zone: "Europe/Paris", monotonic: [1, 1, 2] };
  const cases: [Parameters<typeof checkClock>[0], string[]][] = [
    [well, ["ok doctor.clockWell"]],
    [{ ...well, file: null }, ["ok doctor.clockWell"]],
    [{ ...well, now: 0, file: 0 }, ["problem doctor.clockYear"]],
    [{ ...well, now: Number.NaN, file: null }, ["problem doctor.clockYear"]],
    [{ ...well, monotonic: [2, 1] }, ["problem doctor.clockBack"]],
    [{ ...well, zone: "" }, ["warning doctor.zoneUnknown"]],
    [{ ...well, file: now - 3_600_000 }, ["warning doctor.clockApart"]],
  ];
  for (const [probe, expected] of cases) {
    const findings = checkClock(probe);
    assert.deepEqual(seen(findings), expected);
    assertHelpful(findings);
  }
});

Deno.test("settings that are no defaults are told with their origin, and those without effect are named", () => {
  assert.deepEqual(seen(checkSettings(loadSettings())), ["ok doctor.settingsDefault"]);
  const findings = checkSettings(loadSettings({
    file: {
      name: "greffier.json",
      text: `{"transcription":{"device":"gpu"},"analysis":{"llm_backend":"none"}}`,
    },
    environment: { GREFFIER_AUDIO_SILENCE_THRESHOLD: "0.01" },
    flags: [{ key: "transcription.model", value: "small", flag: "--model" }],
  }));
  assert.deepEqual(seen(findings), [
    "ok doctor.setting.environment",
    "ok doctor.setting.flag",
    "ok doctor.setting.file",
    "warning doctor.settingIdle",
    "ok doctor.setting.file",
  ]);
  assert.match(say(findings[3]!.text, "en"), /transcription\.device = "gpu" has no effect yet/);
});

Deno.test("the language model answers, or the finding says what to do; only one that is named must answer", () => {
  const ollama = {
    backend: "auto",
    name: "Ollama llama3.2",
    model: "llama3.2",
    address: "http://127.0.0.1:11434",
    leavesTo: undefined,
  } as const;
  const answers = { version: "0.33.2", hasModel: true };
  const failure = message("llm.ollamaUnreachable", { address: ollama.address });
  const keyMissing = message("llm.keyMissing", { name: "OpenAI gpt-5-mini", variable: "OPENAI_API_KEY" });
  const openai = {
    backend: "openai",
    name: "OpenAI gpt-5-mini",
    model: "gpt-5-mini",
    address: "https://api.openai.com/v1",
    leavesTo: "api.openai.com",
  } as const;
  const cases: [Parameters<typeof checkLanguageModel>[0], string[]][] = [
    [undefined, ["ok doctor.llmNone"]],
    [{ ...ollama, ...answers }, ["ok doctor.llmOllamaWell"]],
    [{ ...ollama, failure }, ["ok doctor.llmAbsent"]],
    [{ ...ollama, ...answers, hasModel: false }, ["warning doctor.llmOllamaLacks"]],
    [{ ...ollama, backend: "ollama", failure }, ["problem llm.ollamaUnreachable"]],
    [{ ...ollama, backend: "ollama", ...answers, hasModel: false }, ["problem doctor.llmOllamaLacks"]],
    [{ ...ollama, ...answers, leavesTo: "atelier" }, ["ok doctor.llmOllamaWell", "warning doctor.llmLeaves"]],
    [{ ...openai, hasModel: true }, ["ok doctor.llmWell", "warning doctor.llmLeaves"]],
    [{ ...openai }, ["ok doctor.llmWell", "warning doctor.llmLeaves"]],
    [{ ...openai, hasModel: false }, ["problem doctor.llmLacks", "warning doctor.llmLeaves"]],
    [{ ...openai, failure: keyMissing }, ["problem llm.keyMissing", "warning doctor.llmLeaves"]],
  ];
  for (const [probe, expected] of cases) {
    const findings = checkLanguageModel(probe);
    assert.deepEqual(seen(findings), expected);
    assertHelpful(findings);
  }
  const [lacking] = checkLanguageModel({ ...ollama, ...answers, hasModel: false });
  assert.match(say(lacking!.remedy!, "fr"), /ollama pull llama3\.2$/);
});

Deno.test("the engine answers, or the finding says why not; without a model it is not asked", () => {
  const program = { deno: "2.9.6", os: "linux", arch: "x86_64" };
  const failure = message("error.other", { found: "no onnxruntime" });
  assert.deepEqual(seen(checkRuntime({ ...program, engineFailure: null })), [
    "ok doctor.runtime",
    "ok doctor.engineWell",
  ]);
  assert.deepEqual(seen(checkRuntime({ ...program, engineFailure: undefined })), ["ok doctor.runtime"]);
  const findings = checkRuntime({ ...program, engineFailure: failure });
  assert.deepEqual(seen(findings), ["ok doctor.runtime", "problem error.other"]);
  assertHelpful(findings);
});

Deno.test("a kind of meeting that cannot be used is a problem with a remedy, and one that can is not mentioned", () => {
  assert.deepEqual(checkKind(null), []);
  const findings = checkKind(message("template.unknown", { found: "x", known: "general" }));
  assert.deepEqual(seen(findings), ["problem template.unknown"]);
  assertHelpful(findings);
});

Deno.test("a look that fails is a finding and hides none of the others", async () => {
  const probes: Probes = {
    home: "/home",
    model: () => Promise.resolve(model),
    languageModel: () => Promise.resolve(undefined),
    kind: () => Promise.resolve(null),
    freeBytes: () => Promise.reject(new Error("no such volume")),
    places: () => Promise.resolve([]),
    lock: () => Promise.resolve({ owner: null, ownerFile: false }),
    unknownMeetings: () => Promise.resolve([]),
    newerFiles: () => Promise.resolve([]),
    homePlace: () =>
      Promise.resolve({
        cloud: undefined,
        network: false,
        elsewhere: 0,
        longest: 90,
        longPaths: undefined,
        longPathsAllowed: true,
      }),
    microphone: () => Promise.resolve(undefined),
    antivirus: () => Promise.resolve([]),
    autostart: () => Promise.resolve(undefined),
    tasks: () => Promise.resolve(undefined),
    delivery: () => Promise.resolve(undefined),
    vocabulary: () => Promise.resolve(""),
    ffmpeg: () => Promise.resolve({ version: undefined, named: "" }),
    printing: () => Promise.resolve({ wanted: false, browser: undefined, problem: null }),
    times: () => Promise.reject(new Error("no clock")),
    settings: () => Promise.resolve(loadSettings()),
    runtime: () => Promise.resolve({ deno: "2", os: "linux", arch: "x86_64", engineFailure: null }),
  };
  const findings = await examine(probes, "en");
  assert.deepEqual(
    findings.filter(({ level }) => level === "problem").map(({ area, text }) => [area, say(text, "en")]),
    [
      ["disk", `The check "Disk" could not be made: Unexpected error: no such volume`],
      ["clock", `The check "Clock" could not be made: Unexpected error: no clock`],
    ],
  );
  assert.deepEqual(
    (await examine(probes, "fr")).filter(({ level }) => level === "problem")
      .map(({ text }) => /« (.*?) »/.exec(say(text, "fr").replaceAll("\u00a0", " "))?.[1]),
    ["Disque", "Horloge"],
  );
  assert.equal(new Set(findings.map(({ area }) => area)).size, 10);
});

Deno.test("the vocabulary of the house: how many words, and each line that says nothing", () => {
  assert.deepEqual(checkVocabulary(""), []);
  const findings = checkVocabulary("a => b\nc -> d\n");
  assert.deepEqual(
    findings.map(({ level, text: { key, values } }) => [level, key, values.n ?? values.line]),
    [
      ["ok", "vocabulary.words", 1],
      ["warning", "vocabulary.otherSign", 2],
    ],
  );
});
