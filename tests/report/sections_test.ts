import assert from "node:assert/strict";
import type { ReportInput } from "../../src/report/mod.ts";
import { viewModel } from "../../src/report/mod.ts";
import { renderHtml } from "../../src/report/render_html.ts";
import { renderMarkdown } from "../../src/report/render_markdown.ts";
import { MEETING_KINDS } from "../../src/summarisers/mod.ts";
import { atlasMeeting } from "../support/sample_report.ts";
import { writtenMeeting } from "./written_meeting.ts";

/** The French meeting, pinned with a kind. */
function ofKind(template: string, prompts: Record<string, string>): ReportInput {
  const input = atlasMeeting();
  const { pinned } = input.session;
  const settings = { ...pinned.settings, analysis: { ...pinned.settings.analysis, template } };
  return { ...input, session: { ...input.session, pinned: { ...pinned, settings, prompts } } };
}

const kind = (...sections: readonly string[]) =>
  `# Copropriété\n\n## Consigne\nRelève les votes.\n\n## Sections\n${sections.join("\n")}\n`;

const plain = (text: string) => text.replaceAll("\u00a0", " ");

const headings = (input: ReportInput) =>
  Array.from(plain(renderMarkdown(viewModel(input))).matchAll(/^## (.*)$/gm), ([, heading]) => heading);

const pageHeadings = (input: ReportInput) => {
  const [main] = /<main[^]*<\/main>/.exec(renderHtml(viewModel(input)))!;
  return Array.from(main.matchAll(/<h2 id="(\w+)">/g), ([, id]) => id);
};

Deno.test("the sections are shown in the order and with the titles of the meeting's kind, and no others", () => {
  const input = ofKind("copro", {
    "copro.fr.md": kind("- actions: Qui fait quoi ?", "- decisions: Votes", "- summary: En bref"),
  });
  assert.deepEqual(headings(input), [
    "Qui fait quoi ?",
    "Votes",
    "En bref",
    "Ce qui a été entendu",
    "Transcription",
  ]);
  assert.deepEqual(pageHeadings(input), [
    "timeline",
    "actions",
    "decisions",
    "summary",
    "coverage",
    "transcript",
  ]);
  assert.match(plain(renderHtml(viewModel(input))), /<a href="#decisions">Votes <span class="count">4</);
  const { details, labels } = viewModel(input);
  assert.equal(details.find(({ label }) => label === "Genre de réunion")?.value, "Copropriété");
  assert.equal(labels.decisions, "Votes", "a template that names sections by their labels has the title too");
});

Deno.test("every built-in kind makes a report in both languages", () => {
  for (const [name, texts] of Object.entries(MEETING_KINDS)) {
    for (const [language, text] of Object.entries(texts)) {
      const input = ofKind(name, { [`${name}.${language}.md`]: text });
      const { sections, notices } = viewModel({ ...input, language: language as "fr" | "en" });
      assert.deepEqual(notices, []);
      assert.ok(sections.length > 3);
    }
  }
  const general = ofKind("general", { "general.fr.md": MEETING_KINDS.general.fr });
  assert.deepEqual(headings(general), headings(atlasMeeting()), "the usual kind is the usual report");
});

Deno.test("what was taken back follows the decisions, or the actions where a kind has no decisions", () => {
  for (
    const [sections, expected] of [
      [["- actions: A", "- decisions: D", "- topics: T"], ["actions", "decisions", "reversals", "topics"]],
      [["- actions: A", "- topics: T"], ["actions", "reversals", "topics"]],
      [["- topics: T"], ["topics"]],
    ] as const
  ) {
    const input = ofKind("k", { "k.fr.md": kind(...sections) });
    const [block] = input.blocks;
    const reversals = [{ text: "Finalement non.", at: 3, segments: ["a"], about: [] }];
    const blocks = [{ ...block, findings: { ...block.findings, reversals } }];
    const view = viewModel({ ...input, blocks, synthesis: undefined });
    assert.deepEqual(view.sections.map(({ id }) => id), expected);
  }
});

Deno.test("a meeting without pinned kinds, as older ones are, has the usual sections; so has one in another language", () => {
  assert.equal(headings(ofKind("support", {}))[0], "Résumé");
  assert.equal(headings(ofKind("support", { "support.en.md": MEETING_KINDS.support.en }))[0], "Résumé");
});

Deno.test("a pinned kind that cannot be read gives way to the usual sections, and the report says why", () => {
  const input = ofKind("copro", { "copro.fr.md": kind("- votes: Votes") });
  assert.equal(headings(input)[1], "Résumé");
  const [notice] = viewModel(input).notices.map(plain);
  assert.match(
    notice,
    /^Le genre de réunion n'a pas pu être utilisé : « copro\.fr\.md », ligne 7 : .*« votes »/,
  );
});

Deno.test("titles of a kind are text on the page, whatever they hold", () => {
  const input = ofKind("x", { "x.fr.md": kind("- decisions: <b>Votes</b> [x](y) | $1 & <%= it %>") });
  const page = renderHtml(viewModel(input));
  assert.doesNotMatch(page, /<b>Votes/);
  assert.match(page, /&#60;b&#62;Votes/);
  assert.match(renderMarkdown(viewModel(input)), /^## &lt;b&gt;Votes&lt;\/b&gt; \\\[x\\\]\(y\) \\\| \\\$1/m);
});

Deno.test("changes in lists that the kind leaves out are not told", () => {
  const input = writtenMeeting({
    analysis: { template: "k" },
    prompts: { "k.fr.md": kind("- actions: A") },
  });
  const { findings } = input.synthesis!;
  const { changes } = viewModel({ ...input, provisional: { ...findings, decisions: [] } });
  assert.equal(plain(changes?.none ?? ""), "Décisions, actions, questions et chiffres sont les mêmes.");
});
