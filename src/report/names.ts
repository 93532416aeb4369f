import { type Channel, channelsOf } from "../model/mod.ts";
import { message, say } from "../texts/mod.ts";
import type { ReportInput } from "./report_input.ts";
import { cleanText } from "./typography.ts";

/** Who speaks on each channel of the session; null: nobody can tell. */
export type ChannelNames = readonly (string | null)[];

/** Whether a session has two channels, each one side of a conversation. */
export function isApart({ windows }: Pick<ReportInput, "windows">): boolean {
  return windows?.channels.kind === "apart";
}

/**
 * Names of a session's channels: a person's own (`corrections.channels`) first. Without them, two channels kept apart
 * are the sides of a dropped file, or me and the others of a recording; one mixed channel has no name.
 */
export function channelNames(
  input: Pick<ReportInput, "windows" | "corrections" | "language"> & {
    readonly session: Pick<ReportInput["session"], "origin">;
  },
): ChannelNames {
  const { windows, corrections, session, language } = input;
  if (!windows) return [];
  const assumed = session.origin === "recorded"
    ? (["report.channel.me", "report.channel.others"] as const)
    : (["report.channel.left", "report.channel.right"] as const);
  return channelsOf(windows.channels).map((channel: Channel) => {
    const given = cleanText(corrections?.channels?.[String(channel) as "0" | "1"] ?? "", 80);
    if (given !== "") return given;
    return isApart(input) ? say(message(assumed[channel]), language) : null;
  });
}

/** Who took part, as far as a person or a file's name told, by the names wanted; each once. */
export function participantsOf(
  { session, corrections }: Pick<ReportInput, "session" | "corrections">,
): readonly string[] {
  const told = corrections?.participants ?? session.participants ?? [];
  return [...new Set(told.map((name) => rename(cleanText(name, 300), corrections?.names)))];
}

/**
 * `text` with each name that is a key of `names` replaced by the name wanted: whole words, case as written (Claire is
 * not claire), all at once, so that two names can be swapped. A name already in its wanted form is left alone.
 */
export function rename(text: string, names: Readonly<Record<string, string>> | undefined): string {
  const wanted = new Map<string, string>();
  for (const name of Object.values(names ?? {})) wanted.set(name, name);
  for (const [name, other] of Object.entries(names ?? {})) wanted.set(name, other);
  const forms = [...wanted.keys()].filter((form) => form !== "").sort((a, b) => b.length - a.length);
  if (forms.length === 0) return text;
  const literal = forms.map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  const whole = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${literal})(?![\p{L}\p{N}])`, "gu");
  return text.replace(whole, (form) => wanted.get(form) ?? form);
}
