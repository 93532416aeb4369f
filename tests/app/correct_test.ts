import assert from "node:assert/strict";
import { join } from "node:path";
import { UsageError } from "../../src/errors.ts";
import { testApp } from "../support/home.ts";
import { type SealedHome, sealedHome } from "../support/sealed_home.ts";
import { atlasMeeting, supportCall } from "../support/sample_report.ts";

const written = (home: SealedHome) => home.json("corrections.json");

Deno.test("correct writes what was asked, anchored by moment and words, and keeps what a person wrote by hand", async () => {
  await using home = await sealedHome();
  await home.put("corrections.json", {
    _note: "relu par Paul",
    names: { Hugo: "Hugo Petit" },
    words: { a: "b" },
  });
  await using app = testApp(home);
  const { actions } = await app.corrections(home.id);
  assert.deepEqual(actions.map(({ number, text, owner }) => [number, text, owner])[1], [
    2,
    "Préparer la présentation",
    "Paul",
  ]);
  const done = await app.correct(home.id, {
    title: "Comité Atlas",
    participants: ["Paul", "Nadia"],
    words: [["boréal", "Borée"]],
    names: [["Nadia", "Nadia Roux"]],
    action: 2,
    owner: "Paul Martin",
    due: "vendredi 3 mars",
  });
  assert.equal(done.written, 5);
  const { at } = actions[1].anchor!;
  assert.deepEqual(await written(home), {
    _note: "relu par Paul",
    names: { Hugo: "Hugo Petit", Nadia: "Nadia Roux" },
    words: { a: "b", boréal: "Borée" },
    title: "Comité Atlas",
    participants: ["Paul", "Nadia"],
    actions: [{ at, was: "Préparer la présentation", owner: "Paul Martin", due: "vendredi 3 mars" }],
  });
  // The same action again is the same entry; the same words again change nothing.
  await app.correct(home.id, { action: 2, owner: null });
  assert.equal((await written(home)).actions.length, 1);
  assert.equal((await app.correct(home.id, { action: 2, owner: null })).written, 0);

  const after = await app.corrections(home.id);
  assert.equal(after.title, "Comité Atlas");
  assert.deepEqual([after.actions[1].owner, after.actions[1].due], [null, "vendredi 3 mars"]);
  const line = after.inForce.find(({ kind }) => kind === "word")!;
  assert.deepEqual([line.from, line.fits], ["a", false]);
  await app.correct(home.id, { remove: line.number });
  assert.deepEqual((await written(home)).words, { boréal: "Borée" });
  await app.correct(home.id, { undo: true });
  assert.deepEqual((await written(home)).words, { a: "b", boréal: "Borée" });
});

Deno.test("numbers do not move when an action is left out; one that was added can be changed and taken away", async () => {
  await using home = await sealedHome();
  await using app = testApp(home);
  await app.correct(home.id, { action: 1, dismiss: true });
  await app.correct(home.id, { addAction: "Commander les écrans", owner: "Paul", at: 42 });
  const { actions } = await app.corrections(home.id);
  assert.deepEqual([actions[0].dismissed, actions[1].number, actions[1].dismissed], [true, 2, false]);
  const added = actions.at(-1)!;
  assert.deepEqual([added.number, added.text, added.added, added.at], [6, "Commander les écrans", true, 42]);
  await app.correct(home.id, { action: 6, due: "lundi" });
  assert.deepEqual((await written(home)).addedActions, [
    { text: "Commander les écrans", owner: "Paul", at: 42, due: "lundi" },
  ]);
  await app.correct(home.id, { action: 6, dismiss: true });
  assert.equal((await written(home)).addedActions, undefined);
  await assert.rejects(app.correct(home.id, { action: 6, dismiss: true }), UsageError);
  await assert.rejects(app.correct(home.id, { decision: 99, dismiss: true }), UsageError);
});

Deno.test("voices are known by their name, a part of it or their channel", async () => {
  await using home = await sealedHome({ input: supportCall() });
  await using app = testApp(home);
  await app.correct(home.id, { speakers: [["droite", "Mme Martin"], ["0", "Camille"]] });
  assert.deepEqual((await written(home)).channels, { "1": "Mme Martin", "0": "Camille" });
  await app.correct(home.id, { speakers: [["mme martin", "Mme Roux"]] });
  assert.deepEqual((await app.corrections(home.id)).voices.map(({ name }) => name), ["Camille", "Mme Roux"]);
  await assert.rejects(app.correct(home.id, { speakers: [["Gaston", "x"]] }), /Camille, Mme Roux/);
  await using mixed = await sealedHome();
  await using other = testApp(mixed);
  // All of it would be hers: only who says so gets it.
  await assert.rejects(
    other.correct(mixed.id, { speakers: [["Interlocuteur", "Mme Martin"]] }),
    /not apart/,
  );
  await other.correct(mixed.id, { speakers: [["0", "Mme Martin"]] });
  assert.deepEqual((await written(mixed)).channels, { "0": "Mme Martin" });
});

Deno.test("a passage is copied from the report: found once it is corrected, more often it asks which", async () => {
  await using home = await sealedHome();
  await using app = testApp(home);
  await app.correct(home.id, { passage: "quarante mille euros", text: "cinquante mille euros" });
  const [passage] = (await written(home)).transcript;
  assert.equal(passage.was, "quarante mille euros");
  // As the report has it now, which is not what was heard.
  await app.correct(home.id, { words: [["Boréal", "Borée"]] });
  await app.correct(home.id, { passage: "le projet Borée", text: "le projet Cobalt", at: 70 });
  const second = (await written(home)).transcript[1];
  assert.match(second.was, /Boréal/);
  assert.match(second.text, /le projet Cobalt/);
  assert.deepEqual((await app.corrections(home.id)).unfitting, []);
  // What was corrected is corrected again: the two become one, as heard or as it stands now.
  for (const passage of ["le projet Cobalt", "le projet Delta", "manque de personnel"]) {
    await app.correct(home.id, {
      passage,
      text: passage === "le projet Cobalt" ? "le projet Delta" : "rien",
    });
    assert.deepEqual((await app.corrections(home.id)).unfitting, [], passage);
  }
  assert.deepEqual((await written(home)).transcript.map(({ text }: { text: string }) => text), [
    "cinquante mille euros",
    "Nous avons un rien sur rien.",
  ]);
  await assert.rejects(app.correct(home.id, { passage: "le chat dort", text: "x" }), UsageError);
  await assert.rejects(app.correct(home.id, { passage: "projet", text: "x" }), /--at/);
});

Deno.test("a file that is not understood is shown, and never written over", async () => {
  await using home = await sealedHome();
  await home.put("corrections.json", '{\n  "titre": "Comité"\n}');
  await using app = testApp(home);
  assert.match((await app.corrections(home.id)).problem!.key, /unknownName/);
  await assert.rejects(app.correct(home.id, { title: "A" }), /ligne 2/);
  assert.equal(await home.text("corrections.json"), '{\n  "titre": "Comité"\n}');
  await assert.rejects(app.correct("rien", { title: "A" }), /greffier list/);
  await Deno.rename(join(home.path, "outbox", home.id), join(home.path, "outbox", "ailleurs"));
  await assert.rejects(app.correct(home.id, { title: "A" }), /ailleurs/);
});

Deno.test("correct tells where the text of changed blocks goes, and only when blocks change", async () => {
  const input = atlasMeeting();
  const { session } = input;
  const { pinned } = session;
  const analysis = { ...pinned.settings.analysis, llm_backend: "openai" as const };
  await using home = await sealedHome({
    input: {
      ...input,
      session: { ...session, pinned: { ...pinned, settings: { ...pinned.settings, analysis } } },
    },
  });
  await using app = testApp(home);
  assert.ok((await app.correct(home.id, { words: [["Boréal", "Borée"]] })).sentTo);
  assert.equal((await app.correct(home.id, { title: "Comité" })).sentTo, undefined);
});

Deno.test("a word or a name that is nowhere is written, and told on the spot", async () => {
  await using home = await sealedHome();
  await using app = testApp(home);
  const done = await app.correct(home.id, {
    words: [["inexistant", "Toto"], ["Boréal", "Borée"]],
    names: [["Gaston", "Gaston L."], ["Nadia", "Nadia Roux"]],
  });
  assert.deepEqual(done.nowhere, [{ kind: "word", from: "inexistant" }, { kind: "name", from: "Gaston" }]);
  assert.equal((await written(home)).words.inexistant, "Toto");
  assert.equal((await app.correct(home.id, { words: [["devis", "Devis"]] })).nowhere, undefined);
});

Deno.test("undo tells what went and what is back", async () => {
  await using home = await sealedHome();
  await using app = testApp(home);
  await app.correct(home.id, { title: "Comité", words: [["Boréal", "Borée"]] });
  await app.correct(home.id, { title: "Comité Atlas", names: [["Nadia", "Nadia Roux"]] });
  const { took } = await app.correct(home.id, { undo: true });
  const told = (lines: NonNullable<typeof took>["gone"]) =>
    lines.map(({ kind, from, to }) => [kind, from, to]);
  assert.deepEqual(told(took!.gone), [["title", null, "Comité Atlas"], ["name", "Nadia", "Nadia Roux"]]);
  assert.deepEqual(told(took!.back), [["title", null, "Comité"]]);
});
