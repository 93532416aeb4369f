import assert from "node:assert/strict";
import type { Format } from "../../src/config/mod.ts";
import { renderViews, type ReportInput, type TemplateName, TEMPLATES } from "../../src/report/mod.ts";
import { atlasMeeting } from "../support/sample_report.ts";

/** The text of one view made with `templates`. */
async function rendered(input: ReportInput, file: string, templates: Record<string, string> = {}) {
  const asked = { ...input, output: { ...input.output, formats: ["markdown", "html"] satisfies Format[] } };
  const { views, notices } = await renderViews(asked, new Map(Object.entries(templates)));
  return { text: String(views.find((view) => view.file === file)?.content ?? ""), notices };
}

Deno.test("the formats asked for become their files, in that order, once", async () => {
  const input = atlasMeeting();
  const files = async (formats: ReportInput["output"]["formats"]) =>
    (await renderViews({ ...input, output: { ...input.output, formats } })).views.map(({ file }) => file);
  assert.deepEqual(await files(["markdown", "html", "txt", "srt", "vtt"]), [
    "report.md",
    "report.html",
    "transcript.txt",
    "transcript.srt",
    "transcript.vtt",
  ]);
  assert.deepEqual(await files(["vtt", "markdown", "vtt"]), ["transcript.vtt", "report.md"]);
});

Deno.test("the same input gives the same bytes", async () => {
  assert.deepEqual(await renderViews(atlasMeeting()), await renderViews(atlasMeeting()));
});

Deno.test("the built-in templates never put text on the page unescaped", () => {
  for (const source of Object.values(TEMPLATES)) {
    assert.doesNotMatch(source, /<%[-_]?\s*~/);
    assert.doesNotMatch(
      source,
      /\bon\w+\s*=|style\s*=|innerHTML|https?:/,
      "nothing that the policy would block",
    );
  }
});

Deno.test("a user's template replaces the built-in one of its name", async () => {
  const { text, notices } = await rendered(atlasMeeting(), "report.md", {
    "report.md.eta": "= <%= it.title %>",
  });
  assert.equal(text, "= Réunion projet Atlas\n");
  assert.deepEqual(notices, []);
});

Deno.test("a user's template includes others by name, and only those", async () => {
  const head = { "head.eta": "[<%= it.title %>]" };
  const { text } = await rendered(atlasMeeting(), "report.md", {
    ...head,
    "report.md.eta": `<%~ include("head.eta") %>`,
  });
  assert.equal(text, "[Réunion projet Atlas]\n");
  const { notices } = await rendered(atlasMeeting(), "report.md", {
    "report.md.eta": `a\n<%~ include("/etc/passwd") %>`,
  });
  assert.equal(notices[0].values.line, 2);
});

Deno.test("a template cannot change what the next one sees", async () => {
  const { text } = await rendered(atlasMeeting(), "report.html", {
    "report.md.eta": `<% it.title = "autre" %>`,
  });
  assert.match(text, /<h1>Réunion projet Atlas<\/h1>/);
});

const BROKEN: readonly [why: string, source: string, line: number, error: RegExp][] = [
  ["a value that is not there", "a\n\n<%= it.nothing.text %>", 3, /undefined/],
  ["a syntax error in a value", "a\n<%= it.title + %>\nb", 2, /Unexpected token/],
  [
    "a syntax error in a statement",
    "a\n<% for (const x off it.notices) { %>\n<%= x %>\n<% } %>",
    2,
    /Missing initializer/,
  ],
  ["a brace too many", "a\n<% if (it.title) { %>\nb\n<% } %>\n<% } %>\n", 5, /Unexpected token '}'/],
  ["a brace too few", "a\n<% if (it.title) { %>\nb\n", 3, /./],
  ["a tag that is not closed", "a\nb <%= it.title\nc", 2, /unclosed tag/],
  ["an error thrown", `<% throw new Error("assez") %>`, 1, /^assez$/],
  ["something thrown that is no error", `\n<% throw "assez" %>`, 2, /assez/],
];

for (const [why, source, line, error] of BROKEN) {
  Deno.test(`a user's template with ${why} gives way to the built-in one, and the report says so`, async () => {
    for (
      const [name, file] of [["report.md.eta", "report.md"], ["report.html.eta", "report.html"]] as const
    ) {
      const { text, notices } = await rendered(atlasMeeting(), file, {
        [name satisfies TemplateName]: source,
      });
      assert.equal(notices.length, 1);
      assert.equal(notices[0].values.template, name);
      assert.equal(notices[0].values.line, line);
      assert.match(String(notices[0].values.error), error);
      assert.match(text, /Nous validons le budget/);
      assert.ok(text.replaceAll("\u00a0", " ").replaceAll("\\_", "_").includes(`(ligne ${line} : `));
    }
  });
}

Deno.test("an included template that is broken is named itself", async () => {
  const { notices } = await rendered(atlasMeeting(), "report.md", {
    "report.md.eta": `<%~ include("head.eta") %>`,
    "head.eta": "\n<%= ) %>",
  });
  assert.deepEqual([notices[0].values.template, notices[0].values.line], ["head.eta", 2]);
});
