import assert from "node:assert/strict";
import fc from "fast-check";
import { cutLoops, guard } from "../../../src/jobs/hearing/guards.ts";
import { countWords } from "../../../src/model/mod.ts";

interface Case {
  readonly text: string;
  readonly seconds?: number;
  readonly logprob?: number;
  readonly noSpeech?: number;
}

/** What becomes of one piece: its kept text, and the reasons against the rest. */
function fate({ text, seconds = Math.max(1, countWords(text) / 3), logprob = -0.2, noSpeech = 0 }: Case) {
  const { kept, suppressed } = guard({ pieces: [{ start: 0, end: seconds, text, logprob }], noSpeech });
  return { kept: kept.map((piece) => piece.text).join(" "), reasons: suppressed.map(({ reason }) => reason) };
}

for (
  const text of [
    "Oui oui oui.",
    "Non non non non non !",
    "No, no, no, no.",
    "D'accord, d'accord, d'accord.",
    "On y va, on y va.",
    "Merci.",
    "Thank you.",
    "Merci d'avoir regardé le devis que je vous ai envoyé lundi.",
    "Il faut mettre les sous-titres avant vendredi.",
    "Très très très bien.",
    "Le budget est de quarante mille euros.",
  ]
) {
  Deno.test(`what people say stays: ${text}`, () => {
    assert.deepEqual(fate({ text }), { kept: text, reasons: [] });
  });
}

for (
  const text of [
    "Sous-titres réalisés par la communauté d'Amara.org",
    "Sous-titres réalisés para la communauté d'Amara.org",
    "Sous-titrage ST' 501",
    "Sous-titrage Société Radio-Canada",
    "❤️ par SousTitreur.com",
    "Merci d'avoir regardé cette vidéo !",
    "Abonnez-vous !",
    "Thanks for watching!",
    "Subtitles by the Amara.org community",
  ]
) {
  Deno.test(`the end of other people's films is held back: ${text}`, () => {
    assert.deepEqual(fate({ text, seconds: 2 }), { kept: "", reasons: ["stock-phrase"] });
    assert.deepEqual(fate({ text, seconds: 28 }), { kept: "", reasons: ["stock-phrase"] });
  });
}

Deno.test("a courtesy is held back only where the model doubts", () => {
  assert.deepEqual(fate({ text: "Merci.", noSpeech: 0.4 }).reasons, ["stock-phrase"]);
  assert.deepEqual(fate({ text: "Thank you.", logprob: -0.9 }).reasons, ["stock-phrase"]);
  assert.deepEqual(fate({ text: "Merci.", noSpeech: 0.1, logprob: -0.3 }).reasons, []);
});

Deno.test("text is not believed where nobody speaks and the words are unlikely, and only where both hold", () => {
  const text = "Le client attend la présentation.";
  assert.deepEqual(fate({ text, noSpeech: 0.7, logprob: -1.2 }).reasons, ["no-speech"]);
  assert.deepEqual(fate({ text, noSpeech: 0.7, logprob: -0.4 }).reasons, []);
  assert.deepEqual(fate({ text, noSpeech: 0.1, logprob: -1.2 }).reasons, []);
  assert.deepEqual(fate({ text, noSpeech: 0.1, logprob: -2.5 }).reasons, ["low-confidence"]);
  assert.deepEqual(fate({ text: "♪ ... ♪" }).reasons, ["low-confidence"]);
});

Deno.test("nobody says thirty words in two seconds", () => {
  const text = "un deux trois quatre cinq six sept huit neuf dix ".repeat(2) +
    "onze douze treize quatorze quinze seize";
  assert.deepEqual(fate({ text, seconds: 2 }).reasons, ["too-fast"]);
  assert.deepEqual(fate({ text, seconds: 6 }).reasons, []);
});

Deno.test("a loop is said once, and what was cut is kept aside", () => {
  const { kept, suppressed } = guard({
    pieces: [{
      start: 1,
      end: 20,
      text: "Bonjour, nous validons le budget, nous validons le budget, nous validons le budget, " +
        "nous validons le budget, nous validons le budget, merci.",
      logprob: -0.2,
    }],
    noSpeech: 0,
  });
  assert.deepEqual(kept.map(({ text }) => text), ["Bonjour, nous validons le budget, merci."]);
  assert.equal(suppressed.length, 1);
  assert.equal(suppressed[0].reason, "repetition");
  assert.equal(suppressed[0].text.match(/validons/g)?.length, 4);
  assert.equal(suppressed[0].start, 1);
});

Deno.test("one word said twenty times is a loop", () => {
  assert.deepEqual(fate({ text: "et ".repeat(20) + "voilà.", seconds: 10 }), {
    kept: "et voilà.",
    reasons: ["repetition"],
  });
});

Deno.test("a long text that turns round the same few words is held back", () => {
  const text = Array.from(
    { length: 14 },
    (_, n) => ["nous avons bien", "nous avons", "avons bien nous"][n % 3],
  ).join(" ");
  assert.deepEqual(fate({ text: `${text} ${text}`, seconds: 28 }).reasons, ["repetition"]);
});

Deno.test("the same sentence in piece after piece is kept once; a short answer may come three times", () => {
  const pieces = (text: string, count: number) =>
    Array.from({ length: count }, (_, n) => ({ start: n * 2, end: n * 2 + 1.9, text, logprob: -0.2 }));
  const looped = guard({ pieces: pieces("Nous validons le budget.", 4), noSpeech: 0 });
  assert.deepEqual(looped.kept.map(({ start }) => start), [0]);
  assert.deepEqual(looped.suppressed.map(({ start, reason }) => [start, reason]), [
    [2, "repetition"],
    [4, "repetition"],
    [6, "repetition"],
  ]);
  assert.equal(guard({ pieces: pieces("Oui.", 3), noSpeech: 0 }).kept.length, 3);
});

Deno.test("cutting loops never invents a word, loses none, and leaves nothing more to cut", () => {
  const word = fc.constantFrom("un", "deux", "oui,", "non.", "l'équipe", "?", "—");
  fc.assert(fc.property(fc.array(word, { maxLength: 60 }), (words) => {
    const { text, removed } = cutLoops(words.join(" "));
    const sorted = (all: string) => all.split(" ").filter((each) => each !== "").sort();
    assert.deepEqual(sorted(`${text} ${removed}`), sorted(words.join(" ")));
    assert.deepEqual(cutLoops(text), { text, removed: "" });
  }));
});
