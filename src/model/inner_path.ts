import { z } from "../schema.ts";

/**
 * A path below the folder that a record tells of, with `/`. Records come with meetings that others packed: none leads out
 * of its folder. Backslashes part names too, as they do on Windows.
 */
export const InnerPath = z.string().refine((path) => leadsInside(path), "does not lead out of its folder");

/** The name of one file or folder. */
export const InnerName = z.string().refine(
  (name) => leadsInside(name) && !/[/\\]/.test(name) && name !== ".",
  "is the name of one file",
);

function leadsInside(path: string): boolean {
  return path !== "" && !path.includes("\0") && !path.split(/[/\\]/).includes("..");
}
