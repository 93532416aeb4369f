import assert from "node:assert/strict";
import { join } from "node:path";
import { createDesk, type Desk, type DeskEnd } from "../../../src/app.ts";
import { loadSettings } from "../../../src/config/mod.ts";
import { GreffierError, message } from "../../../src/errors.ts";
import { askTray, claimTray, diskFiles, homeLayout } from "../../../src/store/mod.ts";
import { FakeApp, line } from "../../cli/fake_io.ts";
import { recordedLine } from "../../cli/fake_recordings.ts";
import { FakeTray } from "../../support/fake_tray.ts";
import { type TemporaryHome, temporaryHome } from "../../support/home.ts";
import { levelsAt } from "../../support/levels.ts";
import { liveSession } from "../../support/live_session.ts";
import { ManualClock } from "../../support/manual_clock.ts";
import { until } from "../../support/until.ts";

/** A desk at work, with hands on all that it touches. */
interface Working extends AsyncDisposable {
  readonly home: TemporaryHome;
  readonly app: FakeApp;
  readonly tray: FakeTray;
  readonly clock: ManualClock;
  readonly desk: Desk;
  readonly opened: string[];
  readonly end: Promise<DeskEnd>;
  /** The desk is told to end. */
  stop(): void;
  /** Lets seconds go by until `holds`. */
  until(holds: () => boolean | Promise<boolean>): Promise<void>;
  /** Lets one look go by. */
  look(): Promise<void>;
  /** Titles of the notices shown. */
  told(): string[];
}

interface WorkingOptions {
  readonly settings?: string;
  /** A desktop without a place for icons. */
  readonly place?: boolean;
  readonly hotkeys?: readonly string[];
  /** Done before it begins. */
  readonly before?: (home: TemporaryHome) => Promise<void>;
}

async function working(
  { settings, place = true, hotkeys = [], before }: WorkingOptions = {},
): Promise<Working> {
  const home = await temporaryHome();
  const settingsFile = join(home.path, "greffier.json");
  if (settings !== undefined) await Deno.writeTextFile(settingsFile, settings);
  await before?.(home);
  const app = new FakeApp(home.path);
  const tray = new FakeTray();
  tray.place = place;
  tray.taken = hotkeys;
  const clock = new ManualClock();
  const opened: string[] = [];
  const read = async () => {
    const text = await Deno.readTextFile(settingsFile).catch(() => "{}");
    return loadSettings({ file: { name: "greffier.json", text } });
  };
  const desk = createDesk({
    ...{ home: home.path, language: "fr", verbose: false, readSettings: read },
    async openApp() {
      await read();
      return app;
    },
  }, {
    ...{ clock, place: tray, logs: false },
    openPath: (path) => Promise.resolve(void opened.push(path)),
  });
  const stopping = new AbortController();
  const there = Promise.withResolvers<boolean>();
  const end = desk.run({ signal: stopping.signal, onThere: there.resolve });
  end.catch(there.reject);
  await there.promise;
  const pass = () => {
    if (clock.sleepers > 0) clock.advance(1000);
  };
  const working: Working = {
    ...{ home, app, tray, clock, desk, opened, end },
    stop: () => stopping.abort(),
    until: (holds) => until(holds, pass),
    async look() {
      await until(() => clock.sleepers > 0);
      clock.advance(2000);
      await until(() => clock.sleepers > 0);
    },
    told: () => tray.told.map(({ title }) => title.replaceAll("\u00a0", " ")),
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await end;
      await home[Symbol.asyncDispose]();
    },
  };
  await until(() => clock.sleepers > 0);
  return working;
}

const plain = (text: string) => text.replaceAll("\u00a0", " ");

Deno.test("a desk shows a green icon, and starts a watch where nobody works", async () => {
  await using at = await working();
  assert.equal(at.tray.view.state, "ready");
  await at.until(() => at.app.calls.includes("startApart watch"));
  assert.ok(at.app.disposed);
});

Deno.test("the icon follows a recording by its files, second by second", async () => {
  await using at = await working();
  await using session = await liveSession(at.home);
  await session.write("levels.json", levelsAt(at.clock.now() + 1000));
  await at.until(() => at.tray.view.state === "recording");
  assert.match(plain(at.tray.view.tooltip), /^greffier · enregistre 0:01:0\d : Point/);
  await session.write("levels.json", levelsAt(at.clock.now() + 1000, { state: "paused" }));
  await at.until(() => at.tray.view.state === "paused");
  const notices = [message("recorder.silent.system", { n: 5 })];
  await session.write("levels.json", levelsAt(at.clock.now() + 1000, { notices }));
  await at.until(() => at.tray.view.state === "attention");
  await at.until(() => at.told().length > 0);
  assert.deepEqual(at.told(), ["Enregistrement : Point"]);
  await session.die();
  await at.until(() => at.told().length === 2);
  assert.equal(at.told()[1], "Un enregistrement s'est interrompu");
});

Deno.test("a recorder that takes a moment to begin is not taken for an interruption", async () => {
  await using at = await working();
  await using session = await liveSession(at.home);
  await session.die();
  await at.look();
  assert.equal(at.tray.view.state, "recording");
  await at.until(() => at.tray.view.state === "attention");
  assert.ok(at.clock.monotonic() >= 30_000);
});

Deno.test("start records and leaves a process that writes the report; the person is told what to announce", async () => {
  await using at = await working();
  await at.tray.choose("Enregistrer une réunion");
  await at.until(() => at.tray.told.length > 0);
  assert.deepEqual(at.app.calls.filter((call) => /^(start \{|followApart)/.test(call)), [
    "start {}",
    `followApart ${recordedLine().id}`,
  ]);
  assert.equal(plain(at.tray.told[0]!.text), "« Projet X ». À dire aux participants : On enregistre.");
});

Deno.test("pause, resume and stop ask the recorder; the hotkey of pause goes on with a paused recording", async () => {
  await using at = await working();
  await using session = await liveSession(at.home);
  await session.write("levels.json", levelsAt(at.clock.now() + 1000));
  await at.until(() => at.tray.view.state === "recording");
  const asks = async (action: "pause" | "stop", call: string) => {
    const before = at.tray.told.length;
    at.tray.ask(action);
    await at.until(() => at.tray.told.length > before);
    assert.equal(at.app.calls.filter((call) => /^(pause|resume|stop)/.test(call)).at(-1), call);
  };
  await asks("pause", "pause");
  await session.write("levels.json", levelsAt(at.clock.now(), { state: "paused" }));
  await at.until(() => at.tray.view.state === "paused");
  await asks("pause", "resume");
  await asks("stop", "stop");
  assert.deepEqual(at.told().slice(-3), [
    "Enregistrement en pause",
    "L'enregistrement reprend",
    "Enregistrement terminé",
  ]);
});

Deno.test("what cannot be done is a notice with the sentence that says why", async () => {
  await using at = await working();
  at.app.recordings.failures.set("start", new GreffierError(message("recording.beginning")));
  at.tray.ask("start");
  await at.until(() => at.tray.told.length > 0);
  assert.match(plain(at.tray.told[0]!.text), /^Un autre enregistrement est en train de commencer/);
  assert.equal(at.tray.told[0]!.kind, "warning");
  at.tray.ask("open-report");
  await at.until(() => at.tray.told.length > 1);
  assert.equal(at.tray.told[1]!.text, "Il n'y a pas encore de compte rendu.");
});

Deno.test("a report that came is told, opened by a click, and seen then", async () => {
  await using at = await working();
  const id = "2026-11-23_1405_point";
  const folder = join(at.home.path, "outbox", id);
  await using session = await liveSession(at.home, { id });
  await session.end();
  await at.look();
  assert.equal(at.tray.view.state, "ready");
  await Deno.writeTextFile(join(folder, "report.html"), "");
  await Deno.writeTextFile(join(folder, "sealed.json"), "{}");
  const came = new Date(at.clock.now() + 60_000);
  await Deno.utime(join(folder, "sealed.json"), came, came);
  await Deno.remove(session.inbox, { recursive: true });
  await at.until(() => at.tray.told.length > 0);
  assert.equal(plain(at.tray.told[0]!.text), "« Point » est prêt. Cliquez ici pour le lire.");
  assert.equal(at.tray.view.usual, "open-report");
  at.clock.advance(120_000);
  await at.tray.clickNotice();
  await at.until(() => at.opened.length > 0);
  assert.deepEqual(at.opened, [join(folder, "report.html")]);
  await at.until(() => at.tray.view.usual === "open-inbox");
});

Deno.test("damaged settings make the icon amber with the line that is wrong; no watch starts before they are right", async () => {
  await using at = await working({ settings: "{ audio: }" });
  await at.until(() => at.tray.view.state === "attention");
  await at.until(() => at.tray.told.length > 0);
  assert.match(at.tray.told[0]!.text, /greffier\.json/);
  assert.deepEqual(at.app.calls, []);
  await Deno.writeTextFile(join(at.home.path, "greffier.json"), "{}");
  await at.until(() => at.tray.view.state === "ready");
  await at.until(() => at.app.calls.includes("startApart watch"));
});

Deno.test("settings can silence notices; what the person asks is answered all the same", async () => {
  await using at = await working({ settings: `{ "desktop": { "notifications": false } }` });
  await using session = await liveSession(at.home);
  const notices = [message("recorder.silent.system", { n: 5 })];
  await session.write("levels.json", levelsAt(at.clock.now() + 1000, { notices }));
  await at.until(() => at.tray.view.state === "attention");
  await at.look();
  assert.deepEqual(at.told(), []);
  at.tray.ask("status");
  await at.until(() => at.told().length > 0);
  assert.deepEqual(at.told(), ["Où en est greffier"]);
  assert.match(plain(at.tray.told[0]!.text), /^enregistre 0:01:0\d : Point · L'ordinateur ne joue aucun son/);
});

Deno.test("a second icon of the same home calls the first and ends", async () => {
  await using at = await working();
  assert.equal(await at.desk.run({ signal: new AbortController().signal }), "called");
  await at.until(() => at.told().length > 0);
  assert.deepEqual(at.told(), ["greffier est là"]);
  assert.equal(await at.desk.call(), true);
  await at.until(() => at.told().length > 1);
});

Deno.test("quit ends the watch and the icon", async () => {
  await using at = await working();
  at.tray.ask("quit");
  assert.equal(await at.end, "quit");
  assert.ok(at.app.calls.includes("askToEnd"));
  assert.equal(at.tray.isShown, false);
  assert.equal(await at.desk.isThere(), false);
});

Deno.test("the end of the session, and being told to stop, end the icon and nothing else", async () => {
  for (const how of ["session", "stop"]) {
    await using at = await working();
    if (how === "session") await at.tray.endSession();
    else at.stop();
    assert.equal(await at.end, "stopped");
    assert.deepEqual([at.app.calls.includes("askToEnd"), at.tray.isShown], [false, false]);
  }
});

Deno.test("without a place for an icon the desk sees to the watch, and takes the place once there is one", async () => {
  await using at = await working({ place: false });
  await at.until(() => at.app.calls.includes("startApart watch"));
  assert.equal(at.tray.isShown, false);
  assert.equal(await at.desk.isHidden(), true);
  at.tray.place = true;
  await at.until(() => at.tray.isShown);
  await at.until(async () => !await at.desk.isHidden());
  at.tray.lose();
  assert.equal(at.tray.isShown, false);
  await at.until(() => at.tray.isShown);
});

Deno.test("a hotkey that cannot be had is told by its name", async () => {
  await using at = await working({
    settings: `{ "desktop": { "hotkeys": { "start": "ctrl+alt+r", "stop": "ctrl+alt+s" } } }`,
    hotkeys: ["ctrl+alt+s"],
  });
  await at.until(() => at.tray.told.length > 0);
  assert.equal(at.tray.told.length, 1);
  assert.match(at.tray.told[0]!.text, /ctrl\+alt\+s[^(]*\(desktop\.hotkeys\.stop\)/);
});

Deno.test("a home that cannot be read for a moment changes nothing; for longer, the icon says so", async () => {
  await using at = await working();
  const inbox = join(at.home.path, "inbox");
  await Deno.remove(inbox);
  await Deno.writeTextFile(inbox, "no folder");
  await at.look();
  assert.equal(at.tray.view.state, "ready");
  await at.until(() => at.tray.view.state === "attention");
  await Deno.remove(inbox);
  await Deno.mkdir(inbox);
  await at.until(() => at.tray.view.state === "ready");
});

Deno.test("what was told to an icon before is told to no later one", async () => {
  const id = "2026-11-23_1000_lu";
  await using at = await working({
    async before(home) {
      const home_ = { files: diskFiles, layout: homeLayout(home.path) };
      await using _claim = await claimTray(home_, 1);
      await Deno.mkdir(join(home.path, "outbox", id), { recursive: true });
      const session = { ...line({ id }), origin: "dropped" };
      await Deno.writeTextFile(join(home.path, "outbox", id, "session.json"), JSON.stringify(session));
      await Deno.writeTextFile(join(home.path, "outbox", id, "sealed.json"), "{}");
      await Deno.utime(join(home.path, "outbox", id, "sealed.json"), new Date(0), new Date(0));
    },
  });
  await at.look();
  assert.deepEqual([at.told(), at.tray.view.usual], [[], "open-inbox"]);
});

Deno.test("asked to quit, the icon starts no watch in place of the one that was asked too", async () => {
  await using at = await working({ settings: "{ audio: }" });
  await at.until(() => at.tray.view.state === "attention");
  await Deno.writeTextFile(join(at.home.path, "greffier.json"), "{}");
  await askTray({ files: diskFiles, layout: homeLayout(at.home.path) }, "quit");
  await at.until(() => at.tray.isShown === false);
  assert.equal(await at.end, "quit");
  assert.deepEqual(at.app.calls, ["askToEnd"]);
});

Deno.test("asked to quit while it starts a watch, the icon waits for it and asks it to end", async () => {
  for (const how of ["request", "menu"]) {
    await using at = await working({ settings: "{ audio: }" });
    const started = Promise.withResolvers<void>();
    at.app.doStartApart = () => started.promise;
    await Deno.writeTextFile(join(at.home.path, "greffier.json"), "{}");
    await at.until(() => at.app.calls.includes("startApart watch"));
    if (how === "request") await askTray({ files: diskFiles, layout: homeLayout(at.home.path) }, "quit");
    else at.tray.ask("quit");
    await at.look();
    assert.deepEqual(at.app.calls, ["startApart watch"]);
    started.resolve();
    assert.equal(await at.end, "quit");
    assert.deepEqual(at.app.calls, ["startApart watch", "askToEnd"]);
  }
});

Deno.test("a home that cannot be looked at keeps nobody from being asked to quit", async () => {
  await using at = await working();
  const inbox = join(at.home.path, "inbox");
  await Deno.remove(inbox);
  await Deno.writeTextFile(inbox, "no folder");
  await askTray({ files: diskFiles, layout: homeLayout(at.home.path) }, "quit");
  await at.until(() => at.tray.isShown === false);
  assert.equal(await at.end, "quit");
});

Deno.test("a meeting that a newer greffier wrote makes the icon amber, and the watch is seen to all the same", async () => {
  const id = "2026-11-23_1000_neuf";
  await using at = await working({
    async before(home) {
      const folder = join(home.path, "inbox", id);
      await Deno.mkdir(folder);
      await Deno.writeTextFile(join(folder, "session.json"), JSON.stringify({ schema: 99 }));
    },
  });
  await at.until(() => at.tray.view.state === "attention");
  await at.until(() => at.app.calls.includes("startApart watch"));
  assert.match(at.tray.view.tooltip, /^greffier · Ce fichier a été écrit par une version plus récente/);
});

Deno.test("who looks whether there is an icon at the moment it begins does not keep it from being there", async () => {
  await using home = await temporaryHome();
  const layout = homeLayout(home.path);
  await Deno.mkdir(layout.state, { recursive: true });
  const look = await diskFiles.lock(join(layout.state, "tray.lock"));
  const tray = new FakeTray();
  const clock = new ManualClock();
  const desk = createDesk({
    ...{ home: home.path, language: "fr", verbose: false },
    readSettings: () => Promise.resolve(loadSettings({})),
    openApp: () => Promise.resolve(new FakeApp(home.path)),
  }, { clock, place: tray, logs: false });
  const stop = new AbortController();
  const end = desk.run({ signal: stop.signal });
  await until(() => clock.sleepers > 0);
  await look?.[Symbol.asyncDispose]();
  clock.advance(100);
  await until(() => tray.isShown);
  stop.abort();
  assert.equal(await end, "stopped");
});
