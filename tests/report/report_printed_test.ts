import assert from "node:assert/strict";
import { join } from "node:path";
import { longReport } from "../support/long_report.ts";
import { atlasMeeting } from "../support/sample_report.ts";
import { inOneBrowser, open } from "./opened_report.ts";

const step = inOneBrowser("the report printed by a real browser");

const A4 = { width: 794, height: 1123 };
/** Whether each of some parts of the page is there when it is printed. */
const SHOWN = (selectors: readonly string[]) =>
  `${JSON.stringify(selectors)}.filter((selector) => document.querySelector(selector).checkVisibility())`;

step("what is printed has the line and the text, on white, and nothing to click", async (browser, folder) => {
  const { page, complaints } = await open(browser, folder, atlasMeeting(), {
    colorScheme: "dark",
    viewport: A4,
  });
  await page.emulateMedia({ media: "print" });
  assert.equal(
    await page.evaluate("getComputedStyle(document.documentElement).backgroundColor"),
    "rgb(255, 255, 255)",
  );
  assert.deepEqual(await page.evaluate(SHOWN([".player", ".top", ".copy", ".hint", ".told", ".head"])), []);
  const shown = [".fil", ".said", "table", "thead"];
  assert.deepEqual(await page.evaluate(SHOWN(shown)), shown);
  assert.deepEqual(complaints, []);
});

step(
  "an hour prints on A4 pages that hold every word, numbered, with no row cut in two",
  async (browser, folder) => {
    const { page } = await open(browser, folder, longReport({ hours: 1 }));
    const bytes = await page.pdf({ preferCSSPageSize: true });
    const raw = new TextDecoder("latin1").decode(bytes);
    const [, width, height] = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/.exec(raw)!.map(Number);
    assert.ok(Math.abs(width - 595) < 2 && Math.abs(height - 842) < 2, `${width} × ${height}`);
    const pages = raw.match(/\/Type\s*\/Page\b(?!s)/g)!.length;
    assert.ok(pages > 10 && pages < 40, String(pages));
    const file = join(folder, "report.pdf");
    await Deno.writeFile(file, bytes);
    const text = await textOf(file);
    assert.equal(text.split("\f").length - 1, pages);
    for (const page of [1, 7, pages]) {
      assert.match(text.split("\f")[page - 1], new RegExp(`${page} / ${pages}\\s*$`));
    }
    const words = text.replace(/\s+/g, " ");
    for (const number of [0, 123, 499]) assert.ok(words.includes(`${number} : `), String(number));
    assert.match(words, /Le fil de la réunion/);
    assert.doesNotMatch(words, /Chercher|Copier|Un clic sur/);
  },
);

/** The text of a PDF, a form feed after each page (poppler). */
async function textOf(file: string): Promise<string> {
  const { stdout, success } = await new Deno.Command("pdftotext", { args: ["-layout", file, "-"] }).output();
  assert.ok(success);
  return new TextDecoder().decode(stdout).replaceAll("\u00a0", " ");
}
