import assert from "node:assert/strict";
import { basename, join } from "node:path";
import type { ViewsRecord } from "../../src/model/mod.ts";
import { diskFiles, type Files, homeLayout, sha256 } from "../../src/store/mod.ts";
import { besideName, writeViews } from "../../src/store/views.ts";
import { watchedFiles } from "../support/faulty_files.ts";
import { namesIn, temporaryFolder } from "../support/temporary_folder.ts";

const ID = "2026-01-19_1430_point";

/** Writes views of a session into a folder, each with the text given. */
async function write(
  home: string,
  texts: Readonly<Record<string, string>>,
  before?: ViewsRecord,
  files: Files = diskFiles,
  kept: readonly string[] = [],
): Promise<ViewsRecord> {
  const layout = homeLayout(home);
  await Deno.mkdir(join(layout.outbox, ID, "stages"), { recursive: true });
  const views = Object.entries(texts).map(([file, content]) => ({ file, content }));
  const head = { inputs: {}, state: "final" as const, notices: [] };
  return await writeViews(files, layout, ID, views, before, head, kept);
}

Deno.test("views.json says what each view is, before the view is there", async () => {
  await using home = await temporaryFolder();
  const outbox = join(home.path, "outbox", ID);
  const seen: string[] = [];
  const files = watchedFiles(diskFiles, ({ name, path }) => {
    if (name !== "rename" || !path.endsWith("report.md")) return;
    const { files } = JSON.parse(Deno.readTextFileSync(join(outbox, "stages", "views.json")));
    seen.push(files["report.md"].sha256);
  });
  const record = await write(home.path, { "report.md": "un" }, undefined, files);
  assert.deepEqual(seen, [sha256("un")]);
  assert.deepEqual(record.files["report.md"], { sha256: sha256("un"), previous: sha256("un"), held: false });
});

Deno.test("A view that says the same is not written again", async () => {
  await using home = await temporaryFolder();
  const before = await write(home.path, { "report.md": "un", "report.html": "un" });
  const written: string[] = [];
  const files = watchedFiles(diskFiles, ({ name, path }) => {
    if (name === "openToWrite" && path.includes("report.")) written.push(basename(path));
  });
  await write(home.path, { "report.md": "un", "report.html": "deux" }, before, files);
  assert.deepEqual(written, ["report.html.part"]);
});

Deno.test("A view of which nothing is recorded is taken for a person's, and kept", async () => {
  await using home = await temporaryFolder();
  await write(home.path, { "report.md": "à moi" });
  await write(home.path, { "report.md": "un" });
  const outbox = join(home.path, "outbox", ID);
  assert.deepEqual(await namesIn(outbox), ["report.edited.md", "report.md", "stages"]);
  assert.equal(await Deno.readTextFile(join(outbox, "report.edited.md")), "à moi");
});

Deno.test("A view that is not written any more goes, unless it is to be kept or a person edited it", async () => {
  await using home = await temporaryFolder();
  const outbox = join(home.path, "outbox", ID);
  const before = await write(home.path, {
    ...{ "report.md": "un", "report.pdf": "un", "actions.ics": "un", "actions.csv": "un" },
  });
  await Deno.writeTextFile(join(outbox, "actions.csv"), "à moi");
  const record = await write(home.path, { "report.md": "deux" }, before, diskFiles, ["report.pdf"]);
  assert.deepEqual(await namesIn(outbox), ["actions.csv", "report.md", "report.pdf", "stages"]);
  assert.deepEqual(Object.keys(record.files).sort(), ["report.md", "report.pdf"]);
  assert.deepEqual(record.files["report.pdf"], before.files["report.pdf"]);
});

Deno.test("The word beside a view's name comes before its ending", () => {
  assert.equal(besideName("report.md", "new"), "report.new.md");
  assert.equal(besideName("transcript.fr.txt", "edited"), "transcript.fr.edited.txt");
});
