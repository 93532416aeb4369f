import type { TrayIcon, TrayOptions } from "../tray_icon.ts";
import { BUS, type Place, SessionBus } from "./bus.ts";
import { Item } from "./item.ts";
import { Menu } from "./menu.ts";
import { Messages } from "./messages.ts";

const WATCHER: Place = {
  destination: "org.kde.StatusNotifierWatcher",
  path: "/StatusNotifierWatcher",
  interface: "org.kde.StatusNotifierWatcher",
};

const PROPERTIES = "org.freedesktop.DBus.Properties";

/** Whether a panel on the bus at `address` shows icons. */
export async function hasStatusNotifier(address: string): Promise<boolean> {
  await using bus = await SessionBus.connect(address);
  return bus !== undefined && await isShown(bus);
}

async function isShown(bus: SessionBus): Promise<boolean> {
  try {
    if (!await bus.has(WATCHER.destination)) return false;
    const hosts = await bus.call({ ...WATCHER, interface: PROPERTIES }, "Get", {
      signature: "ss",
      body: [WATCHER.interface, "IsStatusNotifierHostRegistered"],
    });
    return hosts === true;
  } catch {
    return false; // it went away, or does not answer
  }
}

/**
 * Shows an icon by the bus at `address`; undefined when nobody there shows icons. A panel that starts anew gets it again.
 * There are no hotkeys: desktops keep the keyboard to themselves.
 */
export async function openStatusNotifier(
  address: string,
  { view, hotkeys, onAction, onSessionEnd, onHotkeyRefused }: TrayOptions,
): Promise<TrayIcon | undefined> {
  const bus = await SessionBus.connect(address);
  if (!bus) return undefined;
  try {
    if (!await isShown(bus)) {
      await bus[Symbol.asyncDispose]();
      return undefined;
    }
    let now = view;
    const item = new Item(bus, view, () => onAction(now.usual));
    const menu = new Menu(bus, view.menu, onAction);
    const messages = await Messages.open(bus, onAction);
    const register = () =>
      bus.call(WATCHER, "RegisterStatusNotifierItem", { signature: "s", body: [bus.bus.name] });
    await bus.listen(BUS, "NameOwnerChanged", ([name, , owner]) => {
      if (name === WATCHER.destination && owner !== "") register().catch(() => {}); // it has gone again
    });
    await register();
    let disposed = false;
    const lost = bus.closed.then(() => {
      // The bus of a session ends with the session.
      if (!disposed) onSessionEnd();
    });
    for (const [name, keys] of Object.entries(hotkeys)) onHotkeyRefused(name as keyof typeof hotkeys, keys);
    return {
      show(view) {
        now = view;
        item.show(view);
        menu.show(view.menu);
      },
      notify: (notice) => messages.show(notice),
      lost,
      async [Symbol.asyncDispose]() {
        disposed = true;
        await bus[Symbol.asyncDispose]();
      },
    };
  } catch {
    // The panel or the bus went away while the icon was being made.
    await bus[Symbol.asyncDispose]();
    return undefined;
  }
}
