import assert from "node:assert/strict";
import { join } from "node:path";
import { type App, isStarted } from "../../src/app.ts";
import type { AudioDevice, AudioSource, Packet } from "../../src/capture/mod.ts";
import { follow } from "../../src/app/recording/follow.ts";
import { systemClock } from "../../src/clock.ts";
import { GreffierError, message, WaitingError } from "../../src/errors.ts";
import { diskFiles, type Files, homeLayout, Store } from "../../src/store/mod.ts";
import { always, createFakeRefiner, never } from "../support/fake_refiner.ts";
import { type TemporaryHome, temporaryHome, testApp, type TestAppOptions } from "../support/home.ts";
import { refusal } from "../support/refusal.ts";
import { watchedFiles } from "../support/faulty_files.ts";
import { LIVE, liveSession } from "../support/live_session.ts";
import { ManualClock } from "../support/manual_clock.ts";
import { RecorderClock, ScriptedRecorder } from "../support/scripted_recorder.ts";
import { spokenWav } from "../support/spoken_wav.ts";
import { until } from "../support/until.ts";

const device = (id: string, name: string, flow: AudioDevice["flow"]): AudioDevice => ({
  id,
  name,
  flow,
  roles: ["default"],
  format: null,
});

const DEVICES = [device("mic", "Casque", "input"), device("out", "Haut-parleurs", "output")];

/** A source that lists its devices; the scripted recorder never opens one. */
function silentSource(devices: readonly AudioDevice[] = DEVICES): AudioSource {
  return {
    name: "essai",
    sides: ["microphone", "system"],
    devices: () => Promise.resolve(devices),
    open: () => Promise.reject(new GreffierError(message("capture.busy", { device: "Casque" }))),
  };
}

interface Studio extends AsyncDisposable {
  readonly home: TemporaryHome;
  readonly app: App;
  readonly recorder: ScriptedRecorder;
  readonly clock: RecorderClock;
  /** Another process of the same program. */
  another(options?: TestAppOptions): App;
}

/** A home with an app whose recorder is scripted. */
async function studio(options: TestAppOptions = {}): Promise<Studio> {
  const home = await temporaryHome();
  const recorder = new ScriptedRecorder(home);
  const clock = new RecorderClock(recorder);
  const another = (more: TestAppOptions = {}) =>
    testApp(home, { source: silentSource(), startApart: recorder.startApart, clock, ...options, ...more });
  return {
    home,
    app: another(),
    recorder,
    clock,
    another,
    async [Symbol.asyncDispose]() {
      await recorder[Symbol.asyncDispose]();
      await home[Symbol.asyncDispose]();
    },
  };
}

Deno.test("start writes what was asked into both folders, and begins once bytes are on disk", async () => {
  await using set = await studio({
    flags: [{ key: "audio.micro_batch_seconds", value: "8", flag: "--set" }],
  });
  const { app, home, recorder } = set;
  const started = await app.recordings.start({
    name: ' Réunion : "Projet" X? ',
    devices: ["casque"],
    consent: "Claire",
  });
  const { session, channels, announcement, consent } = started;
  assert.match(session.id, /^2026-11-23_\d{4}_reunion-projet-x$/);
  assert.equal(session.name, 'Réunion : "Projet" X?');
  assert.deepEqual([session.live, session.open, consent], ["recording", true, "Claire"]);
  assert.deepEqual(channels.map(({ side }) => side), ["microphone", "system"]);
  assert.deepEqual(recorder.asked, [`__recorder ${session.id}`]);
  for (const box of ["inbox", "outbox"]) {
    const record = await home.json(box, session.id, "session.json");
    assert.deepEqual(record.recording, {
      sides: ["microphone", "system"],
      devices: { microphone: "mic", system: null },
      process: null,
    });
    assert.equal(record.origin, "recorded");
    assert.deepEqual([record.consent.by, record.consent.wording], ["Claire", announcement]);
    assert.equal(record.pinned.settings.audio.micro_batch_seconds, 8);
  }
  assert.equal((await home.json("outbox", session.id, "session.json")).last.state, "partial");
});

Deno.test("a recording without a name is named for its time; its own announcement is told and kept", async () => {
  await using set = await studio({
    flags: [{ key: "session.announcement", value: "On enregistre.", flag: "--set" }],
  });
  const started = await set.app.recordings.start({});
  assert.match(started.session.name, /^Reunion_2026-11-23_\d\d-\d\d$/);
  assert.match(started.session.id, /^2026-11-23_\d{4}_reunion$/);
  assert.equal(started.announcement, "On enregistre.");
  assert.equal(started.consent, null);
});

Deno.test("a start that is refused says why and leaves nothing, wherever it fails", async () => {
  await using set = await studio();
  const { app, home, recorder } = set;
  assert.match(await refusal(app.recordings.start({ devices: ["Casqe"] })), /vouliez-vous « Casque »/);
  assert.match(await refusal(app.recordings.start({ name: "a\nb" })), /ne peut pas nommer une réunion/);
  assert.match(await refusal(app.recordings.start({ consent: " " })), /Écrivez qui le dit/);
  recorder.beginning = "failed";
  assert.match(await refusal(app.recordings.start({})), /Un autre programme garde « Casque » pour lui seul/);
  recorder.beginning = "dies";
  assert.match(await refusal(app.recordings.start({})), /L'enregistreur s'est arrêté .*logs/);
  recorder.beginning = "silent";
  assert.match(await refusal(app.recordings.start({})), /toujours pas commencé après 30 s/);
  const stop = new AbortController();
  const aborted = app.recordings.start({ signal: stop.signal });
  stop.abort(new Error("stopped by a person"));
  await assert.rejects(aborted, /stopped by a person/);
  assert.equal(recorder.asked.length, 3, "a recorder was started for nobody");
  assert.deepEqual([...await home.names("inbox"), ...await home.names("outbox")], []);
});

Deno.test("a start that is broken off when its first bytes are on disk already leaves nothing; more of it stays", async () => {
  for (const [chunks, left] of [[1, 0], [2, 1]] as const) {
    await using set = await studio();
    const { app, home, recorder } = set;
    recorder.chunks = chunks;
    recorder.slow = true;
    const stop = new AbortController();
    const broken = app.recordings.start({ signal: stop.signal });
    broken.catch(() => {}); // looked at below
    const wavs = async () => {
      const [id] = await home.names("inbox");
      return id === undefined ? [] : (await home.names("inbox", id)).filter((name) => name.endsWith(".wav"));
    };
    await until(async () => (await wavs()).length === chunks);
    stop.abort(new Error("stopped by a person"));
    await assert.rejects(broken, /stopped by a person/);
    assert.equal((await home.names("inbox")).length, left);
    assert.equal((await home.names("outbox")).length, left);
  }
});

Deno.test("one recording at a time: the second is told which one runs, also when both begin in the same instant", async () => {
  await using set = await studio();
  const { home } = set;
  const starts = await Promise.allSettled(
    [set.app, set.another()].map((app, n) => app.recordings.start({ name: `Réunion ${n}` })),
  );
  const won = starts.filter(({ status }) => status === "fulfilled");
  assert.equal(won.length, 1);
  assert.equal((await home.names("inbox")).length, 1);
  const told = await refusal(set.another().recordings.start({}));
  assert.match(told, /« Réunion \d » \(2026-.*\) est déjà en cours .*greffier stop/);
});

Deno.test("a recording that was interrupted keeps nobody from beginning another, who is told of it", async () => {
  await using set = await studio();
  const { app, recorder, clock } = set;
  // The newest change is told by the file system.
  clock.set(Date.now());
  const first = await app.recordings.start({ name: "Matin" });
  await recorder.kill();
  const { notices } = await app.recordings.start({ name: "Soir" });
  assert.deepEqual(notices, [message("recording.interrupted", { id: first.session.id, name: "Matin" })]);
  assert.match(
    await refusal(app.recordings.resume(first.session.id)),
    /« Soir » .* est déjà en cours d'enregistrement/,
  );
});

Deno.test("a recording that was left alone for so long that the pipeline ends it is no longer proposed", async () => {
  await using set = await studio();
  const { app, recorder, clock } = set;
  await app.recordings.start({ name: "Hier" });
  await recorder.kill();
  clock.set(Date.now() + 31 * 60_000);
  const { notices } = await app.recordings.start({ name: "Matin" });
  assert.deepEqual(notices, []);
});

Deno.test("a resume that is given up, or cannot begin, leaves the recording interrupted", async () => {
  await using set = await studio();
  const { app, home, recorder } = set;
  const { session: { id } } = await app.recordings.start({ name: "Point" });
  await recorder.kill();
  recorder.beginning = "silent";
  const stop = new AbortController();
  const aborted = app.recordings.resume(id, { signal: stop.signal });
  stop.abort(new Error("stopped by a person"));
  await assert.rejects(aborted, /stopped by a person/);
  assert.match(await refusal(app.recordings.resume(id)), /toujours pas commencé après 30 s/);
  const names = await home.names("inbox", id);
  assert.ok(!names.includes("ended") && !names.includes("stop"), names.join(" "));
  assert.equal((await app.list())[0]?.live, "interrupted");
  recorder.beginning = "well";
  assert.ok(isStarted(await app.recordings.resume(id)));
});

Deno.test("a folder that a person renamed is the same recording: running, interrupted, resumed and stopped", async () => {
  await using set = await studio();
  const { app, home, recorder } = set;
  const { session: { id } } = await app.recordings.start({ name: "Point" });
  await recorder.kill();
  await Deno.rename(join(home.path, "inbox", id), join(home.path, "inbox", "Point du lundi"));
  assert.equal((await app.list())[0]?.live, "interrupted");
  await app.recordings.note("Budget", { session: id });
  const resumed = await app.recordings.resume(id);
  assert.ok(isStarted(resumed) && resumed.session.live === "recording");
  assert.equal((await app.list())[0]?.live, "recording");
  assert.equal((await app.status()).open[0]?.recording?.state, "recording");
  assert.equal((await app.recordings.glance(id))?.state, "recording");
  assert.match(await refusal(set.another().recordings.start({})), /déjà en cours d'enregistrement/);
  assert.equal((await app.recordings.pause()).confirmed, true);
  await app.recordings.resume();
  const { confirmed, seconds } = await app.recordings.stop();
  assert.deepEqual([confirmed, seconds], [true, 40]);
  assert.ok((await home.names("inbox", "Point du lundi")).includes("ended"));
});

Deno.test("a recording that ended well and has no report yet is not called interrupted, and its report is owed", async () => {
  await using set = await studio();
  const { app } = set;
  const { session: { id } } = await app.recordings.start({ name: "Point" });
  assert.equal(await app.recordings.owed(), undefined);
  await app.recordings.stop();
  const [line] = await app.list();
  assert.deepEqual([line?.last.state, line?.live], ["partial", undefined]);
  assert.equal((await app.recordings.owed())?.id, id);
  assert.equal((await app.recordings.owed(id))?.id, id);
  assert.equal(await app.recordings.owed("another"), undefined);
  await app.recordings.follow(id);
  assert.equal(await app.recordings.owed(), undefined);
});

Deno.test("a pause asked for while the disk is full can be taken back", async () => {
  await using set = await studio();
  const { app, home, recorder } = set;
  const { session: { id } } = await app.recordings.start({});
  recorder.diskFull = true;
  await until(async () => (await app.recordings.live(id))?.state === "disk-full");
  assert.equal((await app.recordings.pause()).confirmed, false);
  assert.equal((await app.recordings.live(id))?.pauseAsked, true);
  const back = await app.recordings.resume();
  assert.ok(!isStarted(back) && !back.already && back.confirmed);
  assert.equal((await app.recordings.live(id))?.pauseAsked, false);
  assert.ok(!(await home.names("inbox", id)).includes("pause"));
});

Deno.test("a state that the system does not let be read for a moment, or at all, ends no look", async () => {
  let refusals = 0;
  const files: Files = {
    ...diskFiles,
    read(path) {
      if (!path.endsWith("levels.json") || refusals-- <= 0) return diskFiles.read(path);
      return Promise.reject(new Deno.errors.PermissionDenied("held"));
    },
  };
  await using set = await studio({ files });
  const { app, home } = set;
  const { session: { id } } = await app.recordings.start({});
  const store = new Store(homeLayout(home.path), files);
  refusals = 2;
  assert.equal((await store.levels(id))?.state, "recording");
  refusals = Infinity;
  assert.equal(await store.levels(id), undefined);
  assert.equal((await app.recordings.glance(id))?.state, "starting");
  assert.equal((await app.list())[0]?.live, "starting");
  assert.equal((await app.status()).open[0]?.recording?.state, "starting");
});

Deno.test("pause, resume and stop are answered by the recorder; what was so already is no error", async () => {
  await using set = await studio();
  const { app, home } = set;
  const { session: { id } } = await app.recordings.start({});
  const answer = async (work: ReturnType<App["recordings"]["pause" | "resume"]>) => {
    const answered = await work;
    if (isStarted(answered)) throw new Error("begun anew");
    const { already, confirmed, seconds } = answered;
    return [already, confirmed, seconds];
  };
  assert.deepEqual(await answer(app.recordings.resume()), [true, true, 20]);
  assert.deepEqual(await answer(app.recordings.pause()), [false, true, 20]);
  assert.ok((await home.names("inbox", id)).includes("pause"));
  assert.deepEqual(await answer(app.recordings.pause(id)), [true, true, 20]);
  assert.equal((await app.recordings.glance(id))?.state, "paused");
  assert.deepEqual(await answer(app.recordings.resume()), [false, true, 20]);
  assert.deepEqual(await answer(app.recordings.stop()), [false, true, 20]);
  assert.deepEqual(await home.json("inbox", id, "ended"), { schema: 1, reason: "stopped" });
  assert.equal(await app.recordings.glance(id), undefined);
  assert.equal(await app.recordings.live(id), undefined);
});

Deno.test("what cannot be done is a sentence with the command that can", async () => {
  await using set = await studio();
  const { app, home, recorder } = set;
  const { recordings } = app;
  for (const work of [recordings.pause, recordings.resume, recordings.stop, recordings.now]) {
    assert.match(await refusal(work()), /Rien n'est en cours d'enregistrement\. .*greffier start/);
  }
  assert.match(await refusal(recordings.stop("x")), /Aucune réunion ne s'appelle « x »/);
  const { session: { id } } = await recordings.start({ name: "Point" });
  await recorder.kill();
  const { pause, stop, resume } = recordings;
  for (const work of [pause, stop, resume, () => pause(id)]) {
    assert.match(await refusal(work()), /a été interrompu\. .*resume --session .*stop --session/);
  }
  const resumed = await recordings.resume(id);
  assert.ok(isStarted(resumed) && resumed.session.id === id);
  await recordings.stop();
  assert.match(await refusal(recordings.resume(id)), /« Point » .* est terminé, il ne peut plus être repris/);
  assert.match(await refusal(recordings.stop(id)), /est déjà terminé/);
  await home.drop("appel.wav", spokenWav({ seconds: 3 }));
  await app.run({});
  const dropped = (await app.list()).find(({ name }) => name === "appel")!;
  assert.match(await refusal(recordings.resume(dropped.id)), /est un fichier déposé/);
});

Deno.test("an interrupted recording that is stopped by name is ended by whoever runs the pipeline", async () => {
  await using set = await studio();
  const { app, recorder } = set;
  const { session: { id } } = await app.recordings.start({ name: "Point" });
  await recorder.kill();
  assert.equal((await app.list())[0]?.live, "interrupted");
  const { session, confirmed } = await app.recordings.stop(id);
  assert.deepEqual([session.id, session.live, confirmed], [id, "interrupted", true]);
  const { published } = await app.run({});
  assert.deepEqual(published.map((line) => line.id), [id]);
});

Deno.test("a note stands at the moment it was asked for, and who agrees is kept with the wording", async () => {
  await using set = await studio();
  const { app, home } = set;
  const { session: { id }, announcement } = await app.recordings.start({});
  assert.deepEqual(await app.recordings.now(), { id, at: 20 });
  await app.recordings.note(" Budget ", { at: 12.5 });
  await app.recordings.note("");
  const notes = (await home.names("inbox", id)).filter((name) => name.startsWith("note-"));
  assert.deepEqual(await Promise.all(notes.map((name) => home.json("inbox", id, name))), [
    { at: 12.5, text: "Budget" },
    { at: 20, text: "" },
  ]);
  await app.recordings.consent("Claire");
  for (const box of ["inbox", "outbox"]) {
    const { consent } = await home.json(box, id, "session.json");
    assert.deepEqual([consent.by, consent.wording], ["Claire", announcement]);
  }
  await app.recordings.consent("Marc");
  const { consent, furtherConsents } = await home.json("outbox", id, "session.json");
  assert.deepEqual([consent.by, furtherConsents.map(({ by }: { by: string }) => by)], ["Claire", ["Marc"]]);
  assert.match(await refusal(app.recordings.consent(" ")), /Écrivez qui le dit/);
});

Deno.test("status tells how a recording goes and how far its text is", async () => {
  await using set = await studio();
  const { app, recorder } = set;
  const { session: { id } } = await app.recordings.start({});
  const now = async () => (await app.status()).open[0]!.recording!;
  const begun = await now();
  assert.deepEqual([begun.state, begun.seconds, begun.chunks], ["recording", 20, 2]);
  assert.equal(begun.backlog, 20);
  assert.deepEqual(begun.channels.map(({ silentFor }) => silentFor), [0, 0]);
  // 100 GB less the reserve of 500 MB, at 64 kB a second.
  assert.equal(Math.round(begun.hoursFree!), 432);
  assert.equal(begun.lastBlock, null);
  await recorder.kill();
  assert.equal((await now()).state, "interrupted");
  assert.equal((await app.recordings.live(id))?.state, "interrupted");
});

Deno.test("follow writes the report of a recording and ends with it, though nothing else ends", async () => {
  await using set = await studio();
  const { app, home } = set;
  const { session: { id } } = await app.recordings.start({ name: "Point" });
  const owners: unknown[] = [];
  const followed = app.recordings.follow(id, { onOwner: (owner) => owners.push(owner) });
  await app.recordings.stop();
  const line = await followed;
  assert.deepEqual([line?.open, line?.last.state, owners], [false, "final", [null]]);
  assert.ok((await home.names("outbox", id)).includes("sealed.json"));
  assert.deepEqual(await home.names("inbox"), []);
});

Deno.test("follow waits while another process writes the text, names it, and takes over when it ends", async () => {
  await using set = await studio();
  const { app, home } = set;
  const { session: { id } } = await app.recordings.start({});
  const store = new Store(homeLayout(home.path));
  const other = await store.claim({ pid: 12, command: "watch", since: "2026-11-23T14:00:00" });
  const owners: unknown[] = [];
  const followed = app.recordings.follow(id, { onOwner: (owner) => owners.push(owner?.pid ?? null) });
  await until(() => owners.length === 1);
  await app.recordings.stop();
  await other![Symbol.asyncDispose]();
  assert.equal((await followed)?.last.state, "final");
  assert.deepEqual(owners, [12, null]);
});

Deno.test("follow ends with the cause when whoever waits wants to know, and the report can only wait", async () => {
  const cause = message("asr.modelMissing", { model: "small", directory: "models" });
  const engines = { of: () => Promise.reject(new WaitingError(cause)) };
  await using set = await studio({ engines });
  const { app, home } = set;
  const { session: { id } } = await app.recordings.start({});
  await app.recordings.stop();
  const told: unknown[] = [];
  const line = await app.recordings.follow(id, { onStuck: (text) => told.push(text) });
  assert.deepEqual([line?.id, line?.open, told], [id, true, [cause]]);
  // What an earlier program tried may be well by now.
  const mended = testApp(home);
  assert.equal((await mended.recordings.follow(id, { onStuck: (text) => told.push(text) }))?.open, false);
  assert.equal(told.length, 1);
});

Deno.test("follow tells what the report waits for also while another process writes the text", async () => {
  await using set = await studio();
  const { app, home, clock } = set;
  const { session: { id } } = await app.recordings.start({});
  await app.recordings.stop();
  const store = new Store(homeLayout(home.path));
  await using _other = await store.claim({ pid: 12, command: "watch", since: "2026-11-23T14:00:00" });
  const cause = { key: "asr.modelMissing", values: { model: "small", directory: "models" } };
  await store.writeError(id, "transcribe", "000000-000001", {
    schema: 1,
    job: `${id}/transcribe/000000-000001`,
    attempts: 0,
    tries: 3,
    retryAt: clock.now() + 300_000,
    kind: "waiting",
    cause,
  });
  const told: unknown[] = [];
  const line = await app.recordings.follow(id, { onStuck: (text) => told.push(text) });
  assert.deepEqual([line?.open, told], [true, [cause]]);
});

Deno.test("follow ends when the session was removed, and at once when told to", async () => {
  await using set = await studio();
  const { app, home, recorder } = set;
  const { session: { id } } = await app.recordings.start({});
  const stop = new AbortController();
  const stopped = app.recordings.follow(id, { signal: stop.signal });
  stop.abort(new Error("enough"));
  await assert.rejects(stopped, /enough/);
  await recorder.kill();
  for (const box of ["inbox", "outbox"]) await Deno.remove(join(home.path, box, id), { recursive: true });
  assert.equal(await app.recordings.follow(id), undefined);
});

/** A source whose microphone says `seconds` of tone and whose output is idle. */
function speakingSource(clock: ManualClock): AudioSource {
  const samples = Float32Array.from({ length: 4800 }, (_, n) => 0.5 * Math.sin(n / 10));
  return {
    ...silentSource([...DEVICES, device("busy", "Occupé", "input")]),
    open({ device: id }) {
      if (id === "busy") {
        return Promise.reject(new GreffierError(message("capture.busy", { device: "Occupé" })));
      }
      const over = Promise.withResolvers<void>();
      return Promise.resolve({
        device: { id: id!, name: id! },
        rate: 48_000,
        silentWhenIdle: id === "out",
        async *[Symbol.asyncIterator](): AsyncIterator<Packet> {
          for (let n = 0; id === "mic" && n < 60; n++) yield { samples, atMs: n * 100, discontinuity: false };
          // Nothing more comes: the time passes.
          await until(() => clock.sleepers > 0);
          clock.advance(5000);
          await over.promise;
        },
        [Symbol.asyncDispose]: () => Promise.resolve(over.resolve()),
      });
    },
  };
}

Deno.test("a failure that nobody waits for does not end the recorder", async () => {
  await using set = await studio();
  const { session: { id } } = await set.app.recordings.start({});
  await set.recorder.kill();
  const ending = new AbortController();
  const forgetful: AudioSource = {
    ...silentSource(),
    open() {
      Promise.reject(new Error("forgotten"));
      // Later than the runtime looks for what nobody waits for.
      return new Promise((_resolve, reject) =>
        setTimeout(() => {
          ending.abort();
          reject(new GreffierError(message("capture.busy", { device: "Casque" })));
        }, 0)
      );
    },
  };
  const recorder = set.another({ source: forgetful, clock: systemClock });
  assert.equal(typeof await recorder.recordings.record(id, { signal: ending.signal }), "boolean");
});

Deno.test("each device is heard for five seconds: levels and words, silence of an idle one, and why one cannot be", async () => {
  const clock = new ManualClock();
  await using set = await studio({ source: speakingSource(clock), clock });
  const names: string[] = [];
  const tests = await set.app.recordings.testDevices({ onBegin: ({ name }) => names.push(name) });
  assert.deepEqual(names, ["Casque", "Haut-parleurs", "Occupé"]);
  const [mic, out, busy] = tests;
  assert.ok(Math.abs(mic!.rms! - -9) < 0.3 && Math.abs(mic!.peak! - -6) < 0.5, `${mic!.rms} ${mic!.peak}`);
  assert.match(mic!.text, /^\p{L}+ .*\.$/u);
  assert.deepEqual([out!.rms, out!.text, out!.problem], [null, "", null]);
  assert.equal(busy!.problem?.key, "capture.busy");
});

/** A language model that answers nothing until it is told to. */
function slowModel() {
  const free = Promise.withResolvers<void>();
  const refiner = createFakeRefiner({
    name: "Ollama lent",
    before: (_question, signal) => Promise.race([free.promise, never(signal)]),
  });
  return { refiner, refiners: always(refiner), answer: () => free.resolve() };
}

Deno.test("following until the report is whole ends with it while the model goes on, in a process of its own", async () => {
  const { refiner, refiners } = slowModel();
  await using set = await studio({ refiners });
  const { app, home, recorder } = set;
  const { session: { id } } = await app.recordings.start({ name: "Point" });
  const followed = app.recordings.follow(id, { until: "provisional" });
  await app.recordings.stop();
  const line = await followed;
  assert.deepEqual([line?.open, line?.last.state, line?.writer], [true, "provisional", "Ollama lent"]);
  assert.ok(refiner.asked.includes("refine"), "the model was at work");
  assert.match(await home.text("outbox", id, "report.html"), /Ce compte rendu est entier/);
  assert.ok((await home.names("outbox", id, "stages")).includes("provisional.json"));
  assert.equal(recorder.asked.at(-1), `__follow ${id}`);
  assert.equal((await app.status()).owner, null, "the home is free for whoever goes on");
  const [open] = (await app.status()).open;
  assert.deepEqual([open?.writer, open?.modelPending], ["Ollama lent", 1]);

  // Asked again, it is there at once; and whoever waits for the final report gets that.
  const again = set.another({ command: "stop" });
  assert.equal((await again.recordings.follow(id, { until: "provisional" }))?.last.state, "provisional");
  const quick = set.another({ refiners: always(createFakeRefiner({ name: "Ollama lent" })) });
  assert.equal((await quick.recordings.follow(id))?.last.state, "final");
  assert.match(
    await home.text("outbox", id, "report.md"),
    /Ce qui a changé depuis le compte rendu provisoire/,
  );
});

Deno.test("a watcher of a report that another process writes ends once it is whole, and starts nobody", async () => {
  const { refiners, answer } = slowModel();
  await using set = await studio({ refiners });
  const { app, recorder } = set;
  const { session: { id } } = await app.recordings.start({ name: "Point" });
  const writing = app.recordings.follow(id);
  await app.recordings.stop();
  await until(async () => (await app.status()).owner !== null);
  const line = await set.another({ command: "stop" }).recordings.follow(id, { until: "provisional" });
  assert.deepEqual([line?.last.state, line?.writer], ["provisional", "Ollama lent"]);
  assert.ok(!recorder.asked.some((asked) => asked.startsWith("__follow")));
  answer();
  assert.equal((await writing)?.last.state, "final");
});

Deno.test("without a model the report is final at once, whatever whoever follows waits for", async () => {
  await using set = await studio();
  const { app, recorder } = set;
  const { session: { id } } = await app.recordings.start({ name: "Point" });
  const followed = app.recordings.follow(id, { until: "provisional" });
  await app.recordings.stop();
  const line = await followed;
  assert.deepEqual([line?.open, line?.last.state, line?.writer], [false, "final", undefined]);
  assert.ok(!recorder.asked.some((asked) => asked.startsWith("__follow")));
});

Deno.test("a model that only waits is nothing that a report waits for", async () => {
  const { refiners } = slowModel();
  await using set = await studio({ refiners });
  const { app } = set;
  const { session: { id } } = await app.recordings.start({ name: "Point" });
  const causes: unknown[] = [];
  const followed = app.recordings.follow(id, {
    until: "provisional",
    onStuck: (cause) => causes.push(cause),
  });
  await app.recordings.stop();
  assert.equal((await followed)?.last.state, "provisional");
  assert.deepEqual(causes, []);
});

Deno.test("start refuses a kind of meeting that is not there, and nothing is recorded", async () => {
  await using set = await studio({
    flags: [{ key: "analysis.template", value: "suport", flag: "--template" }],
  });
  assert.match(
    await refusal(set.app.recordings.start({})),
    /genre de réunion « suport » ; peut-être support/,
  );
  assert.deepEqual(set.recorder.asked, []);
  assert.deepEqual(await set.home.names("inbox"), []);
});

Deno.test("a report that is whole is looked at for four seconds: what a model soon ends is final meanwhile", async () => {
  const { refiners } = slowModel();
  await using set = await studio({ refiners });
  const { app, home, clock } = set;
  const { session: { id } } = await app.recordings.start({ name: "Point" });
  const first = app.recordings.follow(id, { until: "provisional" });
  await app.recordings.stop();
  await first;
  const store = new Store(homeLayout(home.path));
  /** Follows beside another process, which publishes after so many looks; gives the seconds waited and who writes. */
  const wait = async (publishedAfter: number) => {
    let seconds = 0;
    const line = await follow(
      {
        store,
        clock: {
          now: () => clock.now(),
          monotonic: () => clock.monotonic(),
          uptime: () => clock.uptime(),
          async sleep(ms) {
            seconds += ms / 1000;
            if (seconds === publishedAfter) {
              await Deno.remove(join(home.path, "inbox", id), {
                recursive: true,
              });
            }
          },
        },
        claim: () => Promise.resolve(undefined),
        work: () => Promise.reject(new Error("another process works")),
        lineOf: async () => (await app.list())[0],
        writerOf: () => "Ollama lent",
        goOnApart: () => assert.fail("another process goes on"),
      },
      id,
      { until: "provisional" },
    );
    return [seconds, line?.writer];
  };
  assert.deepEqual(await wait(Infinity), [3, "Ollama lent"]);
  assert.deepEqual(await wait(2), [2, undefined]);
});

Deno.test("whoever follows a recording looks at none of its chunks as long as it goes on", async () => {
  await using home = await temporaryHome();
  await using live = await liveSession(home);
  for (let n = 0; n < 3; n++) await live.chunk();
  const paths: string[] = [];
  const files = watchedFiles(diskFiles, ({ path }) => void paths.push(path), { all: true });
  const clock = new ManualClock();
  const over = new AbortController();
  let looks = 0;
  const followed = follow(
    {
      store: new Store(homeLayout(home.path), files),
      clock: {
        now: () => clock.now(),
        monotonic: () => clock.monotonic(),
        uptime: () => clock.uptime(),
        sleep() {
          if (++looks === 5) over.abort("enough");
          return Promise.resolve();
        },
      },
      claim: () => Promise.resolve(undefined),
      work: () => Promise.reject(new Error("another process works")),
      lineOf: () => Promise.resolve(undefined),
      writerOf: () => undefined,
      goOnApart: () => assert.fail("another process goes on"),
    },
    LIVE,
    { until: "provisional", signal: over.signal },
  );
  await assert.rejects(followed, (reason) => reason === "enough");
  assert.deepEqual(paths.filter((path) => path.endsWith(".wav")), []);
});
