import type { App, Corrected, MeetingCorrections } from "../../app.ts";
import { type Message, message } from "../../errors.ts";
import { type Language, say, type TextKey } from "../../texts/mod.ts";
import { type Command, type Context, EXIT, isHeld, jsonText, openHome, tell, tellJson } from "../context.ts";
import { type CorrectFlags, requestOf } from "../correct_request.ts";
import { ownerSaid } from "../owner_said.ts";
import { plain } from "../plain.ts";
import { resolveMeeting } from "../resolve_id.ts";

type CorrectionLine = MeetingCorrections["inForce"][number] | NonNullable<Corrected["took"]>["gone"][number];

/** `greffier correct ID …`: writes a meeting's corrections; without any, shows what can be corrected and what is. */
export function correct(written: string, flags: CorrectFlags): Command {
  return async (context) => {
    await using app = await openHome(context);
    const { id } = resolveMeeting(written, await app.list());
    const request = requestOf(flags, id);
    if (Object.keys(request).length === 0) {
      const found = await app.corrections(id);
      if (context.json) {
        tellJson(context, { ...found, problem: found.problem && jsonText(found.problem, context.language) });
      } else tellCorrections(context, found);
      return found.problem ? EXIT.trouble : EXIT.well;
    }
    await tellCorrected(context, app, await app.correct(id, request), flags.run === true);
    return EXIT.well;
  };
}

async function tellCorrected(context: Context, app: App, done: Corrected, run: boolean): Promise<void> {
  const { owner } = await app.status();
  const isNew = done.undone || done.written > 0;
  const starts = isNew && run && owner === null;
  if (starts) {
    try {
      await app.startApart("run");
    } catch (error) {
      // Somebody else may have begun meanwhile: that is as good.
      if (!isHeld(error)) throw error;
    }
  }
  if (context.json) return tellJson(context, { ...done, owner, started: starts });
  if (done.undone) {
    tell(context, message("correct.undone"));
    for (const line of done.took?.gone ?? []) {
      tell(context, message("correct.gone", { correction: correctionText(line, context.language) }));
    }
    for (const line of done.took?.back ?? []) {
      tell(context, message("correct.back", { correction: correctionText(line, context.language) }));
    }
  } else if (!isNew) return tell(context, message("correct.same"));
  else tell(context, message("correct.done", { n: done.written, path: done.path }));
  for (const { kind, from } of done.nowhere ?? []) {
    tell(context, message(`correct.nowhere.${kind}`, { from }));
  }
  if (done.sentTo !== undefined) tell(context, message("writer.leaves", { where: done.sentTo }));
  if (owner) tell(context, message("correct.worksOn", { owner: ownerSaid(context, owner) }));
  else if (starts) tell(context, message("correct.runs"));
  else tell(context, message(done.live ? "correct.recording" : "correct.needsRun"));
}

/** Stands for a text that was taken away. */
const NOTHING = "∅";
const SEP = " · ";
/** Changed words shown. */
const CHANGES = 20;

function tellCorrections(context: Context, found: MeetingCorrections): void {
  const { io, language } = context;
  const write = (line: string) => io.stdout.write(plain(line) + "\n");
  const words = (text: Message) => say(text, language);
  const apart = (line: string) => {
    write("");
    write(line);
  };
  const heading = (key: TextKey) => apart(say({ key, values: {} }, language));
  const numbered = (number: number, text: string) => write(`  ${String(number).padStart(2)}. ${text}`);
  write(`${found.id}`);
  write(words(message("correct.list.title", { title: found.title })));
  if (found.participants.length > 0) {
    write(words(message("correct.list.participants", { names: found.participants.join(", ") })));
  }
  const nobody = words(message("correct.list.nobody"));
  if (found.voices.length > 0) {
    heading("correct.list.speakers");
    for (const { channel, name } of found.voices) write(`   ${channel}  ${name ?? nobody}`);
  }
  const items = (key: TextKey, list: MeetingCorrections["actions"]) => {
    if (list.length === 0) return;
    heading(key);
    for (const { number, at, text, owner, due, dismissed, added } of list) {
      const marks = [dismissed && "correct.list.dismissed", added && "correct.list.added"]
        .filter((mark) => mark !== false).map((mark) => `(${say({ key: mark, values: {} }, language)})`);
      numbered(
        number,
        [...marks, [at === null ? null : clock(at), owner, text, due].filter(Boolean).join(SEP)].join(" "),
      );
    }
  };
  items("correct.list.actions", found.actions);
  items("correct.list.decisions", found.decisions);
  if (found.changes.length > 0) {
    heading("correct.list.words");
    for (const { at, from, to, by } of found.changes.slice(0, CHANGES)) {
      const house = by === "vocabulary" ? `  (${words(message("correct.list.vocabulary"))})` : "";
      write(`   ${clock(at)}  ${from} → ${to || NOTHING}${house}`);
    }
    if (found.changes.length > CHANGES) write("   …");
  }
  if (found.inForce.length > 0) {
    heading("correct.list.inForce");
    for (const line of found.inForce) {
      const unfit = line.fits ? "" : `  (${words(message("correct.list.unfit"))})`;
      numbered(line.number, `${correctionText(line, language)}${unfit}`);
    }
  } else if (!found.problem) apart(words(message("correct.list.none")));
  if (found.unfitting.length > 0) write("");
  for (const { why } of found.unfitting) write(why);
  if (found.problem) apart(words(found.problem));
  else {
    const speaker = found.voices.findLast(({ name }) => name !== null)?.name ?? undefined;
    apart(
      words(
        speaker === undefined
          ? message("correct.list.howWithout", { id: found.id })
          : message("correct.list.how", { id: found.id, speaker }),
      ),
    );
  }
}

/** A correction in one line: what it is, when, and what becomes of what. */
function correctionText({ kind, at, from, to }: CorrectionLine, language: Language): string {
  const what = say({ key: `correct.kind.${kind}`, values: {} }, language);
  const moment = at === null ? "" : ` ${clock(at)}`;
  const says = to ?? (kind === "passage" ? NOTHING : say(message("correct.list.dismissed"), language));
  return `${what}${moment}${SEP}${from === null ? says : `${from} → ${says || NOTHING}`}`;
}

/** A moment of a meeting, given in seconds, as reports write it. */
function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds + 1e-6));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (n: number) => String(n).padStart(2, "0");
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
