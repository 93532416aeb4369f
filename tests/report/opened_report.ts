import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { renderViews, type ReportInput, type UserTemplates } from "../../src/report/mod.ts";
import { launchChromium } from "../support/chromium.ts";

const AUDIO = new URL("../../demo/recordings/reunion-projet-atlas.wav", import.meta.url);

export interface Opened {
  readonly page: Page;
  /** What the browser complained of: console errors, exceptions, blocked by policy. */
  readonly complaints: string[];
  /** Addresses asked for that are no files. */
  readonly network: string[];
}

/** Opens the report of `input` from a folder, as Explorer would, with its audio beside it. */
export async function open(
  browser: Browser,
  folder: string,
  input: ReportInput,
  { templates, ...options }: BrowserContextOptions & { readonly templates?: UserTemplates } = {},
): Promise<Opened> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  const complaints: string[] = [];
  const network: string[] = [];
  page.on("console", (text) => {
    if (["error", "warning"].includes(text.type())) complaints.push(text.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (!request.url().startsWith("file:")) network.push(request.url());
  });
  const { views } = await renderViews(
    { ...input, output: { ...input.output, formats: ["html"] } },
    templates,
  );
  const file = join(folder, "report.html");
  await Deno.writeTextFile(file, String(views[0].content));
  await page.goto(pathToFileURL(file).href);
  return { page, complaints, network };
}

/** Looks at a report: at its pages in a browser, with a folder as a published session has it. */
type Look = (browser: Browser, folder: string) => Promise<void>;

/** Has `look` look, in a browser of its own. */
export async function inBrowser(look: Look): Promise<void> {
  const browser = await launchChromium();
  try {
    await inFolder(browser, look);
  } finally {
    await browser.close();
  }
}

/**
 * A test of many steps in one browser, which takes longer to start than most of them take: what is returned adds a step.
 * Each has a folder of its own, and its pages are closed after it.
 */
export function inOneBrowser(name: string): (step: string, look: Look) => void {
  const steps: { readonly name: string; readonly look: Look }[] = [];
  Deno.test(name, async (test) => {
    const browser = await launchChromium();
    try {
      for (const { name, look } of steps) {
        // What the browser sends crosses from one step to the next: it is the whole test that must leave nothing behind.
        const watched = { sanitizeOps: false, sanitizeResources: false };
        await test.step({ name, fn: () => inFolder(browser, look), ...watched });
      }
    } finally {
      await browser.close();
    }
  });
  return (name, look) => {
    steps.push({ name, look });
  };
}

/** A folder with audio, removed afterwards. */
async function inFolder(browser: Browser, look: Look): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "réunion n° 1 #" });
  try {
    await Deno.mkdir(join(folder, "audio"));
    await Deno.copyFile(AUDIO, join(folder, "audio", "source.wav"));
    await Deno.copyFile(AUDIO, join(folder, "audio", "source-2.wav"));
    await look(browser, folder);
  } finally {
    for (const context of browser.contexts()) await context.close();
    await Deno.remove(folder, { recursive: true });
  }
}

export const currentTime = (page: Page) =>
  page.evaluate<number>("document.querySelector('audio').currentTime");
export const source = (page: Page) => page.evaluate<string>("document.querySelector('audio').currentSrc");
/** Waits, in the page, until an expression holds for its `audio`. */
export const until = (page: Page, expression: string) =>
  page.evaluate(`new Promise((done) => {
    const look = () => {
      const audio = document.querySelector("audio");
      (${expression}) ? done() : requestAnimationFrame(look);
    };
    look();
  })`);
export const playing = (page: Page) => until(page, "!audio.paused && !audio.seeking && audio.readyState > 1");
export const sought = (page: Page) => until(page, "!audio.seeking && audio.readyState > 1");
/** Makes a click lead to a moment without going on from there, so that the place can be read. */
export const HOLD = "document.querySelector('audio').play = () => Promise.resolve()";
