import assert from "node:assert/strict";
import { join } from "node:path";
import { message } from "../../src/errors.ts";
import { typeset } from "../../src/report/typography.ts";
import { atlasMeeting, meeting, supportCall, withRecords } from "../support/sample_report.ts";
import { chunkBytes, speech } from "../support/live_session.ts";
import { HOSTILE, hostileMeeting } from "./hostile.ts";
import { currentTime, HOLD, inOneBrowser, open, playing, sought, source, until } from "./opened_report.ts";

const step = inOneBrowser("the report plays, shows hostile text as text and fits, in a real browser");

const DEMO_MODEL = message("model.demoOnly", { model: "greffier-demo" });

step("a click on the moment of a decision plays that moment", async (browser, folder) => {
  const { page, complaints, network } = await open(browser, folder, atlasMeeting());
  const decision = page.getByRole("button", { name: "Écouter à 1:19" }).last();
  await page.evaluate(HOLD);
  await decision.click();
  await sought(page);
  const at = await currentTime(page);
  assert.ok(Math.abs(at - 79.4) < 0.3, `plays at ${at}`);
  await page.reload();
  await page.locator("section.decisions .moment").nth(2).click();
  await playing(page);
  assert.ok(await currentTime(page) >= 79.1);
  const now = page.locator(".said[aria-current]");
  await now.waitFor();
  assert.match(await now.innerText(), /nous arrêtons le projet Boréal/);
  assert.deepEqual(complaints, []);
  assert.deepEqual(network, []);
});

step("the keyboard plays: Enter on a moment, space anywhere else", async (browser, folder) => {
  const { page, complaints } = await open(browser, folder, atlasMeeting());
  await page.locator("section.actions .moment").first().focus();
  await page.keyboard.press("Enter");
  await playing(page);
  assert.ok(await currentTime(page) >= 49.2);
  await page.evaluate("document.activeElement.blur()");
  await page.keyboard.press("Space");
  await until(page, "audio.paused");
  await page.keyboard.press("Space");
  await playing(page);
  await page.getByRole("button", { name: "Pause" }).waitFor();
  assert.deepEqual(complaints, []);
});

step("a moment in the second of two files plays that file at its own time", async (browser, folder) => {
  const one = atlasMeeting();
  const [first] = one.windows!.sources;
  const second = { ...first, file: "source-2.wav", from: first.to, to: 2 * first.to };
  const decisions = one.synthesis!.findings.decisions.map((item) => ({ ...item, at: item.at + 98.6 }));
  const input = withRecords(one, {
    windows: { ...one.windows!, sources: [first, second] },
    synthesis: { ...one.synthesis!, findings: { ...one.synthesis!.findings, decisions } },
  });
  const { page, complaints } = await open(browser, folder, input);
  await page.evaluate(HOLD);
  await page.locator("section.decisions .moment").nth(1).click();
  await sought(page);
  assert.match(await source(page), /source-2\.wav$/);
  assert.ok(Math.abs(await currentTime(page) - 29.38) < 0.3);
  await page.locator("section.summary .moment").first().click();
  await until(page, "audio.currentSrc.endsWith('source.wav')");
  await sought(page);
  assert.ok(Math.abs(await currentTime(page) - 11.26) < 0.3);
  assert.deepEqual(complaints, []);
});

step(
  "the chunks of a recording play through, over a gap as well, and a note plays its moment",
  async (browser, folder) => {
    const numbers = [0, 1, 2];
    for (const number of numbers) {
      const sound = chunkBytes(speech(2, 1, number * 32_000), { position: 0 });
      await Deno.writeFile(join(folder, "audio", `00000${number}.wav`), sound);
    }
    const call = supportCall();
    const [first] = call.windows!.sources;
    // Two seconds, two more, a pause of ten, two more.
    const at = [0, 2, 14].map((from) => ({ from: from * 16_000, to: (from + 2) * 16_000 }));
    const sources = numbers.map((number) => ({ ...first, ...at[number], file: `00000${number}.wav` }));
    const gap = { schema: 1 as const, from: 4 * 16_000, to: 14 * 16_000, channels: [0 as const, 1 as const] };
    const input = withRecords({ ...call, notes: [{ at: 3, text: "à revoir" }] }, {
      windows: { ...call.windows!, sources, windows: [], gaps: [{ ...gap, cause: "pause" }] },
    });
    const { page, complaints } = await open(browser, folder, input);
    // The speed goes with them.
    await page.locator(".speed").selectOption("2");
    await page.getByRole("button", { name: "Écouter à 0:03" }).click();
    await until(page, "audio.currentSrc.endsWith('000001.wav') && audio.currentTime >= 1");
    await until(page, "audio.currentSrc.endsWith('000002.wav') && audio.currentTime > 0");
    assert.equal(await page.evaluate("document.querySelector('audio').playbackRate"), 2);
    assert.equal(await page.locator("audio").count(), 1);
    assert.match(await page.locator(".at").innerText(), /0:1[45]/);
    await until(page, "audio.ended");
    assert.match(await page.locator(".at").innerText(), /0:16/);
    assert.deepEqual(complaints, []);
  },
);

step("audio that is no longer there is said in words", async (browser, folder) => {
  await Deno.remove(join(folder, "audio", "source.wav"));
  const { page } = await open(browser, folder, atlasMeeting());
  await page.getByRole("alert").waitFor();
  assert.match(await page.getByRole("alert").innerText(), /^Le son ne peut pas être lu ici/);
});

step("hostile text is shown as text: nothing runs, loads or hides", async (browser, folder) => {
  const { page, complaints, network } = await open(browser, folder, hostileMeeting());
  const body = (await page.locator("body").innerText()).replaceAll("\u00a0", " ");
  for (const text of HOSTILE) assert.ok(body.includes(typeset(text, "fr").replaceAll("\u00a0", " ")), text);
  assert.equal(await page.title(), HOSTILE[0]);
  assert.equal(await page.locator("main img, main script, main style, main a").count(), 0);
  assert.deepEqual(complaints, []);
  assert.deepEqual(network, []);
});

step("the page fits from a phone to a desk, in any state", async (browser, folder) => {
  const call = supportCall();
  const cause = { key: "error.other", values: { found: "x".repeat(300) } };
  const failed = call.transcripts.map((transcript) => ({ ...transcript, failed: { attempts: 3, cause } }));
  const inputs = [
    atlasMeeting(),
    hostileMeeting(),
    meeting({ seconds: 45 }),
    withRecords(call, { transcripts: failed, state: "provisional", synthesis: undefined }),
  ];
  for (const input of inputs) {
    const { page, complaints } = await open(browser, folder, input);
    for (const width of [360, 768, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      const over = await page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth",
      );
      assert.equal(over, 0, `${input.session.name} at ${width}`);
    }
    assert.deepEqual(complaints, []);
    await page.close();
  }
});

step("a command keeps on one line on a phone", async (browser, folder) => {
  const input = { ...atlasMeeting(), notices: [DEMO_MODEL] };
  const { page } = await open(browser, folder, input, { viewport: { width: 360, height: 800 } });
  const command = page.locator(".notices code");
  assert.equal(await command.innerText(), "greffier model add DOSSIER --use");
  const lines = "document.querySelector('.notices code').getClientRects().length";
  assert.equal(await page.evaluate<number>(lines), 1);
});

step(
  "on a phone, that the sound cannot be played stands under the player, as wide as it",
  async (browser, folder) => {
    const { page } = await open(browser, folder, atlasMeeting(), { viewport: { width: 360, height: 800 } });
    await page.evaluate("document.querySelector('.trouble').hidden = false");
    const [trouble, button] = [
      await page.locator(".trouble").boundingBox(),
      await page.locator(".play").boundingBox(),
    ];
    assert.ok(trouble!.y >= button!.y + button!.height && trouble!.width > 280);
  },
);

step("the header, the coverage and the player tell one length", async (browser, folder) => {
  const input = meeting({ seconds: 1183.6, said: [{ start: 1, end: 4, channel: 0, text: "Bonjour." }] });
  const { page } = await open(browser, folder, input);
  assert.equal(await page.locator(".total").innerText(), "/ 19:43");
  const lengths = (await page.locator("dd").allInnerTexts()).filter((text) => /^19\D+43/.test(text));
  assert.ok(lengths.length >= 2, lengths.join(", "));
});

/** Contrast of text with the ground it stands on, for every kind of text of the page (WCAG 2.2, 1.4.3). */
const CONTRASTS = `(() => {
  const channel = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const parts = (color) => color.match(/[\\d.]+/g).map(Number);
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const color = parts(getComputedStyle(e).backgroundColor);
      if (color.length < 4 || color[3] > 0) return color;
    }
    return [255, 255, 255];
  };
  return [...document.querySelectorAll("body *")].filter((e) => e.innerText && e.checkVisibility()).map((e) => {
    const [a, b] = [luminance(parts(getComputedStyle(e).color)), luminance(ground(e))].sort((x, y) => y - x);
    return { what: e.tagName + "." + e.className, ratio: (a + 0.05) / (b + 0.05) };
  });
})()`;

step("text stands out from its ground by 4.5 to 1 or more, by day and by night", async (browser, folder) => {
  for (const colorScheme of ["light", "dark"] as const) {
    const input = withRecords(supportCall(), {
      state: "provisional",
      notices: [...hostileMeeting().notices, DEMO_MODEL],
    });
    // The other one has all that a language model adds.
    for (const shown of [input, hostileMeeting()]) {
      const { page } = await open(browser, folder, shown, { colorScheme });
      const found = await page.evaluate<readonly { what: string; ratio: number }[]>(CONTRASTS);
      assert.ok(found.length > 50);
      for (const { what, ratio } of found) {
        assert.ok(ratio >= 4.5, `${what} ${colorScheme}: ${ratio.toFixed(2)}`);
      }
    }
  }
});

step(
  "without JavaScript everything can be read and the browser's own player is there",
  async (browser, folder) => {
    const { page, complaints } = await open(browser, folder, atlasMeeting(), { javaScriptEnabled: false });
    const read = (await page.locator("main").textContent())!;
    assert.match(read, /Nous validons le budget[^]*Merci à tous/);
    assert.ok(await page.locator("audio").isVisible());
    assert.ok(await page.getByRole("link", { name: "reunion-projet-atlas.wav" }).isVisible());
    assert.ok(!await page.locator(".play").isVisible());
    assert.deepEqual(complaints, []);
  },
);

step("headings go down one step at a time and the actions are a table", async (browser, folder) => {
  const { page } = await open(browser, folder, atlasMeeting());
  const levels = await page.evaluate<number[]>(
    "[...document.querySelectorAll('h1,h2,h3')].map((h) => +h.tagName[1])",
  );
  levels.forEach((level, index) => assert.ok(index === 0 ? level === 1 : level <= levels[index - 1] + 1));
  assert.deepEqual(await page.getByRole("columnheader").allInnerTexts(), [
    "Qui",
    "Quoi",
    "Pour quand",
    "Moment",
  ]);
  await page.setViewportSize({ width: 360, height: 800 });
  assert.equal(await page.getByRole("table").getByRole("row").count(), 6);
});
