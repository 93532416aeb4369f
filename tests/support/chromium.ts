import { type Browser, chromium } from "playwright-core";
import config from "../../deno.json" with { type: "json" };

const INSTALL =
  "Chromium is needed to look at reports, and could not be fetched: apt-get install -y chromium";

/** Where Chromium or a browser of its family is, in the order tried. */
const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** Starts Chromium without a window and without traffic of its own. The caller closes it. Throws when there is none. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = await installed() ?? await fetched();
  return await chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--mute-audio",
      "--autoplay-policy=no-user-gesture-required",
    ],
  });
}

async function installed(): Promise<string | undefined> {
  for (const place of PLACES) {
    try {
      if ((await Deno.stat(place)).isFile) return place;
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  return undefined;
}

/** Has playwright fetch the Chromium it was made with, once a machine: a fresh one needs no other step. */
async function fetched(): Promise<string> {
  const path = chromium.executablePath();
  const playwright = config.imports["playwright-core"];
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", playwright, "install", "chromium"],
    stdout: "null",
    stderr: "null",
  }).output();
  if (!success) throw new Error(INSTALL);
  return path;
}
