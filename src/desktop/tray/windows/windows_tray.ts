import { MESSAGES, MessageWindow, type WindowMessage } from "../../../windows/mod.ts";
import { hotkeyAction, parseHotkey } from "../hotkeys.ts";
import { iconPicture } from "../icon_picture.ts";
import type {
  Hotkeys,
  TrayAction,
  TrayIcon,
  TrayNotice,
  TrayOptions,
  TrayState,
  TrayView,
} from "../tray_icon.ts";
import { EVENTS, type IconChange, iconResource, notifyIconData, pointIn, VERBS } from "./layouts.ts";
import type { TrayCalls } from "./tray_calls.ts";
import { virtualKeys } from "./virtual_keys.ts";

/** Name of the class of the window, by which other programs find it. */
export const TRAY_WINDOW = "greffier-tray";

/** Message that the window gets when something is done to the icon. */
export const ICON_MESSAGE = MESSAGES.app + 1;

/** How long a menu stays open while nobody chooses: meanwhile nothing else is shown. */
const MENU_PATIENCE_MS = 30_000;

/** How often, and how many times, a taskbar is looked for that is not there yet, as just after a person signs in. */
const TRY_AGAIN_MS = 250;
const MOST_TRIES = 20;

/** An icon beside the clock of Windows. */
export class WindowsTray implements TrayIcon {
  /** Never resolves: when Explorer ends the icon comes back with the next one. */
  readonly lost: Promise<void> = new Promise(() => {});
  readonly #options: TrayOptions;
  readonly #calls: TrayCalls;
  readonly #window: MessageWindow;
  readonly #taskbarCreated: number;
  readonly #icons = new Map<TrayState, bigint>();
  readonly #hotkeys: (keyof Hotkeys)[] = [];
  #iconSize: number;
  #view: TrayView;
  #noticeAction: TrayAction | undefined;
  #choosingByKeys = false;
  #disposed = false;

  /** Makes its window; shows nothing yet. */
  private constructor(options: TrayOptions, calls: TrayCalls) {
    this.#options = options;
    this.#calls = calls;
    this.#view = options.view;
    this.#iconSize = calls.iconSize();
    this.#taskbarCreated = calls.windows.calls.messageNamed("TaskbarCreated");
    this.#window = new MessageWindow({
      name: TRAY_WINDOW,
      system: calls.windows,
      answer: (message) => this.#answer(message),
      hear: (message) => this.#hear(message),
      // What fails in here fails the program, as it would anywhere else, but outside of Windows' calls.
      onError: (error) => reportError(error),
    });
  }

  /** Shows an icon; undefined when there is no taskbar, after having waited some seconds for one. */
  static async open(options: TrayOptions, calls: TrayCalls): Promise<WindowsTray | undefined> {
    const tray = new WindowsTray(options, calls);
    await using undo = new AsyncDisposableStack();
    undo.use(tray);
    for (let tries = 1; !tray.#add(); tries++) {
      if (tries === MOST_TRIES) return undefined;
      await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
    }
    tray.#registerHotkeys();
    undo.move();
    return tray;
  }

  show(view: TrayView): void {
    const { state, tooltip } = this.#view;
    this.#view = view;
    if (this.#disposed || view.state === state && view.tooltip === tooltip) return;
    this.#change({
      icon: view.state === state ? undefined : this.#icon(view.state),
      tooltip: view.tooltip === tooltip ? undefined : view.tooltip,
    });
  }

  notify({ title, text, kind, action }: TrayNotice): void {
    if (this.#disposed) return;
    this.#noticeAction = action;
    this.#change({ notice: { title, text, kind } });
  }

  #change(change: IconChange): void {
    if (this.#calls.notifyIcon(VERBS.modify, notifyIconData(this.#window.handle, change))) return;
    // The taskbar was started again and its message is still to come, or it never heard of the icon.
    if (this.#add() && change.notice) {
      this.#calls.notifyIcon(VERBS.modify, notifyIconData(this.#window.handle, { notice: change.notice }));
    }
  }

  #add(): boolean {
    const { state, tooltip } = this.#view;
    const all = { message: ICON_MESSAGE, icon: this.#icon(state), tooltip };
    const data = notifyIconData(this.#window.handle, all);
    // A busy taskbar takes an icon and answers too late, and an icon that is there is not added again.
    const isThere = [VERBS.add, VERBS.modify].some((verb) => this.#calls.notifyIcon(verb, data));
    if (!isThere) return false;
    this.#calls.notifyIcon(VERBS.setVersion, notifyIconData(this.#window.handle));
    return true;
  }

  #icon(state: TrayState): bigint {
    const known = this.#icons.get(state);
    if (known !== undefined) return known;
    const icon = this.#calls.createIcon(iconResource(iconPicture(state, this.#iconSize)), this.#iconSize);
    this.#icons.set(state, icon);
    return icon;
  }

  #forgetIcons(): void {
    for (const icon of this.#icons.values()) this.#calls.destroyIcon(icon);
    this.#icons.clear();
  }

  #registerHotkeys(): void {
    const { hotkeys, onHotkeyRefused } = this.#options;
    for (const [name, keys] of Object.entries(hotkeys) as [keyof Hotkeys, string | undefined][]) {
      if (keys === undefined) continue;
      const hotkey = parseHotkey(keys);
      const id = this.#hotkeys.length + 1;
      const wanted = hotkey && virtualKeys(hotkey);
      if (wanted && this.#calls.registerHotkey(this.#window.handle, id, wanted.modifiers, wanted.key)) {
        this.#hotkeys.push(name);
      } else onHotkeyRefused(name, keys);
    }
  }

  /** Inside of Windows' calls. */
  #answer({ id, wParam, lParam }: WindowMessage): number | undefined {
    switch (id) {
      case ICON_MESSAGE:
        if (eventIn(lParam) === EVENTS.keySelect) {
          if (this.#choosingByKeys) return undefined;
          this.#choosingByKeys = true;
        }
        return 0;
      case this.#taskbarCreated:
      case MESSAGES.hotkey:
      case MESSAGES.close:
        return 0;
      case MESSAGES.timer:
        this.#calls.closeMenu();
        return 0;
      case MESSAGES.queryEndSession:
        this.#calls.closeMenu();
        return 1;
      case MESSAGES.endSession:
        // Now, since the process may be ended as soon as this is answered.
        if (wParam !== 0n) this.#options.onSessionEnd();
        return 0;
    }
    return undefined;
  }

  #hear({ id, wParam, lParam }: WindowMessage): void {
    const { onAction } = this.#options;
    switch (id) {
      case ICON_MESSAGE:
        return this.#hearIcon(eventIn(lParam), wParam);
      case this.#taskbarCreated:
        return this.#taskbarIsNew();
      case MESSAGES.hotkey: {
        const name = this.#hotkeys[Number(wParam) - 1];
        return name && onAction(hotkeyAction(name, this.#view));
      }
      case MESSAGES.close: // as taskkill asks, and programs that replace others
        return onAction("quit");
    }
  }

  #hearIcon(event: number, wParam: bigint): void {
    const { onAction } = this.#options;
    switch (event) {
      case EVENTS.contextMenu:
      case EVENTS.keySelect:
        return this.#openMenu(wParam);
      case EVENTS.leftDoubleClick:
        return onAction(this.#view.usual);
      case EVENTS.noticeClick:
        return this.#noticeAction && onAction(this.#noticeAction);
    }
  }

  #openMenu(wParam: bigint): void {
    const { menu, usual } = this.#view;
    const lines = menu.map((item, at) =>
      item === "separator"
        ? item
        : { id: at + 1, label: item.label, enabled: item.enabled, usual: item.action === usual }
    );
    const handle = this.#window.handle;
    const chosen = this.#calls.chooseFrom(handle, lines, pointIn(wParam), MENU_PATIENCE_MS);
    this.#choosingByKeys = false;
    const item = menu[chosen - 1];
    if (item !== undefined && item !== "separator") this.#options.onAction(item.action);
  }

  /** Explorer was started again and knows of no icon, or draws in another size. */
  #taskbarIsNew(): void {
    const size = this.#calls.iconSize();
    if (size !== this.#iconSize) {
      this.#forgetIcons();
      this.#iconSize = size;
    }
    this.#add();
  }

  [Symbol.asyncDispose](): Promise<void> {
    if (!this.#disposed) {
      this.#disposed = true;
      this.#calls.notifyIcon(VERBS.delete, notifyIconData(this.#window.handle));
      this.#hotkeys.forEach((_, at) => this.#calls.unregisterHotkey(this.#window.handle, at + 1));
      this.#window[Symbol.dispose]();
      this.#forgetIcons();
    }
    return Promise.resolve();
  }
}

const eventIn = (lParam: bigint) => Number(lParam & 0xffffn);
