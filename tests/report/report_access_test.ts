import assert from "node:assert/strict";
import { join } from "node:path";
import type { Browser, BrowserContextOptions } from "playwright-core";
import type { ReportInput } from "../../src/report/mod.ts";
import { atlasMeeting, meeting, supportCall, weeklyMeeting, withRecords } from "../support/sample_report.ts";
import { HOSTILE, hostileMeeting } from "./hostile.ts";
import { inOneBrowser, open } from "./opened_report.ts";

const step = inOneBrowser("the report is for everybody, in a real browser");

const AXE = await Deno.readTextFile(
  join(import.meta.dirname!, "..", "..", "node_modules", "axe-core", "axe.min.js"),
);

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** Rules of WCAG 2.2 A and AA and of good practice, the size of targets among them. */
const RUN =
  `axe.run(document, { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } }).then(({ violations, passes }) =>
  passes.length < 12 ? [{ id: "nothing was looked at", help: String(passes.length), nodes: [] }] : violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.slice(0, 3).map(({ html, failureSummary }) => ({ html, failureSummary })) })))`;

const call = supportCall();
const gap = { schema: 1 as const, from: 20 * 16_000, to: 26 * 16_000, channels: [0 as const, 1 as const] };
const failed = { attempts: 3, cause: { key: "error.other", values: { found: "x" } } };

const PROVISIONAL = "a provisional report with a pause, notes and notices";
const REPORTS: Readonly<Record<string, ReportInput>> = {
  "a final report": atlasMeeting(),
  "a final report in English": weeklyMeeting(),
  [PROVISIONAL]: withRecords(
    {
      ...call,
      state: "provisional",
      notes: [{ at: 12, text: "à revoir" }],
      notices: hostileMeeting().notices,
    },
    { windows: { ...call.windows!, gaps: [{ ...gap, cause: "pause" }] } },
  ),
  "a partial report": withRecords(call, {
    transcripts: [call.transcripts[0], { ...call.transcripts[1], segments: [], failed }],
    state: "partial",
    synthesis: undefined,
  }),
  "a report without transcript": {
    ...atlasMeeting(),
    output: { ...atlasMeeting().output, include_full_transcript: false },
  },
  "a report of silence": meeting({ seconds: 45 }),
  "hostile words": hostileMeeting(),
};

/** Opens a report and lets axe look at it; the page itself lets no other script in. */
async function look(browser: Browser, folder: string, name: string, options: BrowserContextOptions = {}) {
  const { page } = await open(browser, folder, REPORTS[name], { ...options, bypassCSP: true });
  await page.evaluate(AXE);
  assert.deepEqual(await page.evaluate<Violation[]>(RUN), [], name);
  return page;
}

step("axe finds nothing to mend in any report", async (browser, folder) => {
  for (const name of Object.keys(REPORTS)) await (await look(browser, folder, name)).close();
});

step(
  "axe finds nothing to mend by night, while it plays, in the help, and on a phone",
  async (browser, folder) => {
    await (await look(browser, folder, PROVISIONAL, { colorScheme: "dark" })).close();
    const page = await look(browser, folder, "a final report", {
      ...{ colorScheme: "dark", viewport: { width: 360, height: 740 } },
    });
    await page.getByRole("button", { name: "Écouter à 1:19" }).last().click();
    await page.locator(".said[aria-current]").waitFor();
    assert.deepEqual(await page.evaluate<Violation[]>(RUN), [], "playing");
    await page.keyboard.press("?");
    await page.getByRole("dialog").waitFor();
    assert.deepEqual(await page.evaluate<Violation[]>(RUN), [], "help");
  },
);

step(
  "the page's policy stops a script, a style, a picture and a request that are not its own",
  async (browser, folder) => {
    const { page, complaints } = await open(browser, folder, atlasMeeting());
    assert.deepEqual(complaints, []);
    const directives = await page.evaluate<string[]>(`(async () => {
      const stopped = [];
      document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => stopped.push(effectiveDirective));
      const add = (tag, text, attributes = {}) => {
        const element = document.createElement(tag);
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
        element.append(text);
        document.body.append(element);
      };
      add("script", "document.title = 'owned'");
      add("style", "body { display: none }");
      add("p", "", { style: "color: red", onclick: "document.title = 'owned'" });
      add("img", "", { src: "audio/source.wav" });
      await fetch("https://example.invalid/").catch(() => {});
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      return [...new Set(stopped)].sort();
    })()`);
    assert.deepEqual(directives, [
      "connect-src",
      "img-src",
      "script-src-attr",
      "script-src-elem",
      "style-src-attr",
      "style-src-elem",
    ]);
    assert.equal(await page.title(), "Réunion projet Atlas");
  },
);

step("landmarks, skip links and headings lead through the page", async (browser, folder) => {
  const { page } = await open(browser, folder, atlasMeeting());
  for (const role of ["banner", "navigation", "search", "main", "contentinfo"] as const) {
    assert.equal(await page.getByRole(role).count(), 1, role);
  }
  await page.getByRole("region", { name: "Enregistrement" }).waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate("document.activeElement.textContent"), "Aller au lecteur");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate("document.activeElement.getAttribute('aria-label')"), "Lire");
  const line = page.getByRole("group", { name: "Le fil de la réunion" });
  assert.match(await line.getAttribute("aria-describedby") ?? "", /^told how$/);
});

step(
  "letters of other directions stay within their place, and a heap of accents within its paragraph",
  async (browser, folder) => {
    const texts = [
      "مرحبا بالعالم 12",
      "שלום abc",
      `e${"\u0301".repeat(300)}`,
      "x".repeat(10_000),
      "👩‍👩‍👧‍👦 🇫🇷",
      HOSTILE[0],
    ];
    const said = texts.map((text, index) => ({
      start: 2 * index,
      end: 2 * index + 1,
      channel: index % 2,
      text,
    }));
    const input = {
      ...meeting({ seconds: 30, channels: { kind: "apart" as const }, said, name: "שלום (2026)" }),
      corrections: { channels: { "0": "محمد", "1": "javascript:alert(1)" } },
    };
    const { page, complaints } = await open(browser, folder, input, {
      viewport: { width: 360, height: 740 },
    });
    const text = await page.locator(".transcript").textContent();
    for (const written of texts) assert.ok(text!.includes(written), written.slice(0, 40));
    assert.equal(await page.locator("bdi", { hasText: "محمد" }).count() > 0, true);
    assert.equal(await page.locator("main a").count(), 0);
    const over = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
    assert.equal(await page.evaluate(over), 0);
    assert.deepEqual(complaints, []);
  },
);

step("forced colours and little motion are heard", async (browser, folder) => {
  const { page } = await open(browser, folder, supportCall(), {
    forcedColors: "active",
    reducedMotion: "reduce",
  });
  const computed = await page.evaluate<{ voice: string; ground: string; scroll: string }>(`({
      voice: getComputedStyle(document.querySelector(".voice")).fill,
      ground: getComputedStyle(document.documentElement).backgroundColor,
      scroll: getComputedStyle(document.documentElement).scrollBehavior,
    })`);
  assert.notEqual(computed.voice, computed.ground);
  assert.equal(computed.scroll, "auto");
});
