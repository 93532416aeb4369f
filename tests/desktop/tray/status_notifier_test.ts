import assert from "node:assert/strict";
import { hasStatusNotifier, openStatusNotifier } from "../../../src/desktop/tray/status_notifier/mod.ts";
import { trayContract, view } from "../../contracts/tray_contract.ts";
import { BusDaemon, Panel } from "../../support/panel.ts";
import { until } from "../../support/until.ts";

trayContract("an icon over D-Bus", () => Panel.start());

/** How an icon is opened when nothing is to come of it. */
const quietly = {
  view: view(),
  hotkeys: {},
  onAction: () => assert.fail("nothing was asked"),
  onSessionEnd: () => {},
  onHotkeyRefused: () => {},
};

Deno.test("an icon over D-Bus: none where there is no bus, and none where the bus has no panel", async () => {
  await using daemon = await BusDaemon.start();
  for (const address of ["unix:path=/nowhere/bus", "nothing", daemon.address]) {
    assert.equal(await hasStatusNotifier(address), false, address);
    assert.equal(await openStatusNotifier(address, quietly), undefined, address);
  }
});

Deno.test("an icon over D-Bus: a panel that starts anew shows it again", async () => {
  await using panel = await Panel.start();
  const icon = await panel.open(quietly);
  await using _icon = icon;
  await until(async () => await panel.seen() !== undefined);
  await panel.disappear();
  assert.equal(await panel.seen(), undefined);
  await panel.appear();
  await until(async () => await panel.seen() !== undefined);
  assert.equal((await panel.seen())?.tooltip, "greffier · prêt");
});

Deno.test("an icon over D-Bus: a desktop that knows no marks gets notices without any", async () => {
  await using panel = await Panel.start();
  panel.markup = false;
  const icon = await panel.open(quietly);
  await using _icon = icon;
  icon!.notify({ title: "R&D", text: "a < b & c", kind: "info" });
  await until(async () => (await panel.notices()).length > 0);
  assert.deepEqual(await panel.notices(), [{ title: "R&D", text: "a < b & c" }]);
});

Deno.test("an icon over D-Bus: hotkeys are refused by name, for desktops keep the keyboard to themselves", async () => {
  await using panel = await Panel.start();
  const refused: string[] = [];
  const icon = await panel.open({
    ...quietly,
    hotkeys: { start: "ctrl+alt+r" },
    onHotkeyRefused: (name, keys) => refused.push(`${name} ${keys}`),
  });
  await using _icon = icon;
  assert.deepEqual(refused, ["start ctrl+alt+r"]);
});

Deno.test("an icon over D-Bus: it is lost when the bus goes away", async () => {
  await using panel = await Panel.start();
  const icon = await panel.open(quietly);
  await using _icon = icon;
  await panel.daemon.stop();
  await icon!.lost;
});

Deno.test("an icon over D-Bus: another program's client reads it and clicks its menu", async () => {
  await using panel = await Panel.start();
  const asked: string[] = [];
  const icon = await panel.open({ ...quietly, onAction: (action) => asked.push(action) });
  await using _icon = icon;
  const [service] = await panel.registered();
  const send = async (...args: string[]) => {
    const { success, stdout, stderr } = await new Deno.Command("dbus-send", {
      args: [`--bus=${panel.daemon.address}`, "--print-reply", `--dest=${service}`, ...args],
    }).output();
    assert.ok(success, new TextDecoder().decode(stderr));
    return new TextDecoder().decode(stdout);
  };
  const item = await send(
    "/StatusNotifierItem",
    "org.freedesktop.DBus.Properties.GetAll",
    "string:org.kde.StatusNotifierItem",
  );
  assert.match(item, /string "greffier · prêt"/);
  assert.match(item, /object path "\/greffier\/menu"/);
  const menu = await send(
    "/greffier/menu",
    "com.canonical.dbusmenu.GetLayout",
    "int32:0",
    "int32:-1",
    "array:string:",
  );
  assert.match(menu, /string "Ouvrir « Budget__2026 & suite »"/);
  assert.match(
    await send("/greffier/menu", "org.freedesktop.DBus.Introspectable.Introspect"),
    /AboutToShowGroup/,
  );
  await send(
    "/greffier/menu",
    "com.canonical.dbusmenu.Event",
    "int32:8",
    "string:clicked",
    "variant:int32:0",
    "uint32:0",
  );
  assert.deepEqual(asked, ["quit"]);
});
