import assert from "node:assert/strict";
import fc from "fast-check";
import { mendingOf, mendPieces, parseVocabulary, tooLargeText } from "../../src/model/mod.ts";

/** A text as the house writes it, and a person after it. */
function mended(text: string, vocabulary: string, words: Record<string, string> = {}): string {
  const mending = mendingOf({ corrections: { words }, vocabulary: parseVocabulary(vocabulary) });
  return mendPieces([{ text }], mending).text;
}

Deno.test("the vocabulary mends whole words, whatever their case, accents, elision and hyphens", () => {
  const table: readonly [vocabulary: string, said: string, written: string][] = [
    ["atlasse => Atlas", "l'atlasse et l’Atlasse, d'ATLASSE", "l'Atlas et l’Atlas, d'Atlas"],
    ["atlasse => Atlas", "les atlasses, atlasser, un atlas", "les atlasses, atlasser, un atlas"],
    ["helene | élaine => Hélène", "Helene, hélène et Elaine", "Hélène, Hélène et Hélène"],
    ["trois cx => 3CX", "le trois-CX, le trois  cx, trois. CX", "le 3CX, le 3CX, trois. CX"],
    ["boreal => Boréal\nboreal nord => Boréal-Nord", "boréal nord puis boréal", "Boréal-Nord puis Boréal"],
    // Nothing that was written is replaced in turn.
    ["a => b\nb => c", "a b", "b c"],
    ["ma => mb\nmb => ma", "ma mb", "mb ma"],
    ["Atlas => projet Atlas", "le projet Atlas, puis Atlas", "le projet Atlas, puis projet Atlas"],
    ["devi => devis", "Devi signé. Un devi.", "Devis signé. Un devis."],
    ["iphone => iPhone", "Iphone", "iPhone"],
    ["c++ => C++", "du c++ et un c", "du C++ et un c"],
    ["r&d => R&D", "la r&d, r d", "la R&D, r d"],
    ["coeur => Cœur", "le cœur", "le Cœur"],
    ["hui => Huy", "aujourd'hui à hui", "aujourd'hui à Huy"],
    ["x => $&", "x", "x"],
  ];
  for (const [vocabulary, said, written] of table) {
    assert.equal(mended(said, vocabulary), written, vocabulary);
  }
});

Deno.test("lines, remarks, plain words, a byte-order mark and Windows line ends are understood", () => {
  const { pairs, problems } = parseVocabulary(
    "\uFEFF# maison\r\n\r\nAtlas\r\natlasse | à tlas=>Atlas\r\n  # boreal => x\r\nC# => C#\r\n",
  );
  assert.deepEqual(pairs, [["atlasse", "Atlas"], ["à tlas", "Atlas"], ["C#", "C#"]]);
  assert.deepEqual(problems, []);
});

Deno.test("a line that cannot be understood is told by its number, and the others count", () => {
  const text =
    "atlasse -> Atlas\nboreal =>\n=> x\na => b => c\nx | => y\nok => Oké\nok => OK\nm => n | o\nd\uFFFDj => d";
  const { pairs, problems } = parseVocabulary(text);
  assert.deepEqual(pairs, [["ok", "Oké"]]);
  assert.deepEqual(problems.map(({ key, values }) => [key.split(".")[1], values.line]), [
    ["otherSign", 1],
    ["noWritten", 2],
    ["noHeard", 3],
    ["twoSigns", 4],
    ["noHeard", 5],
    ["again", 7],
    ["twoWritten", 8],
    ["badLetters", 9],
  ]);
});

Deno.test("a vocabulary that Notepad saved as Unicode, and one that is too large, is refused whole", () => {
  const utf16 = new TextDecoder().decode(new Uint8Array([0xff, 0xfe, 0x61, 0, 0x3d, 0, 0x3e, 0, 0x62, 0]));
  assert.deepEqual(parseVocabulary(utf16).problems.map(({ key }) => key), ["vocabulary.notUtf8"]);
  assert.deepEqual(parseVocabulary(tooLargeText(70_000)).problems.map(({ key }) => key), [
    "vocabulary.tooLarge",
  ]);
});

Deno.test("a person's words come after the vocabulary and win", () => {
  assert.equal(mended("atlasse", "atlasse => Atlas", { Atlas: "ATLAS SA" }), "ATLAS SA");
  assert.equal(mended("atlasse", "atlasse => Atlas", { atlasse: "l'atlas" }), "l'atlas");
  assert.equal(mended("Atlas", "atlas => Borée", { Atlas: "Atlas" }), "Borée");
  // What a person wrote is not the house's to mend.
  assert.equal(mended("boréal", "boreale => Boréal", { boréal: "Boréale" }), "Boréale");
});

Deno.test("mending twice is mending once, and leaves every other word alone", () => {
  const word = fc.constantFrom(
    "atlas",
    "Atlas",
    "projet",
    "boréal",
    "le",
    "l'",
    "devis",
    "3CX",
    "é",
    "…",
    " , ",
  );
  const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(" "))
    .filter((text) => /[\p{L}\p{N}]/u.test(text));
  fc.assert(fc.property(
    fc.array(fc.tuple(phrase, fc.constantFrom("ALPHA", "Bêta", "Gamma Delta"))),
    fc.array(word).map((words) => words.join(" ")),
    (pairs, text) => {
      const vocabulary = pairs.map(([heard, written]) => `${heard} => ${written}`).join("\n");
      const once = mended(text, vocabulary);
      assert.equal(mended(once, vocabulary), once);
      const left = (said: string) =>
        said.split(/\s+/).filter((word) =>
          !pairs.some(([heard]) => heard.toLowerCase().includes(word.toLowerCase()))
        );
      for (const word of left(text)) assert.ok(once.includes(word), `${word} in ${once}`);
    },
  ));
});
