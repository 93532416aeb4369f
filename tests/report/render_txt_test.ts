import assert from "node:assert/strict";
import { viewModel } from "../../src/report/mod.ts";
import { renderTxt } from "../../src/report/render_txt.ts";
import { meeting, supportCall, withRecords } from "../support/sample_report.ts";
import { hostileMeeting } from "./hostile.ts";

const text = (input: Parameters<typeof viewModel>[0]) =>
  renderTxt(viewModel(input)).replaceAll("\u00a0", " ");

Deno.test("a transcript is a head and a paragraph a turn, each under its moment", () => {
  assert.deepEqual(text(supportCall()).split("\n\n").slice(0, 3), [
    "Appel support\n23 novembre 2026 à 14 h 05 · 45 s",
    "[0:01] Voie gauche\nSupport informatique bonjour, Camille à votre écoute.",
    "[0:05] Voie droite\nBonjour, mon imprimante ne fonctionne plus. Depuis lundi, mon ordinateur affiche une erreur.",
  ]);
});

Deno.test("a transcript in which nobody spoke says so, and one that is not whole says what is pending", () => {
  assert.match(text(meeting({ seconds: 45 })), /\n\nPersonne n'a été entendu/);
  const call = supportCall();
  const partial = withRecords(call, { state: "partial", transcripts: call.transcripts.slice(0, 1) });
  assert.match(text(partial), /^Partiel\. /m);
  assert.match(text(partial), /\[De 0:30 à 0:45 : pas encore transcrit\.\]\n$/);
});

Deno.test("hostile text stays on its line", () => {
  const said = text(hostileMeeting());
  for (const sign of "\r\u202e\u0000") assert.ok(!said.includes(sign));
  assert.ok(said.includes(`<img src=x onerror="document.title='owned'">`), "plain text needs no escape");
});
