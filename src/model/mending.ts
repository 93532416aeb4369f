import { type Forms, replacementsIn } from "./forms.ts";

/** Who changed a text: the house's vocabulary, or a person's corrections of this meeting. */
export type ChangedBy = "vocabulary" | "correction";

/** A change of a text: what stood there, and what stands there now. */
export interface Mend {
  readonly from: string;
  readonly to: string;
  readonly by: ChangedBy;
}

/** A stretch of a text. `by` is undefined where it stands as it was. */
export interface Piece {
  readonly text: string;
  readonly by?: ChangedBy;
}

/** What texts are put right with. */
export interface Mending {
  /** A person's words of this meeting. */
  readonly words: Forms;
  /** The same, for what the vocabulary wrote and for texts made from words that were put right before. */
  readonly wordsAgain: Forms;
  readonly vocabulary: Forms;
}

/** A text put right, and what was changed in it, in its order. */
export interface Mended {
  readonly text: string;
  readonly mends: readonly Mend[];
}

/**
 * Puts `pieces` of one text right: a person's words, then the vocabulary where no person wrote, then a person's words on
 * what the vocabulary wrote. A person's come last and win; nothing else is replaced twice. `again`: the text was made
 * from words that a person had put right.
 */
export function mendPieces(
  pieces: readonly Piece[],
  { words, wordsAgain, vocabulary }: Mending,
  { again = false }: { readonly again?: boolean } = {},
): Mended {
  const mends: Mend[] = [];
  const inPlain = (pieces: readonly Piece[], forms: Forms, by: ChangedBy) =>
    pieces.flatMap((piece) => piece.by === undefined ? replaced(piece.text, forms, by, mends) : [piece]);
  const said = again ? pieces : inPlain(pieces, words, "correction");
  const housed = inPlain(said, vocabulary, "vocabulary");
  const last = joined(housed).flatMap((piece) =>
    piece.by === "correction" ? [piece] : replaced(piece.text, wordsAgain, "correction", mends)
  );
  return { text: last.map(({ text }) => text).join(""), mends };
}

function replaced(text: string, forms: Forms, by: ChangedBy, mends: Mend[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { from, to, written } of replacementsIn(text, forms)) {
    if (from > at) pieces.push({ text: text.slice(at, from) });
    pieces.push({ text: written, by });
    mends.push({ from: text.slice(from, to), to: written, by });
    at = to;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return pieces;
}

/** Neighbours that no person wrote, in one. */
function joined(pieces: readonly Piece[]): Piece[] {
  const found: Piece[] = [];
  for (const { text, by } of pieces) {
    const last = found.at(-1);
    const isOwn = by === "correction";
    if (last && !isOwn && last.by === undefined) found[found.length - 1] = { text: last.text + text };
    else found.push(isOwn ? { text, by } : { text });
  }
  return found;
}
