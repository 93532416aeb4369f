import type { RetentionLine } from "../../app.ts";
import { type Message, message } from "../../errors.ts";
import { localTime } from "../../store/mod.ts";
import { type Language, say, size } from "../../texts/mod.ts";
import { paintFor } from "../colours.ts";
import { type Command, type Context, EXIT, jsonText, openHome, tell, tellJson } from "../context.ts";
import { localDay } from "../local_day.ts";
import { plain } from "../plain.ts";
import { retainedJson, retainedLine } from "../retained_lines.ts";
import { withProgress } from "../with_progress.ts";

/** Options of `greffier retention`. */
export interface RetentionFlags {
  /** Whether only to tell what would go, and when. */
  readonly dryRun?: boolean;
}

/** `greffier retention`: applies the rules of retention now, or tells what they will do; 1 when something is not done yet. */
export function retention({ dryRun = false }: RetentionFlags): Command {
  return async (context) => {
    await using app = await openHome(context);
    const { meetings, undone, hasRules, heldUntil, done, otherFormat } = await withProgress(
      context,
      { what: message("retention.working"), unit: "things" },
      ({ at, signal }) => app.retention({ dryRun, signal, onProgress: at }),
    );
    if (context.json) {
      tellJson(context, {
        meetings: meetings.map(({ steps, ...meeting }) => ({
          ...meeting,
          steps: steps.map(({ kept, ...step }) => ({
            ...step,
            ...(kept &&
              { kept: kept.map(({ file, why }) => ({ file, why: jsonText(why, context.language) })) }),
            at: new Date(step.at).toISOString(),
          })),
        })),
        ...(done && { done: retainedJson(done, context.language) }),
        ...(otherFormat === undefined ? {} : { otherFormat }),
        ...(heldUntil === undefined ? {} : { heldUntil: new Date(heldUntil).toISOString() }),
        undone: undone.map(({ cause, ...one }) => ({ ...one, cause: jsonText(cause, context.language) })),
      });
      return undone.length > 0 ? EXIT.trouble : EXIT.well;
    }
    if (meetings.length === 0) tell(context, message(hasRules ? "retention.nothing" : "retention.noRules"));
    else if (dryRun) {
      for (const meeting of meetings) tellMeeting(meeting, context);
      tell(context, message("retention.dryRun"));
    } else {
      tell(context, done ? retainedLine(done, context.language) : message("retention.noneDone"));
    }
    if (otherFormat !== undefined) tell(context, message("retention.otherFormat", { n: otherFormat }));
    if (heldUntil !== undefined) tell(context, leapt(heldUntil, context));
    const paint = paintFor(context.io, context.io.stdout);
    for (const { name, cause } of undone) {
      const told = message("retention.undone", { name, cause: say(cause, context.language) });
      context.io.stdout.write(paint.warning(plain(say(told, context.language))) + "\n");
    }
    return undone.length > 0 ? EXIT.trouble : EXIT.well;
  };
}

function tellMeeting({ id, name, steps }: RetentionLine, context: Context): void {
  const { io, language } = context;
  const paint = paintFor(io, io.stdout);
  io.stdout.write(paint.strong(plain(say(message("retention.meeting", { id, name }), language))) + "\n");
  const line = (text: Message) => io.stdout.write(`  ${plain(say(text, language))}\n`);
  for (const step of steps) {
    if (step.files > 0) line(sentence(step, context));
    for (const { file, why } of step.kept ?? []) {
      line(message("retention.will.keep", { file, why: say(why, language) }));
    }
  }
}

function sentence(step: RetentionLine["steps"][number], { language }: Context): Message {
  const values = {
    class: say(message(`retention.class.${step.class}`), language),
    files: step.files,
    size: size(step.bytes, language),
  };
  if (step.isDue) return message(`retention.will.${step.does}.now`, values);
  return message(`retention.will.${step.does}.later`, { ...values, date: dayOf(step.at, language) });
}

function dayOf(at: number, language: Language): string {
  const day = localDay(at);
  return language === "fr" ? day.split("-").reverse().join("/") : day;
}

function leapt(until: number, { language }: Context): Message {
  const time = localTime(until).slice(11, 16);
  return message("retention.clockLeapt", { date: dayOf(until, language), time });
}
