import assert from "node:assert/strict";
import { join } from "node:path";
import { openerOf, openPath } from "../../src/desktop/mod.ts";
import { GreffierError } from "../../src/errors.ts";
import { temporaryFolder } from "../support/temporary_folder.ts";

Deno.test("a path is one argument of the system's opener, whatever stands in it", () => {
  const path = "C:\\Users\\Zoé & fils\\a b; calc.exe\\report.html";
  assert.deepEqual(openerOf("windows", path), { program: "explorer.exe", args: [`"${path}"`] });
  assert.deepEqual(openerOf("linux", path).args, [path]);
  assert.deepEqual(openerOf("darwin", path).args.at(-1), path);
});

Deno.test("a system that has nothing to open a file with says so", async () => {
  // No system of this kind has a program called explorer.exe.
  const error = await openPath("/nowhere/report.html", "windows").catch((error) => error);
  assert.ok(error instanceof GreffierError);
  assert.deepEqual([error.text.key, error.text.values.path], ["tray.noOpener", "/nowhere/report.html"]);
});

Deno.test("what the opener refuses is told with its code", async () => {
  await using folder = await temporaryFolder();
  const opener = join(folder.path, "xdg-open");
  await Deno.writeTextFile(opener, "#!/bin/sh\nexit 4\n", { mode: 0o755 });
  const before = Deno.env.get("PATH")!;
  Deno.env.set("PATH", `${folder.path}:${before}`);
  try {
    const error = await openPath("/nowhere/report.html", "linux").catch((error) => error);
    assert.deepEqual([error.text.key, error.text.values.code], ["tray.openFailed", 4]);
    await Deno.writeTextFile(opener, "#!/bin/sh\nexit 0\n");
    await openPath("/nowhere/report.html", "linux");
  } finally {
    Deno.env.set("PATH", before);
  }
});
