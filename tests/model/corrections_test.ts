import assert from "node:assert/strict";
import fc from "fast-check";
import {
  ANCHOR_RULE,
  Corrections,
  itemOf,
  mendSegments,
  placePassages,
  type Segment,
} from "../../src/model/mod.ts";

/** Segments of one channel, one after the other from `from` on, each of three seconds. */
function segments(texts: readonly string[], { from = 0, channel = 0 as 0 | 1 } = {}): Segment[] {
  return texts.map((text, n) => ({
    id: `${channel}.${n}`,
    channel,
    start: from + 3 * n,
    end: from + 3 * n + 2.8,
    text,
  }));
}

const WORDS = ("nous avons validé le budget du projet pour la prochaine réunion client semaine livraison " +
  "maquette équipe technique devis contrat février trimestre retard version serveur sécurité formation " +
  "planning vendeur magasin écran voiture rapport cantine facture téléphone").split(" ");

const words = fc.shuffledSubarray(WORDS, { minLength: 6, maxLength: 10 });

/** What another model makes of a text: here and there a letter less. */
function misheard(text: string, every: number): string {
  return text.split(" ").map((word, n) =>
    n % every === every - 1 && word.length > 4 ? word.slice(0, -1) : word
  )
    .join(" ");
}

Deno.test("a passage is found again after another transcription: shifted in time, a few letters otherwise, cut elsewhere", () => {
  fc.assert(fc.property(
    fc.array(words, { minLength: 6, maxLength: 9 }),
    fc.nat(5),
    fc.double({ min: -2, max: 2, noNaN: true }),
    fc.integer({ min: 3, max: 6 }),
    fc.boolean(),
    (sentences, which, shift, every, merged) => {
      const texts = sentences.map((sentence, n) => `${sentence.join(" ")} numéro${n}`);
      const before = segments(texts, { from: 20 });
      const passage = { at: before[which].start, was: texts[which], text: "AUTRE CHOSE" };
      const heard = texts.map((text) => misheard(text, every));
      const after = segments(heard, { from: 20 + shift });
      // The sentence before and this one in one segment.
      const n = Math.max(1, which);
      const cut = merged
        ? [...after.slice(0, n - 1), {
          ...after[n - 1],
          end: after[n].end,
          text: `${heard[n - 1]} ${heard[n]}`,
        }, ...after.slice(n + 1)]
        : after;
      const { segments: mended, lost } = mendSegments(cut, { corrections: { transcript: [passage] } });
      assert.deepEqual(lost, []);
      const text = mended.map(({ text }) => text).join(" ");
      assert.ok(text.includes("AUTRE CHOSE"), text);
      assert.ok(!text.includes(`numéro${which}`), text);
      for (const [n] of texts.entries()) {
        if (n !== which) assert.ok(text.includes(`numéro${n}`) || text.includes("numér"), text);
      }
    },
  ));
});

Deno.test("a passage never takes the place of a neighbour that says something else", () => {
  fc.assert(fc.property(
    fc.array(words, { minLength: 3, maxLength: 6 }),
    fc.array(fc.constantFrom("chat", "chien", "soleil", "orage", "montagne", "rivière", "piano"), {
      minLength: 2,
      maxLength: 8,
    }),
    fc.double({ min: 0, max: 15, noNaN: true }),
    (sentences, was, at) => {
      const texts = sentences.map((sentence) => sentence.join(" "));
      const passage = { at, was: was.join(" "), text: "AUTRE" };
      const { segments: mended, lost } = mendSegments(segments(texts), {
        corrections: { transcript: [passage] },
      });
      assert.deepEqual(lost, [passage]);
      assert.deepEqual(mended.map(({ text }) => text), texts);
    },
  ));
});

Deno.test("of two equal passages the nearest is meant; one that is gone takes no other's place", () => {
  const said = segments(["D'accord.", "Le budget est validé.", "On passe à la suite.", "D'accord."]);
  const place = (at: number, was: string) => [...placePassages(said, [{ at, was, text: "x" }]).edits.keys()];
  assert.deepEqual(place(0.5, "d'accord"), ["0.0"]);
  assert.deepEqual(place(8, "D’accord !"), ["0.3"]);
  assert.deepEqual(place(9 + 2.8 + ANCHOR_RULE.reach + 1, "D'accord"), []);
  assert.deepEqual(place(4, "le budjet est valider"), ["0.1"]);
  assert.deepEqual(place(4, "le budget est refusé hier"), []);
  // Word for word, four words and in one place alone: anywhere in a minute.
  assert.deepEqual(place(60, "on passe à la suite"), ["0.2"]);
  assert.deepEqual(place(80, "on passe à la suite"), []);
  assert.deepEqual(place(4, "…"), []);
});

Deno.test("a passage that two segments share stands in the first; the rest of both stays", () => {
  const said = segments(["Bonjour. Le budget de", "quarante mille est validé. Merci."]);
  const passage = {
    at: 1,
    was: "Le budget de quarante mille est validé",
    text: "Le budget de cinquante mille est refusé",
  };
  const { segments: mended, lost } = mendSegments(said, { corrections: { transcript: [passage] } });
  assert.deepEqual(lost, []);
  assert.deepEqual(mended.map(({ text }) => text), [
    "Bonjour. Le budget de cinquante mille est refusé.",
    "Merci.",
  ]);
});

Deno.test("a passage keeps one full stop, its own or the sentence's", () => {
  const mended = (was: string, text: string) =>
    mendSegments(segments(["Le budget est validé. Merci."]), {
      corrections: { transcript: [{ at: 0, was, text }] },
    })
      .segments[0].text;
  assert.equal(mended("est validé", "est refusé"), "Le budget est refusé. Merci.");
  assert.equal(mended("est validé.", "est refusé."), "Le budget est refusé. Merci.");
  assert.equal(mended("est validé", "est refusé !"), "Le budget est refusé ! Merci.");
  assert.equal(mended("Le budget est validé", ""), "Merci.");
});

Deno.test("two passages never share a word, and an empty text takes the passage away", () => {
  const said = segments(["Un deux trois quatre cinq."]);
  const first = { at: 0, was: "deux trois", text: "2 3" };
  const second = { at: 0, was: "trois quatre", text: "3 4" };
  assert.deepEqual(placePassages(said, [first, second]).lost, [second]);
  const { segments: [only] } = mendSegments(said, {
    corrections: { transcript: [{ at: 0, was: said[0].text, text: "" }] },
  });
  assert.equal(only.text, "");
});

Deno.test("words are whole, all at once, the longest first, case ignored and accents counted", () => {
  const table: readonly [string, Record<string, string>, string][] = [
    ["l'Atlasse, atlasses", { atlasse: "Atlas" }, "l'Atlas, atlasses"],
    ["anne marc", { anne: "Marc", marc: "Anne" }, "Marc Anne"],
    ["cote et côte", { cote: "côté" }, "côté et côte"],
    ["point de vente", { point: "Point", "point de vente": "magasin" }, "magasin"],
    ["a+b", { "a+b": "$&" }, "$&"],
    ["rien", {}, "rien"],
  ];
  for (const [text, words, written] of table) {
    const { segments: [mended] } = mendSegments(segments([text]), { corrections: { words } });
    assert.equal(mended.text, written);
  }
});

Deno.test("an action is found again by its moment and its words, and no other is taken for it", () => {
  const items = [
    { at: 40, texts: ["Envoyer le devis"] },
    { at: 43, texts: ["Réserver la salle du comité"] },
    { at: 70, texts: ["Relancer le client"] },
  ];
  assert.equal(itemOf({ at: 42, was: "envoyer le devis au client" }, items), 0);
  assert.equal(itemOf({ at: 41, was: "Reserver une sale pour le comité" }, items), 1);
  assert.equal(itemOf({ at: 41, was: "Commander les écrans" }, items), undefined);
  assert.equal(itemOf({ at: 90, was: "Relancer le client" }, items), undefined);
  // A file written by hand, as before, says no words: the nearest within reach.
  assert.equal(itemOf({ at: 58 }, items), 2);
  assert.equal(itemOf({ at: 58.1 - 3 }, items), 1);
  assert.equal(itemOf({ at: 200 }, items), undefined);
});

Deno.test("a file as older versions knew it is read, and remarks of a person are no mistake", () => {
  const old = {
    title: "Comité",
    channels: { "0": "Camille" },
    words: { Boréal: "Boréale" },
    names: { Nadia: "Nadia Benali" },
    actions: [{ at: 43.81, owner: "Hugo", due: null }],
  };
  assert.deepEqual(Corrections.parse(old), old);
  const remarked = {
    $schema: "x",
    _note: "demander à Paul",
    "//": "…",
    title: "T",
    actions: [{ at: 1, _why: "?" }],
  };
  assert.deepEqual(Corrections.parse(remarked), { title: "T", actions: [{ at: 1 }] });
  assert.deepEqual(Corrections.parse({ words: { _x: "y", $: "z" } }), { words: { _x: "y", $: "z" } });
  assert.ok(!Corrections.safeParse({ titel: "T" }).success);
});
