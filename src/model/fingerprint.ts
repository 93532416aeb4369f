import { z } from "../schema.ts";

/**
 * What an output was made from: content hashes, the stage's version and the settings that matter to it, each under a
 * name a person can read. Never a path.
 */
export const Inputs = z.record(z.string(), z.string());
export type Inputs = Readonly<Record<string, string>>;

/** Whether an output made from `recorded` is still what `present` would make. */
export function sameInputs(recorded: Inputs, present: Inputs): boolean {
  const names = Object.keys(recorded);
  return names.length === Object.keys(present).length &&
    names.every((name) => recorded[name] === present[name]);
}
