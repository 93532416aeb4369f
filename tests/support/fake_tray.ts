import type { SeenTray, TrayHarness } from "../contracts/tray_contract.ts";
import type { TrayPlace } from "../../src/desktop/tray/mod.ts";
import type {
  OpenTray,
  TrayAction,
  TrayIcon,
  TrayNotice,
  TrayOptions,
  TrayView,
} from "../../src/desktop/tray/tray_icon.ts";

/** A desktop with a place for one icon, and a person who sees and clicks it. */
export class FakeTray implements TrayHarness, TrayPlace {
  readonly told: TrayNotice[] = [];
  readonly hasHotkeys = true;
  /** Whether the desktop has a place for an icon. */
  place = true;
  /** What was shown, oldest first. */
  readonly views: TrayView[] = [];
  /** Hotkeys that another program has. */
  taken: readonly string[] = [];
  #options: TrayOptions | undefined;
  #lost = Promise.withResolvers<void>();

  readonly open: OpenTray = (options) => {
    if (!this.place) return Promise.resolve(undefined);
    this.#options = options;
    this.views.push(options.view);
    this.#lost = Promise.withResolvers<void>();
    for (const [name, keys] of Object.entries(options.hotkeys)) {
      if (this.taken.includes(keys)) options.onHotkeyRefused(name as "start", keys);
    }
    const icon: TrayIcon = {
      show: (view) => void this.views.push(view),
      notify: (notice) => void this.told.push(notice),
      lost: this.#lost.promise,
      [Symbol.asyncDispose]: () => {
        this.#options = undefined;
        return Promise.resolve();
      },
    };
    return Promise.resolve(icon);
  };

  exists(): Promise<boolean> {
    return Promise.resolve(this.place);
  }

  /** Whether an icon is shown. */
  get isShown(): boolean {
    return this.#options !== undefined;
  }

  /** What is shown last. */
  get view(): TrayView {
    return this.views.at(-1)!;
  }

  /** Asks something of the icon, whatever its menu says: by a hotkey. */
  ask(action: TrayAction): void {
    this.#options?.onAction(action);
  }

  /** The desktop goes away, and the icon with it. */
  lose(): void {
    this.#options = undefined;
    this.#lost.resolve();
  }

  seen(): Promise<SeenTray | undefined> {
    if (!this.#options) return Promise.resolve(undefined);
    const { state, tooltip, menu } = this.view;
    return Promise.resolve({
      state,
      tooltip,
      menu: menu.map((item) => item === "separator" ? item : { label: item.label, enabled: item.enabled }),
    });
  }

  choose(label: string): Promise<void> {
    for (const item of this.view.menu) {
      if (item !== "separator" && item.label === label && item.enabled) this.ask(item.action);
    }
    return Promise.resolve();
  }

  activate(): Promise<void> {
    this.ask(this.view.usual);
    return Promise.resolve();
  }

  notices(): Promise<readonly Pick<TrayNotice, "title" | "text">[]> {
    return Promise.resolve(this.told.map(({ title, text }) => ({ title, text })));
  }

  clickNotice(): Promise<void> {
    const action = this.told.at(-1)?.action;
    if (action) this.ask(action);
    return Promise.resolve();
  }

  endSession(): Promise<void> {
    this.#options?.onSessionEnd();
    return Promise.resolve();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }
}
