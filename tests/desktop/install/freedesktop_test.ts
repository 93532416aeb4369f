import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { desktopEntry, execLine, valueIn } from "../../../src/desktop/install/freedesktop/desktop_entry.ts";
import { freedesktopShortcuts } from "../../../src/desktop/install/freedesktop/freedesktop_shortcuts.ts";
import { type Shortcut, SPOTS } from "../../../src/desktop/install/mod.ts";

/** The arguments that a desktop takes out of the value of `Exec`, read character by character as the specification tells. */
function argumentsIn(value: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < value.length;) {
    if (value[at] === " ") {
      at++;
      continue;
    }
    assert.equal(value[at++], '"', value);
    let argument = "";
    for (; value[at] !== '"'; at++) {
      assert.ok(at < value.length, value);
      if (value[at] === "\\") assert.match(value[++at]!, /["`$\\]/);
      else assert.doesNotMatch(value[at]!, /["`$]/);
      if (value[at] === "%") assert.equal(value[++at], "%");
      argument += value[at];
    }
    at++;
    found.push(argument);
  }
  return found;
}

Deno.test("any program and arguments are found again in the entry that starts them", () => {
  const text = fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => !text.includes("\0"));
  fc.assert(fc.property(text, fc.array(text), (program, args) => {
    const entry = desktopEntry({ Type: "Application", Exec: execLine(program, args), Name: program });
    assert.deepEqual(argumentsIn(valueIn(entry, "Exec")!), [program, ...args]);
    for (const line of entry.split("\n").slice(1, -1)) assert.match(line, /^[A-Za-z]+=/);
  }));
});

Deno.test("only the entry's own group counts, and what is no entry has no values", () => {
  const text = "[Desktop Entry]\nName=greffier\n\n[Desktop Action x]\nExec=other\n";
  assert.equal(valueIn(text, "Name"), "greffier");
  assert.equal(valueIn(text, "Exec"), undefined);
  assert.equal(valueIn("Name=greffier\n", "Name"), undefined);
});

const shortcut = (spot: Shortcut["spot"], program: string): Shortcut => ({
  spot,
  program,
  args: spot === "send-to" ? ["add"] : [],
  description: "Fait le compte rendu ; ici",
});

Deno.test("entries go where the specifications say, are found again, and go away", async () => {
  const home = await Deno.makeTempDir({ prefix: "greffier-desk-" });
  try {
    const shortcuts = freedesktopShortcuts({ home, config: join(home, "réglages") });
    assert.deepEqual(shortcuts.spots.toSorted(), ["autostart", "menu", "send-to"]);
    const program = `/opt/le "greffier" à 100 %/greffier`;
    for (const spot of shortcuts.spots) {
      assert.equal(await shortcuts.find(spot), undefined);
      assert.equal(await shortcuts.put(shortcut(spot, program)), "made");
      assert.equal(await shortcuts.put(shortcut(spot, program)), "unchanged");
      assert.equal((await shortcuts.find(spot))?.program, program);
      assert.equal(await shortcuts.put(shortcut(spot, "/opt/greffier")), "changed");
    }
    const paths = await Promise.all(shortcuts.spots.map(async (spot) => (await shortcuts.find(spot))?.path));
    assert.deepEqual(
      paths.toSorted(),
      [
        join(home, ".local/share/applications/greffier-add.desktop"),
        join(home, ".local/share/applications/greffier.desktop"),
        join(home, "réglages/autostart/greffier.desktop"),
      ],
    );
    for (const spot of shortcuts.spots) await shortcuts.remove(spot);
    for (const spot of SPOTS) assert.equal(await shortcuts.find(spot), undefined);
  } finally {
    await Deno.remove(home, { recursive: true });
  }
});

Deno.test("the entries are what desktop-file-validate asks for", async () => {
  const home = await Deno.makeTempDir({ prefix: "greffier-desk-" });
  try {
    const shortcuts = freedesktopShortcuts({ home });
    for (const spot of shortcuts.spots) {
      await shortcuts.put(shortcut(spot, `/opt/le "greffier" à 100 % (été) $1/greffier`));
      const { path } = (await shortcuts.find(spot))!;
      const { success, stdout } = await new Deno.Command("desktop-file-validate", { args: [path] }).output()
        .catch((cause) => {
          throw new Error("This test needs the Debian package desktop-file-utils", { cause });
        });
      assert.ok(success, new TextDecoder().decode(stdout));
    }
  } finally {
    await Deno.remove(home, { recursive: true });
  }
});

Deno.test("an entry that somebody else wrote starts nothing of ours; one that the desktop switched off is off", async () => {
  const home = await Deno.makeTempDir({ prefix: "greffier-desk-" });
  try {
    const shortcuts = freedesktopShortcuts({ home });
    await shortcuts.put(shortcut("autostart", "/opt/greffier"));
    const { path } = (await shortcuts.find("autostart"))!;
    const text = await Deno.readTextFile(path);
    await Deno.writeTextFile(path, `${text}X-GNOME-Autostart-enabled=false\n`);
    assert.equal((await shortcuts.find("autostart"))?.off, true);
    await Deno.writeTextFile(path, "[Desktop Entry]\nType=Application\nName=greffier\nExec=other\n");
    assert.equal((await shortcuts.find("autostart"))?.program, null);
  } finally {
    await Deno.remove(home, { recursive: true });
  }
});
