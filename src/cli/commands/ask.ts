import type { AskResult, AskStep } from "../../app.ts";
import { GreffierError, type Message, message } from "../../errors.ts";
import { say } from "../../texts/mod.ts";
import { type Command, type Context, EXIT, jsonText, openHome, tellJson } from "../context.ts";
import { plain } from "../plain.ts";
import { resolveMeeting } from "../resolve_id.ts";
import { withProgress } from "../with_progress.ts";

/** What stands for every meeting. */
const ALL = "all";

/**
 * `greffier ask ID|all QUESTION`: an answer with the moments that prove it, or that it is not in the recording.
 */
export function ask(which: string, question: string): Command {
  return async (context) => {
    const { io, language } = context;
    await using app = await openHome(context);
    const sessions = await app.list();
    const all = which.trim().toLowerCase() === ALL;
    if (sessions.length === 0) throw new GreffierError(message("cli.noSessions", { home: app.home }));
    const wanted = all ? sessions : [resolveMeeting(which, sessions)];
    const found = await waitFor((onStep, signal) =>
      app.ask(wanted.map(({ id }) => id), question, { onStep, signal })
    );
    if (context.json) tellJson(context, answerJson(found));
    else for (const line of answerLines(found, all, context)) io.stdout.write(plain(line) + "\n");
    return EXIT.well;

    async function waitFor(
      work: (onStep: (step: AskStep) => void, signal: AbortSignal) => Promise<AskResult>,
    ): Promise<AskResult> {
      return await withProgress(
        context,
        { what: message("ask.reading") },
        ({ at, now, tell, signal }) =>
          work((step) => {
            if (step.step === "leaves") tell(message("ask.leavesPc", { model: step.model, to: step.to }));
            else if (step.step === "asking") {
              // A log must have it before the answer, which may never come.
              if (!io.stderr.isTerminal) tell(message("ask.asking", { model: step.model }));
              now(message("ask.thinking", { model: step.model }));
            } else at(step.done, step.total, step.name);
          }, signal),
      );
    }

    function answerJson({ trouble, skipped, incomplete, ...answer }: AskResult): unknown {
      const told = ({ id, name, why }: AskResult["skipped"][number]) => ({
        id,
        name,
        why: jsonText(why, language),
      });
      return {
        ...answer,
        trouble: trouble ? jsonText(trouble, language) : null,
        skipped: skipped.map(told),
        incomplete: incomplete.map(told),
      };
    }
  };
}

/** The answer for people: what is known, then each proof with its moment, then what could not be read. */
function answerLines(found: AskResult, all: boolean, { language }: Context): string[] {
  const { outcome, sentences, proofs, by, trouble, skipped, incomplete } = found;
  const words = (text: Message) => say(text, language);
  const lines: string[] = [];
  if (trouble) lines.push(words(message("ask.trouble", { cause: words(trouble) })));
  lines.push(...heading(found, all).map(words));
  if (outcome === "answered") {
    lines.push(...sentences.map(({ text }) => text), "", words(message("ask.proofs")));
  }
  let name: string | undefined;
  for (const proof of proofs) {
    if (all && proof.name !== name) lines.push("", `${proof.name} (${proof.session})`);
    name = proof.name;
    const who = proof.who === null ? "" : language === "fr" ? `${proof.who}\u00a0: ` : `${proof.who}: `;
    lines.push(`${clock(proof.at)}  ${who}${proof.words}`);
  }
  const reports = new Set(proofs.map(({ report }) => report).filter((report) => report !== null));
  if (reports.size > 0) lines.push("");
  for (const path of reports) lines.push(words(message("ask.report", { path })));
  if (outcome === "answered" && by) lines.push(words(message("ask.by", { model: by })));
  const remarks = [...skipped, ...incomplete];
  if (remarks.length > 0) lines.push("", ...remarks.map(({ why }) => words(why)));
  return lines;
}

function heading({ outcome, by, proofs, unsaid, skipped, incomplete }: AskResult, all: boolean): Message[] {
  const model = by ?? "";
  const absent = (): Message => {
    // That the recording does not hold it can only be said of all of it.
    if (skipped.length + incomplete.length > 0) return message("ask.absentSoFar");
    if (by !== null) return message(all ? "ask.absentAllBy" : "ask.absentBy", { model });
    return message(all ? "ask.absentAll" : "ask.absent");
  };
  switch (outcome) {
    case "answered":
      return [];
    case "passages":
      return [message("ask.passages")];
    case "unproven":
      return [
        proofs.length > 0 ? message("ask.unproven", { model }) : message("ask.unprovenNear", { model }),
      ];
    case "absent": {
      const lines = [absent()];
      if (unsaid.length > 0) {
        lines.push(message("ask.unsaid", { n: unsaid.length, words: unsaid.join(", ") }));
      }
      if (proofs.length > 0) lines.push(message("ask.nearest"));
      return lines;
    }
  }
}

/** A moment of a meeting, given in seconds: `01:02:34`. */
function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds + 1e-6));
  return [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
    .map((part) => String(part).padStart(2, "0")).join(":");
}
