import { iconPicture } from "../../../src/desktop/tray/icon_picture.ts";
import type { OpenTray, TrayNotice, TrayState } from "../../../src/desktop/tray/tray_icon.ts";
import { EVENTS, iconResource, VERBS } from "../../../src/desktop/tray/windows/layouts.ts";
import type { MenuLine, TrayCalls } from "../../../src/desktop/tray/windows/tray_calls.ts";
import { ICON_MESSAGE, TRAY_WINDOW, WindowsTray } from "../../../src/desktop/tray/windows/windows_tray.ts";
import { MESSAGES } from "../../../src/windows/mod.ts";
import { type SeenTray, trayContract, type TrayHarness } from "../../contracts/tray_contract.ts";
import { FakeWindows } from "../../support/fake_windows.ts";

const SIZE = 16;
const STATES: readonly TrayState[] = ["ready", "recording", "paused", "attention"];

/** A taskbar that reads what Windows is told, and the hands of a person. */
class Taskbar implements TrayCalls, TrayHarness {
  readonly windows = new FakeWindows();
  readonly open: OpenTray = (options) => WindowsTray.open(options, this);
  readonly #icons = new Map<bigint, TrayState | undefined>();
  readonly #notices: Pick<TrayNotice, "title" | "text">[] = [];
  #shown: { icon: bigint; tooltip: string } | undefined;
  #menu: readonly (MenuLine | "separator")[] = [];
  /** What is chosen in the next menu. */
  #choice = "";
  #made = 0n;

  notifyIcon(verb: number, data: Uint8Array<ArrayBuffer>): boolean {
    const view = new DataView(data.buffer);
    const parts = view.getUint32(20, true);
    if (verb === VERBS.delete) this.#shown = undefined;
    else if (verb === VERBS.add) this.#shown = { icon: 0n, tooltip: "" };
    if (verb !== VERBS.add && verb !== VERBS.modify || !this.#shown) return true;
    if (parts & 2) this.#shown.icon = view.getBigUint64(32, true);
    if (parts & 4) this.#shown.tooltip = textAt(view, 40);
    if (parts & 16) this.#notices.push({ title: textAt(view, 820), text: textAt(view, 304) });
    return true;
  }

  iconSize = () => SIZE;

  createIcon(resource: Uint8Array<ArrayBuffer>): bigint {
    const same = (state: TrayState) => String(iconResource(iconPicture(state, SIZE))) === String(resource);
    this.#icons.set(++this.#made, STATES.find(same));
    return this.#made;
  }

  destroyIcon = (icon: bigint) => void this.#icons.delete(icon);

  chooseFrom(_window: bigint, menu: readonly (MenuLine | "separator")[]): number {
    this.#menu = menu;
    const line = menu.find((line) => line !== "separator" && line.label === this.#choice);
    return line !== undefined && line !== "separator" && line.enabled ? line.id : 0;
  }

  closeMenu = () => {};
  registerHotkey = () => true;
  unregisterHotkey = () => {};

  pass(): void {
    this.windows.pump.turn();
  }

  seen(): Promise<SeenTray | undefined> {
    if (!this.#shown) return Promise.resolve(undefined);
    this.#openMenu("");
    return Promise.resolve({
      state: this.#icons.get(this.#shown.icon),
      tooltip: this.#shown.tooltip,
      menu: this.#menu.map((line) =>
        line === "separator" ? line : { label: line.label, enabled: line.enabled }
      ),
    });
  }

  choose(label: string): Promise<void> {
    this.#openMenu(label);
    return Promise.resolve();
  }

  activate(): Promise<void> {
    this.#tell(EVENTS.leftDoubleClick);
    return Promise.resolve();
  }

  notices(): Promise<readonly Pick<TrayNotice, "title" | "text">[]> {
    return Promise.resolve(this.#notices);
  }

  clickNotice(): Promise<void> {
    this.#tell(EVENTS.noticeClick);
    return Promise.resolve();
  }

  endSession(): Promise<void> {
    void this.windows.send(TRAY_WINDOW, MESSAGES.endSession, { wParam: 1n });
    return Promise.resolve();
  }

  #openMenu(choice: string): void {
    this.#choice = choice;
    this.#tell(EVENTS.contextMenu);
    this.windows.pump.turn();
  }

  #tell(event: number): void {
    void this.windows.send(TRAY_WINDOW, ICON_MESSAGE, { lParam: BigInt(event | 1 << 16) });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }
}

/** A text of UTF-16 that ends with a zero. */
function textAt(view: DataView, offset: number): string {
  let text = "";
  for (let at = offset;; at += 2) {
    const unit = view.getUint16(at, true);
    if (unit === 0) return text;
    text += String.fromCharCode(unit);
  }
}

trayContract("an icon on the taskbar of Windows", () => Promise.resolve(new Taskbar()));
