import { type Channel, channelsOf, type Corrections, itemOf, type Segment } from "../model/mod.ts";
import { correctedFindings } from "./corrected_findings.ts";
import { textChanges, unfittingOf } from "./corrections_view.ts";
import { dueUnderHeading } from "./due.ts";
import { foundIn } from "./found.ts";
import { textSetter } from "./mended.ts";
import { channelNames, participantsOf } from "./names.ts";
import { saidSegments } from "./paragraphs.ts";
import type { TextChange, Unfitting } from "./report_data.ts";
import type { ReportInput } from "./report_input.ts";
import { capitalised, typeset } from "./typography.ts";
import { titleOf } from "./view_model.ts";

/** A voice of a meeting, and its name in the report; null: it has none. */
export interface CorrectableVoice {
  readonly channel: Channel;
  readonly name: string | null;
}

/** An action or a decision that can be corrected. Numbers count what was found, so that none moves when one is dismissed. */
export interface CorrectableItem {
  /** From 1. */
  readonly number: number;
  /** Seconds of the session; null: a person added it and said no moment. */
  readonly at: number | null;
  /** As the report has it. */
  readonly text: string;
  readonly owner: string | null;
  readonly due: string | null;
  readonly dismissed: boolean;
  readonly added: boolean;
  /** As it was found, and its moment: what a correction is anchored by. */
  readonly anchor: { readonly at: number; readonly was: string } | null;
  /** Indices of the corrections that are about it, in their list of `corrections.json`. */
  readonly corrections: readonly number[];
}

/** A segment of the transcript as it was heard, and its text as the report has it. */
export interface CorrectableSegment {
  readonly heard: Segment;
  readonly shown: string;
}

/** What of a meeting can be corrected, and what is. */
export interface Correctable {
  readonly title: string;
  readonly participants: readonly string[];
  readonly voices: readonly CorrectableVoice[];
  readonly actions: readonly CorrectableItem[];
  readonly decisions: readonly CorrectableItem[];
  readonly changes: readonly TextChange[];
  readonly unfitting: readonly Unfitting[];
  /** In order of time. */
  readonly heard: readonly CorrectableSegment[];
}

/** Lists what of a meeting can be corrected. Pure. */
export function correctableOf(input: ReportInput): Correctable {
  const { corrections, language, windows } = input;
  const set = textSetter(input);
  const own = (text: string | null) => text === null ? null : typeset(text, language);
  const found = foundIn(input);
  const { actions, decisions, added } = correctedFindings(found, corrections, set);
  const indices = (
    list: Corrections["actions"] | Corrections["decisions"],
    items: readonly { readonly at: number; readonly texts: readonly string[] }[],
    index: number,
  ) => (list ?? []).flatMap((correction, n) => itemOf(correction, items) === index ? [n] : []);
  const anchoredActions = found.actions.map(({ at, what, text }) => ({ at, texts: [what, text, set(what)] }));
  const anchoredDecisions = found.decisions.map(({ at, text }) => ({ at, texts: [text, set(text)] }));
  const names = channelNames(input);
  const shown = new Map(saidSegments(input).map(({ id, text }) => [id, text]));
  return {
    title: titleOf(input),
    participants: participantsOf(input),
    voices: windows
      ? channelsOf(windows.channels).map((channel) => ({ channel, name: names[channel] ?? null }))
      : [],
    actions: [
      ...actions.map((
        { found, correction: { text, owner, due, dismissed = false } },
        n,
      ): CorrectableItem => ({
        number: n + 1,
        at: found.at,
        text: own(text ?? null) ?? set(found.what),
        owner: owner !== undefined ? own(owner) : found.owner && capitalised(set(found.owner)),
        due: due !== undefined ? own(due) : found.due && set(dueUnderHeading(found.due, language)),
        dismissed,
        added: false,
        anchor: { at: found.at, was: found.what },
        corrections: indices(corrections?.actions, anchoredActions, n),
      })),
      ...added.map(({ text, owner = null, due = null, at = null }, n): CorrectableItem => ({
        number: actions.length + n + 1,
        at,
        text: own(text)!,
        owner: own(owner),
        due: own(due),
        dismissed: false,
        added: true,
        anchor: null,
        corrections: [n],
      })),
    ],
    decisions: decisions.map(({ found, correction: { text, dismissed = false } }, n) => ({
      number: n + 1,
      at: found.at,
      text: own(text ?? null) ?? set(found.text),
      owner: null,
      due: null,
      dismissed,
      added: false,
      anchor: { at: found.at, was: found.text },
      corrections: indices(corrections?.decisions, anchoredDecisions, n),
    })),
    changes: textChanges(input),
    unfitting: unfittingOf(input),
    heard: input.transcripts.flatMap(({ segments }) => segments).toSorted((a, b) => a.start - b.start)
      .map((heard) => ({ heard, shown: shown.get(heard.id) ?? "" })),
  };
}
