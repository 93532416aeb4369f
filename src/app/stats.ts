import { isFileSystemError, type Message, NewerFileError, textOf } from "../errors.ts";
import { type ActionView, findingsView, type ReportInput } from "../report/mod.ts";
import type { Store } from "../store/mod.ts";
import type { Language } from "../texts/mod.ts";
import { dueDateOf } from "../words/mod.ts";
import { meetingFindings } from "./meeting_content.ts";

/** What is counted. */
export interface StatsOptions {
  /** Local days, `YYYY-MM-DD`, both included. @default all */
  readonly from?: string;
  readonly to?: string;
  /** Local day, `YYYY-MM-DD`: what was due before it is late. */
  readonly today: string;
  readonly signal?: AbortSignal;
  /** Called as meetings are read: of how many, and which. */
  readonly onProgress?: (done: number, total: number, name: string) => void;
}

/** What a number of meetings come to. */
export interface Tally {
  readonly meetings: number;
  readonly seconds: number;
  readonly words: number;
  readonly decisions: number;
  readonly actions: ActionTally;
}

/** Actions by when they are due; those that a person dismissed are none. */
export interface ActionTally {
  readonly all: number;
  /** Due before today. */
  readonly late: number;
  readonly coming: number;
  /** No day was said, or none that is certain. */
  readonly undated: number;
  /** Nobody is named. */
  readonly nobodys: number;
}

/** The meetings of a home in numbers. */
export interface Stats {
  readonly total: Tally;
  /** Months that have a meeting, in order of time: `2026-11`. */
  readonly months: readonly (Tally & { readonly month: string })[];
  /** Meetings whose actions and decisions could not be read, and why; their length and words count. */
  readonly skipped: readonly { readonly id: string; readonly name: string; readonly why: Message }[];
}

/** Counts the meetings of the outbox, open and sealed. */
export async function statsOf(
  { store, language }: { readonly store: Store; readonly language: Language },
  { from = "", to = "9999", today, signal, onProgress = () => {} }: StatsOptions,
): Promise<Stats> {
  const found = (await store.outboxSessions()).filter(({ session: { startedAt } }) => {
    const day = startedAt.slice(0, 10);
    return from <= day && day <= to;
  }).sort((a, b) => a.session.startedAt < b.session.startedAt ? -1 : 1);
  const skipped: { id: string; name: string; why: Message }[] = [];
  const months = new Map<string, Tally>();
  for (const [done, one] of found.entries()) {
    signal?.throwIfAborted();
    const { id, name, startedAt, last } = one.session;
    onProgress(done, found.length, name);
    let tally: Tally = {
      meetings: 1,
      seconds: last.seconds ?? 0,
      words: last.words,
      decisions: 0,
      actions: NO_ACTIONS,
    };
    try {
      const input = await meetingFindings(store, one, language);
      const { decisions, actions } = findingsView(input, []);
      tally = { ...tally, decisions: decisions.length, actions: tallyOf(actions, input) };
    } catch (error) {
      if (!isFileSystemError(error) && !(error instanceof NewerFileError)) throw error;
      skipped.push({ id, name, why: textOf(error) });
    }
    const month = startedAt.slice(0, 7);
    months.set(month, sumOf(months.get(month) ?? NOTHING, tally));
  }
  return {
    total: [...months.values()].reduce(sumOf, NOTHING),
    months: [...months].map(([month, tally]) => ({ month, ...tally })),
    skipped,
  };

  function tallyOf(
    actions: readonly Pick<ActionView, "owner" | "due">[],
    { session: { startedAt }, language }: ReportInput,
  ): ActionTally {
    const days = actions.map(({ due }) => due === null ? undefined : dueDateOf(due, startedAt, language));
    const late = days.filter((day) => day !== undefined && day < today).length;
    const undated = days.filter((day) => day === undefined).length;
    return {
      all: actions.length,
      late,
      undated,
      coming: actions.length - late - undated,
      nobodys: actions.filter(({ owner }) => owner === null).length,
    };
  }
}

const NO_ACTIONS: ActionTally = { all: 0, late: 0, coming: 0, undated: 0, nobodys: 0 };
const NOTHING: Tally = { meetings: 0, seconds: 0, words: 0, decisions: 0, actions: NO_ACTIONS };

function sumOf(a: Tally, b: Tally): Tally {
  return {
    meetings: a.meetings + b.meetings,
    seconds: a.seconds + b.seconds,
    words: a.words + b.words,
    decisions: a.decisions + b.decisions,
    actions: {
      all: a.actions.all + b.actions.all,
      late: a.actions.late + b.actions.late,
      coming: a.actions.coming + b.actions.coming,
      undated: a.actions.undated + b.actions.undated,
      nobodys: a.actions.nobodys + b.actions.nobodys,
    },
  };
}
