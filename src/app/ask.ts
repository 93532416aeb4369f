import { join } from "node:path";
import { type Answer, answerQuestion, type MeetingText } from "../ask/mod.ts";
import { GreffierError, isFileSystemError, type Message, message, textOf } from "../errors.ts";
import type { LanguageModel } from "../llm/mod.ts";
import { mendSegments, type OutboxSession, parseVocabulary, type SpokenLanguage } from "../model/mod.ts";
import { channelNames } from "../report/mod.ts";
import type { Said, Store } from "../store/mod.ts";
import { isOrderToModel, isProven } from "../summarisers/mod.ts";
import { type Language, say } from "../texts/mod.ts";

/** Where answering stands. `leaves`: passages are about to leave this PC. */
export type AskStep =
  | { readonly step: "reading"; readonly name: string; readonly done: number; readonly total: number }
  | { readonly step: "leaves"; readonly model: string; readonly to: string }
  | { readonly step: "asking"; readonly model: string };

/** An answer, and what of the meetings it could not take into account. */
export interface AskResult extends Answer {
  /** Meetings left out, and why. */
  readonly skipped: readonly SkippedMeeting[];
  /** Meetings of which a part has no text, and why. */
  readonly incomplete: readonly SkippedMeeting[];
}

/** A meeting that was read in part or not at all. */
export interface SkippedMeeting {
  readonly id: string;
  readonly name: string;
  readonly why: Message;
}

/** What is asked, and of which meetings. */
export interface AskOptions {
  readonly signal?: AbortSignal;
  readonly onStep?: (step: AskStep) => void;
}

/** A language model to ask, and the machine that what it reads goes to; undefined: it stays on this PC. */
export interface ModelToAsk {
  readonly model: LanguageModel;
  readonly sentTo: string | undefined;
}

/** Looks for the model to ask; null: the settings want none, or none answers. */
export type FindModel = (signal: AbortSignal) => Promise<ModelToAsk | null>;

interface AskAppParts {
  readonly store: Store;
  readonly language: Language;
  readonly findModel: FindModel;
}

/**
 * Answers a question from the meetings `ids`, in that order, one after the other. Throws `ask.noTextYet` and
 * the like when none of them could be read.
 */
export async function ask(
  { store, language, findModel }: AskAppParts,
  ids: readonly string[],
  question: string,
  { signal = new AbortController().signal, onStep = () => {} }: AskOptions,
): Promise<AskResult> {
  const skipped: SkippedMeeting[] = [];
  const incomplete: SkippedMeeting[] = [];
  const sessions = new Map((await store.outboxSessions()).map((found) => [found.session.id, found]));

  async function* meetings(): AsyncIterable<MeetingText> {
    for (const [done, id] of ids.entries()) {
      signal.throwIfAborted();
      const found = sessions.get(id);
      if (!found) continue; // deleted since it was listed
      const { name } = found.session;
      onStep({ step: "reading", name, done: done + 1, total: ids.length });
      try {
        const said = await store.said(found.folder);
        const why = whyUnreadable(found.session, said, language);
        if (why) {
          skipped.push({ id, name, why });
          continue;
        }
        incomplete.push(...whatIsMissing(found.session, said).map((why) => ({ id, name, why })));
        yield meetingText(found.session, said, join(store.layout.outbox, found.folder), language);
      } catch (error) {
        if (!isFileSystemError(error)) throw error;
        skipped.push({ id, name, why: unreadable(found.session, textOf(error), language) });
      }
    }
  }

  const answer = await answerQuestion(question, {
    meetings: meetings(),
    evidence: { isProven, isOrder: isOrderToModel },
    language,
    signal,
    async model() {
      const found = await findModel(signal);
      if (!found) return null;
      const { model, sentTo } = found;
      if (sentTo !== undefined) onStep({ step: "leaves", model: model.name, to: sentTo });
      onStep({ step: "asking", model: model.name });
      return model;
    },
  });
  if (answer.searched === 0) {
    throw new GreffierError(skipped.length === 1 ? skipped[0].why : message("ask.nothingRead"));
  }
  return { ...answer, skipped, incomplete };
}

/** Why a meeting has nothing to be read; undefined when it has. */
function whyUnreadable(
  session: OutboxSession,
  { windows, transcripts, unreadable: files }: Said,
  language: Language,
) {
  const expected = windows?.windows.length;
  if (expected === 0 || transcripts.length > 0) return undefined;
  if (files.length === 0) return message("ask.noTextYet", named(session));
  return unreadable(session, message("ask.files", { n: files.length, files: files.join(", ") }), language);
}

function unreadable(session: OutboxSession, cause: Message, language: Language): Message {
  return message("ask.unreadable", { ...named(session), cause: say(cause, language) });
}

/** What of a meeting could not be read, a sentence for each cause. */
function whatIsMissing(
  session: OutboxSession,
  { windows, transcripts, unreadable: files, pending }: Said,
): Message[] {
  const missing: Message[] = [];
  if (files.length > 0) {
    missing.push(message("ask.damaged", { ...named(session), n: files.length, files: files.join(", ") }));
  }
  const goesOn = session.last.state === "taking" || session.last.state === "partial";
  if (pending > 0 || goesOn) missing.push(message("ask.pending", named(session)));
  if (transcripts.some(({ failed }) => failed) || windows?.unreadable?.length) {
    missing.push(message("ask.failed", named(session)));
  }
  return missing;
}

const named = ({ id, name }: OutboxSession) => ({ id, name });

function meetingText(
  session: OutboxSession,
  said: Said,
  folder: string,
  fallback: SpokenLanguage,
): MeetingText {
  const { windows, transcripts, corrections, page } = said;
  const language = said.language ?? session.last.language ?? fallback;
  return {
    id: session.id,
    name: corrections?.title ?? session.name,
    startedAt: session.startedAt,
    language,
    segments: mendSegments(transcripts.flatMap(({ segments }) => segments), {
      corrections,
      vocabulary: parseVocabulary(session.pinned.vocabulary),
    }).segments
      .filter(({ text }) => text.trim() !== "")
      .sort((a, b) => a.start - b.start || a.channel - b.channel),
    speakers: channelNames({ windows, corrections, session, language }),
    report: page === undefined ? null : join(folder, page),
  };
}
