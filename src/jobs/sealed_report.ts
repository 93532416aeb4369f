import type { Message } from "../errors.ts";
import {
  type BlockSummary,
  BlockSummary as BlockFile,
  Corrections,
  coverageOf,
  LanguageRecord,
  NoteFile,
  type NoteRecord,
  Prose,
  ProvisionalRecord,
  RefinedBlock,
  Synthesis,
  TranscriptRecord,
  WindowsRecord,
} from "../model/mod.ts";
import type { ModelShare, ReportInput } from "../report/mod.ts";
import type { z } from "../schema.ts";
import { NAMES, recordIn, type SealedMeeting, type Store, transcriptFile } from "../store/mod.ts";

/**
 * What the report of a sealed meeting is made from, as its files have it. Nothing is asked whether it is still what the
 * settings would make: sealing has settled that. Transcripts that retention removed are absent, and so is all that cannot
 * be read; the findings stand without them.
 */
export async function sealedReport(store: Store, meeting: SealedMeeting): Promise<ReportInput> {
  const { id, session, files } = meeting;
  const read = async <T>(path: string, schema: z.ZodType<T>): Promise<T | undefined> => {
    const bytes = files.has(path) ? await store.readMeetingFile(id, path) : undefined;
    return bytes && recordIn(path, bytes, schema);
  };
  const stage = <T>(name: string, schema: z.ZodType<T>) => read(`${NAMES.stages}/${name}`, schema);
  const stages = async <T>(ending: string, schema: z.ZodType<T>): Promise<T[]> => {
    const names = [...files.keys()].filter((path) =>
      path.startsWith(`${NAMES.stages}/`) && path.endsWith(ending)
    );
    const found = await Promise.all(names.sort().map((path) => read(path, schema)));
    return found.filter((record) => record !== undefined) as T[];
  };

  const windows = await stage(NAMES.windows, WindowsRecord);
  const transcripts = await Promise.all(
    (windows?.windows ?? []).map((window) => stage(transcriptFile(window.id), TranscriptRecord)),
  );
  const heard = transcripts.filter((transcript) => transcript !== undefined);
  const refined = await stages(NAMES.refinedEnding, RefinedBlock);
  const blocks = bestOf(await stages(NAMES.summaryEnding, BlockFile), refined);
  const prose = await stage(NAMES.prose, Prose);
  const model = shareOf(refined, prose);
  const provisional = await stage(NAMES.provisional, ProvisionalRecord);
  const { last, ...record } = session;
  return {
    session: record,
    state: "final",
    language: (await stage(NAMES.language, LanguageRecord))?.language ?? last.language ??
      record.pinned.interface,
    windows,
    transcripts: heard,
    blocks,
    synthesis: await stage(NAMES.synthesis, Synthesis),
    ...(model && { model }),
    ...(provisional && { provisional: provisional.findings }),
    corrections: await read(NAMES.corrections, Corrections),
    coverage: coverageOf(windows, heard, blocks),
    output: record.pinned.settings.output,
    // This one is for lists; reports say it in a part of their own.
    notices: (last.notices as readonly Message[]).filter(({ key }) => key !== "writer.wroteNothing"),
    notes: await notesOf(meeting, read),
    audioAddress: (file) => `${NAMES.audio}/${file}`,
  };
}

/** Each block in a language model's words where it wrote some. */
function bestOf(blocks: readonly BlockSummary[], refined: readonly RefinedBlock[]): BlockSummary[] {
  const written = new Map(refined.map((block) => [block.block, block]));
  return blocks.map((block) => {
    const { by, findings = null, dropped } = written.get(block.block) ?? {};
    if (findings === null || by === undefined || dropped === undefined) return block;
    const { failed: _, ...rest } = block;
    return { ...rest, by, findings, dropped };
  });
}

/** What a language model did for the report; undefined: none was asked. */
function shareOf(refined: readonly RefinedBlock[], prose: Prose | undefined): ModelShare | undefined {
  const name = prose?.by ?? refined[0]?.by;
  if (name === undefined) return undefined;
  return {
    name,
    written: refined.filter(({ findings }) => findings).map(({ block }) => block),
    left: refined.flatMap(({ block, why }) => why ? [{ block, why: why as Message }] : []),
    pending: [],
    prose,
    dropped: [...refined, ...prose ? [prose] : []].reduce((sum, { dropped }) => sum + dropped, 0),
  };
}

/** The marks made while recording, in order of time; one without a moment was made when its file was written. */
async function notesOf(
  { session, files }: SealedMeeting,
  read: <T>(path: string, schema: z.ZodType<T>) => Promise<T | undefined>,
): Promise<NoteRecord[]> {
  const notes: NoteRecord[] = [];
  for (const [path, { modifiedMs }] of files) {
    const note = /^note-[^/]*\.json$/i.test(path) ? await read(path, NoteFile) : undefined;
    if (!note) continue;
    const { text = "", at = Math.max(0, Math.round((modifiedMs - Date.parse(session.startedAt)) / 1000)) } =
      note;
    notes.push({ at, text });
  }
  return notes.sort((a, b) => a.at - b.at || (a.text < b.text ? -1 : 1));
}
