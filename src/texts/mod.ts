/**
 * Every text a person reads, in French and English, one file an area. Code names a text by its key and passes the
 * values; the language is chosen where the text is shown, so a message stored in a file can be read in either.
 *
 * @example
 * ```ts
 * import { message, say } from "./mod.ts";
 * import assert from "node:assert/strict";
 *
 * const problem = message("file.missing", { file: "appel.wav" });
 * assert.equal(say(problem, "en"), 'Cannot find "appel.wav"');
 * ```
 *
 * @module
 */
import { add } from "./add.ts";
import { asr } from "./asr.ts";
import { ask } from "./ask.ts";
import { audio } from "./audio.ts";
import { background } from "./background.ts";
import { capture } from "./capture.ts";
import { cli } from "./cli.ts";
import { config } from "./config.ts";
import { doctor } from "./doctor.ts";
import { install } from "./install.ts";
import { jobs } from "./jobs.ts";
import { meetingKind } from "./meeting_kind.ts";
import { llm } from "./llm.ts";
import { fill, type Language, type Placeholders, type Values } from "./message.ts";
import { recorder } from "./recorder.ts";
import { recording } from "./recording.ts";
import { refine } from "./refine.ts";
import { report } from "./report.ts";
import { schedule } from "./schedule.ts";
import { store } from "./store.ts";
import { system } from "./system.ts";
import { template } from "./template.ts";
import { tray } from "./tray.ts";
import { updates } from "./updates.ts";
import { writer } from "./writer.ts";

export { moment, number, type Rounding, size } from "./amounts.ts";
export type { Language, Values } from "./message.ts";

const french = {
  ...add.fr,
  ...asr.fr,
  ...ask.fr,
  ...audio.fr,
  ...background.fr,
  ...capture.fr,
  ...cli.fr,
  ...config.fr,
  ...doctor.fr,
  ...install.fr,
  ...jobs.fr,
  ...llm.fr,
  ...meetingKind.fr,
  ...recorder.fr,
  ...recording.fr,
  ...refine.fr,
  ...report.fr,
  ...schedule.fr,
  ...store.fr,
  ...system.fr,
  ...template.fr,
  ...tray.fr,
  ...updates.fr,
  ...writer.fr,
} as const;

const english: Readonly<Record<keyof typeof french, string>> = {
  ...add.en,
  ...asr.en,
  ...ask.en,
  ...audio.en,
  ...background.en,
  ...capture.en,
  ...cli.en,
  ...config.en,
  ...doctor.en,
  ...install.en,
  ...jobs.en,
  ...llm.en,
  ...meetingKind.en,
  ...recorder.en,
  ...recording.en,
  ...refine.en,
  ...report.en,
  ...schedule.en,
  ...store.en,
  ...system.en,
  ...template.en,
  ...tray.en,
  ...updates.en,
  ...writer.en,
};

/** The name of a text. */
export type TextKey = keyof typeof french;

/** A text and its values, not yet in any language: what errors carry and files store. */
export interface Message {
  readonly key: string;
  readonly values: Values;
}

type ValuesOf<K extends TextKey> = { readonly [N in Placeholders<(typeof french)[K]>]: string | number };

/** Names a text and its values; a missing value is a type error. */
export function message<K extends TextKey>(
  key: K,
  ...values: keyof ValuesOf<K> extends never ? [] : [ValuesOf<K>]
): Message {
  return { key, values: (values[0] ?? {}) as Values };
}

/**
 * The message in `language`. A key this version does not know (a file written by another version) is shown as it
 * stands, with its values.
 */
export function say({ key, values }: Message, language: Language): string {
  const text = (language === "fr" ? french : english)[key as TextKey] as string | undefined;
  if (text !== undefined) return fill(text, values, language);
  return `${key} ${JSON.stringify(values)}`;
}
