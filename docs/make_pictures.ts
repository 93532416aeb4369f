/**
 * Makes the pictures of the documentation from real runs: the demo's French meeting and call, dropped, heard by the demo
 * model and rendered, at three widths, by day, by night and printed; a recording of what PulseAudio plays; what commands print. `deno run -A docs/make_pictures.ts [FOLDER]`
 * writes them to `docs/pictures/`. Needs Chromium, poppler, PulseAudio and `script`; they are at their best where Cambria, Segoe UI
 * and Cascadia Mono, or fonts of their measure, are installed. The picture of the icon is made by the tests of the program
 * for Windows (tests/windows/tray_test.ts).
 *
 * @module
 */
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { launchChromium } from "../tests/support/chromium.ts";
import { readDemoRecording } from "../tests/support/demo_recording.ts";
import { checkoutProgram } from "../tests/support/program.ts";
import { PulseServer } from "../tests/support/pulse_server.ts";
import { drawTerminal, runInTerminal } from "../tests/support/terminal.ts";

const CHECKOUT = join(import.meta.dirname!, "..");
const RECORDINGS = join(CHECKOUT, "demo", "recordings");

/** Makes every picture in `folder`; returns their names. */
export async function makePictures(folder: string): Promise<string[]> {
  const scratch = await Deno.makeTempDir();
  await using server = await PulseServer.start();
  const browser = await launchChromium();
  try {
    const home = join(scratch, "greffier");
    await Deno.mkdir(join(home, "inbox"), { recursive: true });
    const drop = (recording: string, name: string) =>
      Deno.copyFile(join(RECORDINGS, recording), join(home, "inbox", name));
    await drop("reunion-projet-atlas.wav", "Réunion projet Atlas.wav");
    const { command, args, variables } = checkoutProgram();
    const shared = {
      command,
      variables: { ...variables, ...server.environment, GREFFIER_ANALYSIS_LLM_BACKEND: "none" },
    };
    const inHome = [...args, "--home", home, "--lang", "fr"];
    const draw = async (name: string, title: string, written: string) =>
      await drawTerminal(browser, { title, written, file: join(folder, name) });

    await draw("drop.png", "greffier", await runInTerminal({ ...shared, args: [...inHome, "run"] }));
    await drop("appel-support.wav", "Appel support.wav");
    await runInTerminal({ ...shared, args: [...inHome, "run"] });
    const reports = await drawReports(browser, join(home, "outbox"), folder);
    await draw(
      "doctor.png",
      "greffier doctor",
      await runInTerminal({ ...shared, args: [...inHome, "doctor"] }),
    );
    const { channels: [spoken] } = await readDemoRecording("appel-support");
    await using _playing = await server.play("haut_parleurs", { samples: spoken, rate: 16_000 });
    const recording = await runInTerminal({
      ...shared,
      args: [...inHome, "start", "--name", "Point hebdo"],
      until: /0:06|00:06/, // six seconds in, both levels have moved
      keys: "q",
    });
    await draw("recording.png", "start_bot_assistant_reunion_rapide.bat", recording);
    await draw(
      "list.png",
      "list_sessions.bat",
      await runInTerminal({ ...shared, args: [...inHome, "list"] }),
    );
    return ["drop.png", ...reports, "doctor.png", "recording.png", "list.png"];
  } finally {
    await browser.close();
    await Deno.remove(scratch, { recursive: true });
  }
}

/** Draws the reports of both meetings as a reader has them; returns the names of the pictures. */
async function drawReports(browser: Browser, outbox: string, folder: string): Promise<string[]> {
  const sessions = Array.from(Deno.readDirSync(outbox), ({ name }) => name);
  const report = (session: string) =>
    join(outbox, sessions.find((name) => name.endsWith(session)) ?? session, "report.html");
  const [meeting, call] = [report("_reunion-projet-atlas"), report("_appel-support")];
  const draw = async (name: string, { file, place, ...options }: Drawn) => {
    const page = await browser.newPage({ colorScheme: "light", reducedMotion: "reduce", ...options });
    await page.goto(pathToFileURL(file).href);
    await page.evaluate("document.fonts.ready");
    if (place !== undefined) await page.evaluate(place);
    await page.screenshot({ path: join(folder, name) });
    await page.close();
    return name;
  };
  return [
    await draw("report.png", { file: meeting, viewport: { width: 1280, height: 1180 } }),
    await draw("report-tablet.png", { file: call, viewport: { width: 768, height: 1024 } }),
    await draw("report-phone.png", {
      ...{ file: call, viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 },
    }),
    await draw("report-dark.png", {
      ...{ file: call, viewport: { width: 1280, height: 900 }, colorScheme: "dark", place: IN_TEXT },
    }),
    await drawPrinted(browser, meeting, join(folder, "report-print.png")),
  ];
}

type Drawn = BrowserContextOptions & {
  readonly file: string;
  /** What to do in the page first. */
  readonly place?: string;
};

/** Brings a page to a sentence of its transcript, as if it were just being said, and to the last of the words looked for. */
const IN_TEXT = `(async () => {
  document.querySelector("audio").play = () => Promise.resolve();
  document.querySelectorAll(".said .moment")[6].click();
  const field = document.querySelector(".search input");
  const enter = (shiftKey) => field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", shiftKey, cancelable: true }));
  field.value = "ticket";
  enter(false);
  enter(true);
  scrollBy(0, -120);
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
})()`;

/** Draws the first page of a report as it comes out of the printer. */
async function drawPrinted(browser: Browser, report: string, file: string): Promise<string> {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(report).href);
  const printed = await page.pdf({ preferCSSPageSize: true });
  await page.close();
  const pdf = file.replace(/\.png$/, ".pdf");
  await Deno.writeFile(pdf, printed);
  const first = ["-f", "1", "-l", "1", "-singlefile"];
  const args = ["-png", "-r", "100", ...first, pdf, file.replace(/\.png$/, "")];
  const { success, stderr } = await new Deno.Command("pdftoppm", { args, stderr: "piped" }).output();
  await Deno.remove(pdf);
  if (!success) throw new Error(`pdftoppm: ${new TextDecoder().decode(stderr)}`);
  return basename(file);
}

if (import.meta.main) {
  const folder = Deno.args[0] ?? join(CHECKOUT, "docs", "pictures");
  for (const name of await makePictures(folder)) console.log(join(folder, name));
}
