import assert from "node:assert/strict";
import fc from "fast-check";
import {
  defaultSettingsFile,
  loadSettings,
  nearest,
  SETTINGS,
  Settings,
  SettingsError,
  settingsJsonSchema,
  type SettingsSources,
  valueOf,
  withValue,
} from "../../src/config/mod.ts";
import { say } from "../../src/texts/mod.ts";

const file = (text: string) => ({ name: "greffier.json", text });

interface SchemaNode {
  readonly $schema?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly additionalProperties?: boolean;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
}

/** The problems that loading tells, in `language`. */
function problemsOf(sources: SettingsSources, language: "fr" | "en" = "en"): string[] {
  try {
    loadSettings(sources);
  } catch (error) {
    assert.ok(error instanceof SettingsError);
    return error.problems.map((problem) => say(problem, language).replaceAll("\u00a0", " "));
  }
  return [];
}

Deno.test("loadSettings() without any layer gives the defaults, each of them said to be one", () => {
  const { settings, origins } = loadSettings();
  assert.deepEqual(settings, Settings.parse({}));
  assert.deepEqual(new Set(origins.values()), new Set(["default"]));
  assert.equal(origins.size, SETTINGS.length);
});

Deno.test("each layer wins over the ones below it and is named as the origin", () => {
  const key = "transcription.model";
  const text = `{ "transcription": { "model": "of-the-file" } }`;
  const environment = { GREFFIER_TRANSCRIPTION_MODEL: "of-the-environment" };
  const flags = [{ key, value: "of-a-flag", flag: "--model" }];
  const cases: [SettingsSources, string, string][] = [
    [{}, "greffier-demo", "default"],
    [{ file: file(text) }, "of-the-file", "file"],
    [{ file: file(text), environment }, "of-the-environment", "environment"],
    [{ file: file(text), environment, flags }, "of-a-flag", "flag"],
    [{ flags }, "of-a-flag", "flag"],
  ];
  for (const [sources, value, origin] of cases) {
    const { settings, origins } = loadSettings(sources);
    assert.equal(settings.transcription.model, value);
    assert.equal(origins.get(key), origin);
    assert.equal(origins.get("transcription.language"), "default");
  }
});

Deno.test("a file may have comments, trailing commas, a byte-order mark, Windows lines and $schema", () => {
  const text =
    `\uFEFF// head\r\n{\r\n  "$schema": "./greffier.schema.json",\r\n  /* sound */ "audio": {\r\n` +
    `    "silence_threshold": 0.01, // loud office\r\n  },\r\n}\r\n`;
  assert.equal(loadSettings({ file: file(text) }).settings.audio.silence_threshold, 0.01);
  for (const empty of ["", "// nothing yet\n", "{}", "\uFEFF"]) {
    assert.deepEqual(loadSettings({ file: file(empty) }).settings, Settings.parse({}));
  }
});

Deno.test("the engine faster-whisper of older files is understood as transformers", () => {
  const text = `{ "transcription": { "engine": "faster-whisper" } }`;
  assert.equal(loadSettings({ file: file(text) }).settings.transcription.engine, "transformers");
});

Deno.test("the environment and flags are read by the type of their setting", () => {
  const { settings } = loadSettings({
    environment: {
      GREFFIER_OUTPUT_FORMATS: "markdown, html",
      GREFFIER_OUTPUT_INCLUDE_FULL_TRANSCRIPT: "non",
      GREFFIER_AUDIO_SILENCE_THRESHOLD: "1e-3",
      GREFFIER_ANALYSIS_OLLAMA_HOST: "http://10.0.0.3:11434",
    },
    flags: [{ key: "analysis.intermediate_summary_interval_minutes", value: "5", flag: "--set" }],
  });
  assert.deepEqual(settings.output.formats, ["markdown", "html"]);
  assert.equal(settings.output.include_full_transcript, false);
  assert.equal(settings.audio.silence_threshold, 0.001);
  assert.equal(settings.analysis.ollama.host, "http://10.0.0.3:11434");
  assert.equal(settings.analysis.intermediate_summary_interval_minutes, 5);
});

Deno.test("every refusal of a file names the file, the place, the key, the rule and the value found", () => {
  const cases: [string, string][] = [
    [`{"audoi":{}}`, `there is no setting "audoi"; perhaps "audio"?`],
    [
      `{"audio":{"sample-rate":16000}}`,
      `there is no setting "audio.sample-rate"; perhaps "audio.sample_rate"?`,
    ],
    [`{"model":"x"}`, `there is no setting "model"; perhaps "transcription.model"?`],
    [`{"audio":{"zzzzzzzzz":1}}`, `this version of greffier has no setting "audio.zzzzzzzzz"`],
    [`{"__proto__":{"audio":1}}`, `this version of greffier has no setting "__proto__"`],
    [`{"audio":3}`, `"audio" must be a group of settings between braces, not 3`],
    [`{"audio":{"sample_rate":44100}}`, `"audio.sample_rate" must be 16000, not 44100`],
    [
      `{"audio":{"capture_type":"wasap"}}`,
      `"audio.capture_type" must be auto, wasapi, pulseaudio, ffmpeg, sox, microphone, not "wasap"; perhaps wasapi?`,
    ],
    [`{"audio":{"micro_batch_seconds":3}}`, `"audio.micro_batch_seconds" must be at least 4, not 3`],
    [`{"audio":{"micro_batch_seconds":16}}`, `"audio.micro_batch_seconds" must be at most 15, not 16`],
    [`{"audio":{"micro_batch_seconds":"ten"}}`, `"audio.micro_batch_seconds" must be a number, not "ten"`],
    [`{"session":{"max_duration_hours":0}}`, `"session.max_duration_hours" must be more than 0, not 0`],
    [
      `{"analysis":{"intermediate_summary_interval_minutes":2.5}}`,
      `"analysis.intermediate_summary_interval_minutes" must be a whole number, not 2.5`,
    ],
    [
      `{"analysis":{"ollama":{"host":"nowhere"}}}`,
      `"analysis.ollama.host" must be an address such as http://127.0.0.1:11434, not "nowhere"`,
    ],
    [`{"output":{"formats":[]}}`, `"output.formats" must not be empty; it is []`],
    [`{"output":{"formats":"html"}}`, `"output.formats" must be a list between brackets, not "html"`],
    [
      `{"output":{"formats":["html","epub"]}}`,
      `"output.formats" must be markdown, html, docx, pdf, json, txt, srt, vtt, csv, ics, not "epub"`,
    ],
    [
      `{"delivery":{"email":{"to":["claire@exemple.fr","claire"]}}}`,
      `"delivery.email.to": "claire" is no e-mail address like claire@example.com`,
    ],
    [
      `{"delivery":{"email":{"to":["a@b.fr\\nBcc: x@y.fr"]}}}`,
      `"delivery.email.to": "a@b.fr\\nBcc: x@y.fr" is no e-mail address like claire@example.com`,
    ],
    [
      `{"delivery":{"webhook":{"url":"ftp://exemple.fr"}}}`,
      `"delivery.webhook.url" must be an address such as https://…, not "ftp://exemple.fr"`,
    ],
    [
      `{"output":{"include_full_transcript":"yes"}}`,
      `"output.include_full_transcript" must be true or false, not "yes"`,
    ],
    [`{"output":{"directory":null}}`, `"output.directory" must be a text between quotes, not null`],
    [`{"output":{"directory":""}}`, `"output.directory" must not be empty; it is ""`],
    [`{"transcription":{"engine":"vosk"}}`, `"transcription.engine" must be transformers, not "vosk"`],
    [
      `{"transcription":{"model":{"name":"x"}}}`,
      `"transcription.model" must be a text between quotes, not {}`,
    ],
  ];
  for (const [text, rule] of cases) {
    const [problem = "", ...more] = problemsOf({ file: file(text) });
    assert.deepEqual(more, [], text);
    assert.match(problem, /^greffier\.json, line 1, column \d+: /, text);
    assert.equal(problem.replace(/^.*?column \d+: /, ""), rule, text);
  }
});

Deno.test("problems have their line and column, and all are told at once, hidden ones too", () => {
  const text = `{\n  "audio": {\n    "sample_rate": 8000,\n    "sample_rate": 16000\n  },\n  "outptu": {}\n}`;
  assert.deepEqual(
    problemsOf({ file: file(text), environment: { GREFFIER_AUDIO_SAMPLE_RATE: "16000" } }, "fr"),
    [
      "greffier.json, ligne 4, colonne 5 : « audio.sample_rate » est écrit deux fois",
      "greffier.json, ligne 6, colonne 3 : le réglage « outptu » n'existe pas ; peut-être « output » ?",
      "greffier.json, ligne 3, colonne 5 : « audio.sample_rate » doit valoir 16000, et non 8000",
    ],
  );
});

Deno.test("a file that is not JSON says where and what is missing, in the reader's language", () => {
  const cases: [string, string][] = [
    [
      `{\n  "audio": {}\n  "output": {}\n}`,
      "greffier.json, ligne 3, colonne 3 : il manque une virgule avant ce qui suit",
    ],
    [
      `{ "audio" {} }`,
      "greffier.json, ligne 1, colonne 11 : il manque un deux-points entre le nom et sa valeur",
    ],
    [`{ "audio": {}`, "greffier.json, ligne 1, colonne 14 : il manque une accolade fermante"],
    [
      `{ audio: {} }`,
      "greffier.json, ligne 1, colonne 3 : un mot sans guillemets, ou un signe, n'a pas sa place ici",
    ],
    [`[]`, "greffier.json : les réglages doivent être écrits entre accolades"],
  ];
  for (const [text, problem] of cases) assert.equal(problemsOf({ file: file(text) }, "fr")[0], problem);
});

Deno.test("variables and flags that are no settings, or hold no right value, are refused by name", () => {
  const cases: [SettingsSources, string][] = [
    [
      { environment: { GREFFIER_TRANSCRIPTION_MODLE: "x" } },
      "The environment variable GREFFIER_TRANSCRIPTION_MODLE is no setting; perhaps GREFFIER_TRANSCRIPTION_MODEL?",
    ],
    [
      { environment: { GREFFIER_HOMES: "x" } },
      "The environment variable GREFFIER_HOMES is no setting; perhaps GREFFIER_HOME?",
    ],
    [{ environment: { GREFFIER_Q: "x" } }, "The environment variable GREFFIER_Q is no setting"],
    [
      { environment: { GREFFIER_AUDIO_SAMPLE_RATE: "fast" } },
      `GREFFIER_AUDIO_SAMPLE_RATE: "audio.sample_rate" must be 16000, not "fast"`,
    ],
    [
      { environment: { GREFFIER_AUDIO_SILENCE_THRESHOLD: "0x10" } },
      `GREFFIER_AUDIO_SILENCE_THRESHOLD: "audio.silence_threshold" must be a number, not "0x10"`,
    ],
    [
      { flags: [{ key: "transcription.modle", value: "x", flag: "--set" }] },
      `--set: there is no setting "transcription.modle"; perhaps "transcription.model"?`,
    ],
    [
      { flags: [{ key: "output.formats", value: "htm", flag: "--format" }] },
      `--format: "output.formats" must be markdown, html, docx, pdf, json, txt, srt, vtt, csv, ics, not "htm"; perhaps html?`,
    ],
  ];
  for (const [sources, problem] of cases) assert.deepEqual(problemsOf(sources), [problem]);
});

Deno.test("a problem has a sentence in both languages for whatever a file may hold", () => {
  const value = fc.oneof(fc.jsonValue(), fc.string(), fc.double());
  const keys = SETTINGS.map(({ key }) => key);
  fc.assert(fc.property(fc.constantFrom(...keys), value, (key, value) => {
    const path = key.split(".");
    const text = path.reduceRight<string>(
      (inner, name) => `{${JSON.stringify(name)}:${inner}}`,
      JSON.stringify(value),
    );
    for (const language of ["fr", "en"] as const) {
      for (const problem of problemsOf({ file: file(text) }, language)) {
        assert.doesNotMatch(problem, /^config\./);
        assert.ok(problem.includes(key), problem);
      }
    }
  }));
});

Deno.test("whatever stands in the file, loading ends with settings or with problems, never otherwise", () => {
  fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
    for (const problem of problemsOf({ file: file(text) })) assert.notEqual(problem, "");
  }));
});

Deno.test("the file that init writes changes nothing, in both languages, even with every line uncommented", () => {
  for (const language of ["fr", "en"] as const) {
    const text = defaultSettingsFile(language);
    const asIs = loadSettings({ file: file(text) });
    assert.deepEqual(asIs.settings, Settings.parse({}));
    assert.deepEqual(new Set(asIs.origins.values()), new Set(["default"]));
    const uncommented = text.replace(/^(\s*)\/\/ (".*,)$/gm, "$1$2");
    const all = loadSettings({ file: file(uncommented) });
    assert.deepEqual(all.settings, Settings.parse({}));
    assert.deepEqual(new Set(all.origins.values()), new Set(["file"]));
  }
});

Deno.test("withValue() brings a commented default to life in its place and touches nothing else", () => {
  const before = defaultSettingsFile("fr").replaceAll("\n", "\r\n");
  const cases: [string, unknown, string][] = [
    ["transcription.model", "whisper-small", `    // "model": "greffier-demo",`],
    ["analysis.openai.model", "other", `      // "model": "gpt-5-mini",`],
    ["output.formats", ["html"], `    // "formats": ["markdown","html","docx","txt","srt","vtt"],`],
  ];
  for (const [key, value, commented] of cases) {
    const after = withValue(before, key.split("."), value);
    assert.deepEqual(valueOf(loadSettings({ file: file(after) }).settings, key), value);
    const living = commented.replace(/\/\/ ("\w+": ).*/, `$1${JSON.stringify(value)},`);
    assert.equal(after, before.replace(commented, living));
    // Its neighbours still come to life by losing their slashes.
    const all = after.replace(/^(\s*)\/\/ (".*,)\r$/gm, "$1$2\r");
    assert.deepEqual(valueOf(loadSettings({ file: file(all) }).settings, key), value);
  }
});

Deno.test("withValue() replaces what is set, adds what is not, and keeps every comment", () => {
  const cases: [string, string][] = [
    [`{\n  // ours\n  "transcription": { "model": "old" /* slow */ },\n}\n`, "/* slow */"],
    [`{\n  // ours\n  "audio": {},\n}\n`, "// ours"],
    [`{\n  "transcription": {\n    // "model": a remark, not a default\n  }\n}`, "a remark"],
    ["\uFEFF{ // ours\r\n}", "// ours"],
    ["{}", "{"],
    ["", ""],
  ];
  for (const [before, kept] of cases) {
    const after = withValue(before, ["transcription", "model"], "new");
    assert.equal(loadSettings({ file: file(after) }).settings.transcription.model, "new", before);
    assert.ok(after.includes(kept), after);
  }
});

Deno.test("the JSON Schema describes every setting in the reader's language and lets $schema stand", () => {
  for (const language of ["fr", "en"] as const) {
    const schema: SchemaNode = settingsJsonSchema(language);
    assert.equal(schema.$schema, "https://json-schema.org/draft/2020-12/schema");
    assert.equal(schema.additionalProperties, false);
    assert.ok(schema.properties?.$schema);
    for (const { key, path } of SETTINGS) {
      const found = path.reduce<SchemaNode>((group, name) => group.properties?.[name] ?? {}, schema);
      assert.ok(found.description?.startsWith(say({ key: `setting.${key}`, values: {} }, language)), key);
      assert.deepEqual(found.default, valueOf(Settings.parse({}), key), key);
    }
  }
});

Deno.test("nearest() finds the name meant and refuses far ones", () => {
  const names = ["transcription", "analysis", "output"];
  const cases: [string, string | undefined][] = [
    ["transcripton", "transcription"],
    ["OUTPUT", "output"],
    ["outputs", "output"],
    ["analyse", "analysis"],
    ["zebra", undefined],
    ["", undefined],
  ];
  for (const [written, meant] of cases) assert.equal(nearest(written, names), meant, written);
});

Deno.test("a path whose backslashes are not doubled is refused, with its place, before it is taken for another one", () => {
  const told = (text: string) => problemsOf({ file: file(text) })[0];
  for (const written of ["C:\\temp", "C:\\new", "C:\\rapports", "D:\\bin", "D:\\files"]) {
    const text = `{ "delivery": {\n  "folder": { "to": "${written}" } } }`;
    const problem = told(text)!;
    assert.match(problem, /^greffier\.json, line 2, column \d+: "delivery\.folder\.to".*written twice/);
    assert.ok(problem.includes(`"${written}"`), problem);
  }
  for (const key of ["output.directory", "tools.ffmpeg", "tools.browser", "transcription.model"]) {
    const [group, name] = key.split(".");
    assert.match(told(`{ "${group}": { "${name}": "C:\\temp" } }`)!, /written twice/);
  }
  const names = told(`{ "inbox": { "file_names": ["{date}", "{nom}\\t{date}"] } }`)!;
  assert.ok(names.includes(`"{nom}\\t{date}"`) && /written twice/.test(names), names);
  assert.equal(told(`{ "delivery": { "folder": { "to": "C:\\\\temp" } } }`), undefined);
});

Deno.test("who looks for a secret among the settings is told the variable that it stands in", () => {
  const [told] = problemsOf({ file: file(`{ "delivery": { "webhook": { "secret": "x" } } }`) });
  assert.match(told!, /GREFFIER_WEBHOOK_SECRET/);
  assert.doesNotMatch(told!, /"x"/);
});
