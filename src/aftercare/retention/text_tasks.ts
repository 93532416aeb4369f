import { message, WaitingError } from "../../errors.ts";
import { sealedReport } from "../../jobs/mod.ts";
import { ViewsRecord } from "../../model/mod.ts";
import { renderViews } from "../../report/mod.ts";
import { localTime, NAMES, recordIn, type SealedMeeting } from "../../store/mod.ts";
import type { AftercareTask, TaskContext } from "../task.ts";
import { noteRemoval, removeFiles, tellRemoval } from "./removal.ts";
import { type CountTo, reportDue, type RetentionRules, transcriptDue } from "./rules.ts";

/** What the retention of text works with. */
export interface TextTaskParts {
  readonly rules: RetentionRules;
  /** @default the clock's own time */
  readonly countTo?: CountTo;
}

/** Views that are nothing but the transcript, and one that only a browser can make again. */
const NOT_RENDERED: ReadonlySet<string> = new Set(["txt", "srt", "vtt", "pdf"]);

/** What `views.json` says of views that were rendered without the transcript. */
const WITHOUT = { transcript: "removed" } as const;

async function renderWithout(meeting: SealedMeeting, { store }: TaskContext): Promise<void> {
  const path = `${NAMES.stages}/${NAMES.views}`;
  const bytes = await store.readMeetingFile(meeting.id, path);
  const before = bytes && recordIn(path, bytes, ViewsRecord);
  // A record that still tells what stood before is one of a rendering that was cut.
  const stands = Object.values(before?.files ?? {}).every(({ held, previous, sha256 }) =>
    !held && previous === sha256
  );
  if (before?.inputs.transcript === WITHOUT.transcript && stands) return;
  const input = await sealedReport(store, meeting);
  const formats = input.output.formats.filter((format) => !NOT_RENDERED.has(format));
  const { views, notices } = await renderViews(
    { ...input, output: { ...input.output, formats, include_full_transcript: false } },
    await store.userTemplates(),
  );
  const written = await store.writeViews(meeting.id, views, before, {
    inputs: { ...before?.inputs, ...WITHOUT },
    state: "final",
    notices: [...notices],
  });
  const held = Object.entries(written.files).filter(([, { held }]) => held).map(([file]) => file);
  if (held.length > 0) throw new WaitingError(message("view.held", { file: held.join(", ") }));
}

/**
 * The retention of what was said: the receipt, the views rendered without it, `sealed.json` as they are now, and the text
 * away last. The summary and its items stay: they are the report.
 */
export function createTranscriptTask({ rules, countTo = (now) => now }: TextTaskParts): AftercareTask {
  return {
    name: "transcript",
    pending: (meeting, now) => transcriptDue(meeting, rules, countTo(now)) !== undefined,
    async run(meeting, context) {
      const due = transcriptDue(meeting, rules, countTo(context.clock.now()));
      if (!due) return;
      const found = await noteRemoval(meeting, "transcript", due, context);
      await renderWithout(meeting, context);
      await context.store.sealAgain(meeting.id);
      await removeFiles(meeting, due.files, context);
      tellRemoval("transcript", due, found, context);
    },
  };
}

/** The retention of a report: all that the program made of a meeting is removed, but that there was one. */
export function createReportTask({ rules, countTo = (now) => now }: TextTaskParts): AftercareTask {
  return {
    name: "report",
    pending: (meeting, now) => reportDue(meeting, rules, countTo(now)) !== undefined,
    async run(meeting, context) {
      const { store, clock } = context;
      const due = reportDue(meeting, rules, countTo(clock.now()));
      if (!due) return;
      const found = await noteRemoval(meeting, "report", due, context);
      const { last, ...record } = meeting.session;
      const date = localTime(clock.now()).slice(0, 10);
      await store.writeOutboxSession(record, {
        ...last,
        notices: [message("retention.reportGone", { date })],
      });
      await store.sealAgain(meeting.id);
      await removeFiles(meeting, due.files, context);
      tellRemoval("report", due, found, context);
      for (const folder of [NAMES.stages, NAMES.audio, NAMES.delivery]) {
        await removeIfEmpty(meeting, folder, context);
      }
    },
  };
}

/** A folder that a person put something into stays. */
async function removeIfEmpty({ id }: SealedMeeting, folder: string, { store }: TaskContext): Promise<void> {
  if (await store.isMeetingFolderEmpty(id, folder)) await store.removeMeetingFile(id, folder);
}
