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
import { decoding } from "./decoding.ts";
import { corrections } from "./corrections.ts";
import { delivery } from "./delivery.ts";
import { doctor } from "./doctor.ts";
import { exporting } from "./exporting.ts";
import { formats } from "./formats.ts";
import { install } from "./install.ts";
import { jobs } from "./jobs.ts";
import { meetingKind } from "./meeting_kind.ts";
import { llm } from "./llm.ts";
import { pack } from "./pack.ts";
import { fill, type Language, type Placeholders, type Values } from "./message.ts";
import { page } from "./page.ts";
import { printing } from "./printing.ts";
import { progress } from "./progress.ts";
import { recorder } from "./recorder.ts";
import { recording } from "./recording.ts";
import { refine } from "./refine.ts";
import { report } from "./report.ts";
import { retention } from "./retention.ts";
import { schedule } from "./schedule.ts";
import { search } from "./search.ts";
import { stats } from "./stats.ts";
import { store } from "./store.ts";
import { system } from "./system.ts";
import { template } from "./template.ts";
import { tray } from "./tray.ts";
import { updates } from "./updates.ts";
import { verify } from "./verify.ts";
import { vocabulary } from "./vocabulary.ts";
import { waysIn } from "./ways_in.ts";
import { writer } from "./writer.ts";

export { moment, number, type Rounding, size, wholeSeconds } from "./amounts.ts";
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
  ...decoding.fr,
  ...corrections.fr,
  ...delivery.fr,
  ...doctor.fr,
  ...exporting.fr,
  ...formats.fr,
  ...install.fr,
  ...jobs.fr,
  ...llm.fr,
  ...pack.fr,
  ...meetingKind.fr,
  ...page.fr,
  ...printing.fr,
  ...progress.fr,
  ...recorder.fr,
  ...recording.fr,
  ...refine.fr,
  ...report.fr,
  ...retention.fr,
  ...schedule.fr,
  ...search.fr,
  ...stats.fr,
  ...store.fr,
  ...system.fr,
  ...template.fr,
  ...tray.fr,
  ...updates.fr,
  ...verify.fr,
  ...vocabulary.fr,
  ...waysIn.fr,
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
  ...decoding.en,
  ...corrections.en,
  ...delivery.en,
  ...doctor.en,
  ...exporting.en,
  ...formats.en,
  ...install.en,
  ...jobs.en,
  ...llm.en,
  ...pack.en,
  ...meetingKind.en,
  ...page.en,
  ...printing.en,
  ...progress.en,
  ...recorder.en,
  ...recording.en,
  ...refine.en,
  ...report.en,
  ...retention.en,
  ...schedule.en,
  ...search.en,
  ...stats.en,
  ...store.en,
  ...system.en,
  ...template.en,
  ...tray.en,
  ...updates.en,
  ...verify.en,
  ...vocabulary.en,
  ...waysIn.en,
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
