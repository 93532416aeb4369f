/**
 * Makes the pictures of the documentation from real runs: the demo's French meeting, dropped, heard by the demo model
 * and rendered; a recording of what PulseAudio plays; what commands print. `deno run -A docs/make_pictures.ts [FOLDER]`
 * writes them to `docs/pictures/`. Needs Chromium, PulseAudio and `script`; they are at their best where Cambria, Segoe UI
 * and Cascadia Mono, or fonts of their measure, are installed. The picture of the icon is made by the tests of the program
 * for Windows (tests/windows/tray_test.ts).
 *
 * @module
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { launchChromium } from "../tests/support/chromium.ts";
import { readDemoRecording } from "../tests/support/demo_recording.ts";
import { checkoutProgram } from "../tests/support/program.ts";
import { PulseServer } from "../tests/support/pulse_server.ts";
import { drawTerminal, runInTerminal } from "../tests/support/terminal.ts";

const CHECKOUT = join(import.meta.dirname!, "..");
const RECORDING = join(CHECKOUT, "demo", "recordings", "reunion-projet-atlas.wav");

/** Makes every picture in `folder`; returns their names. */
export async function makePictures(folder: string): Promise<string[]> {
  const scratch = await Deno.makeTempDir();
  await using server = await PulseServer.start();
  const browser = await launchChromium();
  try {
    const home = join(scratch, "greffier");
    await Deno.mkdir(join(home, "inbox"), { recursive: true });
    await Deno.copyFile(RECORDING, join(home, "inbox", "Réunion projet Atlas.wav"));
    const { command, args, variables } = checkoutProgram();
    const shared = {
      command,
      variables: { ...variables, ...server.environment, GREFFIER_ANALYSIS_LLM_BACKEND: "none" },
    };
    const inHome = [...args, "--home", home, "--lang", "fr"];
    const draw = async (name: string, title: string, written: string) =>
      await drawTerminal(browser, { title, written, file: join(folder, name) });

    await draw("drop.png", "greffier", await runInTerminal({ ...shared, args: [...inHome, "run"] }));
    const [meeting] = Array.from(Deno.readDirSync(join(home, "outbox")), ({ name }) => name)
      .filter((name) => name.endsWith("_reunion-projet-atlas"));
    await drawReport(browser, join(home, "outbox", meeting, "report.html"), join(folder, "report.png"));
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
    return ["drop.png", "report.png", "doctor.png", "recording.png", "list.png"];
  } finally {
    await browser.close();
    await Deno.remove(scratch, { recursive: true });
  }
}

async function drawReport(browser: Browser, report: string, file: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 960, height: 1790 }, colorScheme: "light" });
  await page.goto(pathToFileURL(report).href);
  await page.evaluate("document.fonts.ready");
  await page.screenshot({ path: file });
  await page.close();
}

if (import.meta.main) {
  const folder = Deno.args[0] ?? join(CHECKOUT, "docs", "pictures");
  for (const name of await makePictures(folder)) console.log(join(folder, name));
}
