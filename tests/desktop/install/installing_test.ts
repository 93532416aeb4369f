import assert from "node:assert/strict";
import { installedState, placeShortcuts, type Shortcut } from "../../../src/desktop/install/mod.ts";
import { FakeShortcuts } from "../../support/fake_shortcuts.ts";

const starts = (program: string): Shortcut => ({
  spot: "autostart",
  program,
  args: ["tray"],
  description: "",
});

Deno.test("whether it starts at log-on is known: no, yes, switched off, another one", async () => {
  const shortcuts = new FakeShortcuts();
  const state = () => installedState(shortcuts, "/opt/greffier");
  assert.deepEqual(await state(), { state: "none" });
  await shortcuts.put(starts("/opt/greffier"));
  assert.deepEqual(await state(), { state: "on" });
  shortcuts.off = true;
  assert.deepEqual(await state(), { state: "off" });
  await shortcuts.put(starts("/usr/local/greffier"));
  assert.deepEqual(await state(), { state: "elsewhere", program: "/usr/local/greffier" });
  assert.deepEqual(await installedState(new FakeShortcuts([]), "/opt/greffier"), { state: "none" });
});

Deno.test("a greffier is known by its name, as it was downloaded or with its version", async () => {
  const programs = ["GREFFIER.EXE", "greffier-0.1.0-windows-x64.exe", "greffier (1).exe"];
  const [windows, elsewhere] = ["C:\\outils\\", "/opt/"];
  const taken = [
    ...[windows, elsewhere].flatMap((folder) => programs.map((name) => folder + name)),
    "/opt/greffier",
  ];
  // On Windows a folder or a letter may well have that name, and a shortcut to it is the person's own.
  const own = ["greffier", "greffier notes.docx", "notes.exe", "greffiers.exe"].map((name) => windows + name);
  for (const program of [...taken, ...own, "/opt/notes", "/opt/greffiers"]) {
    const shortcuts = new FakeShortcuts();
    await shortcuts.put(starts(program));
    const [placed] = await placeShortcuts(shortcuts, [starts("/opt/neuf/greffier")]);
    assert.equal(placed!.outcome, taken.includes(program) ? "taken-over" : "foreign", program);
  }
});
