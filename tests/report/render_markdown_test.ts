import assert from "node:assert/strict";
import { message } from "../../src/errors.ts";
import { renderMarkdown } from "../../src/report/render_markdown.ts";
import { viewModel } from "../../src/report/mod.ts";
import { atlasMeeting, meeting, supportCall, withRecords } from "../support/sample_report.ts";
import { hostileMeeting } from "./hostile.ts";

const markdown = (input: Parameters<typeof viewModel>[0]) =>
  renderMarkdown(viewModel(input)).replaceAll("\u00a0", " ");

/** The lines under a heading, up to the next one. */
function section(text: string, heading: string): readonly string[] {
  const lines = text.split("\n");
  const from = lines.indexOf(`## ${heading}`);
  assert.ok(from !== -1, `no heading "${heading}"`);
  const length = lines.slice(from + 1).findIndex((line) => line.startsWith("## "));
  return lines.slice(from + 1, length === -1 ? undefined : from + 1 + length).filter((line) => line !== "");
}

Deno.test("a full meeting has its sections in order", () => {
  const text = markdown(atlasMeeting());
  assert.deepEqual([...text.matchAll(/^#{1,2} (.*)$/gm)].map(([, heading]) => heading), [
    "Réunion projet Atlas",
    "Résumé",
    "Temps forts",
    "Points abordés",
    "Décisions",
    "Actions",
    "Questions ouvertes",
    "Chiffres cités",
    "Ce qui a été entendu",
    "Transcription",
  ]);
  assert.deepEqual(section(text, "Actions").slice(0, 3), [
    "| Qui | Quoi | Pour quand | Moment |",
    "| --- | --- | --- | ---: |",
    "| Hugo | Corriger la documentation | jeudi | 0:49 |",
  ]);
  assert.equal(section(text, "Décisions")[0], "- Nous validons le budget du projet Atlas. (0:26)");
});

Deno.test("no line is blank twice and the text ends with one line feed", () => {
  for (const input of [atlasMeeting(), supportCall(), meeting()]) {
    assert.doesNotMatch(markdown(input), /\n\n\n|[^\n]$|\n\n$/);
  }
});

Deno.test("a meeting without decisions and actions says so", () => {
  const text = markdown(supportCall());
  assert.deepEqual(section(text, "Décisions"), ["Aucune décision relevée."]);
});

Deno.test("a meeting in which nobody spoke has no findings and no empty headings", () => {
  const text = markdown(meeting({ seconds: 45 }));
  assert.match(text, /\*\*Personne n'a été entendu/);
  assert.doesNotMatch(text, /Décisions|Actions|Résumé|Transcription$/m);
});

Deno.test("a report without the transcript ends before it", () => {
  const input = atlasMeeting();
  const output = { ...input.output, include_full_transcript: false };
  assert.doesNotMatch(markdown({ ...input, output }), /## Transcription/);
});

Deno.test("the state of a report that is not final stands under its title", () => {
  const text = markdown(withRecords(atlasMeeting(), { state: "provisional", synthesis: undefined }));
  assert.match(text.split("\n")[2], /^\*\*Compte rendu\*\* · \*\*Provisoire\*\* — .*rédiger la synthèse\.$/);
});

Deno.test("nothing that is said becomes Markdown or HTML", () => {
  const text = markdown(hostileMeeting());
  const bare = text.replace(/\\[!-/:-@[-`{-~]/g, "");
  assert.doesNotMatch(bare, /[<>[\]`~$]/, "no tags, links, images, code or formulas");
  assert.doesNotMatch(bare, /:\/\/|www\.|@/, "no bare links");
  assert.doesNotMatch(text, /\p{Bidi_Control}/u);
  for (const line of bare.split("\n").filter((line) => line.startsWith("|"))) {
    assert.equal(line.split("|").length, 6, `a row of four cells: ${line}`);
  }
  assert.equal((bare.match(/^# /gm) ?? []).length, 1);
  assert.doesNotMatch(text, /^(?:- |\*\*[^*]+\*\* )?\d+[.)] /m);
});

Deno.test("the command that adds a real model is one line, the last of what to know", () => {
  const cut = message("notice.truncated", { file: "a.wav" });
  const input = { ...atlasMeeting(), notices: [message("model.demoOnly", { model: "greffier-demo" }), cut] };
  const lines = section(markdown(input), "À savoir");
  assert.equal(lines.length, 2);
  assert.match(lines[1], /greffier-demo.*`greffier model add DOSSIER --use`$/);
});

Deno.test("a part that could not be transcribed shows in the state of a final report", () => {
  const full = atlasMeeting();
  const failed = { attempts: 3, cause: message("file.missing", { file: "a" }) };
  const transcripts = full.transcripts.map((transcript) => ({ ...transcript, segments: [], failed }));
  assert.match(
    markdown(withRecords(full, { transcripts })),
    /\*\*Final, incomplet\*\* — La transcription a échoué/,
  );
});
