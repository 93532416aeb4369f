import { HResultError, wideString, windowSystem } from "../../../windows/mod.ts";
import type { MenuLine, TrayCalls } from "./tray_calls.ts";

const SM_CXSMICON = 49;
const SM_MENUDROPALIGNMENT = 40;
const LR_DEFAULTCOLOR = 0;
const ICON_RESOURCE_VERSION = 0x0003_0000;
const DPI_AWARENESS_CONTEXT_PER_MONITOR_AWARE_V2 = -4n;
const WM_NULL = 0;
const CLOSE_TIMER = 1n;

const MENU_FLAGS = { string: 0x000, grayed: 0x001, separator: 0x800 } as const;
const TRACK_FLAGS = {
  rightButton: 0x02,
  rightAlign: 0x08,
  bottomAlign: 0x20,
  noNotify: 0x80,
  returnChosen: 0x100,
};

let opened: TrayCalls | undefined;

/** The calls of shell32.dll and user32.dll, opened when they are first needed and for as long as the program runs. */
export function systemCalls(): TrayCalls {
  return opened ??= open();
}

function open(): TrayCalls {
  const { symbols: shell32 } = Deno.dlopen("shell32.dll", {
    Shell_NotifyIconW: { parameters: ["u32", "buffer"], result: "i32" },
  });
  const { symbols: user32 } = Deno.dlopen("user32.dll", {
    GetSystemMetrics: { parameters: ["i32"], result: "i32" },
    FindWindowW: { parameters: ["buffer", "pointer"], result: "usize" },
    CreateIconFromResourceEx: {
      parameters: ["buffer", "u32", "i32", "u32", "i32", "i32", "u32"],
      result: "usize",
    },
    DestroyIcon: { parameters: ["usize"], result: "i32" },
    CreatePopupMenu: { parameters: [], result: "usize" },
    AppendMenuW: { parameters: ["usize", "u32", "usize", "buffer"], result: "i32" },
    SetMenuDefaultItem: { parameters: ["usize", "u32", "u32"], result: "i32" },
    TrackPopupMenuEx: { parameters: ["usize", "u32", "i32", "i32", "usize", "pointer"], result: "i32" },
    DestroyMenu: { parameters: ["usize"], result: "i32" },
    EndMenu: { parameters: [], result: "i32" },
    SetForegroundWindow: { parameters: ["usize"], result: "i32" },
    PostMessageW: { parameters: ["usize", "u32", "usize", "isize"], result: "i32" },
    SetTimer: { parameters: ["usize", "usize", "u32", "pointer"], result: "usize" },
    KillTimer: { parameters: ["usize", "usize"], result: "i32" },
    RegisterHotKey: { parameters: ["usize", "i32", "u32", "u32"], result: "i32" },
    UnregisterHotKey: { parameters: ["usize", "i32"], result: "i32" },
    // Windows 10 1703 and later.
    SetThreadDpiAwarenessContext: { parameters: ["isize"], result: "isize", optional: true },
    GetDpiForWindow: { parameters: ["usize"], result: "u32", optional: true },
    GetSystemMetricsForDpi: { parameters: ["i32", "u32"], result: "i32", optional: true },
  });
  // Or Windows draws everything small and stretches it.
  user32.SetThreadDpiAwarenessContext?.(DPI_AWARENESS_CONTEXT_PER_MONITOR_AWARE_V2);

  function fill(menu: bigint, lines: readonly (MenuLine | "separator")[]): void {
    for (const line of lines) {
      if (line === "separator") {
        user32.AppendMenuW(menu, MENU_FLAGS.separator, 0n, null);
        continue;
      }
      const flags = MENU_FLAGS.string | (line.enabled ? 0 : MENU_FLAGS.grayed);
      user32.AppendMenuW(menu, flags, BigInt(line.id), wideString(line.label.replaceAll("&", "&&")));
      if (line.usual) user32.SetMenuDefaultItem(menu, line.id, 0);
    }
  }

  return {
    windows: windowSystem(),
    notifyIcon: (verb, data) => shell32.Shell_NotifyIconW(verb, data) !== 0,
    iconSize() {
      const taskbar = user32.FindWindowW(wideString("Shell_TrayWnd"), null);
      const dpi = taskbar === 0n ? 0 : user32.GetDpiForWindow?.(taskbar) ?? 0;
      const size = dpi > 0 ? user32.GetSystemMetricsForDpi?.(SM_CXSMICON, dpi) ?? 0 : 0;
      return size > 0 ? size : user32.GetSystemMetrics(SM_CXSMICON) || 16;
    },
    createIcon(resource, size) {
      const icon = user32.CreateIconFromResourceEx(
        ...[resource, resource.length, 1, ICON_RESOURCE_VERSION, size, size, LR_DEFAULTCOLOR] as const,
      );
      if (icon === 0n) throw new HResultError(0x80004005, "CreateIconFromResourceEx");
      return icon;
    },
    destroyIcon: (icon) => void user32.DestroyIcon(icon),
    chooseFrom(window, lines, { x, y }, patienceMs) {
      const menu = user32.CreatePopupMenu();
      try {
        fill(menu, lines);
        // Without it the menu stays when something else is clicked; and without a message after it, the next one closes at
        // once (the remarks of TrackPopupMenu).
        user32.SetForegroundWindow(window);
        user32.SetTimer(window, CLOSE_TIMER, patienceMs, null);
        const side = user32.GetSystemMetrics(SM_MENUDROPALIGNMENT) !== 0 ? TRACK_FLAGS.rightAlign : 0;
        const flags = TRACK_FLAGS.rightButton | TRACK_FLAGS.bottomAlign | TRACK_FLAGS.noNotify |
          TRACK_FLAGS.returnChosen | side;
        return user32.TrackPopupMenuEx(menu, flags, x, y, window, null);
      } finally {
        user32.KillTimer(window, CLOSE_TIMER);
        user32.PostMessageW(window, WM_NULL, 0n, 0n);
        user32.DestroyMenu(menu);
      }
    },
    closeMenu: () => void user32.EndMenu(),
    registerHotkey: (window, id, modifiers, key) => user32.RegisterHotKey(window, id, modifiers, key) !== 0,
    unregisterHotkey: (window, id) => void user32.UnregisterHotKey(window, id),
  };
}
