import assert from "node:assert/strict";
import type { TrayAction, TrayOptions, TrayView } from "../../../../src/desktop/tray/tray_icon.ts";
import { VERBS } from "../../../../src/desktop/tray/windows/layouts.ts";
import type { MenuLine, TrayCalls } from "../../../../src/desktop/tray/windows/tray_calls.ts";
import { ICON_MESSAGE, TRAY_WINDOW, WindowsTray } from "../../../../src/desktop/tray/windows/windows_tray.ts";
import { MESSAGES } from "../../../../src/windows/mod.ts";
import { FakeWindows } from "../../../support/fake_windows.ts";

const READY: TrayView = {
  state: "ready",
  tooltip: "greffier : prêt",
  usual: "start",
  menu: [
    { action: "start", label: "Démarrer", enabled: true },
    "separator",
    { action: "stop", label: "Arrêter", enabled: false },
    { action: "quit", label: "Quitter", enabled: true },
  ],
};

const EVENT = { contextMenu: 0x7b, doubleClick: 0x203, keySelect: 0x401, noticeClick: 0x405 } as const;

/** What Windows was asked, and what it answers. */
class FakeCalls implements TrayCalls {
  readonly windows = new FakeWindows();
  readonly asked: string[] = [];
  readonly icons = new Set<bigint>();
  readonly menus: (readonly (MenuLine | "separator")[])[] = [];
  readonly hotkeys = new Map<number, string>();
  taken = new Set<number>();
  hasTaskbar = true;
  size = 16;
  /** What is chosen in the next menu: the place of the line, from 1 on. */
  choice = 0;
  whileOpen = () => {};
  #made = 100n;

  notifyIcon(verb: number, data: Uint8Array<ArrayBuffer>): boolean {
    const view = new DataView(data.buffer);
    const parts = view.getUint32(20, true);
    const name = Object.entries(VERBS).find(([, value]) => value === verb)![0];
    const told = [
      parts & 2 ? `icon ${view.getBigUint64(32, true)}` : "",
      parts & 4 ? "tooltip" : "",
      parts & 16 ? "notice" : "",
    ].filter(Boolean);
    this.asked.push([name, ...told].join(" "));
    return this.hasTaskbar;
  }

  iconSize = () => this.size;
  createIcon(): bigint {
    this.icons.add(++this.#made);
    return this.#made;
  }
  destroyIcon = (icon: bigint) => void assert.ok(this.icons.delete(icon), `${icon} is destroyed twice`);
  chooseFrom(_window: bigint, menu: readonly (MenuLine | "separator")[]): number {
    this.menus.push(menu);
    this.whileOpen();
    return this.choice;
  }
  closeMenu = () => void this.asked.push("close menu");
  registerHotkey(_window: bigint, id: number, modifiers: number, key: number): boolean {
    if (this.taken.has(key)) return false;
    this.hotkeys.set(id, `${modifiers}:${key}`);
    return true;
  }
  unregisterHotkey = (_window: bigint, id: number) => void this.hotkeys.delete(id);

  /** Something is done to the icon, and Windows tells. */
  tell(event: number): void {
    void this.windows.send(TRAY_WINDOW, ICON_MESSAGE, {
      wParam: 0x0230_02bcn,
      lParam: BigInt(event | 1 << 16),
    });
  }
}

interface Shown extends AsyncDisposable {
  readonly tray: WindowsTray;
  readonly calls: FakeCalls;
  readonly actions: TrayAction[];
  readonly events: string[];
}

async function shown(changes: Partial<TrayOptions> = {}, calls = new FakeCalls()): Promise<Shown> {
  const actions: TrayAction[] = [];
  const events: string[] = [];
  const tray = await WindowsTray.open({
    view: READY,
    hotkeys: {},
    onAction: (action) => actions.push(action),
    onSessionEnd: () => events.push("session ends"),
    onHotkeyRefused: (name, keys) => events.push(`refused ${name} ${keys}`),
    ...changes,
  }, calls);
  assert.ok(tray);
  return { tray, calls, actions, events, [Symbol.asyncDispose]: () => tray[Symbol.asyncDispose]() };
}

Deno.test("an icon is shown with its tooltip, in version 4 of the interface", async () => {
  await using icon = await shown();
  assert.deepEqual(icon.calls.asked, ["add icon 101 tooltip", "setVersion"]);
});

Deno.test("what has not changed costs no call, and each state is drawn once", async () => {
  await using icon = await shown();
  const { tray, calls } = icon;
  calls.asked.length = 0;
  tray.show({ ...READY });
  tray.show({ ...READY, usual: "status", menu: [] });
  assert.deepEqual(calls.asked, []);
  const recording: TrayView = { ...READY, state: "recording", tooltip: "greffier enregistre 0:00:01" };
  tray.show(recording);
  tray.show({ ...recording, tooltip: "greffier enregistre 0:00:02" });
  tray.show({ ...READY, tooltip: "greffier enregistre 0:00:02" });
  tray.show(recording);
  assert.deepEqual(calls.asked, [
    "modify icon 102 tooltip",
    "modify tooltip",
    "modify icon 101",
    "modify icon 102 tooltip",
  ]);
});

Deno.test("the menu holds what is shown now, and what is chosen is asked for", async () => {
  await using icon = await shown();
  const { tray, calls, actions } = icon;
  calls.choice = 4;
  calls.tell(EVENT.contextMenu);
  calls.windows.pump.turn();
  assert.deepEqual(actions, ["quit"]);
  assert.deepEqual(calls.menus[0], [
    { id: 1, label: "Démarrer", enabled: true, usual: true },
    "separator",
    { id: 3, label: "Arrêter", enabled: false, usual: false },
    { id: 4, label: "Quitter", enabled: true, usual: false },
  ]);
  tray.show({ ...READY, menu: [{ action: "status", label: "État", enabled: true }] });
  calls.choice = 0;
  calls.tell(EVENT.contextMenu);
  calls.windows.pump.turn();
  assert.equal(calls.menus[1].length, 1);
  assert.deepEqual(actions, ["quit"], "nothing was chosen");
});

Deno.test("Enter on the icon, which Windows tells twice, opens one menu", async () => {
  await using icon = await shown();
  const { calls } = icon;
  calls.tell(EVENT.keySelect);
  calls.tell(EVENT.keySelect);
  calls.windows.pump.turn();
  calls.windows.pump.turn();
  assert.equal(calls.menus.length, 1);
  calls.tell(EVENT.keySelect);
  calls.windows.pump.turn();
  assert.equal(calls.menus.length, 2);
});

Deno.test("a double-click does what is usual, a click on a notice what it is for", async () => {
  await using icon = await shown();
  const { tray, calls, actions } = icon;
  calls.tell(EVENT.doubleClick);
  tray.notify({ title: "Compte rendu prêt", text: "Réunion", kind: "info", action: "open-report" });
  calls.tell(EVENT.noticeClick);
  calls.windows.pump.turn();
  tray.notify({ title: "Micro silencieux", text: "Vérifiez", kind: "warning" });
  calls.tell(EVENT.noticeClick);
  calls.windows.pump.turn();
  assert.deepEqual(actions, ["start", "open-report"]);
});

Deno.test("hotkeys ask, and those that cannot be had are named", async () => {
  const calls = new FakeCalls();
  calls.taken.add("P".charCodeAt(0));
  const hotkeys = { start: "ctrl+alt+r", pause: "ctrl+alt+p", stop: "n’importe quoi" };
  const icon = await shown({ hotkeys }, calls);
  assert.deepEqual(icon.events, ["refused pause ctrl+alt+p", "refused stop n’importe quoi"]);
  void calls.windows.send(TRAY_WINDOW, MESSAGES.hotkey, { wParam: 1n });
  void calls.windows.send(TRAY_WINDOW, MESSAGES.hotkey, { wParam: 9n });
  calls.windows.pump.turn();
  assert.deepEqual(icon.actions, ["start"]);
  await icon[Symbol.asyncDispose]();
  assert.equal(calls.hotkeys.size, 0);
});

Deno.test("when Explorer starts again the icon comes back, drawn anew if the size has changed", async () => {
  await using icon = await shown();
  const { calls } = icon;
  const taskbarCreated = calls.windows.calls.messageNamed("TaskbarCreated");
  calls.asked.length = 0;
  void calls.windows.send(TRAY_WINDOW, taskbarCreated);
  calls.windows.pump.turn();
  calls.size = 32;
  void calls.windows.send(TRAY_WINDOW, taskbarCreated);
  calls.windows.pump.turn();
  assert.deepEqual(calls.asked, ["add icon 101 tooltip", "setVersion", "add icon 102 tooltip", "setVersion"]);
  assert.deepEqual([...calls.icons], [102n]);
});

Deno.test("a taskbar that does not know the icon is given it", async () => {
  await using icon = await shown();
  const { tray, calls } = icon;
  calls.asked.length = 0;
  calls.notifyIcon = (verb, data) => {
    FakeCalls.prototype.notifyIcon.call(calls, verb, data);
    return verb !== VERBS.modify || calls.asked.length > 1;
  };
  tray.notify({ title: "Compte rendu prêt", text: "Réunion", kind: "info" });
  assert.deepEqual(calls.asked, ["modify notice", "add icon 101 tooltip", "setVersion", "modify notice"]);
});

Deno.test("an icon that a busy taskbar took without saying so is there, and is drawn anew in another size", async () => {
  const calls = new FakeCalls();
  calls.notifyIcon = (verb, data) => {
    FakeCalls.prototype.notifyIcon.call(calls, verb, data);
    return verb !== VERBS.add;
  };
  await using _icon = await shown({}, calls);
  assert.deepEqual(calls.asked, ["add icon 101 tooltip", "modify icon 101 tooltip", "setVersion"]);
  calls.asked.length = 0;
  calls.size = 32;
  void calls.windows.send(TRAY_WINDOW, calls.windows.calls.messageNamed("TaskbarCreated"));
  calls.windows.pump.turn();
  assert.deepEqual(calls.asked, ["add icon 102 tooltip", "modify icon 102 tooltip", "setVersion"]);
});

Deno.test("an icon that cannot be drawn leaves no window behind", async () => {
  const calls = new FakeCalls();
  calls.createIcon = () => {
    throw new Error("CreateIconFromResourceEx");
  };
  await assert.rejects(shown({}, calls), /CreateIconFromResourceEx/);
  assert.equal(calls.windows.count, 0);
});

Deno.test("the end of the session closes an open menu, and is told before Windows has its answer", async () => {
  await using icon = await shown();
  const { calls, events } = icon;
  let answer: Promise<number | undefined> | undefined;
  calls.whileOpen = () => {
    answer = calls.windows.send(TRAY_WINDOW, MESSAGES.queryEndSession);
    calls.windows.calls.pumpOne(); // as the menu itself does
  };
  calls.asked.length = 0;
  calls.tell(EVENT.contextMenu);
  calls.windows.pump.turn();
  assert.equal(await answer, 1);
  assert.deepEqual(calls.asked, ["close menu"]);
  void calls.windows.send(TRAY_WINDOW, MESSAGES.endSession).then(() => events.push("called off"));
  calls.windows.pump.turn();
  await Promise.resolve();
  void calls.windows.send(TRAY_WINDOW, MESSAGES.endSession, { wParam: 1n }).then(() =>
    events.push("answered")
  );
  calls.windows.pump.turn();
  await Promise.resolve();
  assert.deepEqual(events, ["called off", "session ends", "answered"]);
});

Deno.test("asked to close its window, it asks to quit; disposing leaves nothing behind", async () => {
  const { tray, calls, actions } = await shown();
  void calls.windows.send(TRAY_WINDOW, MESSAGES.close);
  calls.windows.pump.turn();
  assert.deepEqual(actions, ["quit"]);
  tray.show({ ...READY, state: "attention" });
  await tray[Symbol.asyncDispose]();
  await tray[Symbol.asyncDispose]();
  assert.equal(calls.asked.filter((asked) => asked === "delete").length, 1);
  assert.equal(calls.icons.size, 0);
  assert.equal(calls.windows.count, 0);
  tray.show(READY);
  tray.notify({ title: "", text: "", kind: "info" });
  assert.equal(calls.asked.at(-1), "delete");
});
