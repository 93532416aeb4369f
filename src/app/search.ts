import { join } from "node:path";
import { isFileSystemError, type Message, message, textOf, UsageError } from "../errors.ts";
import type { OutboxSession } from "../model/mod.ts";
import { channelNames, findingsView, saidSegments } from "../report/mod.ts";
import {
  type Found,
  type IndexedLine,
  type IndexedMeeting,
  isDamagedIndex,
  isIndexTrouble,
  type LineKind,
  type Mark,
  marksIn,
  readQuery,
  SearchIndex,
  type SearchWithin,
} from "../search/mod.ts";
import { meetingHash, meetingLooks, removeSearchIndex, searchIndexPath, type Store } from "../store/mod.ts";
import type { Language } from "../texts/mod.ts";
import { meetingContent } from "./meeting_content.ts";

/** How a search is made. */
export interface SearchOptions extends SearchWithin {
  /** Hits shown at most. @default {20} */
  readonly limit?: number;
  readonly signal?: AbortSignal;
  /** Called as meetings are read that the index does not know yet: of how many, and which. */
  readonly onProgress?: (done: number, total: number, name: string) => void;
}

/** A place where what was looked for is said. */
export interface SearchHit {
  /** Id and name of the meeting. */
  readonly session: string;
  readonly name: string;
  /** Local time the recording began, `YYYY-MM-DDTHH:MM:SS`. */
  readonly startedAt: string;
  readonly kind: LineKind;
  /** Seconds of the session; null: it has no moment. */
  readonly at: number | null;
  readonly who: string | null;
  readonly text: string;
  /** What of the text was looked for, in UTF-16 units. */
  readonly marks: readonly Mark[];
  /** Absolute path of the report as a page; null: it has none. */
  readonly report: string | null;
}

/** What a search found. */
export interface SearchResult extends Omit<Found, "hits"> {
  readonly hits: readonly SearchHit[];
  /** Meetings that could not be read, or not wholly, and why. */
  readonly skipped: readonly { readonly id: string; readonly name: string; readonly why: Message }[];
  /** Why the index could not be kept for next time; null: it could. */
  readonly notKept: Message | null;
}

interface SearchParts {
  readonly store: Store;
  readonly language: Language;
}

const SHOWN = 20;
/** Lines read before they are written: each writing keeps others out and waits for the disk. */
const LINES_AT_ONCE = 20_000;

/**
 * Looks for words in everything that was said. The index follows the files: what changed is read again, what is gone is
 * forgotten; one that is damaged is made anew, and where none can be written, one in memory does. Throws `UsageError` for
 * a query without words.
 */
export async function search(
  parts: SearchParts,
  written: string,
  options: SearchOptions = {},
): Promise<SearchResult> {
  const query = readQuery(written, parts.language);
  if (query.terms.length === 0) throw new UsageError(message("search.noWords", { found: written }));
  const { store } = parts;
  const look = async (path: string | undefined, notKept: Message | null): Promise<SearchResult> => {
    using index = new SearchIndex(path);
    const skipped = await follow(parts, index, options);
    const { limit = SHOWN, from, to, kinds } = options;
    const found = index.search(query, { limit, within: { from, to, kinds } });
    return {
      ...found,
      hits: found.hits.map(({ meeting, kind, at, who, text }) => ({
        session: meeting.id,
        name: meeting.name,
        startedAt: meeting.startedAt,
        kind,
        at,
        who,
        text,
        marks: marksIn(text, meeting.language, query),
        report: meeting.page === null ? null : join(store.layout.outbox, meeting.folder, meeting.page),
      })),
      skipped,
      notKept,
    };
  };
  try {
    try {
      return await look(await searchIndexPath(store.files, store.layout), null);
    } catch (error) {
      if (!isDamagedIndex(error)) throw error;
      await removeSearchIndex(store.files, store.layout);
      return await look(await searchIndexPath(store.files, store.layout), null);
    }
  } catch (error) {
    if (!isIndexTrouble(error) && !isFileSystemError(error)) throw error;
    return await look(undefined, message("search.notKept", { folder: store.layout.state }));
  }
}

/** Brings the index to what the files say now; returns what could not be read. */
async function follow(
  { store, language }: SearchParts,
  index: SearchIndex,
  { signal, onProgress = () => {} }: SearchOptions,
): Promise<SearchResult["skipped"]> {
  const { files, layout } = store;
  const skipped: { id: string; name: string; why: Message }[] = [];
  const known = index.seen();
  const present = await store.outboxSessions();
  const folders = new Set(present.map(({ folder }) => folder));
  index.forget([...known.keys()].filter((folder) => !folders.has(folder)));

  const stale: { found: (typeof present)[number]; looks: string }[] = [];
  for (const found of present) {
    const looks = await meetingLooks(files, layout, found.folder, found);
    if (known.get(found.folder)?.looks !== looks) stale.push({ found, looks });
  }
  let batch: Parameters<SearchIndex["put"]>[0][number][] = [];
  let lines = 0;
  const write = () => {
    if (batch.length > 0) index.put(batch);
    [batch, lines] = [[], 0];
  };
  for (const [done, { found, looks }] of stale.entries()) {
    signal?.throwIfAborted();
    const { id, name } = found.session;
    onProgress(done, stale.length, name);
    try {
      const hash = await meetingHash(files, layout, found.folder, found);
      if (known.get(found.folder)?.hash === hash) {
        index.see(found.folder, { looks });
        continue;
      }
      const { meeting, unreadable } = await indexedMeeting(store, found, language);
      // One that is damaged is looked at again each time, so that each search says so.
      batch.push([meeting, unreadable.length > 0 ? { looks: "", hash: "" } : { looks, hash }]);
      lines += meeting.lines.length;
      if (unreadable.length > 0) {
        const why = message("search.damaged", { n: unreadable.length, files: unreadable.join(", ") });
        skipped.push({ id, name, why });
      }
    } catch (error) {
      if (!isFileSystemError(error)) throw error;
      skipped.push({ id, name, why: textOf(error) });
    }
    if (lines >= LINES_AT_ONCE) write();
  }
  write();
  return skipped;
}

async function indexedMeeting(
  store: Store,
  found: { readonly session: OutboxSession; readonly folder: string },
  language: Language,
): Promise<{ readonly meeting: IndexedMeeting; readonly unreadable: readonly string[] }> {
  const { input, said } = await meetingContent(store, found, language);
  const names = channelNames(input);
  const findings = findingsView(input, names);
  const name = input.corrections?.title ?? found.session.title ?? found.session.name;
  const transcript = saidSegments(input).map(({ start, channel, text }): IndexedLine => ({
    kind: "transcript",
    at: start,
    who: names[channel] ?? null,
    text,
  }));
  const lines: IndexedLine[] = [...transcript, { kind: "title", at: null, who: null, text: name }];
  const add = (
    kind: LineKind,
    items: readonly {
      readonly text: string;
      readonly moment: { readonly seconds: number };
      readonly speaker: string | null;
    }[],
  ) => {
    lines.push(
      ...items.map(({ text, moment, speaker }) => ({ kind, at: moment.seconds, who: speaker, text })),
    );
  };
  add("decisions", findings.decisions);
  add("actions", findings.actions.map((action) => ({ ...action, speaker: action.owner })));
  // Where retention took the transcript, the report is all there is.
  if (transcript.length === 0) {
    for (const { items } of findings.summary) add("report", items);
    for (const items of [findings.highlights, findings.questions, findings.figures]) add("report", items);
  }
  const { id, startedAt } = found.session;
  const page = said.page ?? null;
  return {
    meeting: { folder: found.folder, id, name, startedAt, language: input.language, page, lines },
    unreadable: said.unreadable,
  };
}
