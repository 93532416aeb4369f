import { join } from "node:path";
import type { Files } from "./files.ts";

/** Longest file name that every file system takes, in UTF-8 bytes, with room for an ending of our own. */
const NAME_BYTES = 230;

/** `name` shortened, before its ending, to what file systems take once `.why.txt` or a number is added. */
export function shortened(name: string): string {
  const dot = name.lastIndexOf(".");
  const ending = dot > 0 ? name.slice(dot) : "";
  const letters = [...(dot > 0 ? name.slice(0, dot) : name)];
  const encoder = new TextEncoder();
  while (letters.length > 1 && encoder.encode(letters.join("") + ending).length > NAME_BYTES) letters.pop();
  return letters.join("") + ending;
}

/** `name`, `name (2)`, `name (3)` … for ever, the number before the ending. */
export function* numberedNames(name: string): Generator<string, never> {
  const base = shortened(name);
  const dot = base.lastIndexOf(".");
  const [stem, ending] = dot > 0 ? [base.slice(0, dot), base.slice(dot)] : [base, ""];
  yield base;
  for (let number = 2;; number++) yield `${stem} (${number})${ending}`;
}

/**
 * The first of {@linkcode numberedNames} that is free in `folder`. `beside`: endings with which no file may be there either.
 */
export async function freshName(
  files: Files,
  folder: string,
  name: string,
  { beside = [] }: { readonly beside?: readonly string[] } = {},
): Promise<string> {
  const names = numberedNames(name);
  for (;;) {
    const { value } = names.next();
    const wanted = ["", ...beside].map((ending) => files.stat(join(folder, value + ending)));
    if ((await Promise.all(wanted)).every((stat) => stat === undefined)) return value;
  }
}
