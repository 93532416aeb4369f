import { Variant } from "dbus-native";
import type { TrayAction, TrayNotice } from "../tray_icon.ts";
import type { Place, SessionBus } from "./bus.ts";

const NOTIFICATIONS: Place = {
  destination: "org.freedesktop.Notifications",
  path: "/org/freedesktop/Notifications",
  interface: "org.freedesktop.Notifications",
};

/** What a click on the message itself is called. */
const CLICK = "default";

/** Notices as org.freedesktop.Notifications shows them: https://specifications.freedesktop.org/notification/latest/ */
export class Messages {
  readonly #bus: SessionBus;
  readonly #onAction: (action: TrayAction) => void;
  /** What a click on a message does, by its number, as long as it is shown. */
  readonly #actions = new Map<unknown, TrayAction>();
  /** Settles when every notice so far has its number: a click may be told before. */
  #numbered: Promise<unknown> = Promise.resolve();
  /** Asked once, with the first notice: whether `<` begins a mark. */
  #markup: Promise<boolean> | undefined;

  private constructor(bus: SessionBus, onAction: (action: TrayAction) => void) {
    this.#bus = bus;
    this.#onAction = onAction;
  }

  static async open(bus: SessionBus, onAction: (action: TrayAction) => void): Promise<Messages> {
    const messages = new Messages(bus, onAction);
    await bus.listen(NOTIFICATIONS, "ActionInvoked", ([id, key]) => {
      messages.#numbered.then(() => messages.#clicked(id, key));
    });
    await bus.listen(NOTIFICATIONS, "NotificationClosed", ([id]) => messages.#actions.delete(id));
    return messages;
  }

  /** Shows a notice. A desktop that shows none is no error: the icon says it too. */
  show(notice: TrayNotice): void {
    const shown = this.#show(notice);
    this.#numbered = this.#numbered.then(() => shown);
  }

  async #show({ title, text, kind, action }: TrayNotice): Promise<void> {
    try {
      this.#markup ??= this.#knowsMarkup();
      const body = await this.#markup ? escaped(text) : text;
      const id = await this.#bus.call(NOTIFICATIONS, "Notify", {
        signature: "susssasa{sv}i",
        body: [
          ...["greffier", 0, kind === "warning" ? "dialog-warning" : "dialog-information", title, body],
          action ? [CLICK, title] : [],
          [["urgency", new Variant("y", 1)]],
          -1,
        ],
      });
      if (action) this.#actions.set(id, action);
    } catch {
      this.#markup = undefined;
    }
  }

  async #knowsMarkup(): Promise<boolean> {
    const can = await this.#bus.call(NOTIFICATIONS, "GetCapabilities");
    return Array.isArray(can) && can.includes("body-markup");
  }

  #clicked(id: unknown, key: unknown): void {
    const action = this.#actions.get(id);
    if (action && key === CLICK) this.#onAction(action);
  }
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
