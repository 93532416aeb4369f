import { distance } from "fastest-levenshtein";

/**
 * The name of `names` that was probably meant by `written`, or undefined when none is near: two letters wrong, or
 * one in three of a long name (Levenshtein distance), one of a name of three letters or fewer; case and `-` for `_` ignored.
 */
export function nearest(written: string, names: readonly string[]): string | undefined {
  const plain = (name: string) => name.toLowerCase().replaceAll("-", "_");
  let best: string | undefined;
  let bestDistance = Math.max(written.length > 3 ? 2 : 1, Math.floor(written.length / 3)) + 1;
  for (const name of names) {
    const letters = distance(plain(written), plain(name));
    if (letters < bestDistance) [best, bestDistance] = [name, letters];
  }
  return best;
}
