import { ICON_MESSAGE, TRAY_WINDOW } from "../../src/desktop/tray/windows/windows_tray.ts";
import { EVENTS } from "../../src/desktop/tray/windows/layouts.ts";
import type { MessageCommand } from "../windows/support/send_messages.ts";
import { until } from "./until.ts";
import { windowsScript } from "./windows_script.ts";
import type { Wine } from "./wine.ts";

const WM_NULL = 0;
const WM_KEYDOWN = 0x0100;

/** Class of the window that a menu is while it is open. */
const MENU = "#32768";

/** Keys of winuser.h. */
const KEYS = { enter: 0x0d, escape: 0x1b, up: 0x26, down: 0x28 } as const;

/** A person, and Windows, as the windows of a program see them. */
export interface WindowsMessages extends AsyncDisposable {
  /** Sends a message to the window of a class, and gives its answer. */
  send(window: string, message: number, wParam?: number, lParam?: number): Promise<number>;
  /** Puts one into the queue of its program. */
  post(window: string, message: number | string, wParam?: number, lParam?: number): Promise<void>;
  /** Does something to the icon of greffier, as the taskbar tells it: by version 4 of the interface. */
  icon(event: keyof typeof EVENTS): Promise<void>;
  /** Opens its menu, and waits until it is there. */
  openMenu(): Promise<void>;
  /** Presses keys in its menu, which is open, and waits until it is closed. */
  keys(...keys: readonly (keyof typeof KEYS)[]): Promise<void>;
}

/** Sends messages in a Windows. */
export async function windowsMessages(windows: Wine): Promise<WindowsMessages> {
  const script = await windowsScript(windows, "send_messages.ts");
  async function told(command: MessageCommand): Promise<string> {
    await script.tell(command);
    return await script.hear(/./);
  }
  async function ask(command: MessageCommand): Promise<number> {
    const answer = await told(command);
    if (answer === "no window") throw new Error(`No window is a "${command.window}".`);
    return Number(answer);
  }
  const post: WindowsMessages["post"] = async (window, message, wParam = 0, lParam = 0) => {
    await ask({ how: "post", window, message, wParam, lParam });
  };
  const isMenuOpen = async () =>
    await told({ how: "post", window: MENU, message: WM_NULL, wParam: 0, lParam: 0 }) !== "no window";
  const icon: WindowsMessages["icon"] = (event) =>
    post(TRAY_WINDOW, ICON_MESSAGE, 450 | 300 << 16, EVENTS[event] | 1 << 16);
  return {
    send: (window, message, wParam = 0, lParam = 0) => ask({ how: "send", window, message, wParam, lParam }),
    post,
    icon,
    async openMenu() {
      await icon("contextMenu");
      await until(isMenuOpen);
    },
    async keys(...keys) {
      for (const key of keys) await post(TRAY_WINDOW, WM_KEYDOWN, KEYS[key]);
      await until(async () => !(await isMenuOpen()));
    },
    [Symbol.asyncDispose]: () => script[Symbol.asyncDispose](),
  };
}
