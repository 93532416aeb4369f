import { createClient, type MessageBus } from "dbus-native";
import { join } from "node:path";
import type { SeenTray, TrayHarness } from "../contracts/tray_contract.ts";
import { iconPicture } from "../../src/desktop/tray/icon_picture.ts";
import type { OpenTray, TrayNotice, TrayState } from "../../src/desktop/tray/tray_icon.ts";
import { openStatusNotifier } from "../../src/desktop/tray/status_notifier/mod.ts";
import { temporaryFolder } from "./temporary_folder.ts";

/** A real dbus-daemon of its own, in a folder of its own. */
export class BusDaemon implements AsyncDisposable {
  readonly address: string;
  readonly #child: Deno.ChildProcess;
  readonly #folder: AsyncDisposable;

  private constructor(address: string, child: Deno.ChildProcess, folder: AsyncDisposable) {
    this.address = address;
    this.#child = child;
    this.#folder = folder;
  }

  static async start(): Promise<BusDaemon> {
    const folder = await temporaryFolder();
    let child: Deno.ChildProcess;
    try {
      child = new Deno.Command("dbus-daemon", {
        args: ["--session", "--nofork", "--print-address", `--address=unix:path=${join(folder.path, "bus")}`],
        stdin: "null",
        stdout: "piped",
        stderr: "null",
      }).spawn();
    } catch (error) {
      await folder[Symbol.asyncDispose]();
      throw new Error("dbus-daemon is needed: on Debian and Ubuntu, the package dbus", { cause: error });
    }
    const reader = child.stdout.getReader();
    // It prints its address once it listens.
    const { value } = await reader.read();
    await reader.cancel();
    return new BusDaemon(new TextDecoder().decode(value).trim(), child, folder);
  }

  async stop(): Promise<void> {
    try {
      this.#child.kill("SIGTERM");
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof Deno.errors.NotFound)) throw error;
    }
    await this.#child.status;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await this.#folder[Symbol.asyncDispose]();
  }
}

const WATCHER = "org.kde.StatusNotifierWatcher";
const ITEM = "org.kde.StatusNotifierItem";
const MENU = "com.canonical.dbusmenu";
const NOTIFICATIONS = "org.freedesktop.Notifications";

/** A line of a menu, as the bus carries it. */
type Line = [id: number, properties: Record<string, unknown>, children: Line[]];

/** A panel with a place for icons, and a person who sees and clicks them: by nothing but the bus. */
export class Panel implements TrayHarness {
  readonly open: OpenTray;
  readonly daemon: BusDaemon;
  readonly #bus: MessageBus;
  /** Who shows an icon. */
  #items: string[] = [];
  readonly #notices: {
    readonly title: string;
    readonly text: string;
    readonly actions: readonly string[];
  }[] = [];
  /** Whether `<` begins a mark in notices. */
  markup = true;

  private constructor(daemon: BusDaemon, bus: MessageBus) {
    this.daemon = daemon;
    this.#bus = bus;
    this.open = (options) => openStatusNotifier(daemon.address, options);
    bus.exportInterface(
      {
        ProtocolVersion: 0,
        IsStatusNotifierHostRegistered: true,
        RegisteredStatusNotifierItems: [],
        RegisterStatusNotifierItem: (service: string) => {
          this.#items.push(service);
          return null;
        },
        RegisterStatusNotifierHost: () => null,
      },
      "/StatusNotifierWatcher",
      {
        name: WATCHER,
        methods: {
          RegisterStatusNotifierItem: ["s", "", ["service"], []],
          RegisterStatusNotifierHost: ["s", "", ["service"], []],
        },
        properties: {
          ProtocolVersion: "i",
          IsStatusNotifierHostRegistered: "b",
          RegisteredStatusNotifierItems: "as",
        },
      },
    );
    bus.exportInterface(
      {
        GetCapabilities: () => this.markup ? ["body", "actions", "body-markup"] : ["body", "actions"],
        Notify: (
          _program: string,
          _id: number,
          _icon: string,
          title: string,
          text: string,
          actions: string[],
        ) => {
          this.#notices.push({ title, text: this.markup ? unmarked(text) : text, actions });
          return this.#notices.length;
        },
      },
      "/org/freedesktop/Notifications",
      {
        name: NOTIFICATIONS,
        methods: {
          GetCapabilities: ["", "as", [], ["capabilities"]],
          Notify: ["susssasa{sv}i", "u", [], ["id"]],
        },
        signals: { ActionInvoked: ["us"], NotificationClosed: ["uu"] },
      },
    );
  }

  static async start(): Promise<Panel> {
    const daemon = await BusDaemon.start();
    const bus = createClient({ busAddress: daemon.address });
    bus.connection.on("error", () => {});
    const panel = new Panel(daemon, bus);
    await bus.requestName(NOTIFICATIONS, 0);
    await panel.appear();
    return panel;
  }

  /** The panel starts: whoever shows an icon is to tell it. */
  async appear(): Promise<void> {
    this.#items = [];
    await this.#bus.requestName(WATCHER, 0);
  }

  /** The panel goes away, its icons with it. */
  async disappear(): Promise<void> {
    await this.#bus.releaseName(WATCHER);
    this.#items = [];
  }

  async seen(): Promise<SeenTray | undefined> {
    const service = await this.#service();
    if (!service) return undefined;
    const item = await this.#properties(service, "/StatusNotifierItem", ITEM);
    const { children } = await this.#layout(service, String(item.Menu));
    return {
      state: stateOf(item),
      tooltip: (item.ToolTip as unknown[])[2] as string,
      menu: children.map(([, { type, label, enabled }]) =>
        type === "separator" ? "separator" : { label: shownLabel(String(label)), enabled: enabled !== false }
      ),
    };
  }

  async choose(label: string): Promise<void> {
    const service = (await this.#service())!;
    const { children, path } = await this.#layout(service, "/greffier/menu");
    const line = children.find(([, properties]) => shownLabel(String(properties.label)) === label);
    await this.#bus.invoke({
      ...{ destination: service, path, interface: MENU, member: "Event" },
      ...{ signature: "isvu", body: [line![0], "clicked", ["i", 0], 0] },
    });
  }

  async activate(): Promise<void> {
    await this.#bus.invoke({
      destination: (await this.#service())!,
      ...{
        path: "/StatusNotifierItem",
        interface: ITEM,
        member: "Activate",
        signature: "ii",
        body: [10, 10],
      },
    });
  }

  notices(): Promise<readonly Pick<TrayNotice, "title" | "text">[]> {
    return Promise.resolve(this.#notices.map(({ title, text }) => ({ title, text })));
  }

  clickNotice(): Promise<void> {
    if (this.#notices.at(-1)!.actions.includes("default")) {
      const values = [this.#notices.length, "default"];
      this.#bus.sendSignal("/org/freedesktop/Notifications", NOTIFICATIONS, "ActionInvoked", "us", values);
    }
    return Promise.resolve();
  }

  async endSession(): Promise<void> {
    await this.daemon.stop();
  }

  /** The names under which icons were told to this panel. */
  registered(): Promise<readonly string[]> {
    return Promise.resolve(this.#items);
  }

  /** Who shows an icon now. */
  async #service(): Promise<string | undefined> {
    const service = this.#items.at(-1);
    return service && await this.#bus.nameHasOwner(service) ? service : undefined;
  }

  async #properties(service: string, path: string, name: string): Promise<Record<string, unknown>> {
    return await this.#bus.invoke({
      ...{ destination: service, path, interface: "org.freedesktop.DBus.Properties", member: "GetAll" },
      ...{ signature: "s", body: [name] },
    });
  }

  async #layout(
    service: string,
    path: string,
  ): Promise<{ readonly children: Line[]; readonly path: string }> {
    const [, [, , children]] = await this.#bus.invoke<[number, Line]>({
      ...{ destination: service, path, interface: MENU, member: "GetLayout" },
      ...{ signature: "iias", body: [0, -1, []] },
    });
    return { children, path };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#bus.close();
    await this.daemon[Symbol.asyncDispose]();
  }
}

/** A label as a panel shows it: one underline marks a key, two are one. */
function shownLabel(label: string): string {
  return label.replace(/_(.)/g, "$1");
}

/** What a desktop shows of a text with marks. */
function unmarked(text: string): string {
  return text.replace(/<[^>]*>/g, "").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll(
    "&amp;",
    "&",
  );
}

/** The state whose picture an icon shows. */
function stateOf(
  { IconPixmap, AttentionIconPixmap, Status }: Record<string, unknown>,
): TrayState | undefined {
  const pictures = (Status === "NeedsAttention" ? AttentionIconPixmap : IconPixmap) as [
    number,
    number,
    Uint8Array,
  ][];
  const [size, height, argb] = pictures[0]!;
  if (size !== height || argb.length !== size * size * 4) return undefined;
  return (["ready", "recording", "paused", "attention"] as const).find((state) => {
    const { rgba } = iconPicture(state, size);
    return argb.every((byte, at) => byte === rgba[at % 4 === 0 ? at + 3 : at - 1]);
  });
}
