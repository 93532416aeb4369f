import assert from "node:assert/strict";
import fc from "fast-check";
import { cleanText, splitSentences, toSentences } from "../../../src/jobs/hearing/sentences.ts";

const piece = (start: number, end: number, text: string, logprob = -0.1) => ({ start, end, text, logprob });

for (
  const [text, sentences] of [
    ["Bonjour à tous. Nous commençons.", ["Bonjour à tous.", "Nous commençons."]],
    ["Vous venez ? Oui, bien sûr !", ["Vous venez ?", "Oui, bien sûr !"]],
    ["M. Dupont et Mme. Petit sont là. Merci.", ["M. Dupont et Mme. Petit sont là.", "Merci."]],
    ["C'est J. Martin qui appelle.", ["C'est J. Martin qui appelle."]],
    ["Environ 3.5 millions. 40 personnes.", ["Environ 3.5 millions.", "40 personnes."]],
    ["Il a dit « oui. » Puis rien…", ["Il a dit « oui. »", "Puis rien…"]],
    ["euh... on verra ça demain", ["euh... on verra ça demain"]],
    ["", []],
  ] as const
) {
  Deno.test(`sentences of "${text}"`, () => assert.deepEqual(splitSentences(text), sentences));
}

Deno.test("a piece of several sentences is split, its time by its letters", () => {
  assert.deepEqual(toSentences([piece(10, 14, "Un deux. Six dix.")]), [
    piece(10, 12, "Un deux."),
    piece(12, 14, "Six dix."),
  ]);
});

Deno.test("a sentence that the model cut is one again", () => {
  const [sentence, ...others] = toSentences([
    piece(1, 3, "Nous validons le budget"),
    piece(3.2, 5, "du projet Atlas."),
  ]);
  assert.deepEqual(others, []);
  assert.deepEqual({ ...sentence, logprob: 0 }, piece(1, 5, "Nous validons le budget du projet Atlas.", 0));
  assert.ok(Math.abs(sentence.logprob + 0.1) < 1e-9);
});

Deno.test("pieces with a long pause between them, or a new beginning, stay apart", () => {
  assert.equal(toSentences([piece(1, 3, "Nous validons"), piece(4.5, 5, "le budget.")]).length, 2);
  assert.equal(toSentences([piece(1, 3, "Nous validons"), piece(3, 5, "Le budget suit.")]).length, 2);
  assert.equal(toSentences([piece(1, 15, "et alors"), piece(15, 29, "et puis")]).length, 2);
});

Deno.test("what cannot be seen is no text", () => {
  assert.equal(
    cleanText(" Un\u0000 deux\n\u202Etrois\u200B\uFFFD  e\u0301t\u0301 "),
    "Un deux trois ét\u0301",
  );
  assert.deepEqual(toSentences([piece(0, 1, " \u200B ")]), []);
});

Deno.test("no letter is lost or moved, and times stay in order", () => {
  const text = fc.array(fc.constantFrom("Oui.", "non", "M.", "Le", "budget,", "?", "Fin !", "3"), {
    maxLength: 12,
  })
    .map((words) => words.join(" "));
  fc.assert(fc.property(fc.array(text, { maxLength: 6 }), (texts) => {
    const pieces = texts.map((text, n) => piece(n * 2, n * 2 + 1.5, text));
    const sentences = toSentences(pieces);
    assert.equal(
      sentences.map(({ text }) => text).join(" "),
      texts.filter((text) => text !== "").join(" "),
    );
    for (const [n, { start, end }] of sentences.entries()) {
      assert.ok(start <= end);
      if (n > 0) assert.ok(start >= sentences[n - 1].start);
    }
  }));
});
