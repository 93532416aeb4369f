import assert from "node:assert/strict";
import { join } from "node:path";
import { runCli } from "../../src/cli/mod.ts";
import { GreffierError, message, UsageError } from "../../src/errors.ts";
import { drained, ESCAPE, FakeApp, fakeIo, type FakeIoOptions, line, quiet } from "./fake_io.ts";

/** Runs one command line; gives its code and everything it wrote. */
async function call(args: string[], options: FakeIoOptions = {}) {
  const io = fakeIo(options);
  const code = await runCli(args, io);
  assert.equal(io.listeners(), 0, "a signal listener was left behind");
  return { code, out: io.out(), err: io.err(), io };
}

const cause = message("error.other", { found: "disk on fire" });

Deno.test("run ends with 0 when all is well, 1 when something failed, was rejected or waits", async () => {
  const cases: [ReturnType<typeof drained>, number, RegExp][] = [
    [drained(), 0, /Nothing waits in inbox/],
    [drained({ published: [line()] }), 0, /1 report ready/],
    [drained({ withFailures: [line({ last: { failures: 2 } })] }), 1, /2 parts could not be done/],
    [drained({ rejected: [{ name: "notes.wav", cause }] }), 1, /1 file put aside/],
    [drained({ waiting: [{ name: "call", cause }] }), 1, /Waiting, call: Unexpected error: disk on fire/],
  ];
  for (const [outcome, code, told] of cases) {
    const app = new FakeApp();
    app.doRun = () => Promise.resolve(outcome);
    const result = await call(["run"], { app });
    assert.equal(result.code, code);
    assert.match(result.out, told);
    assert.ok(app.disposed);
  }
});

Deno.test("wrong use ends with 2 and a sentence in the reader's language, never a trace", async () => {
  const cases: [string[], RegExp, RegExp][] = [
    [["wach"], /« wach » n'existe pas ; peut-être watch/, /no command "wach"; perhaps watch/],
    [["fly", "away"], /« fly » n'existe pas/, /no command "fly"/],
    [["run", "--jsno"], /« --jsno » n'existe pas ; peut-être --json/, /no option "--jsno"; perhaps --json/],
    [
      ["schedule", "remove", "Point hebdo", "--dry-run"],
      /« --dry-run » ne va pas ici ; elle va avec les commandes retention, schedule add\n/,
      /"--dry-run" does not go here; it goes with the commands retention, schedule add\n/,
    ],
    [["start", "--duration", "abc"], /avec la commande schedule add\n/, /with the command schedule add\n/],
    [["start", "--duration=abc"], /« --duration » ne va pas ici/, /"--duration" does not go here/],
    [
      ["--set", "zut=1", "list"],
      /avec les commandes start, .*schedule add\n/,
      /with the commands start, .*\n/,
    ],
    [["list", "--json=yes"], /« --json=yes » n'existe pas ; peut-être --json \?/, /perhaps --json\?/],
    [["--home", "start", "list", "--consent", "x"], /« --consent » ne va pas ici/, /does not go here/],
    // What the command itself has comes before what is nearer elsewhere.
    [["install", "--nightl"], /peut-être --nightly/, /perhaps --nightly/],
    [["start", "--nam", "x"], /peut-être --name \?/, /perhaps --name\?/],
    [["run", "now", "then"], /des mots en trop : now then\./, /Too many words: now then\./],
    [["redo", "x", "render", "y"], /des mots en trop : y\./, /Too many words: y\./],
    [["redo", ""], /Il manque ID/, /ID is missing/],
    [["transcribe", " "], /Il manque FICHIER/, /FILE is missing/],
    [["redo"], /Il manque ID/, /ID is missing/],
    [["transcribe"], /Il manque FICHIER/, /FILE is missing/],
    [
      ["run", "--model"],
      /Il manque une valeur après l'option --model/,
      /A value is missing after the option --model/,
    ],
    [["run", "--set", "x"], /écrivez RÉGLAGE=VALEUR, et non « x »/, /write SETTING=VALUE, not "x"/],
    [["run", "--set", "modle=x"], /« modle » n'existe pas/, /no setting "modle"/],
    [["help", "wach"], /« wach » n'existe pas ; peut-être watch/, /no command "wach"; perhaps watch/],
    [["model", "ad", "x"], /« ad » n'existe pas ; peut-être add/, /no command "ad"; perhaps add/],
    [["model"], /Il manque une commande/, /A command is missing/],
    [["run", "--language", "de"], /doit valoir auto, fr, en, et non "de"/, /must be auto, fr, en, not "de"/],
  ];
  for (const [args, french, english] of cases) {
    for (const [language, told] of [["fr", french], ["en", english]] as const) {
      const { code, err } = await call([...args, "--lang", language]);
      assert.equal(code, 2, args.join(" "));
      assert.match(err, told);
      assert.doesNotMatch(err, /\n {4}at |error:/);
    }
  }
});

Deno.test("a --lang that is no language is refused by name; a good one wins over the environment wherever it stands", async () => {
  const bad = await call(["run", "--lang", "klingon"]);
  assert.equal(bad.code, 2);
  assert.match(bad.err, /--lang must be fr or en, not "klingon"/);
  for (const args of [["--lang", "fr", "run"], ["run", "--lang=fr"]]) {
    assert.match((await call(args)).out, /Rien n'attend dans inbox/);
  }
  const { code, err } = await call(["status"], {
    environment: {
      problem: new UsageError(message("config.badLanguage", { name: "GREFFIER_LANG", found: "xx" })),
    },
  });
  assert.equal(code, 2);
  assert.match(err, /GREFFIER_LANG must be fr or en/);
});

Deno.test("--version and --help answer without an app", async () => {
  const version = await call(["--version"]);
  assert.deepEqual([version.code, version.out, version.io.requests.length], [0, "1.2.3\n", 0]);
  const help = await call(["--help"]);
  assert.deepEqual([help.code, help.io.requests.length], [0, 0]);
});

Deno.test("flags reach the app as settings, and its home and command as asked", async () => {
  const { io } = await call([
    "run",
    "--home",
    "/tmp/somewhere",
    "--model",
    "small",
    "--format",
    "html,txt",
    "--set",
    "audio.silence_threshold=0.01",
    "--verbose",
  ], { environment: { settings: { GREFFIER_TRANSCRIPTION_LANGUAGE: "fr" } } });
  const [request] = io.requests;
  assert.ok(request);
  assert.equal(request.command, "run");
  assert.equal(request.verbose, true);
  assert.match(request.home, /somewhere$/);
  const { transcription, output, audio } = request.resolved.settings;
  assert.deepEqual([transcription.model, transcription.language], ["small", "fr"]);
  assert.deepEqual([output.formats, audio.silence_threshold], [["html", "txt"], 0.01]);
  assert.equal(request.resolved.origins.get("transcription.model"), "flag");
});

Deno.test("the settings file of the home is read, and every problem of it told before any work", async () => {
  const home = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${home}/greffier.json`, `{\n  "audoi": {},\n  "output": { "formats": [] }\n}`);
    const { code, err, io } = await call(["run", "--home", home]);
    assert.equal(code, 2);
    assert.equal(io.requests.length, 0);
    assert.match(
      err,
      /The settings have 2 problems:\n {2}greffier\.json, line 2.*"audoi".*\n {2}greffier\.json, line 3/,
    );
  } finally {
    await Deno.remove(home, { recursive: true });
  }
});

Deno.test("an error meant for people is one sentence; one that nobody foresaw also says where its details are", async () => {
  const app = new FakeApp();
  app.doRun = () => Promise.reject(new GreffierError(message("lock.held", { owner: "watch (12)" })));
  assert.deepEqual(
    (await call(["run"], { app })).err,
    "Another greffier already works in this home: watch (12)\n",
  );

  app.doRun = () => Promise.reject(new TypeError("x is not a function"));
  const home = await Deno.makeTempDir();
  try {
    const unforeseen = await call(["run", "--home", home], { app });
    assert.equal(unforeseen.code, 1);
    assert.equal(
      unforeseen.err,
      `Unexpected error: x is not a function\nDetails are in ${join(home, "logs")}\n`,
    );
    const logged = await Deno.readTextFile(join(home, "logs", "greffier.jsonl"));
    assert.match(JSON.parse(logged).properties.trace, /TypeError: x is not a function\n {4}at /);
  } finally {
    await Deno.remove(home, { recursive: true });
  }
  assert.match(
    (await call(["run"], { app })).err,
    /^Unexpected error: x is not a function\nWith --verbose.*\n$/,
  );
  assert.match((await call(["run", "--verbose"], { app })).err, /\n {4}at /);
});

Deno.test("a second run, watch or double-click says who holds the home and ends well", async () => {
  const app = new FakeApp();
  const held = new GreffierError(message("lock.held", { owner: "watch (12)" }));
  app.doRun = () => Promise.reject(held);
  app.doWatch = () => Promise.reject(held);
  for (const args of [["run"], ["watch"], []]) {
    const { code, err } = await call(args, { app });
    assert.equal(code, 0);
    assert.match(err, /^Another greffier already works in this home: watch \(12\)\n$/);
  }
  const clicked = await call([], { app, terminal: true });
  assert.equal(clicked.io.entersAwaited(), 1, "it must stay readable");
  const json = JSON.parse((await call(["run", "--json"], { app })).out);
  assert.deepEqual([json.published, json.held.key], [[], "lock.held"]);
});

Deno.test("--json gives one JSON value on standard output and nothing else there", async () => {
  const app = new FakeApp();
  app.sessions = [line()];
  app.statusNow = quiet({
    open: [{
      ...line({ id: "x", open: true }),
      windowsDone: 1,
      windows: 4,
      troubles: [{ job: "transcribe:x/0", cause, retryAt: null }],
    }],
  });
  app.findings = [{ area: "disk", level: "problem", text: cause, remedy: cause }];
  app.doRun = ({ onProgress }) => {
    onProgress?.({ kind: "taken", session: "x", name: "call.wav" });
    return Promise.resolve(drained({ published: [line()], rejected: [{ name: "a.wav", cause }] }));
  };
  const parsed = async (...args: string[]) => {
    const { out } = await call([...args, "--json"], { app });
    assert.ok(!out.includes(ESCAPE));
    return JSON.parse(out);
  };
  const run = await parsed("run");
  assert.equal(run.published[0].words, 1234);
  assert.deepEqual(run.rejected[0], {
    name: "a.wav",
    cause: { key: "error.other", values: { found: "disk on fire" }, text: "Unexpected error: disk on fire" },
  });
  const status = await parsed("status");
  assert.equal(status.open[0].troubles[0].cause.text, "Unexpected error: disk on fire");
  assert.deepEqual([status.open[0].windowsDone, status.open[0].state], [1, "final"]);
  assert.equal((await parsed("list"))[0].id, "2026-11-23_1405_point-projet");
  assert.deepEqual(await parsed("redo", "projet", "render"), {
    id: "2026-11-23_1405_point-projet",
    deleted: ["report.md"],
  });
  assert.equal((await parsed("transcribe", "a.wav")).language, "fr");
  const [finding] = await parsed("doctor");
  assert.deepEqual([finding.level, finding.remedy.key], ["problem", "error.other"]);
});

Deno.test("transcribe writes the text alone on standard output", async () => {
  const app = new FakeApp();
  app.doTranscribe = (_file, { onProgress }) => {
    onProgress?.(1, 2);
    onProgress?.(2, 2);
    return Promise.resolve({ text: "Bonjour.\n\nAu revoir.\n", language: "fr", seconds: 3, words: 3 });
  };
  app.statusNow = quiet({ model: { name: "greffier-demo", demo: true, present: true } });
  const { code, out, err } = await call(["transcribe", "a.wav"], { app });
  assert.deepEqual([code, out], [0, "Bonjour.\n\nAu revoir.\n"]);
  assert.match(err, /^The demo model greffier-demo knows only a few hundred words; .*model add/);
  app.doTranscribe = () => Promise.resolve({ text: "", language: "fr", seconds: 3, words: 0 });
  const silent = await call(["transcribe", "a.wav"], { app });
  assert.equal(silent.out, "");
  assert.match(silent.err, /Nobody speaks in a\.wav/);
});

Deno.test("redo takes any part of an id that names one session, and any stage by its name", async () => {
  const app = new FakeApp();
  app.sessions = [line({ id: "2026-11-23_1405_point-projet" }), line({ id: "2026-11-24_0900_point-equipe" })];
  const cases: [string[], number, RegExp][] = [
    [["2026-11-23_1405_point-projet"], 0, /made again/],
    [["EQUIPE", "render"], 0, /made again/],
    [["point"], 2, /"point" fits 2 meetings: 2026-11-23_1405_point-projet, 2026-11-24_0900_point-equipe/],
    [["2026-11-23_1405_point-projte"], 2, /perhaps 2026-11-23_1405_point-projet/],
    [["budget"], 2, /No meeting is called "budget"/],
    [["equipe", "rendre"], 2, /"rendre" will not do; the choice is: ingest, .*Perhaps render/],
  ];
  for (const [args, code, told] of cases) {
    const result = await call(["redo", ...args], { app });
    assert.equal(result.code, code, args.join(" "));
    assert.match(result.out + result.err, told);
  }
  assert.deepEqual(app.calls, [
    "redo 2026-11-23_1405_point-projet all",
    "redo 2026-11-24_0900_point-equipe render",
  ]);
});

Deno.test("redo takes another language model, its backend and a kind of meeting, and says when the text leaves the PC", async () => {
  const app = new FakeApp();
  app.sessions = [line({ id: "2026-11-23_1405_point-projet" })];
  const asked = [
    "redo",
    "projet",
    "summarise",
    "--model",
    "gpt-5",
    "--backend",
    "OpenAI",
    "--template",
    "support",
  ];
  assert.doesNotMatch((await call(asked, { app })).out, /leaves this PC/);
  assert.deepEqual(app.calls, [
    "redo 2026-11-23_1405_point-projet summarise model=gpt-5 backend=openai template=support",
  ]);
  app.redone = { sentTo: "api.openai.com" };
  assert.match((await call(asked, { app })).out, /leaves this PC and is sent to api\.openai\.com/);
  assert.equal(JSON.parse((await call([...asked, "--json"], { app })).out).sentTo, "api.openai.com");
  const wrong = await call(["redo", "projet", "--backend", "olama"], { app });
  assert.deepEqual([wrong.code, app.calls.length], [2, 3]);
  assert.match(wrong.err, /the choice is: none, ollama, openai, anthropic\. Perhaps ollama\?/);
  assert.equal((await call(["redo", "projet", "--model", " "], { app })).code, 2);
});

Deno.test("template list shows each kind with its sections and what is to be mended; template copy says where the copy is", async () => {
  const app = new FakeApp();
  app.kindLines = [
    { id: "general", name: "Réunion", sections: ["Résumé", "Décisions"], files: [], problem: null },
    { id: "copro", name: "Copropriété", sections: ["Votes"], files: ["copro.fr.md"], problem: null },
  ];
  const { code, out } = await call(["template", "list", "--lang", "fr"], { app });
  assert.equal(code, 0);
  assert.equal(
    out,
    "general : Réunion\n  Résumé · Décisions\ncopro : Copropriété (dans templates : copro.fr.md)\n  Votes\n",
  );
  app.kindLines = [{ id: "copro", name: "copro", sections: [], files: ["copro.fr.md"], problem: cause }];
  const broken = await call(["template", "list"], { app });
  assert.equal(broken.code, 1);
  assert.match(broken.out, /To be mended: Unexpected error: disk on fire/);
  assert.equal(
    JSON.parse((await call(["template", "list", "--json"], { app })).out)[0].problem.key,
    cause.key,
  );

  const copied = await call(["template", "copy", "interview", "--name", "recrutement", "--lang", "fr"], {
    app,
  });
  assert.deepEqual(app.calls, ["copyKind interview recrutement"]);
  assert.match(copied.out, /est copié : .*recrutement\.fr\.md\. .*\n.*greffier start --template recrutement/);
  assert.equal((await call(["template", "copy"], { app })).code, 2);
});

Deno.test("list and status show what a person wants to know, in French too", async () => {
  const app = new FakeApp();
  app.sessions = [
    line(),
    line({ id: "2026-11-22_0800_x", last: { seconds: null, state: "taking", failures: 1 } }),
  ];
  const list = await call(["list", "--lang", "fr"], { app });
  assert.match(list.out, /^Date +Durée +Mots +Décisions +Actions +État +Réunion +Nom\n/);
  assert.match(
    list.out,
    /2026-11-23 14:05 +12 min 05 s +1.234 +2 +3 +prêt +2026-11-23_1405_point-projet {2}point-projet\.wav\n/u,
  );
  assert.match(list.out, /– .*reçu \(1 échec\)/);
  app.sessions = [];
  assert.match((await call(["list"], { app })).out, /No meeting yet/);

  app.statusNow = quiet({
    owner: { pid: 42, command: "watch", since: "2026-11-23T13:00:00" },
    waitingFiles: [{ name: "call.wav", bytes: 461_000_000 }],
    open: [{
      ...line({ id: "x", open: true }),
      windowsDone: 1,
      windows: 4,
      troubles: [{ job: "transcribe:x/0", cause, retryAt: Date.UTC(2026, 10, 23, 13, 1, 0) }],
    }],
    sealed: 1000,
    rejected: 2,
    model: { name: "greffier-demo", demo: true, present: true },
  });
  const status = (await call(["status"], { app })).out;
  for (
    const told of [
      /At work: greffier watch, since .*13:00 \(process 42\)/,
      /call\.wav \(461 MB\)/,
      /point-projet\.wav \(x\), 25 % of 12 min 05 s transcribed/,
      /point-projet\.wav, transcription: waiting, tried again in 1 min 00 s\. Unexpected error: disk on fire/,
      /Reports ready: 1,000/,
      /rejected: 2/,
      /Free on the disk: 50 GB/,
      /demo model greffier-demo knows only/,
    ]
  ) assert.match(status, told);
  app.statusNow = { ...app.statusNow, owner: null };
  assert.match(
    (await call(["status"], { app })).out,
    /transcription: waiting, tried again at the next greffier run/,
  );
});

/** An empty folder, removed afterwards. */
async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("run says what only a report told before: each notice of what it published, but the demo model's once", async () => {
  const app = new FakeApp();
  const notices = [message("notice.languageAssumed"), message("model.demoOnly", { model: "greffier-demo" })];
  app.doRun = () => Promise.resolve(drained({ published: [line({ last: { notices } })] }));
  const { out, code } = await call(["run", "--lang", "fr"], { app });
  assert.equal(code, 0);
  assert.match(
    out,
    /^1 compte rendu prêt\.\npoint-projet\.wav \(2026-11-23_1405_point-projet\) : Aucune parole .*supposé\.\n$/,
  );
});

Deno.test("one part that failed is told in the singular", async () => {
  const app = new FakeApp();
  app.doRun = () => Promise.resolve(drained({ withFailures: [line({ last: { failures: 1 } })] }));
  assert.match((await call(["run", "--lang", "fr"], { app })).out, /le compte rendu dit laquelle\./);
});

Deno.test("a home that is not there is told by the commands that read it, and by those that make it", async () => {
  await withFolder(async (folder) => {
    const home = join(folder, "typo");
    for (const args of [["status"], ["list"], ["redo", "x"]]) {
      const { code, out, err, io } = await call([...args, "--home", home, "--lang", "fr"]);
      assert.deepEqual([code, out, io.requests.length], [1, "", 0], args.join(" "));
      assert.ok(err.startsWith(`Il n'y a pas de dossier greffier à cet endroit : ${home}. `), err);
    }
    for (const command of ["run", "watch"]) {
      const { code, err } = await call([command, "--home", home, "--lang", "fr"]);
      assert.deepEqual([code, err.split("\n")[0]], [0, `Nouveau dossier greffier créé : /home`]);
      assert.equal((await call([command, "--home", folder])).err, "");
    }
    // A run that could not make it must not say that it did.
    const app = new FakeApp();
    app.doRun = () => Promise.reject(new GreffierError(cause));
    assert.doesNotMatch((await call(["run", "--home", home], { app })).err, /New greffier home/);
  });
});

Deno.test("a file in the place of the home is a sentence for every command, doctor too", async () => {
  await withFolder(async (folder) => {
    const home = join(folder, "notes.txt");
    await Deno.writeTextFile(home, "");
    for (
      const args of [
        ["run"],
        ["watch"],
        ["status"],
        ["list"],
        ["init"],
        ["demo"],
        ["transcribe", "a.wav"],
        [],
      ]
    ) {
      const { code, err } = await call([...args, "--home", home]);
      assert.deepEqual(
        [code, err],
        [2, `"${home}" is a file; greffier's home must be a folder\n`],
        args.join(" "),
      );
    }
    const { code, out } = await call(["doctor", "--home", home]);
    assert.deepEqual([code, out], [1, `problem  "${home}" is a file; greffier's home must be a folder\n`]);
  });
});

Deno.test("what the system refuses is a sentence with the path and no word of the system's", async () => {
  const app = new FakeApp();
  const failure = new Error("Read-only file system (os error 30): open '/mnt/usb/greffier.owner.part'");
  app.doRun = () => Promise.reject(Object.assign(failure, { code: "EROFS" }));
  const { code, err } = await call(["run", "--lang", "fr"], { app });
  assert.equal(code, 1);
  assert.match(
    err,
    /^Ce disque se laisse lire, mais pas écrire : « \/mnt\/usb\/greffier\.owner »\. Choisissez .*\n$/,
  );
});

Deno.test("settings that cannot be read are told with their path, and hide nothing else from doctor", async () => {
  await withFolder(async (home) => {
    const path = join(home, "greffier.json");
    await Deno.mkdir(path);
    const { code, err } = await call(["run", "--home", home]);
    assert.equal(code, 1);
    assert.ok(err.includes(`"${path}"`) && !err.includes("os error"), err);
    const app = new FakeApp();
    app.findings = [{ area: "disk", level: "ok", text: message("doctor.diskUnknown") }];
    const looked = await call(["doctor", "--home", home], { app });
    assert.equal(looked.code, 1);
    assert.match(looked.out, /^problem {2}.*greffier\.json.*\nwell {5}Disk/);
  });
});

Deno.test("a settings file in UTF-16, as Windows writes it for >, is told as such", async () => {
  await withFolder(async (home) => {
    const text = "\ufeff{ }";
    const bytes = new Uint8Array(Uint16Array.from(text, (character) => character.charCodeAt(0)).buffer);
    await Deno.writeFile(join(home, "greffier.json"), bytes);
    const { code, err } = await call(["run", "--home", home]);
    assert.equal(code, 2);
    assert.match(err, /^greffier\.json is not written in UTF-8: save it with the encoding UTF-8/);
    assert.match(
      (await call(["doctor", "--home", home])).out,
      /^problem {2}greffier\.json is not written in UTF-8/,
    );
  });
});

Deno.test("names cannot command the terminal: controls and marks of direction are written out", async () => {
  const name = `a${ESCAPE}[2J\u009b2Jb\nc\u202ed.wav`;
  const shown = "a\\u001b[2J\\u009b2Jb\\nc\\u202ed.wav";
  const app = new FakeApp();
  app.sessions = [line({ name })];
  app.statusNow = quiet({ waitingFiles: [{ name, bytes: 1 }] });
  app.findings = [{ area: "disk", level: "problem", text: message("error.other", { found: name }) }];
  app.doRun = ({ onProgress }) => {
    onProgress?.({ kind: "taken", session: "x", name });
    return Promise.resolve(drained({ rejected: [{ name, cause }], waiting: [{ name, cause }] }));
  };
  app.doTranscribe = () => Promise.reject(new GreffierError(message("file.missing", { file: name })));
  for (
    const args of [["run"], ["list"], ["status"], ["doctor"], ["transcribe", "x"], [
      "transcribe",
      "x",
      "--json",
    ]]
  ) {
    const { out, err } = await call(args, { app });
    // deno-lint-ignore no-control-regex -- these are what must not be there
    assert.doesNotMatch(out + err, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/, args.join(" "));
    assert.ok((out + err).includes(shown), args.join(" "));
  }
  const json = (await call(["list", "--json"], { app })).out;
  // deno-lint-ignore no-control-regex -- as above
  assert.doesNotMatch(json, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  assert.equal(JSON.parse(json)[0].name, name);
});

Deno.test("with --json a failure is one JSON value on standard output too, whatever the command", async () => {
  const app = new FakeApp();
  app.doTranscribe = () => Promise.reject(new GreffierError(message("file.missing", { file: "a.wav" })));
  app.doRun = () => Promise.reject(new TypeError("x is not a function"));
  const cases: [string[], number, string][] = [
    [["transcribe", "a.wav"], 1, "file.missing"],
    [["run"], 1, "error.other"],
    [["wach"], 2, "cli.unknownCommandNear"],
    [["status", "--home", "/nowhere/else"], 1, "cli.homeAbsent"],
    [["run", "--set", "audio.sample_rate=1"], 2, "config.given.oneOf"],
  ];
  for (const [args, code, key] of cases) {
    const result = await call([...args, "--json"], { app });
    assert.equal(result.code, code, args.join(" "));
    const { error } = JSON.parse(result.out);
    assert.equal(error.key, key, args.join(" "));
    assert.ok(result.err.startsWith(error.text), "the sentence is still told");
  }
});

Deno.test("redo says what it does before it lists the files", async () => {
  const app = new FakeApp();
  app.sessions = [line()];
  assert.match(
    (await call(["redo", "point"], { app })).out,
    /^point-projet\.wav \(2026-11-23_1405_point-projet\) will be made again .*\n {2}report\.md\n$/,
  );
});

Deno.test("doctor ends with 1 on a problem alone, and names settings it cannot use", async () => {
  const app = new FakeApp();
  app.findings = [{ area: "disk", level: "warning", text: cause, remedy: message("doctor.makeRoom") }];
  const fine = await call(["doctor"], { app });
  assert.equal(fine.code, 0);
  assert.match(fine.out, /^warning {2}Unexpected error: disk on fire\n {9}→ Make room/);
  app.findings = [{ area: "disk", level: "problem", text: cause }];
  assert.equal((await call(["doctor"], { app })).code, 1);

  app.findings = [];
  const unusable = await call(["doctor", "--set", "audio.sample_rate=8000"], { app });
  assert.equal(unusable.code, 1);
  assert.match(unusable.out, /problem {2}--set: "audio\.sample_rate" must be 16000/);
  assert.equal(unusable.io.requests[0]?.resolved.settings.audio.sample_rate, 16000);
});

Deno.test("colours show on a terminal alone, and never with NO_COLOR", async () => {
  const app = new FakeApp();
  app.findings = [{ area: "disk", level: "ok", text: cause }];
  const cases: [FakeIoOptions, boolean][] = [
    [{ terminal: true }, true],
    [{ terminal: true, environment: { colours: "never" } }, false],
    [{ environment: { colours: "always" } }, true],
    [{}, false],
  ];
  for (const [options, coloured] of cases) {
    assert.equal((await call(["doctor"], { app, ...options })).out.includes(ESCAPE), coloured);
  }
});

Deno.test("no command makes the home, greets in two lines and watches", async () => {
  const app = new FakeApp();
  const { code, out } = await call([], { app });
  assert.equal(code, 0);
  assert.deepEqual(app.calls, ["init", "watch"]);
  assert.match(
    out,
    /^Hello! Drop a recording into .*inbox\nThe report will appear in .*outbox\. Ctrl\+C to stop/,
  );
});

Deno.test("a window opened by a double-click stays open on an error, and only then", async () => {
  const app = new FakeApp();
  app.doWatch = () => Promise.reject(new GreffierError(cause));
  const clicked = await call([], { app, terminal: true });
  assert.equal(clicked.code, 1);
  assert.equal(clicked.io.entersAwaited(), 1);
  assert.match(clicked.err, /disk on fire\nPress Enter/);
  assert.equal((await call(["watch"], { app, terminal: true })).io.entersAwaited(), 0);
  assert.equal((await call([], { app })).io.entersAwaited(), 0);
  assert.equal((await call([], { terminal: true })).io.entersAwaited(), 0);
});

Deno.test("the hidden command serves as the speech engine and is in no help", async () => {
  const { code, io } = await call(["__engine"]);
  // Deaf before it works: Ctrl+C in a terminal reaches parent and child.
  assert.deepEqual([code, io.app.calls], [0, ["ignoreKeyboard", "__engine"]]);
  assert.doesNotMatch((await call(["--help"])).out, /__engine/);
});

Deno.test("the hidden command serves as the process that decodes and is in no help", async () => {
  const { code, io } = await call(["__decode"]);
  assert.deepEqual([code, io.app.calls], [0, ["ignoreKeyboard", "__decode"]]);
  assert.doesNotMatch((await call(["--help"])).out, /__decode/);
});
