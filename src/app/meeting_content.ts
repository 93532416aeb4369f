import { coverageOf, type OutboxSession } from "../model/mod.ts";
import type { ReportInput } from "../report/mod.ts";
import { readCorrections, type Said, type Store } from "../store/mod.ts";
import type { Language } from "../texts/mod.ts";

/** A meeting, and the folder of the outbox it was found in. */
interface FoundMeeting {
  readonly session: OutboxSession;
  readonly folder: string;
}

/**
 * What stands of a meeting, open or sealed, as far as its text and its findings go: to read them as its report has them,
 * with everything that a person put right. What only a whole report needs is left out.
 */
export async function meetingContent(
  store: Store,
  found: FoundMeeting,
  fallback: Language,
): Promise<{ readonly input: ReportInput; readonly said: Said }> {
  const said = await store.said(found.folder);
  return { input: await inputOf(store, found, said, fallback), said };
}

/** As {@linkcode meetingContent}, without a word of the transcript: for those who only want what was found. */
export async function meetingFindings(
  store: Store,
  found: FoundMeeting,
  fallback: Language,
): Promise<ReportInput> {
  const corrections = await readCorrections(store.files, store.layout, found.folder);
  const nothing = { windows: undefined, language: undefined, transcripts: [], corrections };
  return await inputOf(store, found, nothing, fallback);
}

async function inputOf(
  store: Store,
  { session: { last, ...record }, folder }: FoundMeeting,
  said: Pick<Said, "windows" | "language" | "transcripts" | "corrections">,
  fallback: Language,
): Promise<ReportInput> {
  const { windows, transcripts, corrections } = said;
  const { synthesis, blocks } = await store.found(folder);
  return {
    session: record,
    state: last.state === "taking" ? "partial" : last.state,
    language: said.language ?? last.language ?? fallback,
    windows,
    transcripts,
    blocks,
    synthesis,
    corrections,
    coverage: coverageOf(windows, transcripts, blocks),
    output: record.pinned.settings.output,
    notices: [],
    audioAddress: (file) => file,
  };
}
