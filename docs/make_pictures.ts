/**
 * Makes the pictures of the documentation: `deno run -A docs/make_pictures.ts`. Needs Chromium; the picture is at its
 * best where Cambria and Segoe UI, or fonts of their measure, are installed.
 *
 * @module
 */
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { renderViews } from "../src/report/mod.ts";
import { launchChromium } from "../tests/support/chromium.ts";
import { atlasMeeting } from "../tests/support/sample_report.ts";

const RECORDING = new URL("../demo/recordings/reunion-projet-atlas.wav", import.meta.url);
const PICTURES = fileURLToPath(new URL("./pictures/", import.meta.url));

const folder = await Deno.makeTempDir();
const browser = await launchChromium();
try {
  await Deno.mkdir(PICTURES, { recursive: true });
  await Deno.mkdir(join(folder, "audio"));
  await Deno.copyFile(RECORDING, join(folder, "audio", "source.wav"));
  const report = renderViews(atlasMeeting()).views.find(({ file }) => file === "report.html")!;
  await Deno.writeTextFile(join(folder, report.file), report.text);
  const page = await browser.newPage({ viewport: { width: 960, height: 1790 }, colorScheme: "light" });
  await page.goto(pathToFileURL(join(folder, report.file)).href);
  await page.evaluate("document.fonts.ready");
  await page.screenshot({ path: join(PICTURES, "report.png") });
} finally {
  await browser.close();
  await Deno.remove(folder, { recursive: true });
}
