import assert from "node:assert/strict";
import type {
  OpenTray,
  TrayAction,
  TrayIcon,
  TrayNotice,
  TrayState,
  TrayView,
} from "../../src/desktop/tray/tray_icon.ts";
import { until } from "../support/until.ts";

/** What a person sees of an icon. */
export interface SeenTray {
  /** By its picture; undefined where the harness cannot tell pictures apart. */
  readonly state: TrayState | undefined;
  readonly tooltip: string;
  readonly menu: readonly ({ readonly label: string; readonly enabled: boolean } | "separator")[];
}

/** A desktop to show icons on, and the hands of a person. All of it is made anew for each case, and disposed after it. */
export interface TrayHarness extends AsyncDisposable {
  readonly open: OpenTray;
  /** What is shown now; undefined: no icon. */
  seen(): Promise<SeenTray | undefined>;
  /** Chooses a line of the menu, grey or not. */
  choose(label: string): Promise<void>;
  /** Clicks the icon itself, as the system has it for what is usual. */
  activate(): Promise<void>;
  /** Titles and texts of the notices shown so far. */
  notices(): Promise<readonly Pick<TrayNotice, "title" | "text">[]>;
  /** Clicks the last notice. */
  clickNotice(): Promise<void>;
  /** The person signs out. */
  endSession(): Promise<void>;
  /** Lets time go by where it does not go by itself; called again and again while the suite waits. */
  pass?(): void | Promise<void>;
}

/** A view to show, with what a case changes. */
export function view(change: Partial<TrayView> = {}): TrayView {
  return {
    state: "ready",
    tooltip: "greffier · prêt",
    menu: [
      { action: "start", label: "Enregistrer une réunion", enabled: true },
      { action: "stop", label: "Terminer l'enregistrement", enabled: false },
      "separator",
      { action: "open-report", label: "Ouvrir « Budget_2026 & suite »", enabled: true },
      { action: "quit", label: "Quitter", enabled: true },
    ],
    usual: "open-inbox",
    ...change,
  };
}

/** What {@linkcode SeenTray} must say of a view. */
const seenOf = ({ state, tooltip, menu }: TrayView): SeenTray => ({
  state,
  tooltip,
  menu: menu.map((item) => item === "separator" ? item : { label: item.label, enabled: item.enabled }),
});

/** What every way to an icon must do. */
export function trayContract(name: string, make: () => Promise<TrayHarness>): void {
  /** An icon that is shown, and what was asked of it. */
  async function opened(harness: TrayHarness, shown = view()) {
    const actions: TrayAction[] = [];
    let ends = 0;
    const icon = await harness.open({
      view: shown,
      hotkeys: {},
      onAction: (action) => actions.push(action),
      onSessionEnd: () => ends++,
      onHotkeyRefused: (name) => assert.fail(`${name} was refused`),
    });
    assert.ok(icon, "this desktop has a place for icons");
    return { icon, actions, ends: () => ends };
  }

  const test = (what: string, body: (harness: TrayHarness) => Promise<void>) =>
    Deno.test(`${name}: ${what}`, async () => {
      await using harness = await make();
      await body(harness);
    });

  const sees = async (harness: TrayHarness, expected: TrayView | undefined) => {
    let seen: SeenTray | undefined;
    const wanted = expected && seenOf(expected);
    const same = () =>
      JSON.stringify(wanted && { ...wanted, state: seen?.state === undefined ? undefined : wanted.state }) ===
        JSON.stringify(seen);
    await until(async () => {
      seen = await harness.seen();
      return same();
    }, () => harness.pass?.());
  };

  const happens = (harness: TrayHarness, holds: () => boolean | Promise<boolean>) =>
    until(holds, () => harness.pass?.());

  test("an icon shows its state, its tooltip and every line of its menu", async (harness) => {
    const { icon } = await opened(harness);
    await using _icon: TrayIcon = icon;
    await sees(harness, view());
  });

  test("a new view replaces all that is shown", async (harness) => {
    const { icon } = await opened(harness);
    await using _icon: TrayIcon = icon;
    for (const state of ["recording", "paused", "attention", "ready"] as const) {
      const next = view({
        state,
        tooltip: `greffier · ${state}`,
        menu: [{ action: "stop", label: `Terminer (${state})`, enabled: true }, "separator", {
          action: "quit",
          label: "Quitter",
          enabled: state === "ready",
        }],
      });
      icon.show(next);
      await sees(harness, next);
    }
  });

  test("a line of the menu asks what stands in it, and a grey one nothing", async (harness) => {
    const { icon, actions } = await opened(harness);
    await using _icon: TrayIcon = icon;
    await sees(harness, view());
    await harness.choose("Terminer l'enregistrement");
    await harness.choose("Ouvrir « Budget_2026 & suite »");
    await harness.choose("Quitter");
    await happens(harness, () => actions.length >= 2);
    assert.deepEqual(actions, ["open-report", "quit"]);
  });

  test("a click on the icon does what is usual in the view that is shown", async (harness) => {
    const { icon, actions } = await opened(harness);
    await using _icon: TrayIcon = icon;
    await sees(harness, view());
    await harness.activate();
    await happens(harness, () => actions.length === 1);
    icon.show(view({ usual: "status", tooltip: "autre" }));
    await sees(harness, view({ usual: "status", tooltip: "autre" }));
    await harness.activate();
    await happens(harness, () => actions.length === 2);
    assert.deepEqual(actions, ["open-inbox", "status"]);
  });

  test("a notice is shown as it is written, and a click on it asks what it is for", async (harness) => {
    const { icon, actions } = await opened(harness);
    await using _icon: TrayIcon = icon;
    const text = "« Point <b>R&D</b> » est prêt.";
    icon.notify({ title: "Compte rendu prêt", text, kind: "info", action: "open-report" });
    await happens(harness, async () => (await harness.notices()).length === 1);
    assert.deepEqual(await harness.notices(), [{ title: "Compte rendu prêt", text }]);
    await harness.clickNotice();
    await happens(harness, () => actions.length === 1);
    icon.notify({ title: "Micro", text: "Rien n'est entendu.", kind: "warning" });
    await happens(harness, async () => (await harness.notices()).length === 2);
    await harness.clickNotice();
    icon.notify({ title: "Encore", text: "Autre chose.", kind: "info" });
    await happens(harness, async () => (await harness.notices()).length === 3);
    assert.deepEqual(actions, ["open-report"]);
  });

  test("disposing takes the icon away, and ends no session", async (harness) => {
    const { icon, ends } = await opened(harness);
    await sees(harness, view());
    await icon[Symbol.asyncDispose]();
    await sees(harness, undefined);
    assert.equal(ends(), 0);
  });

  test("the end of the session is told once", async (harness) => {
    const { icon, ends } = await opened(harness);
    await using _icon: TrayIcon = icon;
    await sees(harness, view());
    await harness.endSession();
    await happens(harness, () => ends() > 0);
    assert.equal(ends(), 1);
  });
}
