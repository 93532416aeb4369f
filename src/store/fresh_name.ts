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

/** The first of `name`, `name (2)`, `name (3)` … that is free in `folder`, the number before the ending. */
export async function freshName(files: Files, folder: string, name: string): Promise<string> {
  const base = shortened(name);
  const dot = base.lastIndexOf(".");
  const [stem, ending] = dot > 0 ? [base.slice(0, dot), base.slice(dot)] : [base, ""];
  for (let number = 1;; number++) {
    const candidate = number === 1 ? base : `${stem} (${number})${ending}`;
    if (!await files.stat(join(folder, candidate))) return candidate;
  }
}
