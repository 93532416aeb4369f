import { message } from "../../errors.ts";
import { number, say, size } from "../../texts/mod.ts";
import { paintFor } from "../colours.ts";
import { type Command, EXIT, jsonText, openHome, tell, tellJson } from "../context.ts";
import { ownerSaid } from "../owner_said.ts";
import { duration } from "../format.ts";
import { jobMessage, MODEL_STAGES } from "../job_words.ts";
import { plain } from "../plain.ts";
import { recordingLines } from "../recording/status_lines.ts";
import { sessionJson } from "../summary.ts";

/** `greffier status`: what waits, what is being done, who does it. */
export const status: Command = async (context) => {
  const { io, language, json } = context;
  await using app = await openHome(context);
  const found = await app.status();
  if (json) {
    tellJson(context, {
      ...found,
      ...(found.undone
        ? { undone: found.undone.map((one) => ({ ...one, cause: jsonText(one.cause, language) })) }
        : {}),
      ...(found.leftAlone
        ? { leftAlone: found.leftAlone.map((left) => ({ ...left, cause: jsonText(left.cause, language) })) }
        : {}),
      ...(found.undelivered
        ? {
          undelivered: found.undelivered.map((one) => ({ ...one, cause: jsonText(one.cause, language) })),
        }
        : {}),
      open: found.open.map((
        { windowsDone, windows, troubles, recording, writer, modelPending, ...line },
      ) => ({
        ...(sessionJson(line) as Record<string, unknown>),
        windowsDone,
        windows,
        ...(writer === undefined ? {} : { writer, modelPending }),
        ...(recording
          ? {
            recording: {
              ...recording,
              notices: recording.notices.map((notice) => jsonText(notice, language)),
            },
          }
          : {}),
        troubles: troubles.map((trouble) => ({ ...trouble, cause: jsonText(trouble.cause, language) })),
      })),
    });
    return EXIT.well;
  }
  const paint = paintFor(io, io.stdout);
  io.stdout.write(paint.strong(plain(say(message("cli.home", { home: found.home }), language))) + "\n");
  tell(
    context,
    found.owner
      ? message("cli.worksHere", { owner: ownerSaid(context, found.owner) })
      : message("cli.nobodyWorks"),
  );
  for (const { name, bytes } of found.waitingFiles) {
    tell(context, message("cli.fileWaits", { name, size: size(bytes, language) }));
  }
  for (const session of found.open) {
    const { id, last, windows, windowsDone, troubles, recording, writer, modelPending = 0 } = session;
    const { title: name = session.name } = session;
    if (recording) {
      for (const line of recordingLines({ id, name }, recording, language)) tell(context, line);
    } else if (writer !== undefined) {
      const more = { id, name, model: writer };
      const rests = found.owner === null ? "Rests" : "";
      tell(
        context,
        modelPending === 0
          ? message(`writer.provisionalSummary${rests}`, more)
          : message(`writer.provisional${rests}`, { ...more, n: modelPending }),
      );
    } else {
      tell(
        context,
        windows === 0 ? message("cli.openNew", { id, name }) : message("cli.openAt", {
          id,
          name,
          percent: Math.floor(100 * windowsDone / windows),
          length: duration(last.seconds ?? 0),
        }),
      );
    }
    const told = new Set<string>();
    for (const { job, cause, retryAt } of troubles) {
      // A model that is silent keeps every passage of a meeting waiting for one reason.
      if (MODEL_STAGES.has(job.split(":")[0]!)) {
        const reason = say(cause, language);
        if (told.has(reason)) continue;
        told.add(reason);
      }
      const next = retryAt === null
        ? "never"
        : found.owner === null
        ? "nextRun"
        : { inMs: Math.max(0, retryAt - io.clock.now()) };
      tell(context, jobMessage({ meeting: name, job, cause, next }, language));
    }
  }
  for (const { name, cause } of found.leftAlone ?? []) {
    tell(context, message("cli.waits", { name, cause: say(cause, language) }));
  }
  for (const { name, cause } of found.undone ?? []) {
    tell(context, message("retention.undone", { name, cause: say(cause, language) }));
  }
  for (const { name, cause } of found.undelivered ?? []) {
    tell(context, message("delivery.givenUp", { name, cause: say(cause, language) }));
  }
  if (found.waitingFiles.length + found.open.length + (found.leftAlone ?? []).length === 0) {
    tell(context, message("cli.inboxEmpty"));
  }
  tell(context, message("cli.sealedCount", { count: number(found.sealed, language) }));
  if (found.rejected > 0) tell(context, message("cli.rejectedCount", { n: found.rejected }));
  if (found.freeBytes !== null) {
    tell(context, message("cli.free", { size: size(found.freeBytes, language, "down") }));
  }
  tell(
    context,
    found.model.present
      ? message("cli.modelInUse", { name: found.model.name })
      : message("cli.modelMissing", { name: found.model.name }),
  );
  if (found.model.demo) tell(context, message("model.demoOnly", { model: found.model.name }));
  return EXIT.well;
};
