import assert from "node:assert/strict";
import { join } from "node:path";
import { iconPicture } from "../../src/desktop/tray/icon_picture.ts";
import type { TrayState, TrayView } from "../../src/desktop/tray/tray_icon.ts";
import { TRAY_WINDOW } from "../../src/desktop/tray/windows/windows_tray.ts";
import { MESSAGES, POWER, SESSION_WINDOW } from "../../src/windows/mod.ts";
import { temporaryHome } from "../support/home.ts";
import { countPixels, encodePng, type Picture } from "../support/picture.ts";
import { PulseServer } from "../support/pulse_server.ts";
import { programCommand, runProgram } from "../support/run_program.ts";
import { until } from "../support/until.ts";
import { type WindowsMessages, windowsMessages } from "../support/windows_messages.ts";
import { type WindowsScript, windowsScript } from "../support/windows_script.ts";
import { type Wine, wine } from "../support/wine.ts";
import { type XServer, xServer } from "../support/x_server.ts";

const DESKTOP = { width: 480, height: 320 };

/** What the tests saw, for people to look at. */
const ARTEFACTS = join(import.meta.dirname!, "..", "artefacts");

let sound: PulseServer;
let screen: XServer;
let windows: Wine;
let messages: WindowsMessages;
Deno.test.beforeAll(async () => {
  screen = await xServer(DESKTOP);
  sound = await PulseServer.start();
  const variables = { ...sound.environment, ...screen.environment };
  windows = await wine({ variables, desktop: DESKTOP });
  messages = await windowsMessages(windows);
});
Deno.test.afterAll(async () => {
  await messages?.[Symbol.asyncDispose]();
  await windows?.[Symbol.asyncDispose]();
  await sound?.[Symbol.asyncDispose]();
  await screen?.[Symbol.asyncDispose]();
});

const READY: TrayView = {
  state: "ready",
  tooltip: "greffier · prêt",
  usual: "open-inbox",
  menu: [
    { action: "start", label: "Démarrer l’enregistrement", enabled: true },
    { action: "pause", label: "Pause", enabled: false },
    "separator",
    { action: "open-inbox", label: "Ouvrir la boîte de dépôt & co", enabled: true },
    { action: "quit", label: "Quitter", enabled: true },
  ],
};

/** How many pixels of the screen have the colour of a state. */
function pixelsOf(picture: Picture, state: TrayState): number {
  const size = 16;
  const at = (size / 2 * size + 1) * 4;
  return countPixels(picture, [...iconPicture(state, size).rgba.subarray(at, at + 3)]);
}

/** Waits until the icon shows one state and no other. */
async function showsState(state: TrayState): Promise<void> {
  const others = (["ready", "recording", "attention"] as const).filter((other) => other !== state);
  await until(async () => {
    const picture = await screen.picture();
    return pixelsOf(picture, state) > 60 && others.every((other) => pixelsOf(picture, other) === 0);
  });
}

/** Does what makes something appear on the screen, and waits until it is there. */
async function seeing(appear: () => Promise<unknown>): Promise<void> {
  const before = await screen.picture();
  await appear();
  await until(async () => {
    const { rgb } = await screen.picture();
    let changed = 0;
    for (let at = 0; at < rgb.length; at++) if (rgb[at] !== before.rgb[at]) changed++;
    return changed > 6_000;
  });
}

const openMenu = () => seeing(() => messages.openMenu());

/** Keeps what is shown now. */
async function keepPicture(name: string): Promise<void> {
  await Deno.mkdir(ARTEFACTS, { recursive: true });
  const path = join(ARTEFACTS, `${name}.png`);
  await Deno.writeFile(path, encodePng(await screen.picture()));
  console.log(path);
}

async function showTray(): Promise<WindowsScript> {
  const tray = await windowsScript(windows, "show_tray.ts", [JSON.stringify(READY)]);
  await tray.hear("refused stop ctrl+alt+é");
  await tray.hear("shown");
  return tray;
}

Deno.test("the icon is green when ready and red while recording, and comes back after Explorer", async () => {
  await using tray = await showTray();
  await showsState("ready");
  await keepPicture("tray-ready");
  await tray.tell({ show: { ...READY, state: "recording", tooltip: "greffier · enregistre 0:12:31" } });
  await showsState("recording");
  await keepPicture("tray-recording");
  await messages.post(TRAY_WINDOW, "TaskbarCreated");
  await tray.tell({ show: { ...READY, state: "attention" } });
  await showsState("attention");
});

Deno.test("menu, double-click, notice and hotkey ask for what they say", async () => {
  await using tray = await showTray();
  await openMenu();
  await keepPicture("tray-menu");
  await messages.keys("down", "down", "down", "enter"); // the second line is grey
  await tray.hear("action open-inbox");
  await messages.icon("leftDoubleClick");
  await tray.hear("action open-inbox");
  const notice = {
    title: "Compte rendu prêt",
    text: "Comité de pilotage",
    kind: "info",
    action: "open-report",
  };
  await seeing(() => tray.tell({ notify: notice }));
  await keepPicture("tray-notice");
  await messages.icon("noticeClick");
  await tray.hear("action open-report");
  await messages.post(TRAY_WINDOW, MESSAGES.hotkey, 2);
  await tray.hear("action pause");
});

Deno.test("Windows is kept waiting at the end of the session until what had begun is whole", async () => {
  await using tray = await showTray();
  await messages.send(SESSION_WINDOW, MESSAGES.powerBroadcast, POWER.suspend);
  await messages.send(SESSION_WINDOW, MESSAGES.powerBroadcast, POWER.resumeAutomatic);
  await tray.hear("resume");

  assert.equal(await messages.send(SESSION_WINDOW, MESSAGES.queryEndSession), 1);
  await tray.hear("ending");
  await messages.send(SESSION_WINDOW, MESSAGES.endSession, 0);
  await tray.hear("stays");

  assert.equal(await messages.send(SESSION_WINDOW, MESSAGES.queryEndSession), 1);
  await tray.hear("ending");
  await messages.send(TRAY_WINDOW, MESSAGES.endSession, 1);
  await tray.hear("icon: session ends");
  assert.deepEqual(tray.lines.slice(tray.lines.indexOf("suspend")), [
    ...["suspend", "resume"],
    ...["ending", "ended", "stays"],
    ...["ending", "ended", "icon: session ends"],
  ]);
});

Deno.test("greffier tray mirrors its home: green, red while a meeting is recorded, and its menu ends it", async () => {
  await using home = await temporaryHome();
  const environment = { home: home.path };
  await using tray = programCommand(windows.greffier, ["tray"], environment).spawn();
  const said = new Response(tray.stdout).text();
  const complained = new Response(tray.stderr).text();
  await showsState("ready");
  await openMenu();
  await keepPicture("tray-greffier-menu");
  await messages.keys("escape");
  // Wine has nothing to hear the others by, and the menu asks for both sides.
  await using recording = programCommand(
    windows.greffier,
    ["start", "--only", "microphone", "--name", "Comité de pilotage"],
    environment,
  ).spawn();
  const recorded = Promise.all([recording.stdout, recording.stderr].map((said) => new Response(said).text()));
  await showsState("recording");
  await openMenu();
  await keepPicture("tray-greffier-recording");
  await messages.keys("escape");
  const [id] = await home.names("inbox");
  await until(async () =>
    (await home.names("inbox", id!)).includes("levels.json") &&
    (await home.json("inbox", id!, "levels.json")).state === "recording"
  );
  const stopped = await runProgram(windows.greffier, ["stop", "--wait"], environment);
  assert.equal(stopped.code, 0, stopped.stdout + stopped.stderr);
  assert.match(stopped.stdout, /report\.html/);
  const shown = await recorded;
  assert.equal((await recording.status).code, 0, shown.join(""));
  await showsState("ready");
  await openMenu();
  await messages.keys("up", "enter");
  const { code } = await tray.status;
  assert.equal(code, 0, await said + await complained);
});
