import { join } from "node:path";

/** A path below `folder` of `length` characters, or one more, through folders with spaces and accents. */
export function longPath(folder: string, length: number): string {
  let path = folder;
  while (path.length < length) {
    path = join(path, NAMES.slice(0, Math.max(1, length - path.length - 1)).trim());
  }
  return path;
}

const NAMES = "réunions d'équipe à garder réunions d'équipe à garder";
