import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { message } from "../../src/errors.ts";
import { viewModel } from "../../src/report/mod.ts";
import { policyFor, renderHtml } from "../../src/report/render_html.ts";
import { atlasMeeting, meeting, weeklyMeeting, withRecords } from "../support/sample_report.ts";
import { hostileMeeting } from "./hostile.ts";

const html = (input: Parameters<typeof viewModel>[0]) =>
  renderHtml(viewModel(input)).replaceAll("\u00a0", " ");

Deno.test("the page begins with its declaration and names its language", () => {
  assert.match(html(atlasMeeting()), /^<!DOCTYPE html>\n<html lang="fr">/);
  assert.match(html(weeklyMeeting()), /^<!DOCTYPE html>\n<html lang="en">/);
});

Deno.test("the policy allows the page's own style and script by hash, and nothing else to run or to load", () => {
  const page = renderHtml(viewModel(atlasMeeting()));
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)![1].replaceAll(
    "&#39;",
    "'",
  );
  const hash = (tag: string) => {
    const block = new RegExp(`<${tag}>([^]*)</${tag}>`).exec(page)![1];
    return `${tag}-src 'sha256-${createHash("sha256").update(block).digest("base64")}'`;
  };
  assert.deepEqual(policy.split("; "), [
    "default-src 'none'",
    hash("style"),
    hash("script"),
    "media-src 'self' file:",
    "base-uri 'none'",
    "form-action 'none'",
  ]);
});

Deno.test("a template without script gets a policy without script, whatever is said", () => {
  const source = "<style>a{}</style>\r\n<%~ it.title %>";
  const policy = policyFor(source);
  assert.match(policy, /script-src 'none'/);
  assert.equal(policy, policyFor(source.replace("\r\n", "\n")));
});

Deno.test("hostile text adds no tag and no attribute to the page", () => {
  const tags = (page: string) =>
    new Set([...page.matchAll(/<(\/?[a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)/gi)].map(
      ([, tag, attributes]) => `${tag} ${attributes.replace(/="[^"]*"/g, "")}`,
    ));
  const known = new Set([...tags(html(atlasMeeting())), ...tags(html(hostileMeeting()))]);
  assert.ok(!known.has("img  src onerror") && !known.has("svg  onload"));
  const body = html(hostileMeeting()).replace(/<(style|script)>[^]*?<\/\1>/g, "");
  assert.doesNotMatch(body, /<img|<svg onload|<script|<b>x|<i>haut/);
  assert.doesNotMatch(body, /\u202e/);
});

Deno.test("an empty meeting has no contents and no findings, and says that nobody was heard", () => {
  const page = html(meeting({ seconds: 45 }));
  assert.match(page, /<p class="empty">Personne n&#39;a été entendu/);
  assert.doesNotMatch(page, /<nav|id="decisions"|id="transcript"/);
});

Deno.test("a session without audio yet has no player", () => {
  const page = html({ ...atlasMeeting(), windows: undefined, transcripts: [], state: "partial" });
  assert.doesNotMatch(page, /<audio|class="player"/);
});

Deno.test("the path of the audio becomes an address, whatever its folder is called", () => {
  const page = html({ ...atlasMeeting(), audioAddress: (file) => `../../inbox/n° 1 #50%/${file}` });
  assert.ok(page.includes(`src="../../inbox/n%C2%B0%201%20%2350%25/source.wav"`));
});

Deno.test("a final report that lacks a part wears a badge of warning", () => {
  const full = weeklyMeeting();
  const failed = { attempts: 3, cause: message("file.missing", { file: "a" }) };
  const transcripts = [{ ...full.transcripts[0], segments: [], failed }, ...full.transcripts.slice(1)];
  assert.match(
    html(withRecords(full, { transcripts })),
    /<span class="badge final incomplete">Final, incomplete</,
  );
  assert.match(html(full), /<span class="badge final">Final</);
});

Deno.test("the command about the demo model is code in small print after the notices", () => {
  const cut = message("notice.truncated", { file: "a.wav" });
  const demo = message("model.demoOnly", { model: "greffier-demo" });
  const page = html({ ...weeklyMeeting(), notices: [demo, cut] });
  assert.match(
    page,
    /<\/ul>\n<p class="remark">[^<]*greffier-demo[^<]* <code>greffier model add FOLDER --use<\/code><\/p>\n<\/section>/,
  );
});
