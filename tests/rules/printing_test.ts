import assert from "node:assert/strict";
import { join } from "node:path";
import { GreffierError, message } from "../../src/errors.ts";
import { NO_PRINTER, type PdfPrinter } from "../../src/printing/mod.ts";
import { type TemporaryHome, temporaryHome, testApp } from "../support/home.ts";
import { contentsOf } from "../support/outbox_contents.ts";
import { spokenWav } from "../support/spoken_wav.ts";

/** A printer that tells how often it was asked, and prints another PDF each time. */
function countingPrinter(fail?: () => Error): PdfPrinter & { readonly pages: string[] } {
  const pages: string[] = [];
  return {
    pages,
    async print(page, { folder }) {
      pages.push(page);
      assert.deepEqual(await Array.fromAsync(Deno.readDir(folder)), [], "an empty folder of its own");
      await Deno.writeTextFile(join(folder, "profile"), "left behind");
      assert.match(await Deno.readTextFile(page), /<html/);
      if (fail) throw fail();
      return new TextEncoder().encode(`%PDF-1.7 print ${pages.length} %%EOF`);
    },
  };
}

/** Runs a home whose settings ask for these formats. */
async function run(home: TemporaryHome, formats: string, printer: PdfPrinter) {
  const flags = [{ key: "output.formats", value: formats, flag: "--set" }];
  await using app = testApp(home, { flags, printer });
  return await app.run({ onProgress() {} });
}

/** A home in which one meeting waits in the inbox. */
async function withMeeting(): Promise<TemporaryHome> {
  const home = await temporaryHome();
  await home.drop("point.wav", spokenWav({ seconds: 6 }));
  return home;
}

async function idOf(home: TemporaryHome): Promise<string> {
  return (await home.names("outbox")).find((name) => name.includes("point"))!;
}

Deno.test("Printing: the final report is printed once, kept as the other views are, and sealed", async () => {
  await using home = await withMeeting();
  const printer = countingPrinter();
  assert.equal((await run(home, "pdf", printer)).published.length, 1);
  const id = await idOf(home);
  assert.deepEqual(
    printer.pages,
    [join(home.path, "outbox", id, "report.html")],
    "its page is there, asked for or not",
  );
  assert.match(await home.text("outbox", id, "report.pdf"), /print 1/);
  const { files } = await home.json("outbox", id, "sealed.json");
  assert.ok(files["report.pdf"] && files["report.html"] && !files["report.md"]);
  assert.ok(!(await home.names("state")).includes("printing"));

  const before = await contentsOf(home.path);
  await run(home, "pdf", printer);
  assert.equal(printer.pages.length, 1);
  assert.deepEqual(await contentsOf(home.path), before);

  await Deno.remove(join(home.path, "outbox", id, "report.pdf"));
  await run(home, "pdf", printer);
  assert.match(await home.text("outbox", id, "report.pdf"), /print 2/, "what was deleted is printed again");
});

Deno.test("Printing: without a browser the report says so, once, and is sealed all the same", async () => {
  await using home = await withMeeting();
  let asked = 0;
  const none: PdfPrinter = {
    print(page, options) {
      asked++;
      return NO_PRINTER.print(page, options);
    },
  };
  assert.equal((await run(home, "markdown,pdf", none)).published.length, 1);
  const id = await idOf(home);
  assert.equal(asked, 1);
  const report = await home.text("outbox", id, "report.md");
  assert.match(report, /aucun Edge, Chrome ou Chromium/);
  assert.ok(report.includes(`greffier redo ${id}`.replaceAll("_", "\\_")));
  assert.ok(!(await home.names("outbox", id)).includes("report.pdf"));
  const before = await contentsOf(home.path);
  await run(home, "markdown,pdf", countingPrinter());
  assert.deepEqual(await contentsOf(home.path), before, "a sealed meeting stays as it is");

  const printer = countingPrinter();
  {
    const flags = [{ key: "output.formats", value: "markdown,pdf,csv", flag: "--set" }];
    await using app = testApp(home, { flags, printer });
    await app.redo(id, "render");
  }
  await run(home, "html", printer);
  assert.deepEqual(
    (await home.names("outbox", id)).filter((name) => /^(report|actions)/.test(name)),
    ["actions.csv", "report.html", "report.md", "report.pdf"],
    "redo takes the formats of the settings at that time",
  );
  assert.doesNotMatch(await home.text("outbox", id, "report.md"), /Chromium/);
});

Deno.test("Printing: a browser that fails again and again costs the PDF, not the meeting", async () => {
  await using home = await withMeeting();
  const printer = countingPrinter(() =>
    new GreffierError(message("printing.failed", { path: "/opt/chrome", cause: "code 7" }))
  );
  const drained = await run(home, "html,pdf", printer);
  assert.equal(drained.published.length + drained.withFailures.length, 1);
  assert.equal(printer.pages.length, 3);
  const id = await idOf(home);
  assert.match(
    (await home.text("outbox", id, "report.html")).replaceAll("&#39;", "'"),
    /n'a pas été imprimé en PDF\./,
  );
  assert.match(await home.text("outbox", id, "report.html"), /code 7/);
  const before = await contentsOf(home.path);
  await run(home, "html,pdf", printer);
  assert.equal(printer.pages.length, 3);
  assert.deepEqual(await contentsOf(home.path), before);
});

Deno.test("Printing: a PDF that a person changed is kept beside the one of a corrected meeting", async () => {
  await using home = await withMeeting();
  const printer = countingPrinter();
  await run(home, "html,pdf", printer);
  const id = await idOf(home);
  const path = join(home.path, "outbox", id, "report.pdf");
  await Deno.writeTextFile(path, "%PDF signed by hand");
  await Deno.writeTextFile(join(home.path, "outbox", id, "corrections.json"), '{"title":"Autre titre"}');
  await run(home, "html,pdf", printer);
  assert.match(await Deno.readTextFile(path), /print 2/);
  assert.match(await home.text("outbox", id, "report.html"), /Autre titre/);
  assert.equal(await home.text("outbox", id, "report.edited.pdf"), "%PDF signed by hand");
});
