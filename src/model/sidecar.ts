import { dayOf, timeOf } from "../config/mod.ts";
import { type Message, message } from "../errors.ts";
import { z } from "../schema.ts";
import { type Pinned, SpokenLanguage } from "./session.ts";
import { LARGEST_USER_TEXT } from "./user_text.ts";

/** Ending of the file that tells of a drop what its own name and sound do not: `appel.mp3.greffier.json`. */
export const SIDECAR_ENDING = ".greffier.json";

/** Signs a name or a title may have. */
const LONGEST = 300;

/** Who `by` says to have written a sidecar that goes with its drop: what is left of an adding that was cut is known by it. */
export const WRITTEN_BY_ADD = "greffier add";

/** When, as a sidecar says it; `time` is missing where only the day is told. */
export interface ToldTime {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** `HH:MM:SS`. */
  readonly time?: string;
}

const line = z.string().trim().min(1).max(LONGEST).refine((text) => !/\p{Cc}/u.test(text));

/** What a sidecar holds. All of it may be missing. */
export const Sidecar = z.strictObject({
  /** What the meeting is called in lists. */
  name: line.optional(),
  /** What the report is headed with. */
  title: line.optional(),
  /** When it began, local time: `YYYY-MM-DDTHH:MM`, with seconds or not; a day alone is fine. */
  date: z.string().refine((text) => toldTime(text) !== undefined).optional(),
  language: SpokenLanguage.optional(),
  participants: z.array(line).max(200).optional(),
  /** The program that wrote it. */
  by: z.string().max(LONGEST).optional(),
});
export type Sidecar = z.infer<typeof Sidecar>;

/** The day and time of a sidecar's `date`; undefined when it has none that there is. */
export function toldTime(written: string): ToldTime | undefined {
  const found = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(written.trim());
  if (!found) return undefined;
  const [year, month, day, hours, minutes, seconds] = found.slice(1).map((part) => Number(part ?? 0));
  const date = dayOf(year!, month!, day!);
  if (date === undefined) return undefined;
  if (found[4] === undefined) return { date };
  const time = timeOf(hours!, minutes!, seconds!);
  return time === undefined ? undefined : { date, time };
}

/** A sidecar that was read, or what is wrong with it. */
export type SidecarRead = { readonly sidecar: Sidecar } | { readonly problem: Message };

/** Whether a name in the inbox is that of a sidecar. */
export function isSidecarName(name: string): boolean {
  return name.toLowerCase().endsWith(SIDECAR_ENDING);
}

const FIELDS = Object.keys(Sidecar.shape).filter((name) => name !== "by");

/** Reads the bytes of the sidecar `file`, a name that its problems are told with. */
export function readSidecar(file: string, bytes: Uint8Array): SidecarRead {
  const values = { file };
  if (bytes.length > LARGEST_USER_TEXT) {
    return { problem: message("sidecar.tooLarge", { ...values, limit: LARGEST_USER_TEXT / 1024 }) };
  }
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return { problem: message("sidecar.notJson", values) };
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { problem: message("sidecar.notObject", { ...values, known: FIELDS.join(", ") }) };
  }
  const { success, data, error } = Sidecar.safeParse(value);
  if (success) return { sidecar: data };
  const issue = error.issues[0]!;
  if (issue.code === "unrecognized_keys") {
    return {
      problem: message("sidecar.unknown", {
        ...values,
        found: shown(issue.keys[0]),
        known: FIELDS.join(", "),
      }),
    };
  }
  const place = String(issue.path[0]);
  const inside = issue.path.reduce<unknown>(
    (outer, key) => (outer as Readonly<Record<PropertyKey, unknown>> | undefined)?.[key],
    value,
  );
  return { problem: { key: `sidecar.wrong.${place}`, values: { ...values, found: shown(inside) } } };
}

/** What a session is pinned with when whoever added it told its language: that stays, whatever the settings say. */
export function withSpoken(pinned: Pinned, spoken: SpokenLanguage | undefined): Pinned {
  if (spoken === undefined) return pinned;
  const { settings } = pinned;
  const transcription = { ...settings.transcription, language: spoken };
  return { ...pinned, settings: { ...settings, transcription } };
}

/** A value as the file writes it, shortened. */
function shown(value: unknown): string {
  const written = JSON.stringify(value) ?? String(value);
  return written.length > 80 ? `${written.slice(0, 79)}…` : written;
}
