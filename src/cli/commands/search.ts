import type { SearchHit, SearchResult } from "../../app.ts";
import { message, UsageError } from "../../errors.ts";
import { say } from "../../texts/mod.ts";
import { type Paint, paintFor } from "../colours.ts";
import { type Command, type Context, EXIT, jsonText, oneOf, openHome, tell, tellJson } from "../context.ts";
import { type DayFlags, daysOf } from "../days.ts";
import { minute } from "../format.ts";
import { plain } from "../plain.ts";
import { withProgress } from "../with_progress.ts";

/** Options of `greffier search`, as written. */
export interface SearchFlags extends DayFlags {
  readonly in?: string;
  readonly limit?: string;
}

const PLACES = ["decisions", "actions", "transcript"] as const;

/** `greffier search WORDS`: where they are said, in every meeting. */
export function search(words: string, { in: places, limit, ...days }: SearchFlags): Command {
  return async (context) => {
    const kinds = places?.split(",").map((place) => oneOf(place.trim(), PLACES));
    const within = { ...daysOf(days), ...(kinds ? { kinds } : {}), ...limitOf(limit) };
    await using app = await openHome(context);
    const found = await withProgress(
      context,
      { what: message("search.indexing") },
      ({ at, signal }) => app.search(words, { ...within, signal, onProgress: at }),
    );
    if (context.json) tellJson(context, resultJson(found, context));
    else tellFound(found, context);
    return EXIT.well;
  };
}

function limitOf(written: string | undefined): { readonly limit?: number } {
  if (written === undefined) return {};
  if (!/^\s*\d{1,9}\s*$/.test(written) || Number(written) < 1) {
    throw new UsageError(message("search.badLimit", { found: written }));
  }
  return { limit: Number(written) };
}

function resultJson({ notKept, skipped, ...found }: SearchResult, { language }: Context): unknown {
  return {
    ...found,
    skipped: skipped.map(({ why, ...meeting }) => ({ ...meeting, why: jsonText(why, language) })),
    notKept: notKept ? jsonText(notKept, language) : null,
  };
}

/** What was found, meeting by meeting in the order of their best passage, each in order of time. */
function tellFound(
  { hits, total, meetings, searched, unsaid, skipped, notKept }: SearchResult,
  context: Context,
) {
  const { io, language } = context;
  const paint = paintFor(io, io.stdout);
  const write = (line: string) => io.stdout.write(line + "\n");
  for (const { written: word, near } of unsaid) {
    tell(
      context,
      near === null ? message("search.unsaid", { word }) : message("search.unsaidNear", { word, near }),
    );
  }
  if (total > 0) tell(context, message("search.found", { n: total, meetings, searched }));
  else {
    tell(
      context,
      searched === 0 ? message("search.nothingThere") : message("search.nothing", { n: searched }),
    );
    if (unsaid.length === 0 && searched > 0) tell(context, message("search.notTogether"));
  }
  for (const own of Map.groupBy(hits, ({ report, session }) => report ?? session).values()) {
    const [{ session, name, startedAt, report }] = own as [SearchHit];
    write("");
    write(`${paint.strong(plain(name))}  ${minute(startedAt)}  ${paint.faint(plain(session))}`);
    for (const hit of own.toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0))) {
      write(`  ${moment(hit.at).padStart(7)}  ${wordsOf(hit, context, paint)}`);
    }
    if (report !== null) {
      write(`  ${paint.faint(plain(say(message("search.open", { path: report }), language)))}`);
    }
  }
  if (hits.length < total) {
    write("");
    tell(context, message("search.more", { shown: hits.length, total }));
  }
  for (const { id, name, why } of skipped) {
    tell(context, message("search.skipped", { id, name, cause: say(why, language) }), io.stderr);
  }
  if (notKept) tell(context, notKept, io.stderr);
}

/** Who, and what they said, with the words looked for marked. */
function wordsOf({ kind, who, text, marks }: SearchHit, { language }: Context, paint: Paint): string {
  let marked = "", end = 0;
  for (const [from, to] of marks) {
    marked += plain(text.slice(end, from)) + paint.mark(plain(text.slice(from, to)));
    end = to;
  }
  marked += plain(text.slice(end));
  const what = kind === "transcript" ? null : say({ key: `search.kind.${kind}`, values: {} }, language);
  const said = [what, who].filter((part) => part !== null).map(plain).join(", ");
  return said === "" ? marked : say(message("search.said", { who: said, text: marked }), language);
}

/** A moment of a meeting, given in seconds: `12:34`, `1:02:34`. */
function moment(seconds: number | null): string {
  if (seconds === null) return "";
  const whole = Math.max(0, Math.floor(seconds + 1e-6));
  const two = (value: number) => String(value).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${two(minutes)}:${two(whole % 60)}`;
}
