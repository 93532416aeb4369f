import type { Stats } from "../../app.ts";
import { message } from "../../errors.ts";
import { type Language, number, say } from "../../texts/mod.ts";
import { type Command, EXIT, jsonText, openHome, tell, tellJson } from "../context.ts";
import { type DayFlags, daysOf } from "../days.ts";
import { duration, table } from "../format.ts";
import { localDay } from "../local_day.ts";
import { withProgress } from "../with_progress.ts";

/** `greffier stats`: the meetings in numbers, month by month. */
export function stats(flags: DayFlags): Command {
  return async (context) => {
    const { io, language } = context;
    const days = daysOf(flags);
    await using app = await openHome(context);
    const found = await withProgress(
      context,
      { what: message("stats.working") },
      ({ at, signal }) => app.stats({ ...days, today: localDay(io.clock.now()), signal, onProgress: at }),
    );
    const { skipped, ...counted } = found;
    if (context.json) {
      const told = skipped.map(({ why, ...meeting }) => ({ ...meeting, why: jsonText(why, language) }));
      tellJson(context, { ...counted, skipped: told });
      return EXIT.well;
    }
    if (found.total.meetings === 0) {
      tell(context, message("stats.none"));
      return EXIT.well;
    }
    io.stdout.write(statsTable(found, language));
    const { all, nobodys, ...actions } = found.total.actions;
    io.stdout.write("\n");
    tell(context, all === 0 ? message("stats.noActions") : message("stats.actions", { n: all, ...actions }));
    if (nobodys > 0) tell(context, message("stats.nobodys", { n: nobodys }));
    for (const { id, name, why } of skipped) {
      tell(context, message("stats.skipped", { id, name, cause: say(why, language) }), io.stderr);
    }
    return EXIT.well;
  };
}

function statsTable({ months, total }: Stats, language: Language): string {
  const words = (key: Parameters<typeof say>[0]) => say(key, language);
  const all = { month: words(message("stats.total")), ...total };
  return table(
    [
      words(message("stats.column.month")),
      words(message("stats.column.meetings")),
      words(message("stats.column.length")),
      words(message("stats.column.words")),
      words(message("stats.column.decisions")),
      words(message("stats.column.actions")),
      words(message("stats.column.late")),
    ],
    [...months, ...months.length > 1 ? [all] : []].map(
      ({ month, meetings, seconds, words, decisions, actions }) => [
        month,
        number(meetings, language),
        duration(seconds),
        number(words, language),
        number(decisions, language),
        number(actions.all, language),
        number(actions.late, language),
      ],
    ),
    { right: [1, 2, 3, 4, 5, 6] },
  );
}
