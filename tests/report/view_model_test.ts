import assert from "node:assert/strict";
import type { BlockSummary } from "../../src/model/mod.ts";
import { message } from "../../src/errors.ts";
import { say } from "../../src/texts/mod.ts";
import { NO_BLOCK_FINDINGS } from "../../src/model/mod.ts";
import { type ReportInput, viewModel } from "../../src/report/mod.ts";
import {
  atlasMeeting,
  finders,
  meeting,
  supportCall,
  weeklyMeeting,
  withRecords,
} from "../support/sample_report.ts";

const CAUSE = message("file.missing", { file: "modèle" });
const CAUSE_TOLD = say(CAUSE, "fr").replaceAll("\u00a0", " ");
const FAILED = { attempts: 3, cause: CAUSE };

/** A view with no-break spaces as plain ones, for reading. */
function view(input: ReportInput): ReturnType<typeof viewModel> {
  return JSON.parse(JSON.stringify(viewModel(input)).replaceAll("\u00a0", " "));
}

/** `input` with the window of that index failed. */
function failing(input: ReportInput, ...windows: readonly number[]): ReportInput {
  return withRecords(input, {
    transcripts: input.transcripts.map((transcript, index) =>
      windows.includes(index) ? { ...transcript, segments: [], silence: [], failed: FAILED } : transcript
    ),
  });
}

Deno.test("a full meeting says what was found, each item with its moment", () => {
  const { title, date, length, state, notices, empty, findings } = view(atlasMeeting());
  assert.equal(title, "Réunion projet Atlas");
  assert.equal(date, "23 novembre 2026 à 14 h 05");
  assert.equal(length, "1 min 38 s");
  assert.deepEqual(state, { kind: "final", label: "Final", complete: true, detail: null });
  assert.deepEqual(notices, []);
  assert.equal(empty, null);
  assert.deepEqual(findings.decisions.map(({ text, moment }) => [moment.text, moment.seconds, text]), [
    ["0:26", 26.72, "Nous validons le budget du projet Atlas."],
    ["0:29", 29.38, "Nous décidons de reporter la nouvelle version au mois de mars."],
    ["1:19", 79.4, "La décision est prise, nous arrêtons le projet Boréal."],
    ["1:26", 86.82, "Tout le monde est d'accord pour envoyer le compte rendu."],
  ]);
  assert.deepEqual(findings.actions.map(({ owner, what, due }) => [owner, what, due]), [
    ["Hugo", "Corriger la documentation", "jeudi"],
    ["Paul", "Préparer la présentation", "avant jeudi"],
    ["Nadia", "Envoyer le devis", "d'ici lundi prochain"],
    ["Le service juridique", "Relire le contrat", "avant le douze décembre"],
    ["Hugo", "Mettre à jour le calendrier", null],
  ]);
});

Deno.test("an answered question is not listed as open", () => {
  assert.deepEqual(view(atlasMeeting()).findings.questions.map(({ text }) => text), [
    "Quel est le risque pour le projet Atlas ?",
  ]);
});

Deno.test("every word said is in the transcript once, in order, in paragraphs that pauses end", () => {
  const input = atlasMeeting();
  const { transcript } = view(input);
  const said = input.transcripts.flatMap(({ segments }) => segments.map(({ text }) => text)).join(" ");
  assert.equal(transcript.map(({ text }) => text).join(" "), said);
  assert.ok(transcript.length > 3);
  for (const entry of transcript) assert.ok(entry.end > entry.moment.seconds);
});

Deno.test("two channels speak in turns under their names, and items say whose they are", () => {
  const { transcript, findings } = view({ ...supportCall(), corrections: { channels: { "0": "Camille" } } });
  const turns = transcript.map((entry) => entry.kind === "said" ? entry.speaker : null);
  assert.deepEqual(turns.slice(0, 4), ["Camille", "Voie droite", "Camille", "Voie droite"]);
  assert.equal(findings.summary[0].items[0].speaker, "Voie droite");
});

Deno.test("corrections reach the title, the items, the owners and the transcript", () => {
  const { title, findings, transcript, notices } = view({
    ...atlasMeeting(),
    corrections: {
      title: "Comité Atlas",
      names: { Paul: "Paul Martin", Nadia: "Nadia Roux", Hugo: "Hugo Petit" },
      words: { "boréal": "Boréale" },
      actions: [{ at: 58, due: "mercredi" }, { at: 89, owner: null }, { at: 500, owner: "Personne" }],
    },
  });
  assert.equal(title, "Comité Atlas");
  assert.deepEqual(findings.actions.map(({ owner, due }) => [owner, due]), [
    ["Hugo Petit", "jeudi"],
    ["Paul Martin", "mercredi"],
    ["Nadia Roux", "d'ici lundi prochain"],
    ["Le service juridique", "avant le douze décembre"],
    [null, null],
  ]);
  assert.equal(findings.actions[1].text, "Paul Martin préparera la présentation avant jeudi.");
  const text = transcript.map((entry) => entry.text).join(" ");
  assert.match(text, /le projet Boréale\./);
  assert.match(text, /Paul préparera/, "what was said stays as it was said");
  assert.deepEqual(notices, ["La correction de l'action à 8:20 n'a pas trouvé d'action à corriger."]);
});

Deno.test("a meeting in which nobody spoke says so", () => {
  const { empty, findings, coverage } = view(meeting({ seconds: 45 }));
  assert.equal(
    empty,
    "Personne n'a été entendu dans cet enregistrement de 45 s : il ne contient que du silence ou des bruits.",
  );
  assert.deepEqual(findings.decisions, []);
  assert.deepEqual(coverage.bar.map(({ kind, width }) => [kind, width]), [["silence", 1000]]);
});

Deno.test("an empty report tells why: not yet, failed, no sound, nobody", () => {
  const quiet = meeting({ seconds: 45 });
  const table: readonly [ReportInput, string][] = [
    [withRecords(quiet, { windows: undefined, state: "partial" }), "Rien n'a encore été transcrit."],
    [withRecords(quiet, { transcripts: [], state: "provisional" }), "Rien n'a encore été transcrit."],
    [failing(quiet, 0, 1), "Aucun mot n'a pu être transcrit ; la raison est donnée plus haut."],
    [meeting({ seconds: 0 }), "Cet enregistrement ne contient aucun son : il n'y a rien à rapporter."],
  ];
  for (const [input, text] of table) assert.equal(view(input).empty, text);
});

Deno.test("failed windows are told with their times, neighbours as one, in the notices and in their place", () => {
  const { notices, transcript, coverage } = view(failing(atlasMeeting(), 1, 2));
  assert.deepEqual(notices, [`De 0:30 à 1:30, la transcription a échoué : ${CAUSE_TOLD}.`]);
  const at = transcript.findIndex(({ kind }) => kind === "failed");
  assert.equal(transcript[at].text, "De 0:30 à 1:30 : la transcription a échoué.");
  assert.ok(transcript[at - 1].moment.seconds < 30 && transcript[at + 1].moment.seconds >= 90);
  assert.deepEqual(coverage.bar.map(({ kind }) => kind), ["speech", "failed"]);
});

Deno.test("many failed passages are told by the first ones and a count", () => {
  const long = meeting({ seconds: 600, said: [{ start: 31, end: 33, channel: 0, text: "Bonjour." }] });
  const { notices } = view(failing(long, 0, 2, 4, 6, 8, 10, 12, 14));
  assert.equal(notices.filter((text) => text.startsWith("De ")).length, 5);
  assert.ok(notices.includes("3 autres passages n'ont pas pu être transcrits : voir la transcription."));
});

Deno.test("a partial report says what is pending in its place and shows the blocks one after the other", () => {
  const full = atlasMeeting();
  const { item, decision } = finders(full.transcripts.flatMap(({ segments }) => segments));
  const block = (number: number, findings: Partial<BlockSummary["findings"]>): BlockSummary => ({
    schema: 1,
    inputs: {},
    block: number,
    start: number * 30,
    end: number * 30 + 30,
    by: "extractive",
    findings: { ...NO_BLOCK_FINDINGS, ...findings },
    dropped: 0,
  });
  const sentence = (words: string, score: number) => ({ ...item(words), score, terms: {} });
  const { state, findings, transcript } = view(withRecords(full, {
    state: "partial",
    synthesis: undefined,
    transcripts: full.transcripts.slice(0, 2),
    blocks: [
      block(0, {
        decisions: [decision("Nous validons")],
        sentences: [
          sentence("Merci à tous et bonne journée", 0.9),
          sentence("quarante mille", 0.1),
          sentence("trois semaines", 0.8),
          sentence("retard de livraison", 0.7),
        ],
      }),
      block(1, { decisions: [decision("reporter")], reversals: [decision("Nous validons")] }),
    ],
  }));
  assert.equal(state.kind, "partial");
  assert.match(state.detail ?? "", /^L'enregistrement n'est pas terminé/);
  assert.deepEqual(findings.decisions.map(({ moment }) => moment.text), ["0:26", "0:29"]);
  assert.deepEqual(findings.reversals.map(({ moment }) => moment.text), ["0:26"]);
  assert.deepEqual(
    findings.summary.map(({ title, items }) => [title, items.map(({ moment }) => moment.text)]),
    [["De 0:00 à 0:30", ["0:17", "0:24", "1:35"]]],
  );
  assert.equal(transcript.at(-1)?.kind, "pending");
  assert.equal(transcript.at(-1)?.text, "De 1:00 à 1:38 : pas encore transcrit.");
});

Deno.test("a provisional report names what is pending", () => {
  const full = atlasMeeting();
  const base = { state: "provisional", synthesis: undefined } as const;
  const table: readonly [Partial<ReportInput>, string][] = [
    [{ windows: undefined }, "lire l'enregistrement"],
    [
      { transcripts: full.transcripts.slice(0, 3), blocks: [] },
      "transcrire 8 s, résumer 1 min 38 s, rédiger la synthèse",
    ],
    [{}, "rédiger la synthèse"],
    [{ synthesis: full.synthesis }, "ranger l'enregistrement"],
  ];
  for (const [changes, pending] of table) {
    assert.equal(
      view(withRecords(full, { ...base, ...changes })).state.detail,
      `L'enregistrement est terminé, le travail continue. Reste à faire : ${pending}.`,
    );
  }
});

Deno.test("a failed synthesis is told, and the findings of the blocks stand in for it", () => {
  const full = atlasMeeting();
  const { notices, findings } = view({ ...full, synthesis: { ...full.synthesis!, failed: FAILED } });
  assert.ok(notices[0].startsWith(`La synthèse a échoué : ${CAUSE_TOLD}. `), notices[0]);
  assert.equal(findings.decisions.length, 4);
  assert.equal(findings.summary[0].title, "De 0:00 à 1:38");
});

Deno.test("a failed block is told with its times", () => {
  const full = atlasMeeting();
  const blocks = full.blocks.map((block) => ({ ...block, findings: NO_BLOCK_FINDINGS, failed: FAILED }));
  const { notices } = view(withRecords(full, { blocks }));
  assert.deepEqual(notices, [`De 0:00 à 1:38, le résumé a échoué : ${CAUSE_TOLD}.`]);
});

Deno.test("audio that was cut is told as ingest told it, once", () => {
  const full = weeklyMeeting();
  const cut = message("notice.truncated", { file: "weekly-meeting-en.wav" });
  const { notices } = view({ ...full, windows: { ...full.windows!, notices: [cut] }, notices: [cut] });
  assert.equal(notices.length, 1);
  assert.match(notices[0], /weekly-meeting-en\.wav/);
});

Deno.test("a side of a call on which nobody is heard is told", () => {
  const call = supportCall();
  const transcripts = call.transcripts.map((transcript, index) => ({
    ...transcript,
    segments: transcript.segments.filter(({ channel }) => channel === 0),
    silence: [{ channel: 1 as const, start: index * 30, end: Math.min(45.4, index * 30 + 30) }],
  }));
  const { notices, coverage } = view(withRecords(call, { transcripts }));
  assert.deepEqual(notices, ["Rien n'a été entendu sur « Voie droite »."]);
  assert.deepEqual(coverage.bar.map(({ kind }) => kind), ["speech"], "one side spoke all along");
});

Deno.test("notices tell what failed first and what was assumed last, once each, whatever the order given", () => {
  const full = failing(atlasMeeting(), 0);
  const demo = message("model.demoOnly", { model: "greffier-demo" });
  const assumed = message("notice.languageAssumed");
  const given = message("file.missing", { file: "a" });
  const orders = [[demo, assumed, given], [given, demo, assumed], [assumed, given, demo]];
  for (const order of orders) {
    const { notices, remarks } = view({
      ...full,
      notices: order,
      windows: { ...full.windows!, notices: [given] },
    });
    assert.deepEqual(notices.map((text) => text.split(" ").slice(0, 2).join(" ")), [
      "De 0:00",
      say(given, "fr").replaceAll("\u00a0", " ").split(" ").slice(0, 2).join(" "),
      "Aucune parole",
    ]);
    assert.equal(remarks.length, 1);
  }
});

Deno.test("the demo model is told in small print with the command that adds a real one, and is no notice", () => {
  const demo = message("model.demoOnly", { model: "greffier-demo" });
  const { notices, remarks } = view({ ...atlasMeeting(), notices: [demo] });
  assert.deepEqual(notices, []);
  assert.match(remarks[0].text, /greffier-demo/);
  assert.equal(remarks[0].command, "greffier model add DOSSIER --use");
  assert.deepEqual(view(atlasMeeting()).remarks, []);
});

Deno.test("a final report of which a part could not be transcribed says so with its state", () => {
  const { state } = view(failing(atlasMeeting(), 1, 2));
  assert.equal(state.kind, "final");
  assert.equal(state.label, "Final, incomplet");
  assert.equal(state.detail, "La transcription a échoué pour 1 min sur 1 min 38 s.");
  assert.equal(view(failing(weeklyMeeting(), 0)).state.label, "Final, incomplete");
  assert.equal(view({ ...failing(atlasMeeting(), 1), state: "provisional" }).state.label, "Provisoire");
});

Deno.test("a name in one piece becomes a title in words; one with a space or given by a person stays", () => {
  const titled = (name: string, title?: string) =>
    view({ ...meeting({ name }), corrections: title === undefined ? undefined : { title } }).title;
  const table: readonly [string, string][] = [
    ["reunion-projet-atlas", "Reunion projet atlas"],
    ["comité_de-direction", "Comité de direction"],
    ["écran", "Écran"],
    ["reunion_2026-11-23", "Reunion 2026-11-23"],
    ["2026-11-23_14-05", "2026-11-23 14-05"],
    ["Réunion projet-atlas", "Réunion projet-atlas"],
    ["point projet", "point projet"],
    ["--", "--"],
  ];
  for (const [name, title] of table) assert.equal(titled(name), title);
  assert.equal(titled("reunion-projet-atlas", "comité-atlas"), "comité-atlas");
});

Deno.test("in the table an owner has a capital, and a date does not say its heading again", () => {
  const shown = (language: "fr" | "en", text: string, owner: string, due: string) =>
    view(meeting({
      language,
      said: [{ start: 1, end: 4, channel: 0, text }],
      findings: (segments) => ({ actions: [finders(segments).action(text, text, owner, due)] }),
    })).findings.actions.map(({ owner, due }) => [owner, due])[0];
  const table: readonly [string, string][] = [
    ["pour jeudi", "jeudi"],
    ["Pour la fin de la semaine", "la fin de la semaine"],
    ["avant jeudi", "avant jeudi"],
    ["d'ici lundi", "d'ici lundi"],
  ];
  for (const [due, told] of table) {
    assert.deepEqual(shown("fr", "C'est fait.", "l'équipe technique", due), ["L'équipe technique", told]);
  }
  assert.deepEqual(shown("en", "Done.", "the product team", "by Friday"), ["The product team", "Friday"]);
  assert.deepEqual(shown("en", "Done.", "Emma", "before Friday"), ["Emma", "before Friday"]);
});

Deno.test("a topic without a title has the report's own word for it", () => {
  const { findings } = view(meeting({ findings: () => ({ topics: [{ title: "", at: 61, points: [] }] }) }));
  assert.deepEqual(findings.topics.map(({ title, moment }) => [title, moment.text]), [["Échanges", "1:01"]]);
});

Deno.test("what the guards held back is counted", () => {
  const quiet = meeting({ seconds: 30 });
  const suppressed = [
    { channel: 0 as const, start: 1, end: 2, text: "Merci.", reason: "stock-phrase" as const },
  ];
  const transcripts = quiet.transcripts.map((transcript) => ({ ...transcript, suppressed }));
  const { coverage } = view(withRecords(quiet, { transcripts }));
  assert.ok(coverage.details.some(({ value }) => value === "1 passage que le modèle a cru entendre"));
});

Deno.test("the bar adds up to the whole session", () => {
  for (const input of [atlasMeeting(), failing(atlasMeeting(), 1), supportCall(), meeting({ seconds: 3 })]) {
    const { bar } = viewModel(input).coverage;
    assert.equal(bar.reduce((sum, { from, width }) => (assert.equal(from, sum), sum + width), 0), 1000);
  }
});
