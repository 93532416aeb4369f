import assert from "node:assert/strict";
import { runCli } from "../../src/cli/mod.ts";
import { GreffierError, message } from "../../src/errors.ts";
import { HastyClock } from "../support/manual_clock.ts";
import { until } from "../support/until.ts";
import { drained, FakeApp, fakeIo, type FakeIoOptions, line, quiet } from "./fake_io.ts";
import { glance, liveState, RECORDED, recordedLine } from "./fake_recordings.ts";

const started = (options: FakeIoOptions = {}) => fakeIo({ clock: new HastyClock(), ...options });

/** Runs one command line; gives its code and everything it wrote. */
async function call(args: string[], options: FakeIoOptions = {}) {
  const io = started(options);
  const code = await runCli(args, io);
  assert.equal(io.listeners(), 0, "a listener was left behind");
  return { code, out: io.out(), err: io.err(), calls: io.app.calls, io };
}

/** An app whose recording goes on until it is stopped. */
function recordingApp(): FakeApp {
  const app = new FakeApp();
  const { recordings } = app;
  recordings.glances = [glance()];
  const stop = recordings.stop.bind(recordings);
  recordings.stop = (session) => {
    recordings.glances = [undefined];
    return stop(session);
  };
  return app;
}

Deno.test("start passes on what was asked, says in a line what is heard, and what to tell the participants", async () => {
  const { code, out, calls } = await call([
    ...["start", "--name", "Réunion : Projet X?", "--device", "Casque", "--device", "Haut-parleurs"],
    ...["--process", "teams", "--consent", "Claire", "--lang", "fr"],
  ]);
  assert.equal(code, 0);
  assert.deepEqual(JSON.parse(calls[0]!.slice("start ".length)), {
    name: "Réunion : Projet X?",
    process: "teams",
    consent: "Claire",
    devices: ["Casque", "Haut-parleurs"],
  });
  const [begun, announced] = out.split("\n");
  assert.equal(
    begun,
    "Enregistrement de « Projet X » : micro « Casque », son de l'ordinateur « Haut-parleurs ».",
  );
  assert.equal(announced, "À dire aux participants : On enregistre.");
});

Deno.test("start follows the recording to its report and ends with its path; failed parts end with 1", async () => {
  const app = new FakeApp();
  const well = await call(["start"], { app });
  assert.deepEqual([well.code, well.calls], [0, ["start {}", `follow ${RECORDED}`]]);
  assert.match(well.out, /\nReport: .*outbox.*report\.html\n$/);
  const failed = new FakeApp();
  failed.recordings.followed = line({ id: RECORDED, last: { failures: 1 } });
  assert.equal((await call(["start"], { app: failed })).code, 1);
  const removed = new FakeApp();
  removed.recordings.followed = undefined;
  const gone = await call(["start"], { app: removed });
  assert.equal(gone.code, 1);
  assert.match(gone.err, /has no report: its folder was removed, or put into rejected/);
});

Deno.test("start --background returns at once, and leaves a process that writes the report", async () => {
  const { code, out, calls } = await call(["start", "--background"]);
  assert.deepEqual([code, calls], [0, ["start {}", `followApart ${RECORDED}`]]);
  assert.match(
    out,
    /goes on in the background.*greffier stop\nWhen everybody agrees: greffier consent YOUR_NAME/,
  );
  const json = JSON.parse((await call(["start", "--background", "--json"])).out);
  assert.equal(json.id, RECORDED);
  assert.equal(json.channels[1].device.name, "Haut-parleurs");
});

Deno.test("a start that is refused is one sentence", async () => {
  const app = new FakeApp();
  app.recordings.failures.set(
    "start",
    new GreffierError(message("recording.running", { name: "Point", id: "x" })),
  );
  const { code, err } = await call(["start", "--lang", "fr"], { app });
  assert.equal(code, 1);
  assert.equal(
    err,
    "« Point » (x) est déjà en cours d'enregistrement. greffier status le montre, greffier stop l'arrête.\n",
  );
  const side = await call(["start", "--only", "sistem"]);
  assert.equal(side.code, 2);
  assert.match(side.err, /the choice is: system, microphone\. Perhaps system\?/);
});

Deno.test("on a terminal the keys pause, go on, mark, note who agrees and show the status; q ends", async () => {
  const app = recordingApp();
  app.statusNow = quiet();
  let follow = (_value: undefined) => {};
  app.recordings.doFollow = async () => {
    await new Promise<undefined>((resolve) => follow = resolve);
    return line({ id: RECORDED });
  };
  const io = started({ app, terminal: true });
  const over = runCli(["start", "--lang", "en"], io);
  await until(() => app.calls.some((call) => call.startsWith("follow")));
  io.type("p");
  await until(() => app.calls.includes(`pause ${RECORDED}`));
  app.recordings.glances = [glance({ state: "paused" })];
  await until(() => io.out().includes('"Projet X" is paused: nothing is recorded.'));
  io.type("p");
  await until(() => app.calls.includes(`resume ${RECORDED}`));
  app.recordings.glances = [glance()];
  io.type("mAsk Paul\x7fl about p\r");
  await until(() => app.calls.includes(`note ${RECORDED} 75.5 Ask Paul about p`));
  io.type("m\r");
  await until(() => app.calls.includes(`note ${RECORDED} 75.5`));
  io.type("mx\x1b");
  io.type("c\r");
  await until(() => app.calls.includes(`consent ${RECORDED} the person who records`));
  io.type("cClaire\r");
  await until(() => app.calls.includes(`consent ${RECORDED} Claire`));
  io.type("cNobody\x1b");
  io.type("s");
  await until(() => io.out().includes("6 chunks on disk"));
  io.type("q");
  await until(() => app.calls.includes(`stop ${RECORDED}`));
  follow(undefined);
  assert.equal(await over, 0);
  assert.equal(io.listeners(), 0);
  assert.equal(app.calls.filter((call) => call.startsWith("note")).length, 2);
  assert.equal(app.calls.filter((call) => call.startsWith("consent")).length, 2);
  assert.match(io.out(), /Who says so \(Enter: the person who records; Esc gives up\): Clai/);
  assert.match(io.out(), /Note at 00:01:15: Ask Paul about p/);
  assert.match(io.out(), /The recording of "Projet X" has ended \(1 min 01 s\)\./);
});

Deno.test("the first Ctrl+C ends the recording and lets the report be finished, the second leaves it for later", async () => {
  for (const presses of [1, 2]) {
    const app = recordingApp();
    app.recordings.doFollow = async (_id, { signal } = {}) => {
      await until(() => presses === 1 ? app.calls.includes(`stop ${RECORDED}`) : signal?.aborted === true);
      signal?.throwIfAborted();
      return line({ id: RECORDED });
    };
    const io = started({ app });
    const over = runCli(["start", "--lang", "fr"], io);
    await until(() => app.calls.some((call) => call.startsWith("follow")));
    io.pressCtrlC();
    await until(() => app.calls.includes(`stop ${RECORDED}`));
    if (presses === 2) io.pressCtrlC();
    assert.equal(await over, presses === 1 ? 0 : 130);
    assert.match(io.out(), /L'enregistrement s'arrête, puis le compte rendu se termine\. Ctrl\+C encore/);
    if (presses === 2) assert.match(io.err(), /Le son est gardé\. .*greffier run/);
    assert.equal(app.calls.filter((call) => call.startsWith("stop")).length, 1);
  }
});

Deno.test("a Ctrl+C while the opening lines are told ends the recording, and the keys are not told any more", async () => {
  for (const terminal of [true, false]) {
    const app = recordingApp();
    const telling = Promise.withResolvers<void>();
    const told = Promise.withResolvers<void>();
    app.writer = async () => {
      telling.resolve();
      await told.promise;
      return undefined;
    };
    app.recordings.doFollow = async () => {
      await until(() => app.calls.includes(`stop ${RECORDED}`));
      return line({ id: RECORDED });
    };
    const io = started({ app, terminal });
    const over = runCli(["start", "--lang", "fr"], io);
    await telling.promise;
    io.pressCtrlC();
    await until(() => app.calls.includes(`stop ${RECORDED}`)); // at once, whatever is still to be told
    told.resolve();
    assert.equal(await over, 0);
    assert.match(io.out(), /L'enregistrement s'arrête, puis[^]*est terminé[^]*Compte rendu/);
    assert.doesNotMatch(io.out(), /Touches|Pour arrêter/);
    assert.equal(app.calls.filter((call) => call.startsWith("stop")).length, 1);
    assert.equal(io.listeners(), 0);
  }
});

Deno.test("a Ctrl+C that the start hears of when the recorder has begun ends the recording, also in the background", async () => {
  for (const [args, code] of [[["start"], 0], [["start", "--background"], 130]] as const) {
    const app = recordingApp();
    const begun = Promise.withResolvers<typeof app.recordings.started>();
    app.recordings.start = () => {
      app.calls.push("start");
      return begun.promise;
    };
    app.recordings.doFollow = async () => {
      await until(() => app.calls.includes(`stop ${RECORDED}`));
      return line({ id: RECORDED });
    };
    const io = started({ app });
    const over = runCli([...args, "--lang", "fr"], io);
    await until(() => app.calls.includes("start"));
    io.pressCtrlC();
    begun.resolve(app.recordings.started);
    await until(() => app.calls.includes(`stop ${RECORDED}`));
    assert.equal(await over, code);
    assert.match(io.out() + io.err(), /L'enregistrement de « Projet X » est terminé/);
    assert.equal(io.listeners(), 0);
  }
});

Deno.test("a start that is broken off says so, and proposes nothing to go on with", async () => {
  for (
    const [language, said] of [["fr", /^Arrêté avant le début/m], ["en", /^Stopped before the rec/m]] as const
  ) {
    const app = new FakeApp();
    const asked = Promise.withResolvers<void>();
    app.recordings.start = ({ signal }) => {
      asked.resolve();
      return new Promise((_resolve, reject) =>
        signal?.addEventListener("abort", () => reject(signal.reason))
      );
    };
    const io = started({ app });
    const over = runCli(["start", "--lang", language], io);
    await asked.promise;
    io.pressCtrlC();
    assert.equal(await over, 130);
    assert.match(io.err(), said);
    assert.doesNotMatch(io.err(), /continuer|reprendra|go on/);
    assert.deepEqual(app.calls, []);
    assert.equal(io.listeners(), 0);
  }
});

Deno.test("while recording, a device lost and back, a full disk and the recorder's own notices are told once each", async () => {
  const app = new FakeApp();
  const [mic, out] = glance().channels;
  const lost = { ...mic!, state: "lost", device: null } as const;
  const other = { ...mic!, device: { id: "mic2", name: "Micro intégré" } };
  const notice = message("recorder.lost.microphone", { device: "Casque" });
  const full = message("recorder.diskFull", { megabytes: 500 });
  app.recordings.glances = [
    glance(),
    glance({ channels: [lost, out!], notices: [notice] }),
    glance({ channels: [lost, out!], notices: [notice] }),
    glance({ channels: [other, out!] }),
    glance({ channels: [other, out!], state: "disk-full", notices: [full] }),
    glance({ channels: [other, out!] }),
    undefined,
  ];
  app.recordings.doFollow = async () => {
    await until(() => app.recordings.glances.length === 1);
    return app.recordings.followed;
  };
  const told = (await call(["start", "--lang", "en"], { app })).out.split("\n").slice(4, -2);
  assert.deepEqual(told, [
    'The microphone "Casque" is gone. As soon as one is back, it is recorded again.',
    'microphone: "Micro intégré" is heard.',
    "The disk is almost full: recording waits until more than 500 MB are free again, and goes on by itself. What was said until then is kept.",
    "There is room again: the recording goes on.",
    'The recording of "Projet X" has ended (1 min 01 s).',
  ]);
});

Deno.test("a recorder that dies is started again while start accompanies it; one that dies for ever is told", async () => {
  const app = new FakeApp();
  const { recordings } = app;
  recordings.glances = [glance(), glance({ state: "interrupted" }), glance(), undefined];
  recordings.doResume = () => Promise.resolve(recordings.started);
  const { code, out, calls } = await call(["start"], { app });
  assert.equal(code, 0);
  assert.ok(calls.includes(`resume ${RECORDED}`));
  assert.match(out, /another goes on, and the interruption will be in the report/);

  recordings.glances = [glance({ state: "interrupted" })];
  recordings.doFollow = (_id, { signal } = {}) =>
    new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
  const dead = await call(["start"], { app });
  assert.equal(dead.code, 1);
  assert.match(dead.err, new RegExp(`greffier resume --session ${RECORDED}`));
});

Deno.test("when the text cannot be written, start says why, and that the recording goes on", async () => {
  const app = recordingApp();
  app.recordings.doFollow = () =>
    Promise.reject(new GreffierError(message("error.other", { found: "fire" })));
  const { code, out, err } = await call(["start"], { app });
  assert.equal(code, 1);
  assert.match(out, /goes on in the background\. To end it: greffier stop\n$/);
  assert.match(err, /^Unexpected error: fire/);
});

Deno.test("pause, resume and stop say what became of it; what was so already is well too", async () => {
  const cases: [string, { already?: boolean; confirmed?: boolean }, number, RegExp][] = [
    ["pause", {}, 0, /^"Projet X" is paused: nothing is recorded/],
    ["pause", { already: true }, 0, /^"Projet X" was paused already/],
    ["pause", { confirmed: false }, 1, /has not answered yet/],
    ["resume", {}, 0, /is being recorded again/],
    ["resume", { already: true }, 0, /was not paused: the recording goes on/],
    [
      "stop",
      {},
      0,
      /^The recording of "Projet X" has ended \(1 min 01 s\)\.\nTo write its report: greffier run\n/,
    ],
  ];
  for (const [command, change, code, told] of cases) {
    const app = new FakeApp();
    app.recordings.requested = { ...app.recordings.requested, ...change };
    const result = await call([command], { app });
    assert.equal(result.code, code);
    assert.match(result.out, told);
    const json = JSON.parse((await call([command, "--json"], { app })).out);
    assert.deepEqual([json.id, json.confirmed], [RECORDED, change.confirmed ?? true]);
  }
});

Deno.test("stop --wait stays until the report is final, and names who writes it", async () => {
  const app = new FakeApp();
  app.recordings.doFollow = (_id, { onOwner } = {}) => {
    onOwner?.({ pid: 12, command: "watch" });
    return Promise.resolve(app.recordings.followed);
  };
  const { code, out } = await call(["stop", "--wait"], { app });
  assert.equal(code, 0);
  assert.match(out, /greffier watch \(process 12\) writes the text; .*\nReport: .*report\.html\n$/);
});

Deno.test("--session takes a part of the name, and a live recording goes before a finished one", async () => {
  const app = new FakeApp();
  app.sessions = [
    recordedLine({ live: "interrupted" }),
    line({ id: "2026-11-16_1405_projet-x", name: "Projet X" }),
  ];
  const { calls } = await call(["stop", "--session", "projet"], { app });
  assert.deepEqual(calls, [`stop ${RECORDED}`]);
  const unknown = await call(["pause", "--session", "zzz"], { app });
  assert.deepEqual([unknown.code, unknown.calls.length], [2, 1]);
});

Deno.test("resume --session of an interrupted recording is accompanied as a start is", async () => {
  const app = new FakeApp();
  app.sessions = [recordedLine({ live: "interrupted" })];
  app.recordings.doResume = () => Promise.resolve({ ...app.recordings.started, resumed: true });
  const { code, out, calls } = await call(["resume", "--session", RECORDED], { app });
  assert.deepEqual([code, calls], [0, [`resume ${RECORDED}`, `follow ${RECORDED}`]]);
  assert.match(out, /^The recording of "Projet X" goes on, in the same meeting: .*[\s\S]*Report: /);
  assert.match((await call(["resume", "--session", RECORDED, "--background"], { app })).out, /background/);
});

Deno.test("note marks the moment of the recording, with words or without", async () => {
  const { out, calls } = await call(["note", "Budget validé"]);
  assert.equal(out, "Note at 00:01:15: Budget validé\n");
  assert.deepEqual(calls, ["now", `note ${RECORDED} 75.5 Budget validé`]);
  assert.equal((await call(["note"])).out, "Note at 00:01:15\n");
});

Deno.test("status and list show a recording as it stands, in both languages", async () => {
  const app = new FakeApp();
  const entry = { ...recordedLine(), windowsDone: 1, windows: 2, troubles: [] };
  const channels = [
    liveState().channels[0]!,
    { ...liveState().channels[1]!, silentFor: 312 },
  ];
  app.statusNow = quiet({ open: [{ ...entry, recording: liveState({ channels, lastBlock: "budget" }) }] });
  const { out } = await call(["status", "--lang", "fr"], { app });
  const told = out.split("\n").slice(2, 8);
  assert.deepEqual(told, [
    `Projet X (${RECORDED}) : enregistre, 1 min 01 s, 6 morceaux sur le disque`,
    "  micro, Casque : -30 dB, entendu à l'instant",
    "  son de l'ordinateur, Haut-parleurs : -30 dB, rien entendu depuis 5 min 12 s",
    "  texte : à jour, 12 fois plus vite que la parole",
    "  disque : 310 h d'enregistrement",
    "  dernier résumé : budget",
  ]);
  app.statusNow = quiet({
    open: [{ ...entry, recording: liveState({ state: "interrupted" }) }],
  });
  assert.match((await call(["status"], { app })).out, /interrupted after 1 min 01 s.*resume --session/);
  const json = JSON.parse((await call(["status", "--json"], { app })).out);
  assert.equal(json.open[0].recording.backlog, 4);
  app.sessions = [recordedLine({ live: "interrupted" })];
  assert.match((await call(["list", "--lang", "fr"], { app })).out, /interrompu/);
});

Deno.test("devices lists what can be heard, and --test tells the levels and the words of each", async () => {
  const app = new FakeApp();
  const device = {
    id: "{0.0.1}",
    name: "Casque",
    flow: "input",
    roles: ["default", "communications"],
    format: { encoding: "float", bits: 32, channels: 2, rate: 48000 },
  } as const;
  app.recordings.deviceList = [device, { ...device, id: "{1}", flow: "output", roles: [], format: null }];
  const { code, out } = await call(["devices", "--lang", "fr"], { app });
  assert.equal(code, 0);
  assert.match(out, /micro +Casque +d'office, appels +48\s000 Hz, 2 canaux, 32 bits float +\{0\.0\.1\}/);
  const busy = message("capture.busy", { device: "Casque" });
  app.recordings.tests = [
    { device, rms: -31.4, peak: -12.2, text: "Bonjour à tous.", problem: null },
    { device, rms: null, peak: null, text: "", problem: null },
    { device, rms: -90, peak: -80, text: "", problem: null },
    { device, rms: null, peak: null, text: "", problem: busy },
  ];
  const tested = await call(["devices", "--test"], { app });
  assert.equal(tested.code, 1);
  assert.deepEqual(tested.out.split("\n").slice(1, 5), [
    'Casque: -31 dB on average, -12 dB at the loudest. Understood: "Bonjour à tous."',
    "Casque: nothing played on it during the test.",
    "Casque: -90 dB on average, -80 dB at the loudest. No speech understood.",
    `Casque: Another program keeps "Casque" for itself. Close it, or take that right from it in the sound settings, then try again.`,
  ]);
  const none = await call(["devices"]);
  assert.equal(none.code, 1);
  assert.match(none.out, /No sound device was found/);
});

Deno.test("the hidden commands record and follow, deaf to the keyboard, and are in no help", async () => {
  const app = new FakeApp();
  const recorded = await call(["__recorder", RECORDED, "--set", "session.max_duration_hours=1"], { app });
  assert.deepEqual([recorded.code, app.calls], [0, ["ignoreKeyboard", `record ${RECORDED}`]]);
  assert.equal(recorded.io.requests[0]?.resolved.settings.session.max_duration_hours, 1);
  app.recordings.doRecord = async (_id, { signal }) => {
    await until(() => signal.aborted);
    return false;
  };
  const io = started({ app });
  const over = runCli(["__recorder", RECORDED], io);
  await until(() => io.listeners() > 0);
  io.pressCtrlC();
  assert.equal(await over, 1);
  assert.equal((await call(["__follow", RECORDED])).code, 0);
  assert.doesNotMatch((await call(["--help"])).out, /__/);
});

Deno.test("start makes a new home and says so; the other commands ask for one that is there", async () => {
  const folder = await Deno.makeTempDir();
  const home = `${folder}/neuf`;
  assert.match((await call(["start", "--home", home])).err, /^New greffier home made/);
  for (const command of ["pause", "resume", "stop", "note"]) {
    assert.match((await call([command, "--home", home])).err, /There is no greffier home at this place/);
  }
  await Deno.remove(folder, { recursive: true });
});

Deno.test("run and the recording commands tell a bad session or no recording in a sentence", async () => {
  const app = new FakeApp();
  app.doRun = () => Promise.resolve(drained());
  app.recordings.failures.set("stop", new GreffierError(message("recording.nothing")));
  const { code, err } = await call(["stop", "--lang", "fr"], { app });
  assert.deepEqual([code, err], [
    1,
    "Rien n'est en cours d'enregistrement. Pour commencer : greffier start\n",
  ]);
});

Deno.test("who agrees is asked for by its own command, also of a recording that nobody shows", async () => {
  const app = new FakeApp();
  app.sessions = [recordedLine()];
  const { code, out, calls } = await call(["consent", " Claire ", "--session", "projet"], { app });
  assert.deepEqual([code, calls], [0, [`consent ${RECORDED}  Claire`]]);
  assert.equal(out, "The participants' agreement is noted, as told by Claire.\n");
  const json = JSON.parse((await call(["consent", "Claire", "--json"], { app })).out);
  assert.deepEqual([json.id, json.consent], [RECORDED, "Claire"]);
  assert.equal((await call(["consent"])).code, 2);
  assert.equal((await call(["consent", " "])).code, 2);
});

Deno.test("the key c proposes the person that the system knows", async () => {
  const app = recordingApp();
  app.recordings.doFollow = async () => {
    await until(() => app.calls.includes(`stop ${RECORDED}`));
    return line({ id: RECORDED });
  };
  const io = started({ app, terminal: true, environment: { user: "claire.martin" } });
  const over = runCli(["start"], io);
  await until(() => app.calls.some((call) => call.startsWith("follow")));
  io.type("c\r");
  await until(() => app.calls.includes(`consent ${RECORDED} claire.martin`));
  io.type("q");
  assert.equal(await over, 0);
});

Deno.test("a look that the system refuses ends nothing: the last one stays, and a long refusal is told once", async () => {
  const app = new FakeApp();
  const { recordings } = app;
  recordings.glances = [glance(), ...Array(14).fill(glance({ state: "starting", seconds: 0 })), undefined];
  recordings.refusals = [undefined!, ...Array(12).fill(new Deno.errors.PermissionDenied("held"))];
  recordings.doFollow = async () => {
    await until(() => recordings.glances.length === 1);
    return recordings.followed;
  };
  const { code, out } = await call(["start"], { app });
  assert.equal(code, 0);
  assert.equal(out.match(/no right to use it/g)?.length, 1, out);
  assert.match(out, /has ended \(1 min 01 s\)/);
});

Deno.test("a key that the disk refuses is told, and the recording goes on; q can be pressed again", async () => {
  const app = recordingApp();
  const { recordings } = app;
  recordings.doFollow = async () => {
    await until(() => app.calls.filter((call) => call.startsWith("stop")).length === 2);
    return line({ id: RECORDED });
  };
  const full = Object.assign(new Error("No space left on device (os error 28)"), { code: "ENOSPC" });
  for (const what of ["note", "consent", "pause", "stop"]) recordings.failures.set(what, full);
  const stop = recordings.stop.bind(recordings);
  recordings.stop = async (session) => {
    if (recordings.failures.size > 0) recordings.glances = [glance()];
    const answer = await stop(session).catch((error) => {
      recordings.glances = [glance()];
      throw error;
    });
    return answer;
  };
  const io = started({ app, terminal: true });
  const over = runCli(["start"], io);
  await until(() => app.calls.some((call) => call.startsWith("follow")));
  const told = () => io.out().match(/disk is full/gi)?.length ?? 0;
  for (const [keys, times] of [["mx\r", 1], ["c\r", 2], ["p", 3], ["q", 4]] as const) {
    io.type(keys);
    await until(() => told() === times);
  }
  recordings.failures.clear();
  io.type("q");
  assert.equal(await over, 0);
});

Deno.test("p takes back a pause that was asked for while the disk is full, and says when one is not answered", async () => {
  const app = recordingApp();
  const { recordings } = app;
  recordings.glances = [glance({ state: "disk-full" })];
  recordings.liveNow = liveState({ state: "disk-full" });
  recordings.requested = { ...recordings.requested, confirmed: false };
  recordings.doFollow = async () => {
    await until(() => app.calls.includes(`stop ${RECORDED}`));
    return line({ id: RECORDED });
  };
  const io = started({ app, terminal: true });
  const over = runCli(["start"], io);
  await until(() => app.calls.some((call) => call.startsWith("follow")));
  io.type("p");
  await until(() => io.out().includes("has not answered yet"));
  recordings.liveNow = liveState({ state: "disk-full", pauseAsked: true });
  io.type("p");
  await until(() => io.out().includes("The pause is no longer asked for."));
  assert.deepEqual(app.calls.filter((call) => /^(pause|resume)/.test(call)), [
    `pause ${RECORDED}`,
    `resume ${RECORDED}`,
  ]);
  io.type("q");
  assert.equal(await over, 0);
});

Deno.test("a closed window hands the recording over to a process that writes its report", async () => {
  const app = recordingApp();
  app.recordings.doFollow = (_id, { signal } = {}) =>
    new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
  const io = started({ app });
  const over = runCli(["start"], io);
  await until(() => app.calls.some((call) => call.startsWith("follow ")));
  io.closeWindow();
  assert.equal(await over, 130);
  assert.deepEqual(app.calls.slice(1), [`follow ${RECORDED}`, `followApart ${RECORDED}`]);
  assert.equal(io.listeners(), 0);
});

Deno.test("whoever follows in the background starts a dead recorder again, three times, unless it was asked to end", async () => {
  const app = new FakeApp();
  const { recordings } = app;
  recordings.glances = [glance({ state: "interrupted" })];
  recordings.doResume = () => Promise.resolve(recordings.started);
  const resumes = () => app.calls.filter((call) => call.startsWith("resume")).length;
  recordings.doFollow = async () => {
    await until(() => resumes() === 3);
    return recordings.followed;
  };
  assert.equal((await call(["__follow", RECORDED], { app })).code, 0);
  assert.equal(resumes(), 3);
  recordings.liveNow = liveState({ state: "interrupted", stopAsked: true });
  recordings.doFollow = () => Promise.resolve(recordings.followed);
  assert.equal((await call(["__follow", RECORDED], { app })).code, 0);
  assert.equal(resumes(), 3);
});

Deno.test("stop --wait does not wait for a recorder that does not answer, nor for a report that only waits", async () => {
  const app = new FakeApp();
  app.recordings.requested = { ...app.recordings.requested, confirmed: false };
  const silent = await call(["stop", "--wait"], { app });
  assert.deepEqual([silent.code, silent.calls], [1, ["stop"]]);
  assert.match(silent.out, /has not answered yet/);
  const stuck = new FakeApp();
  stuck.recordings.doFollow = (_id, { onStuck } = {}) => {
    onStuck?.(message("asr.modelMissing", { model: "small", directory: "models" }));
    return Promise.resolve(recordedLine());
  };
  const waits = await call(["stop", "--wait"], { app: stuck });
  assert.equal(waits.code, 1);
  assert.match(waits.err, /^The report of "Projet X" is not finished; .*It waits: The speech model "small"/);
  assert.doesNotMatch(waits.out, /Report:/);
  const json = JSON.parse((await call(["stop", "--wait", "--json"], { app: stuck })).out);
  assert.equal(json.waiting.key, "asr.modelMissing");
});

Deno.test("stop --wait after the end waits for the report that is owed", async () => {
  const app = new FakeApp();
  app.recordings.failures.set("stop", new GreffierError(message("recording.nothing")));
  app.recordings.owedLine = recordedLine();
  const { code, out, calls } = await call(["stop", "--wait"], { app });
  assert.deepEqual([code, calls], [0, ["stop", "owed", `follow ${RECORDED}`]]);
  assert.match(out, /has ended already\.\nReport: /);
  assert.equal((await call(["stop"], { app })).code, 1);
  app.recordings.owedLine = undefined;
  assert.equal((await call(["stop", "--wait"], { app })).code, 1);
});

Deno.test("run names the recordings that go on or were interrupted, instead of saying that nothing waits", async () => {
  const app = new FakeApp();
  const entry = { windowsDone: 0, windows: 0, troubles: [] };
  const interrupted = recordedLine({ id: "b", name: "B", live: "interrupted" });
  app.statusNow = quiet({ open: [{ ...recordedLine(), ...entry }, { ...interrupted, ...entry }] });
  const { code, out } = await call(["run"], { app });
  assert.equal(code, 0);
  assert.match(
    out,
    /^"Projet X" \(.*\) is being recorded; .*\nThe recording "B" \(b\) was interrupted\. .*\n$/,
  );
  const json = JSON.parse((await call(["run", "--json"], { app })).out);
  assert.deepEqual(json.recordings.map(({ live }: { live: string }) => live), ["recording", "interrupted"]);
});

Deno.test("status tells a disk that is almost full in minutes", async () => {
  const app = new FakeApp();
  const entry = { ...recordedLine(), windowsDone: 1, windows: 2, troubles: [] };
  app.statusNow = quiet({ open: [{ ...entry, recording: liveState({ hoursFree: 0.76 }) }] });
  const { out } = await call(["status", "--lang", "fr"], { app });
  assert.match(out, /\n {2}disque : 45 minutes d'enregistrement\n/);
});

/** The session of a report that is whole while a model goes on. */
const WHOLE = line({ id: RECORDED, open: true, writer: "Ollama llama3.2", last: { state: "provisional" } });

Deno.test("start and stop --wait end once the report is whole, name it provisional and say who goes on", async () => {
  for (const command of [["start"], ["stop", "--wait"]]) {
    const app = new FakeApp();
    app.recordings.followed = WHOLE;
    const asked: unknown[] = [];
    app.recordings.doFollow = (_id, { until } = {}) => {
      asked.push(until);
      return Promise.resolve(WHOLE);
    };
    const { code, out } = await call([...command, "--lang", "fr"], { app });
    assert.deepEqual([code, asked], [0, ["provisional"]]);
    assert.match(
      out,
      /\nCompte rendu provisoire : .*report\.html\nLe modèle de langage \(Ollama llama3\.2\) finit de le rédiger en arrière-plan ; .*\n$/,
    );
    const json = JSON.parse((await call([...command, "--json"], { app })).out);
    assert.deepEqual([json.state, json.writer], ["provisional", "Ollama llama3.2"]);
    assert.match(json.report, /report\.html$/);
  }
});

Deno.test("stop --wait final waits for the last word of the model; another word is refused before anything ends", async () => {
  const app = new FakeApp();
  const asked: unknown[] = [];
  app.recordings.doFollow = (_id, { until } = {}) => {
    asked.push(until);
    return Promise.resolve(app.recordings.followed);
  };
  const { code, out } = await call(["stop", "--wait", "final"], { app });
  assert.deepEqual([code, asked], [0, ["final"]]);
  assert.match(out, /\nReport: /);
  await call(["stop", "--wait=final", "--session", "projet"], {
    app: Object.assign(app, { sessions: [WHOLE] }),
  });
  assert.deepEqual(asked, ["final", "final"]);
  const wrong = await call(["stop", "--wait", "finale"]);
  assert.deepEqual([wrong.code, wrong.calls], [2, []]);
  assert.match(wrong.err, /the choice is: provisional, final\. Perhaps final\?/);
});

Deno.test("start says who writes the summaries and, before anything is sent, that the text leaves the PC", async () => {
  const said = async (writerNow: FakeApp["writerNow"], ...args: string[]) => {
    const app = new FakeApp();
    app.writerNow = writerNow;
    return (await call([...args, "--lang", "fr"], { app })).out;
  };
  for (const args of [["start"], ["start", "--background"]]) {
    assert.doesNotMatch(await said(undefined, ...args), /Résumés|sortira/);
    const there = await said({ name: "Ollama llama3.2", ifThere: true }, ...args);
    assert.match(there, /\nRésumés : Ollama llama3\.2 s'il répond, sinon des phrases choisies/);
    assert.doesNotMatch(there, /sortira/);
    const away = await said(
      { name: "Anthropic claude", ifThere: false, sentTo: "api.anthropic.com" },
      ...args,
    );
    assert.match(
      away,
      /\nRésumés : Anthropic claude\.\nAttention : .* sortira de ce PC et sera envoyé à api\.anthropic\.com\.\n/,
    );
  }
  for (const args of [["run"], ["watch"]]) {
    const away = await said({ name: "x", ifThere: false, sentTo: "api.openai.com" }, ...args);
    assert.match(away, /sera envoyé à api\.openai\.com/);
    assert.doesNotMatch(await said({ name: "x", ifThere: true }, ...args), /Résumés|sortira/);
  }
});

Deno.test("start, run and watch take the kind of meeting as a setting", async () => {
  for (const command of ["start", "run", "watch"]) {
    const { io, calls } = await call([command, "--template", "support"]);
    assert.deepEqual(io.requests[0]?.flags, [
      { key: "analysis.template", value: "support", flag: "--template" },
    ]);
    if (command === "start") assert.equal(calls[0], "start {}");
  }
});

Deno.test("status tells whose words the last summary is, what waits for the model, and a report that is whole", async () => {
  const app = new FakeApp();
  const entry = { windowsDone: 4, windows: 4, troubles: [] };
  const cause = message("llm.ollamaUnreachable", { address: "http://127.0.0.1:11434" });
  const troubles = ["00", "01"].map((block) => ({ job: `refine:${RECORDED}/${block}`, cause, retryAt: 1 }));
  const recording = liveState({
    lastBlock: "Budget, Recrutement",
    lastBlockBy: "Ollama llama3.2",
    writer: "Ollama llama3.2",
    modelPending: 2,
  });
  app.statusNow = quiet({
    owner: { pid: 7, command: "watch", since: "2026-11-23T13:00:00.000Z" },
    open: [
      { ...recordedLine(), ...entry, recording },
      { ...WHOLE, ...entry, name: "Point", modelPending: 3, troubles },
      { ...WHOLE, ...entry, id: "b", name: "Comité", modelPending: 0 },
    ],
  });
  const { out } = await call(["status", "--lang", "fr"], { app });
  assert.match(out, /\n {2}dernier résumé, par Ollama llama3\.2 : Budget, Recrutement\n/);
  assert.match(out, /\n {2}modèle de langage : 2 passages attendent d'être rédigés par Ollama llama3\.2\n/);
  assert.match(out, /Point .*provisoire prêt ; Ollama llama3\.2 finit de le rédiger \(encore 3 passages\)/);
  assert.match(out, /Comité .*\(encore le résumé\)/);
  app.statusNow = { ...app.statusNow, owner: null };
  const alone = (await call(["status", "--lang", "fr"], { app })).out;
  assert.match(
    alone,
    /En attente : Point .*finira de le rédiger au prochain greffier run \(encore 3 passages\)/,
  );
  assert.match(alone, /En attente : Comité .*au prochain greffier run \(encore le résumé\)/);
  assert.doesNotMatch(alone, /finit de le rédiger/);
  assert.equal(alone.match(/Ollama ne répond pas/g)?.length, 1, "one reason, told once");
  assert.ok(alone.includes(`greffier redo ${RECORDED} summarise --backend none\n`), alone);
  const json = JSON.parse((await call(["status", "--json"], { app })).out);
  assert.deepEqual([json.open[1].writer, json.open[1].modelPending], ["Ollama llama3.2", 3]);
  assert.equal(json.open[0].recording.lastBlockBy, "Ollama llama3.2");
});
