import { join } from "node:path";
import { GreffierError, type Message, message, UsageError } from "../errors.ts";
import {
  changed,
  type CorrectionChange,
  type CorrectionLine,
  correctionLines,
  type Written,
} from "../model/mod.ts";
import { type Correctable, type CorrectableItem, correctableOf, type ReportInput } from "../report/mod.ts";
import { type CorrectionsFile, NAMES, type Store } from "../store/mod.ts";
import { type Language, say } from "../texts/mod.ts";
import { meetingContent } from "./meeting_content.ts";
import { passageIn, plainly } from "./copied_passage.ts";
import { sentTo } from "./writer.ts";

/** What somebody wants corrected in one meeting; several at once. Numbers are those of the list. */
export interface CorrectRequest {
  readonly title?: string;
  readonly participants?: readonly string[];
  /** A voice as the report names it, or the number of its channel, and the name wanted. */
  readonly speakers?: readonly Pair[];
  readonly words?: readonly Pair[];
  readonly names?: readonly Pair[];
  /** What `owner`, `due`, `text` and `dismiss` are about; one of the four at most. */
  readonly action?: number;
  readonly decision?: number;
  readonly addAction?: string;
  /** A passage as the transcript has it. */
  readonly passage?: string;
  /** Null: nobody. */
  readonly owner?: string | null;
  /** Null: no date. */
  readonly due?: string | null;
  readonly text?: string;
  readonly dismiss?: boolean;
  /** When it was said, in seconds of the session. */
  readonly at?: number;
  /** A correction in force that goes. */
  readonly remove?: number;
  /** The last change by this command goes; alone. */
  readonly undo?: boolean;
}

/** What is written now, and what is to be. */
export type Pair = readonly [from: string, to: string];

/** What of a meeting can be corrected, and what is. */
export interface MeetingCorrections extends Omit<Correctable, "heard"> {
  readonly id: string;
  /** Absolute path of the file of corrections, there or not. */
  readonly path: string;
  /** Being recorded. */
  readonly live: boolean;
  readonly inForce: readonly (CorrectionLine & { readonly fits: boolean })[];
  /** Why the file is not applied; null: it is. */
  readonly problem: Message | null;
}

/** What came of a request. */
export interface Corrected {
  readonly id: string;
  readonly path: string;
  /** Corrections written; 0: the file said so already. */
  readonly written: number;
  readonly undone: boolean;
  /** Being recorded: its report is made anew as it goes on. */
  readonly live: boolean;
  /** Of words and names just written: those that are nowhere in the text now. @default none */
  readonly nowhere?: readonly { readonly kind: "word" | "name"; readonly from: string }[];
  /** What an undo changed: the corrections that went, and those that are back. */
  readonly took?: { readonly gone: readonly CorrectionLine[]; readonly back: readonly CorrectionLine[] };
  /** Where the text of changed blocks will be sent to be summarised anew; absent: it stays on the PC, or none changes. */
  readonly sentTo?: string;
}

type Nowhere = NonNullable<Corrected["nowhere"]>[number];

interface CorrectParts {
  readonly store: Store;
  readonly language: Language;
}

interface Meeting {
  readonly input: ReportInput;
  readonly correctable: Correctable;
  readonly file: CorrectionsFile;
  readonly path: string;
  readonly live: boolean;
  /** What was said is gone: no report can be made of it. */
  readonly isOver: boolean;
  /** Where its text is sent to be summarised. */
  readonly sent: { readonly sentTo?: string };
}

async function readMeeting({ store, language }: CorrectParts, id: string): Promise<Meeting> {
  const found = (await store.outboxSessions()).find(({ session }) => session.id === id);
  if (!found) throw new GreffierError(message("redo.unknown", { id }));
  // The program finds a session's own files by its id.
  if (found.folder !== id) throw new GreffierError(message("correct.renamed", { folder: found.folder, id }));
  const { input: content } = await meetingContent(store, found, language);
  const { blocks } = await store.found(found.folder);
  const input = { ...content, blocks };
  return {
    input,
    correctable: correctableOf(input),
    file: await store.corrections(id),
    path: join(store.layout.outbox, id, NAMES.corrections),
    live: found.open && found.session.last.state === "partial",
    sent: sentTo(found.session.pinned.settings.analysis),
    isOver: !found.open && input.transcripts.length === 0 && input.windows?.windows.length !== 0,
  };
}

/** What of the meeting `id` can be corrected, and what is. Throws a sentence when the outbox does not have it. */
export async function meetingCorrections(parts: CorrectParts, id: string): Promise<MeetingCorrections> {
  const { correctable: { heard: _, ...correctable }, file, path, live } = await readMeeting(parts, id);
  const lines = file.ok ? correctionLines(file.corrections) : [];
  const isLost = ({ kind, at, from }: CorrectionLine) =>
    correctable.unfitting.some((lost) =>
      lost.kind === kind && lost.at === at && (from === null || plainly(lost.from) === plainly(from))
    );
  return {
    ...correctable,
    id,
    path,
    live,
    inForce: lines.map((line) => ({ ...line, fits: !isLost(line) })),
    problem: file.ok ? null : file.problem,
  };
}

/**
 * Writes what `request` asks into the corrections of the meeting `id`; whatever a person wrote there stays. A sealed
 * meeting is reopened at once when somebody works on the home, else by the next `run`. Throws `UsageError` for what the
 * meeting does not have, and a sentence when the present file cannot be understood: nothing is written over it.
 */
export async function correctMeeting(
  parts: CorrectParts,
  id: string,
  request: CorrectRequest,
): Promise<Corrected> {
  const { store, language } = parts;
  const meeting = await readMeeting(parts, id);
  const { file, path, live } = meeting;
  if (meeting.isOver) throw new GreffierError(message("correct.over"));
  let count = 0;
  let isSummarised = request.undo === true;
  let told: Pick<Corrected, "nowhere" | "took"> = {};
  if (request.undo) {
    await store.undoCorrections(id);
    told = { took: changedLines(file, await store.corrections(id)) };
  } else {
    if (!file.ok) {
      throw new GreffierError(message("correct.notWritten", { problem: say(file.problem, language) }));
    }
    let written: Written = file.written;
    for (const change of changesOf(id, meeting, file, request)) {
      const after = changed(written, change);
      if (JSON.stringify(after) !== JSON.stringify(written)) count++;
      isSummarised ||= changesText(change);
      written = after;
    }
    if (count > 0) await store.writeCorrections(id, file, written);
    const nowhere = count > 0 ? nowhereIn(meeting.input, request) : [];
    if (nowhere.length > 0) told = { nowhere };
  }
  // Whoever works here looks at sealed meetings only now and then.
  if ((request.undo || count > 0) && await store.owner() && await store.wantsReopening(id)) {
    await store.reopen(id);
  }
  return {
    id,
    path,
    written: count,
    undone: request.undo === true,
    live,
    ...told,
    ...(isSummarised ? meeting.sent : {}),
  };
}

/** The words and names of `request` that are nowhere in a meeting; none while text is still to come. */
function nowhereIn(input: ReportInput, { words = [], names = [] }: CorrectRequest): Nowhere[] {
  const asked = { word: Object.fromEntries(words), name: Object.fromEntries(names) };
  const before = input.corrections;
  const corrections = {
    ...before,
    words: { ...before?.words, ...asked.word },
    names: { ...before?.names, ...asked.name },
  };
  return correctableOf({ ...input, corrections }).unfitting.flatMap(({ kind, from }) =>
    (kind === "word" || kind === "name") && Object.hasOwn(asked[kind], from) ? [{ kind, from }] : []
  );
}

/** What differs from one file of corrections to the next, as lists show it. */
function changedLines(before: CorrectionsFile, after: CorrectionsFile): NonNullable<Corrected["took"]> {
  const linesOf = (file: CorrectionsFile) => file.ok ? correctionLines(file.corrections) : [];
  const keyOf = ({ kind, at, from, to }: CorrectionLine) => JSON.stringify([kind, at, from, to]);
  const without = (lines: readonly CorrectionLine[], others: readonly CorrectionLine[]) => {
    const keys = new Set(others.map(keyOf));
    return lines.filter((line) => !keys.has(keyOf(line)));
  };
  const [old, now] = [linesOf(before), linesOf(after)];
  return { gone: without(old, now), back: without(now, old) };
}

/** Whether a change is of what was said: blocks are summarised anew then. */
function changesText(change: CorrectionChange): boolean {
  if (change.kind === "remove") return change.path[0] === "words" || change.path[0] === "transcript";
  return change.kind === "passage" || (change.kind === "pair" && change.in === "words");
}

function changesOf(
  id: string,
  { correctable }: Meeting,
  file: Extract<CorrectionsFile, { ok: true }>,
  request: CorrectRequest,
): CorrectionChange[] {
  const { title, participants, speakers = [], words = [], names = [], at, owner, due, text, dismiss } =
    request;
  const changes: CorrectionChange[] = [];
  if (request.remove !== undefined) {
    const line = correctionLines(file.corrections)[request.remove - 1];
    if (!line) throw new UsageError(message("correct.noSuchCorrection", { found: request.remove, id }));
    changes.push({ kind: "remove", path: line.path });
  }
  if (title !== undefined) changes.push({ kind: "title", title });
  if (participants !== undefined) changes.push({ kind: "participants", names: participants });
  for (const [from, to] of speakers) {
    changes.push({ kind: "pair", in: "channels", from: channelOf(correctable, from), to });
  }
  for (const [from, to] of words) changes.push({ kind: "pair", in: "words", from, to });
  for (const [from, to] of names) changes.push({ kind: "pair", in: "names", from, to });
  const said = {
    ...(owner === undefined ? {} : { owner }),
    ...(due === undefined ? {} : { due }),
    ...(text === undefined ? {} : { text }),
  };
  const dismissed = dismiss ? { dismissed: true } : {};
  if (request.action !== undefined) {
    const item = itemAt(correctable.actions, request.action);
    if (!item) throw new UsageError(message("correct.noSuchAction", { found: request.action, id }));
    if (item.anchor) {
      const correction = { ...item.anchor, ...said, ...dismissed };
      changes.push({ kind: "action", entries: item.corrections, correction });
    } else if (dismiss) changes.push({ kind: "remove", path: ["addedActions", item.corrections[0]] });
    else changes.push({ kind: "added", entry: item.corrections[0], action: said });
  }
  if (request.decision !== undefined) {
    const item = itemAt(correctable.decisions, request.decision);
    if (!item?.anchor) {
      throw new UsageError(message("correct.noSuchDecision", { found: request.decision, id }));
    }
    const correction = { ...item.anchor, ...(text === undefined ? {} : { text }), ...dismissed };
    changes.push({ kind: "decision", entries: item.corrections, correction });
  }
  if (request.addAction !== undefined) {
    const action = { text: request.addAction, ...said, ...(at === undefined ? {} : { at }) };
    changes.push({ kind: "added", entry: null, action });
  }
  if (request.passage !== undefined) {
    const before = file.corrections.transcript ?? [];
    const found = passageIn(correctable.heard, before, { written: request.passage, text: text ?? "", at });
    changes.push({ kind: "passage", ...found });
  }
  return changes;
}

const itemAt = (items: readonly CorrectableItem[], wanted: number) =>
  items.find(({ number }) => number === wanted);

/** The channel of the voice that is called `written` in the report, or of the one that has its number. */
function channelOf({ voices }: Correctable, written: string): "0" | "1" {
  if (voices.length === 0) throw new GreffierError(message("correct.noVoices"));
  const wanted = plainly(written);
  const [exact, part] = [
    voices.filter(({ channel, name }) =>
      String(channel) === wanted || (name !== null && plainly(name) === wanted)
    ),
    voices.filter(({ name }) => name !== null && wanted !== "" && plainly(name).includes(wanted)),
  ];
  const found = exact.length > 0 ? exact : part;
  if (found.length === 1) return String(found[0].channel) as "0" | "1";
  if (voices.length === 1 && voices[0].name === null) {
    throw new UsageError(message("correct.oneVoice", { found: written }));
  }
  const speakers = voices.map(({ channel, name }) => name ?? String(channel)).join(", ");
  throw new UsageError(message("correct.noSuchSpeaker", { found: written, speakers }));
}
