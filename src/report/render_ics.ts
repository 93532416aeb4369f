import { createHash } from "node:crypto";
import ical, { ICalEventTransparency } from "ical-generator";
import { message } from "../texts/mod.ts";
import { addDays, dueDateOf, isoOf, parseDay } from "../words/mod.ts";
import type { ActionView, ReportView } from "./report_view.ts";
import { words } from "./words.ts";

/** The day of an action, as days since 1970. */
interface DatedAction {
  readonly action: ActionView;
  readonly day: number;
}

/**
 * Sets the actions whose date is a certain day as a calendar (RFC 5545): an event that lasts that day and leaves it free,
 * since Outlook shows no tasks. An event keeps its UID over renderings, so that importing again changes and does not
 * double it. The description tells how many actions have no certain day; undefined when none has one: a calendar must
 * not be empty.
 */
export function renderIcs(view: ReportView, session: string): string | undefined {
  const { language, title, startedAt, date, findings } = view;
  const dated = findings.actions.flatMap((action): readonly DatedAction[] => {
    const iso = action.due === null ? undefined : dueDateOf(action.due, startedAt, language);
    const day = iso === undefined ? undefined : parseDay(iso);
    return day === undefined ? [] : [{ action, day }];
  });
  if (dated.length === 0) return undefined;
  const without = findings.actions.length - dated.length;
  const calendar = ical({
    prodId: { company: "greffier", product: "greffier", language: language.toUpperCase() },
    name: title,
    ...(without > 0 && { description: words(message("formats.calendar.undated", { n: without }), language) }),
  });
  const seen = new Map<string, number>();
  for (const { action, day } of dated) {
    const proof = action.segments.join(" ");
    const before = seen.get(proof) ?? 0;
    seen.set(proof, before + 1);
    const { what, owner, due, moment, text } = action;
    const values = { meeting: title, date, moment: moment.text, due: due ?? "", said: text };
    calendar.createEvent({
      id: `${uidOf(session, proof, before)}@greffier`,
      stamp: stampOf(startedAt),
      start: midnight(day),
      end: midnight(addDays(day, 1)),
      allDay: true,
      transparency: ICalEventTransparency.TRANSPARENT,
      summary: owner === null
        ? what
        : words(message("formats.calendar.summary", { who: owner, what }), language),
      description: ["due", "meeting", "said"]
        .map((line) =>
          words(message(`formats.calendar.${line as "due" | "meeting" | "said"}`, values), language)
        )
        .join("\n"),
    });
  }
  return `${calendar.toString().trimEnd()}\r\n`;
}

/** Names an action by the meeting and by what proves it; `before`: actions with the same proof that come before it. */
function uidOf(session: string, proof: string, before: number): string {
  return createHash("sha256").update(JSON.stringify([session, proof, before])).digest("hex").slice(0, 32);
}

const midnight = (day: number) => new Date(`${isoOf(day)}T00:00:00Z`);

/** When the meeting began, its local time named UTC: the same on every PC. */
function stampOf(startedAt: string): Date {
  const time = new Date(`${startedAt}Z`);
  return Number.isNaN(time.getTime()) ? new Date(0) : time;
}
