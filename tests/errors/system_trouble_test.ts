import assert from "node:assert/strict";
import { join } from "node:path";
import { textOf, troubleKind } from "../../src/errors.ts";
import { say } from "../../src/texts/mod.ts";

/** The error that `act` ends with. */
async function failureOf(act: () => Promise<unknown>): Promise<unknown> {
  try {
    await act();
  } catch (error) {
    return error;
  }
  throw new Error("it did not fail");
}

Deno.test("what a real file system refuses is told by its kind, with the path, in both languages", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const file = join(folder, "it's a file");
    await Deno.writeTextFile(file, "");
    const absent = join(folder, "absent", "x");
    const cases: [string, string, () => Promise<unknown>][] = [
      ["absent", absent, () => Deno.writeTextFile(absent, "")],
      ["absent", absent, () => Deno.rename(absent, join(folder, "y"))],
    ];
    if (Deno.build.os !== "windows") {
      // Windows has other codes for these two.
      cases.push(["notFolder", join(file, "x"), () => Deno.mkdir(join(file, "x"))]);
      cases.push(["isFolder", folder, () => Deno.readTextFile(folder)]);
    }
    for (const [kind, path, act] of cases) {
      const error = await failureOf(act);
      assert.equal(troubleKind(error), kind);
      const text = textOf(error);
      assert.deepEqual(text, { key: `system.at.${kind}`, values: { path } });
      assert.ok(say(text, "fr").includes(`«\u00a0${path}\u00a0»`) && say(text, "en").includes(`"${path}"`));
      assert.doesNotMatch(say(text, "fr") + say(text, "en"), /os error|Erreur inattendue|Unexpected/);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("codes, classes and the bare numbers of Windows tell the kind; without a path the sentence does without", () => {
  const coded = (code: string) => Object.assign(new Error("Some English (os error 99)"), { code });
  const cases: [Error, string][] = [
    [coded("ENOSPC"), "system.somewhere.full"],
    [coded("EROFS"), "system.somewhere.readOnly"],
    [coded("EPERM"), "system.somewhere.denied"],
    [coded("EBUSY"), "system.somewhere.busy"],
    [coded("EIO"), "system.somewhere.broken"],
    [coded("ENAMETOOLONG"), "system.somewhere.tooLong"],
    [new Deno.errors.PermissionDenied("no"), "system.somewhere.denied"],
    [new Error("The device is not ready. (os error 21)"), "system.somewhere.broken"],
    [new Error("The cloud file provider is not running. (os error 362)"), "system.somewhere.cloud"],
    [coded("EXYZ"), "error.other"],
    [new TypeError("x is undefined"), "error.other"],
  ];
  for (const [error, key] of cases) assert.equal(textOf(error).key, key, String(error));
});

Deno.test("of a renaming the name that was to be is told, never the one of a file being written", () => {
  const error = Object.assign(
    new Error("Permission denied (os error 13): rename '/h/a.json.part' -> '/h/a.json'"),
    { code: "EACCES" },
  );
  assert.deepEqual(textOf(error).values, { path: "/h/a.json" });
});
