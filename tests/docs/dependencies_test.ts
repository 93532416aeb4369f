import assert from "node:assert/strict";
import { join } from "node:path";
import settings from "../../deno.json" with { type: "json" };
import { tableRows } from "../support/markdown.ts";

const CHECKOUT = join(import.meta.dirname!, "..", "..");

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

const json = async (...path: string[]) => JSON.parse(await Deno.readTextFile(join(CHECKOUT, ...path)));
const packageAt = async (...path: string[]) => await json(...path, "package.json") as Package;
const page = await Deno.readTextFile(join(CHECKOUT, "docs", "dependencies.md"));

Deno.test("docs/dependencies.md lists what deno.json imports, with version and licence", async () => {
  const pinned = await Promise.all(
    Object.entries(settings.imports).map(async ([name, specifier]) => {
      const { license } = await packageAt("node_modules", name);
      return [name, specifier.slice(`npm:${name}@`.length).split("/")[0], license];
    }),
  );
  const listed = tableRows(page, "library").map((row) => row.slice(0, 3));
  assert.deepEqual(listed, pinned);
});

Deno.test("every library says what it is for and why it was chosen", () => {
  for (const row of tableRows(page, "library")) {
    assert.equal(row.length, 5, row[0]);
    for (const cell of row) assert.notEqual(cell, "", row[0]);
  }
});

Deno.test("versions are pinned exactly", () => {
  for (const [name, specifier] of Object.entries(settings.imports)) {
    assert.match(specifier, new RegExp(`^npm:${name}@\\d+\\.\\d+\\.\\d+(/[a-z./]+)?$`));
  }
});

Deno.test("every installed package has a licence that docs/dependencies.md names", async () => {
  const licences = new Set(Array.from(page.matchAll(/^- (\S+)$/gm), ([, licence]) => licence));
  const installed = await installedPackages();
  assert.ok(installed.length > Object.keys(settings.imports).length);
  for (const { name, license } of installed) {
    const choices = (license ?? "none").replace(/^\(|\)$/g, "").split(" OR ");
    assert.ok(choices.some((choice) => licences.has(choice)), `${name}: ${license}`);
  }
});

Deno.test("the packages of vendor/ stand in for the versions that are asked for", async () => {
  const lock = await json("deno.lock") as { npm: Record<string, { integrity?: string }> };
  const rows = tableRows(page, "package").map(([name]) => name);
  const standIns = await Promise.all(
    Array.from(Deno.readDirSync(join(CHECKOUT, "vendor")), ({ name }) => packageAt("vendor", name)),
  );
  assert.deepEqual(rows.toSorted(), standIns.map(({ name, version }) => `${name} ${version}`).toSorted());
  for (const { name, version } of standIns) {
    const locked = Object.keys(lock.npm).filter((key) => key.startsWith(`${name}@`));
    assert.deepEqual(locked, [`${name}@${version}`]);
    assert.equal(lock.npm[locked[0]].integrity, undefined, `${name} is the stand-in, not the package`);
  }
});

/** What Deno keeps in `node_modules/.deno`: a folder for each version, its links to others left out. */
async function installedPackages(): Promise<Package[]> {
  const store = join("node_modules", ".deno");
  const found: Package[] = [];
  for (const { name, isDirectory } of Deno.readDirSync(join(CHECKOUT, store))) {
    if (!isDirectory || name === "node_modules") continue;
    const scope = name.replace(/(?<=.)@.*$/, "").replace("+", "/");
    found.push(await packageAt(store, name, "node_modules", ...scope.split("/")));
  }
  return found;
}
