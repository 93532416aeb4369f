import type { Clock } from "../../clock.ts";
import {
  type Hotkeys,
  type TrayIcon,
  type TrayNotice,
  trayNotice,
  type TrayOptions,
  type TrayPlace,
  type TrayView,
} from "../../desktop/tray/mod.ts";
import { message } from "../../errors.ts";
import type { Log } from "../../log.ts";
import type { Language } from "../../texts/mod.ts";

/** How often a place for the icon is looked for while there is none, in milliseconds. */
const PLACE_MS = 30_000;

/** Keys as the settings have them: an empty text for none. */
type HotkeySettings = Readonly<Record<keyof Hotkeys, string>>;

/** What {@linkcode IconHolder} works with. */
export interface IconHolderParts extends Pick<TrayOptions, "onAction" | "onSessionEnd"> {
  readonly place: TrayPlace;
  readonly clock: Clock;
  readonly log: Log;
  readonly language: Language;
}

/** The icon as long as there is a place for it. Without one everything is shown to nobody. */
export class IconHolder implements AsyncDisposable {
  readonly #parts: IconHolderParts;
  #icon: TrayIcon | undefined;
  #nextSeek = -Infinity;

  constructor(parts: IconHolderParts) {
    this.#parts = parts;
  }

  get isShown(): boolean {
    return this.#icon !== undefined;
  }

  /** Looks for a place when there is no icon and it is time to look again. */
  async seek(view: TrayView, hotkeys: HotkeySettings): Promise<void> {
    const { clock, log, place, onAction, onSessionEnd } = this.#parts;
    if (this.#icon || clock.monotonic() < this.#nextSeek) return;
    this.#nextSeek = clock.monotonic() + PLACE_MS;
    const refused: { readonly name: string; readonly keys: string }[] = [];
    try {
      this.#icon = await place.open({
        ...{ view, onAction, onSessionEnd },
        hotkeys: Object.fromEntries(Object.entries(hotkeys).filter(([, keys]) => keys !== "")),
        onHotkeyRefused: (name, keys) => refused.push({ name, keys }),
      });
    } catch (error) {
      log.warn("the icon cannot be shown: {error}", { error: String(error) });
    }
    const icon = this.#icon;
    icon?.lost.then(() => {
      if (this.#icon === icon) this.#icon = undefined;
    });
    for (const keys of refused) this.notify(this.#refusal(keys));
  }

  show(view: TrayView): void {
    this.#icon?.show(view);
  }

  notify(notice: TrayNotice): void {
    this.#parts.log.debug("told: {title}", { title: notice.title });
    this.#icon?.notify(notice);
  }

  #refusal(keys: { readonly name: string; readonly keys: string }): TrayNotice {
    const { place, language } = this.#parts;
    const text = place.hasHotkeys
      ? message("tray.notice.hotkeysText", keys)
      : message("tray.notice.hotkeysNeverText");
    return trayNotice({ title: message("tray.notice.hotkeys"), text, kind: "warning" }, language);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#icon?.[Symbol.asyncDispose]();
    this.#icon = undefined;
  }
}
