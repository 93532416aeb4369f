/**
 * `text` in lower case, without accents, with straight apostrophes and plain spaces, for matching only. As long as
 * `text` (which must be in NFC), so that a match in the folded text is a place in the written one.
 */
export function fold(text: string): string {
  let folded = "";
  for (let i = 0; i < text.length; i++) folded += foldUnit(text[i]!);
  return folded;
}

const SPECIAL: Readonly<Record<string, string>> = {
  "’": "'",
  "‘": "'",
  "ʼ": "'",
  "œ": "o",
  "Œ": "o",
  "æ": "a",
  "Æ": "a",
};

function foldUnit(unit: string): string {
  const special = SPECIAL[unit];
  if (special !== undefined) return special;
  if (/\s/.test(unit)) return " ";
  const bare = unit.normalize("NFD")[0]!.toLowerCase();
  return bare.length === 1 ? bare : unit;
}

/** A stretch of a text: code units from `from` to before `to`. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Where the group `name` of a match with indices lies; undefined: it took no part. */
export function stretchOf(match: RegExpExecArray, name: string): Stretch | undefined {
  const indices = match.indices?.groups?.[name];
  return indices === undefined ? undefined : { from: indices[0], to: indices[1] };
}

/** `text` without `stretches`, which are in order and apart. */
export function without(text: string, stretches: readonly Stretch[]): string {
  let kept = "";
  let at = 0;
  for (const { from, to } of stretches) {
    kept += text.slice(at, from);
    at = to;
  }
  return kept + text.slice(at);
}
