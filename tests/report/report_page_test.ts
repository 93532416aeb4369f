import assert from "node:assert/strict";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { longReport } from "../support/long_report.ts";
import { atlasMeeting, meeting, supportCall, withRecords } from "../support/sample_report.ts";
import { hostileMeeting } from "./hostile.ts";
import { currentTime, HOLD, inOneBrowser, open, playing, sought, source, until } from "./opened_report.ts";

const step = inOneBrowser("the report's line, search, copying and keys, in a real browser");

const plain = (text: string) => text.replaceAll("\u00a0", " ");
const search = (page: Page) => page.getByRole("searchbox", { name: "Chercher dans ce compte rendu" });
const found = (page: Page, text: string) =>
  page.locator(".search output").filter({ hasText: new RegExp(`^${text}$`) }).waitFor();
/** What the page keeps of a search: every place, and the one that is shown. */
const marked = (page: Page, name: "found" | "found-now") =>
  page.evaluate<string[]>(`[...CSS.highlights.get("${name}")].map(String)`);
/** Waits, in the page, for what was done to be drawn. */
const FRAME = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))";
/** Counts, in the page, how often playing was asked for. */
const COUNT_PLAYS = `globalThis.plays = 0;
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () { plays++; return play.call(this); };`;

step("a click on the line plays that moment, and its playhead goes there", async (browser, folder) => {
  const { page, complaints } = await open(browser, folder, atlasMeeting());
  await page.evaluate(HOLD);
  const line = (await page.locator(".fil").boundingBox())!;
  await page.mouse.click(line.x + line.width / 2, line.y + line.height - 30);
  await sought(page);
  assert.ok(Math.abs(await currentTime(page) - 49.3) < 0.5, String(await currentTime(page)));
  const head = (await page.locator(".fil .head").boundingBox())!;
  assert.ok(Math.abs(head.x - (line.x + line.width / 2)) < 4);
  await page.locator(".mark.decision").nth(2).click();
  await sought(page);
  assert.ok(Math.abs(await currentTime(page) - 79.4) < 0.3);
  assert.deepEqual(complaints, []);
});

step(
  "the marks of the line are one stop of the keyboard: arrows go from one to the next, Enter plays",
  async (browser, folder) => {
    const { page } = await open(browser, folder, atlasMeeting());
    await page.evaluate(HOLD);
    assert.equal(await page.locator(".mark[tabindex='0']").count(), 1);
    await page.locator(".mark").first().focus();
    const focused = () => page.evaluate<string>("document.activeElement.getAttribute('aria-label')");
    assert.match(plain(await focused()), /^Décision, à 0:26 : Nous validons le budget/);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    assert.match(plain(await focused()), /^Action, à 0:49 : Hugo — Corriger la documentation — jeudi/);
    assert.equal(await page.locator(".mark[tabindex='0']").count(), 1);
    await page.keyboard.press("Enter");
    await sought(page);
    assert.ok(Math.abs(await currentTime(page) - 49.3) < 0.5);
    await page.keyboard.press("Home");
    assert.match(plain(await focused()), /^Décision, à 0:26/);
  },
);

step(
  "a click on a sentence plays it and shows it; selecting words plays nothing",
  async (browser, folder) => {
    const { page, complaints } = await open(browser, folder, atlasMeeting(), {
      reducedMotion: "reduce",
    });
    const sentence = page.locator(".said p > span", { hasText: "nous arrêtons le projet Boréal" });
    await page.evaluate(COUNT_PLAYS);
    await sentence.evaluate((element) => element.scrollIntoView({ block: "center" }));
    await page.evaluate(FRAME);
    const first = () =>
      sentence.evaluate((element) => {
        const { left, top, height } = element.getClientRects()[0];
        return { x: left, y: top + height / 2 };
      });
    const { x, y } = await first();
    await page.mouse.move(x + 4, y);
    await page.mouse.down();
    for (let moved = 10; moved <= 80; moved += 10) {
      await page.mouse.move(x + moved, y);
      await page.evaluate(FRAME);
    }
    await page.mouse.up();
    assert.ok(await page.evaluate<number>("String(getSelection()).length") > 5);
    // This click ends the selection.
    await page.mouse.click(x + 150, y);
    assert.equal(await page.evaluate("String(getSelection())"), "");
    await page.mouse.dblclick(x + 10, y);
    assert.ok(await page.evaluate<number>("String(getSelection()).length") > 1);
    await page.evaluate("getSelection().removeAllRanges()");
    await page.mouse.click(x + 10, y);
    await playing(page);
    assert.ok(await currentTime(page) >= 79.1);
    assert.equal(await page.evaluate("plays"), 1);
    await page.locator(".said .here", { hasText: "nous arrêtons le projet Boréal" }).waitFor();
    assert.equal(await page.locator(".said[aria-current]").count(), 1);
    assert.equal(
      await page.getByRole("button", { name: "Suivre le texte" }).getAttribute("aria-pressed"),
      "true",
    );
    await page.mouse.wheel(0, -300);
    await page.locator(".follow[aria-pressed=false]").waitFor();
    assert.deepEqual(complaints, []);
  },
);

step(
  "the page follows what is said into a long transcript, and the highlight goes from paragraph to paragraph",
  async (browser, folder) => {
    const input = longReport({ hours: 0.2 });
    const { page } = await open(browser, folder, input);
    await page.getByRole("button", { name: "Suivre le texte" }).click();
    await page.evaluate("document.querySelector('audio').playbackRate = 8");
    await page.getByRole("button", { name: "Lire", exact: true }).click();
    await until(page, "document.querySelector('.said.now')?.dataset.from > 0");
    const box = (await page.locator(".said.now").boundingBox())!;
    assert.ok(box.y > 0 && box.y < 900, `in sight: ${box.y}`);
    assert.equal(await page.locator(".said.now").count(), 1);
    assert.equal(await page.locator(".here").count(), 1);
  },
);

step(
  "search finds without case and accents, counts, goes on and back, and leaves the text as it is",
  async (browser, folder) => {
    const { page, complaints } = await open(browser, folder, atlasMeeting());
    const before = await page.locator("main").innerHTML();
    await page.keyboard.press("/");
    await page.keyboard.type("BOREAL");
    await page.locator(".search output[data-asked=boreal]").waitFor();
    await page.locator(".search output").filter({ hasText: /^1 sur [3-9]/ }).waitFor();
    const all = await marked(page, "found");
    assert.deepEqual(new Set(all), new Set(["Boréal"]));
    await page.keyboard.press("Enter");
    await found(page, `2 sur ${all.length}`);
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.press("Shift+Enter");
    await found(page, `${all.length} sur ${all.length}`);
    assert.deepEqual(await marked(page, "found-now"), ["Boréal"]);
    await page.getByRole("button", { name: "Résultat suivant" }).click();
    await found(page, `1 sur ${all.length}`);
    assert.equal(await page.locator("main").innerHTML(), before);
    await search(page).fill("zzzz");
    await found(page, "Aucun résultat");
    await search(page).press("Escape");
    assert.equal(await search(page).inputValue(), "");
    assert.deepEqual(await marked(page, "found"), []);
    assert.deepEqual(complaints, []);
  },
);

step(
  "search marks the very letters: ligatures, signs made of several, combining accents, typographic spaces",
  async (browser, folder) => {
    const texts = [
      "Le cœur du sujet : l’été 2026 !",
      "Un 👩‍🚀 et un e\u0301te\u0301 dans la STRASSE, straße.",
      "Il y a 3 œufs.",
    ];
    const said = texts.map((text, index) => ({ start: 2 * index, end: 2 * index + 1, channel: 0, text }));
    const { page } = await open(browser, folder, meeting({ seconds: 20, said }));
    const table: readonly [string, readonly string[]][] = [
      ["coeur", ["cœur"]],
      ["le co", ["Le cœ"]],
      ["l'ete", ["l’été"]],
      ["ete", ["été", "e\u0301te\u0301"]],
      ["strasse", ["STRASSE", "straße"]],
      ["sujet :", ["sujet\u00a0:"]],
      ["oeufs.", ["œufs."]],
      ["👩‍🚀 et", ["👩‍🚀 et"]],
    ];
    for (const [asked, wanted] of table) {
      await search(page).fill(asked);
      await page.locator(`.search output[data-asked=${JSON.stringify(plain(asked))}]`).waitFor();
      await found(page, `1 sur ${wanted.length}`);
      assert.deepEqual(await marked(page, "found"), wanted, asked);
    }
  },
);

step("a search in four hours of talk finds the last word and shows it", async (browser, folder) => {
  const { page } = await open(browser, folder, longReport({ hours: 4 }));
  await search(page).fill("1999 : alors on garde cette");
  await found(page, "1 sur 1");
  const top = await page.evaluate<number>(
    "[...CSS.highlights.get('found-now')][0].getBoundingClientRect().top",
  );
  assert.ok(top > 60 && top < 800, String(top));
});

for (const way of ["the clipboard", "what the browser copies"]) {
  step(
    `a decision, an action and whole lists are copied as text and as tags, through ${way}`,
    async (browser, folder) => {
      const { page, complaints } = await open(browser, folder, atlasMeeting(), {
        permissions: ["clipboard-read", "clipboard-write"],
      });
      await page.evaluate(
        way === "the clipboard" ? "0" : "navigator.clipboard.write = () => Promise.reject(new Error())",
      );
      const copied = async (button: Locator) => {
        await page.evaluate("document.querySelector('.told').textContent = ''");
        await button.click();
        await page.getByRole("status").filter({ hasText: "C'est copié." }).waitFor();
        return await page.evaluate<{ text: string; html: string }>(
          `navigator.clipboard.read().then(async ([item]) => ({
          text: await (await item.getType("text/plain")).text(), html: await (await item.getType("text/html")).text(),
        }))`,
        );
      };
      const button = (name: string) => page.getByRole("button", { name });
      const decision = await copied(button("Copier cette décision").nth(2));
      assert.equal(plain(decision.text), "La décision est prise, nous arrêtons le projet Boréal. (1:19)");
      const action = await copied(button("Copier cette action").last());
      assert.equal(plain(action.text), "Hugo — Mettre à jour le calendrier (1:29)");
      const actions = await copied(button("Copier toutes les actions"));
      assert.match(
        actions.text,
        /^Réunion projet Atlas — Actions\n\n- Hugo — Corriger la documentation — jeudi \(0:49\)\n/,
      );
      assert.equal(actions.text.trim().split("\n").length, 7);
      assert.match(
        actions.html,
        /<table>[^]*<th>Qui<\/th>[^]*<td>Paul<\/td><td>Préparer la présentation<\/td>/,
      );
      const summary = await copied(button("Copier le résumé"));
      assert.match(summary.text, /^Réunion projet Atlas — Résumé\n\n- Le budget du projet Atlas/);
      assert.match(summary.html, /<h2>Réunion projet Atlas — Résumé<\/h2><ul><li>Le budget/);
      assert.deepEqual(complaints, []);
    },
  );
}

step("hostile words are copied as words, in the tags too", async (browser, folder) => {
  const { page, complaints } = await open(browser, folder, hostileMeeting(), {
    permissions: ["clipboard-read", "clipboard-write"],
  });
  await page.getByRole("button", { name: "Copier toutes les décisions" }).click();
  await page.getByRole("status").filter({ hasText: "C'est copié." }).waitFor();
  const html = await page.evaluate<string>(
    `navigator.clipboard.read().then(([item]) => item.getType("text/html")).then((blob) => blob.text())`,
  );
  assert.doesNotMatch(html, /<img|<svg|<script|<style/);
  assert.match(html, /&lt;img/);
  assert.deepEqual(complaints, []);
});

step(
  "keys play, skip, go from paragraph to paragraph and help; in a field they write",
  async (browser, folder) => {
    const { page, complaints } = await open(browser, folder, atlasMeeting());
    await page.evaluate(HOLD);
    const at = async () => {
      await sought(page);
      return await currentTime(page);
    };
    await page.keyboard.press("ArrowRight");
    assert.ok(Math.abs(await at() - 10) < 0.3);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowLeft");
    assert.ok(Math.abs(await at() - 10) < 0.3);
    const starts = await page.evaluate<number[]>(
      "[...document.querySelectorAll('.said')].map((e) => +e.dataset.from)",
    );
    await page.keyboard.press("j");
    const next = starts.find((start) => start > 10.1)!;
    assert.ok(Math.abs(await at() - next) < 0.3, `${await at()} ${next}`);
    await page.keyboard.press("k");
    assert.ok(await at() < next - 0.3);
    const before = await at();
    await search(page).focus();
    await page.keyboard.type("j k?f");
    assert.equal(await search(page).inputValue(), "j k?f");
    assert.equal(await at(), before);
    await search(page).blur();
    await page.keyboard.press("?");
    const help = page.getByRole("dialog", { name: "Raccourcis clavier" });
    await help.waitFor();
    await help.getByRole("checkbox").uncheck();
    await page.keyboard.press("Escape");
    assert.ok(!await help.isVisible());
    await page.keyboard.press("j");
    assert.equal(await at(), before, "switched off");
    assert.deepEqual(complaints, []);
  },
);

step(
  "sound that was archived after the report was written plays from the archive",
  async (browser, folder) => {
    await Deno.rename(join(folder, "audio", "source.wav"), join(folder, "audio", "source.flac"));
    const { page } = await open(browser, folder, atlasMeeting());
    await page.evaluate(HOLD);
    await page.locator("section.decisions .moment").nth(2).click();
    await until(page, "audio.readyState > 1 && !audio.seeking");
    assert.match(await source(page), /source\.flac$/);
    assert.ok(Math.abs(await currentTime(page) - 79.4) < 0.3);
    assert.ok(!await page.locator(".trouble").isVisible());
  },
);

step("without its sound, a moment leads to its text", async (browser, folder) => {
  await Deno.remove(join(folder, "audio", "source.wav"));
  const { page } = await open(browser, folder, atlasMeeting());
  await page.getByRole("alert").waitFor();
  assert.ok(!await page.getByRole("button", { name: "Lire", exact: true }).isVisible());
  await page.locator("section.decisions .moment").nth(2).click();
  const shown = page.locator(".said[aria-current]");
  await shown.waitFor();
  assert.match(await shown.innerText(), /nous arrêtons le projet Boréal/);
});

step("a template made for an earlier version still makes its page", async (browser, folder) => {
  const old = await Deno.readTextFile(
    join(import.meta.dirname!, "..", "fixtures", "templates", "report_of_version_0.1.html.eta"),
  );
  const input = withRecords(supportCall(), { state: "provisional" });
  const templates = new Map([["report.html.eta", old]]);
  const { page, complaints } = await open(browser, folder, input, { templates });
  assert.equal(await page.locator(".said").count(), 10);
  assert.equal(await page.locator(".fil").count(), 0);
  await page.locator(".said .moment").nth(2).click();
  await playing(page);
  assert.deepEqual(complaints, []);
});
