import assert from "node:assert/strict";
import fc from "fast-check";
import { cleanText, typeset } from "../../src/report/typography.ts";

const shown = (text: string) => text.replaceAll("\u00a0", "_");

Deno.test("French keeps its high punctuation and guillemets with their word", () => {
  const table: readonly [string, string][] = [
    ["Quel est le risque ?", "Quel est le risque_?"],
    ["Quel est le risque?", "Quel est le risque_?"],
    ["Non ; oui !", "Non_; oui_!"],
    ["Reste : tout", "Reste_: tout"],
    ["le mot « Atlas » et «Boréal»", "le mot «_Atlas_» et «_Boréal_»"],
    ["à 14:05, http://exemple.fr/?a=b", "à 14:05, http://exemple.fr/?a=b"],
    ["15 % en 10 min", "15_% en 10_min"],
  ];
  for (const [text, set] of table) assert.equal(shown(typeset(text, "fr")), set);
});

Deno.test("English stays plain", () => {
  assert.equal(typeset("Why? Because: yes!", "en"), "Why? Because: yes!");
});

Deno.test("typesetting twice changes nothing", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), fc.constantFrom("fr", "en"), (text, language) => {
    const once = typeset(text, language as "fr" | "en");
    assert.equal(
      typeset(once, language as "fr" | "en").replaceAll("\u00a0", " "),
      once.replaceAll("\u00a0", " "),
    );
  }));
});

Deno.test("text from outside becomes one well-formed line without controls or marks of direction", () => {
  assert.equal(cleanText(" a\r\n\tb\u0000\u001b[31m \u202eevil\u202c \u2066x\u2069 "), "a b[31m evil x");
  assert.equal(cleanText("a\ud800b"), "a\ufffdb");
  assert.equal(cleanText("👩‍👩‍👧 été"), "👩‍👩‍👧 été");
});

Deno.test("text longer than its place is cut, without cutting a character in two", () => {
  assert.equal(cleanText("abcdef", 3), "abc…");
  assert.ok(cleanText("😀".repeat(10), 3).isWellFormed());
});
