/**
 * What Whisper writes for noise and silence: the last lines of the subtitles it learned from. Collected from the
 * issues of openai/whisper, whisper.cpp and faster-whisper, and from "Careless Whisper" (arXiv 2402.08021) and the
 * "bag of hallucinations" of arXiv 2501.11378.
 *
 * @module
 */

/** Nobody says these in a meeting. Normalised as {@linkcode normalised} does; one that ends in `*` may go on. */
const NEVER_SAID = [
  // French
  "sous titres realises par *",
  "sous titrage realise par *",
  "sous titres par *",
  "sous titrage st 501",
  "sous titrage fr *",
  "sous titrage societe radio canada",
  "sous titrage de la radio canada",
  "sous titres francophones",
  "par soustitreur com",
  "soustitreur com",
  "merci d avoir regarde cette video*",
  "merci d avoir regarde la video*",
  "merci d avoir visionne cette video*",
  "abonnez vous",
  "abonnez vous a la chaine*",
  "n oubliez pas de vous abonner*",
  "amara org",
  // English
  "thanks for watching*",
  "thank you for watching*",
  "thank you so much for watching*",
  "please subscribe*",
  "subscribe to my channel",
  "like and subscribe",
  "don t forget to subscribe*",
  "subtitles by *",
  "subtitles created by *",
  "captions by *",
  "transcription by *",
];

/** People say these too: held back only where the model itself has doubts. */
const SELDOM_HEARD = [
  "merci",
  "merci beaucoup",
  "merci d avoir regarde",
  "a bientot",
  "a la prochaine",
  "thank you",
  "thank you very much",
  "thanks",
  "bye",
  "bye bye",
  "you",
  "so",
  "the end",
];

/** Lower case, without accents; whatever is no letter or digit is one space. */
export function normalised(text: string): string {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/œ/g, "oe")
    .replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

function matches(text: string, phrases: readonly string[]): boolean {
  return phrases.some((phrase) =>
    phrase.endsWith("*") ? text.startsWith(phrase.slice(0, -1).trimEnd()) : text === phrase
  );
}

/** Whether a whole segment is a phrase that only subtitles end with. */
export function isStockPhrase(text: string): boolean {
  const words = normalised(text);
  return matches(words, NEVER_SAID) || words.includes("amara org");
}

/** Whether a whole segment is a courtesy that Whisper also invents. */
export function isCourtesy(text: string): boolean {
  return matches(normalised(text), SELDOM_HEARD);
}
