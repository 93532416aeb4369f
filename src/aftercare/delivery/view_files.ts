import type { Format } from "../../config/mod.ts";
import { VIEW_FILES } from "../../report/mod.ts";
import type { SealedMeeting } from "../../store/mod.ts";

/** What a format is for people and for programs: its name, and its media type. */
const FORMATS: Readonly<Record<Format, readonly [name: string, type: string]>> = {
  markdown: ["Markdown", "text/markdown; charset=utf-8"],
  html: ["HTML", "text/html; charset=utf-8"],
  docx: ["Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  pdf: ["PDF", "application/pdf"],
  json: ["JSON", "application/json"],
  txt: ["TXT", "text/plain; charset=utf-8"],
  srt: ["SRT", "application/x-subrip"],
  vtt: ["VTT", "text/vtt; charset=utf-8"],
  csv: ["CSV", "text/csv; charset=utf-8"],
  ics: ["iCalendar", "text/calendar; charset=utf-8"],
};

/** Media type of a format. */
export function mediaType(format: Format): string {
  return FORMATS[format][1];
}

/** The formats of `wanted` that a meeting has, and those that it has not, each once. */
export function viewsOf(
  { files }: SealedMeeting,
  wanted: readonly Format[],
): { readonly present: readonly Format[]; readonly missing: readonly Format[] } {
  const all = [...new Set(wanted)];
  const has = (format: Format) => files.has(VIEW_FILES[format]);
  return { present: all.filter(has), missing: all.filter((format) => !has(format)) };
}

/** Names of formats for a sentence. */
export function namesOf(formats: readonly Format[]): string {
  return formats.map((format) => FORMATS[format][0]).join(", ");
}
