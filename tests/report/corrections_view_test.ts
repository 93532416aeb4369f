import assert from "node:assert/strict";
import type { Corrections } from "../../src/model/mod.ts";
import { textChanges, unfittingOf } from "../../src/report/corrections_view.ts";
import { saidSegments } from "../../src/report/paragraphs.ts";
import type { ReportInput } from "../../src/report/mod.ts";
import { renderMail, shownCounts, viewModel } from "../../src/report/mod.ts";
import { atlasMeeting, supportCall } from "../support/sample_report.ts";

/** The meeting of the demo with the house's vocabulary and a person's corrections. */
function atlas(corrections?: Corrections, vocabulary = ""): ReportInput {
  const input = atlasMeeting();
  const { session } = input;
  return { ...input, corrections, session: { ...session, pinned: { ...session.pinned, vocabulary } } };
}

const plain = (text: string) => text.replaceAll("\u00a0", " ");

Deno.test("the vocabulary reaches the transcript, the subtitles and everything that was found, and each change is told", () => {
  const input = atlas(undefined, "Boréal => Borée\nbudget du projet atlas => Budget Atlas");
  const { findings, transcript } = viewModel(input);
  const texts = [
    ...findings.decisions.map(({ text }) => text),
    ...findings.topics.map(({ title }) => title),
    ...transcript.map(({ text }) => text),
    ...saidSegments(input).map(({ text }) => text),
  ].join("\n");
  assert.ok(!/Boréal\b/.test(texts), texts);
  assert.match(texts, /nous arrêtons le projet Borée/);
  assert.equal(findings.topics[0].title, "Budget Atlas");
  const changes = textChanges(input);
  assert.ok(changes.every(({ by }) => by === "vocabulary"));
  const [said] = changes.filter(({ from }) => from === "Boréal");
  const segment = input.transcripts.flatMap(({ segments }) => segments).find(({ id }) =>
    id === said.segment
  )!;
  assert.deepEqual([said.to, said.at], ["Borée", segment.start]);
  assert.match(segment.text, /Boréal/);
  assert.equal(changes.filter(({ from }) => from === "Budget du projet Atlas").length, 1);
});

Deno.test("a vocabulary that cannot be understood is a notice with its line, and the rest counts", () => {
  const { notices, transcript } = viewModel(atlas(undefined, "Boréal => Borée\r\nNadia -> Nadja"));
  assert.ok(
    notices.some((notice) => plain(notice).includes("ligne 2 : dans « Nadia -> Nadja », écrivez « => »")),
    notices.join("\n"),
  );
  assert.ok(transcript.some(({ text }) => text.includes("Borée")));
});

Deno.test("actions and decisions are reworded, left out and added; the others stay", () => {
  const before = viewModel(atlas()).findings;
  const { findings } = viewModel(atlas({
    actions: [
      {
        at: before.actions[2].moment.seconds,
        was: "Envoyer le devis",
        owner: "Paul",
        due: "vendredi 3 mars",
        text: "Envoyer le devis signé",
      },
      { at: before.actions[0].moment.seconds, was: "Corriger la documentation", dismissed: true },
    ],
    decisions: [
      { at: before.decisions[3].moment.seconds, was: "Tout le monde est d'accord", dismissed: true },
      { at: before.decisions[0].moment.seconds, text: "Le budget est validé." },
    ],
    addedActions: [{ text: "Commander les écrans", owner: "Nadia", at: 50 }],
  }));
  assert.deepEqual(findings.actions.map(({ what, owner, due }) => [what, owner, due]), [
    ["Commander les écrans", "Nadia", null],
    ["Préparer la présentation", "Paul", "avant jeudi"],
    ["Envoyer le devis signé", "Paul", "vendredi 3 mars"],
    ["Relire le contrat", "Le service juridique", "avant le douze décembre"],
    ["Mettre à jour le calendrier", "Hugo", null],
  ]);
  assert.deepEqual(findings.decisions.map(({ text }) => text), [
    "Le budget est validé.",
    ...before.decisions.slice(1, 3).map(({ text }) => text),
  ]);
});

Deno.test("what fits nothing is told once in the report and listed for programs; what fits is not", () => {
  const input = atlas({
    words: { Boréal: "Borée", zanzibar: "Zanzibar" },
    names: { Nadia: "Nadia Roux", Gaston: "Gaston L." },
    channels: { "0": "Camille", "1": "Client" },
    actions: [{ at: 500, owner: "Personne" }, { at: 44, was: "Repeindre la salle", due: "demain" }],
    decisions: [{ at: 3, was: "Acheter un bateau", dismissed: true }],
    transcript: [{ at: 10, was: "le chat dort sur le tapis", text: "x" }],
  });
  const unfitting = unfittingOf(input);
  assert.deepEqual(unfitting.map(({ kind, at, from }) => [kind, at, from]), [
    ["channel", null, "1"],
    ["passage", 10, "le chat dort sur le tapis"],
    ["word", null, "zanzibar"],
    ["name", null, "Gaston"],
    ["action", 500, "8:20"],
    ["action", 44, "Repeindre la salle"],
    ["decision", 3, "Acheter un bateau"],
  ]);
  const { notices } = viewModel(input);
  for (const { why } of unfitting.slice(0, 5)) {
    assert.equal(notices.filter((notice) => notice === why).length, 1, why);
  }
  assert.ok(notices.some((notice) => plain(notice).startsWith("2 autres corrections")), notices.join("\n"));
  // What is still to come may be what they are about.
  assert.deepEqual(unfittingOf({ ...input, state: "partial" }), []);
  // Without what was said, nobody can tell.
  assert.deepEqual(unfittingOf({ ...input, transcripts: [] }).map(({ kind }) => kind), [
    "channel",
    "name",
    "action",
    "action",
    "decision",
  ]);
  assert.deepEqual(unfittingOf({ ...input, coverage: { ...input.coverage, pending: 30 } }), []);
});

Deno.test("a word that was applied is never told as lost, whatever its apostrophe, case and accents are made of", () => {
  const input = atlas({ words: { "aujourd'hui": "ce jour", "E\u0301cran": "Terminal" } });
  const [first, ...others] = input.transcripts;
  const [segment, ...segments] = first.segments;
  const said = { ...segment, text: "Aujourd’hui, un écran." };
  const heard = { ...input, transcripts: [{ ...first, segments: [said, ...segments] }, ...others] };
  assert.equal(saidSegments(heard)[0].text, "Ce jour, un Terminal.");
  assert.deepEqual(unfittingOf(heard), []);
});

Deno.test("a corrected passage is in the transcript, its neighbours as they were, and it is a change", () => {
  const before = saidSegments(atlas());
  const [, second] = before;
  const input = atlas(
    { transcript: [{ at: second.start + 1, was: second.text, text: "Autre chose." }] },
    "autre => AUTRE",
  );
  const after = saidSegments(input);
  assert.equal(after[1].text, "Autre chose.");
  assert.deepEqual(after.filter((_, n) => n !== 1), before.filter((_, n) => n !== 1));
  assert.deepEqual(
    textChanges(input).filter(({ by }) => by === "correction").map(({ segment, to }) => [segment, to]),
    [[second.id, "Autre chose."]],
  );
});

Deno.test("a renamed voice is renamed wherever it speaks", () => {
  const { transcript } = viewModel({ ...supportCall(), corrections: { channels: { "1": "Mme Martin" } } });
  const speakers = new Set(transcript.map((entry) => entry.kind === "said" ? entry.speaker : null));
  assert.deepEqual([...speakers], ["Voie gauche", "Mme Martin"]);
});

/** Texts of the summary, the highlights and the points of the subjects. */
function sentencesOf(input: ReportInput): string[] {
  const { summary, highlights, topics } = viewModel(input).findings;
  return [
    ...summary.flatMap(({ items }) => items),
    ...highlights,
    ...topics.flatMap(({ points }) => points),
  ].map(({ text }) => plain(text));
}

/** The meeting of the demo, whose summary, highlights and points tell a decision and an action again. */
function toldAgain(corrections?: Corrections): ReportInput {
  const input = atlas(corrections);
  const { findings } = input.synthesis!;
  const { decisions: [decision], actions: [, action], topics: [topic, ...topics] } = findings;
  const again = { ...decision, text: decision.text.toUpperCase() };
  const besides = { ...decision, text: "Autre chose du même passage." };
  return {
    ...input,
    synthesis: {
      ...input.synthesis!,
      findings: {
        ...findings,
        summary: [again, besides, ...findings.summary],
        highlights: [decision, action],
        topics: [{ ...topic, points: [action] }, ...topics],
      },
    },
  };
}

Deno.test("a decision and an action that are reworded or left out are so in the summary, the highlights and the points too", () => {
  const { decisions: [decision], actions: [, action] } = toldAgain().synthesis!.findings;
  const before = sentencesOf(toldAgain());
  assert.equal(before.filter((text) => /validons le budget/i.test(text)).length, 2);
  assert.equal(before.filter((text) => text.includes("Paul préparera")).length, 2);

  const reworded = toldAgain({
    decisions: [{ at: decision.at, was: decision.text, text: "Le budget est validé" }],
    actions: [{ at: action.at, was: action.what, owner: "Nadia", text: "Préparer le film" }],
  });
  const after = sentencesOf(reworded);
  assert.equal(after.length, before.length);
  assert.equal(after[0], "Le budget est validé");
  assert.ok(!after.some((text) => /validons le budget|Paul préparera/i.test(text)), after.join("\n"));
  assert.equal(after.filter((text) => text === "Nadia : Préparer le film – avant jeudi").length, 2);
  const mail = plain(renderMail(viewModel(reworded), []).text);
  assert.ok(!mail.includes("validons le budget"), mail);

  const dismissed = toldAgain({
    decisions: [{ at: decision.at, was: decision.text, dismissed: true }],
    actions: [{ at: action.at, was: action.what, dismissed: true }],
  });
  const left = sentencesOf(dismissed);
  assert.equal(left.length, before.length - 4);
  assert.equal(left[0], "Autre chose du même passage.");
  // A subject of which nothing is left goes.
  assert.ok(!viewModel(dismissed).findings.topics.some(({ title }) => title === "Budget du projet Atlas"));
});

Deno.test("what is still a decision or an action otherwise stays in the summary, and so do a model's own words", () => {
  const input = toldAgain();
  const { findings } = input.synthesis!;
  const [decision] = findings.decisions;
  const corrections = { decisions: [{ at: decision.at, was: decision.text, dismissed: true }] };
  const both = {
    ...input,
    corrections,
    synthesis: {
      ...input.synthesis!,
      findings: { ...findings, actions: [{ ...decision, what: "Valider", owner: null, due: null }] },
    },
  };
  assert.deepEqual(sentencesOf(both), sentencesOf(input));
  const prose = {
    schema: 1 as const,
    inputs: {},
    by: "Ollama llama3.2",
    summary: [{ ...decision, text: "L'équipe a validé le budget." }],
    highlights: [],
    dropped: 0,
  };
  const model = { name: "Ollama llama3.2", written: [], left: [], pending: [], prose, dropped: 0 };
  assert.equal(sentencesOf({ ...toldAgain(corrections), model })[0], "L'équipe a validé le budget.");
});

Deno.test("a block that has no synthesis yet gives the next sentence for one that was left out", () => {
  const { synthesis: _, ...input } = atlas();
  const [block, ...blocks] = input.blocks;
  const [decision] = block.findings.decisions;
  const sentences = [decision, ...block.findings.sentences].map((one, n) => ({
    ...one,
    score: 1 / (n + 1),
    terms: {},
  }));
  const open: ReportInput = {
    ...input,
    synthesis: undefined,
    blocks: [{ ...block, findings: { ...block.findings, sentences } }, ...blocks],
    corrections: { decisions: [{ at: decision.at, was: decision.text, dismissed: true }] },
  };
  const [{ items }] = viewModel(open).findings.summary;
  assert.equal(items.length, Math.min(3, sentences.length - 1));
  assert.ok(!items.some(({ text }) => plain(text) === decision.text));
});

Deno.test("names apply to who took part, each once, and one who only took part is not lost", () => {
  const input = atlas({
    participants: ["Paul", "Gaston", "Nadia", "Paul Martin"],
    names: { Paul: "Paul Martin", Gaston: "Gaston L." },
  });
  const { details } = viewModel(input);
  assert.ok(
    details.some(({ value }) => value === "Paul Martin, Gaston L., Nadia"),
    JSON.stringify(details),
  );
  assert.deepEqual(unfittingOf(input), []);
});

Deno.test("lists count decisions and actions as the report shows them, spellings mended", () => {
  const input = atlas({ addedActions: [{ text: "Commander les écrans" }] }, "Relire le contrat => Xylophone");
  const { findings } = input.synthesis!;
  const action = findings.actions.find(({ what }) => what === "Relire le contrat")!;
  const corrected = {
    ...input,
    // As the report has it, copied by hand.
    corrections: { ...input.corrections, actions: [{ at: action.at, was: "Xylophone", dismissed: true }] },
  };
  const shown = viewModel(corrected).findings;
  assert.equal(shown.actions.length, findings.actions.length);
  assert.deepEqual(shownCounts(corrected), {
    decisions: shown.decisions.length,
    actions: shown.actions.length,
  });
});
