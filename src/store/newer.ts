import { join } from "node:path";
import {
  BlockSummary,
  EndedRecord,
  ErrorRecord,
  GapRecord,
  LanguageRecord,
  MergedBlocks,
  OutboxSession,
  Prose,
  ProvisionalRecord,
  RefinedBlock,
  RejectionRecord,
  SealedRecord,
  SessionRecord,
  Synthesis,
  TranscriptRecord,
  ViewsRecord,
  WindowsRecord,
} from "../model/mod.ts";
import type { z } from "../schema.ts";
import type { Files } from "./files.ts";
import { type HomeLayout, NAMES } from "./layout.ts";
import { recordIn } from "./record_cache.ts";

/** What files of a session hold, by how their names end. */
type Kinds = readonly (readonly [ending: string, schema: z.ZodType])[];

const IN_INBOX: Kinds = [
  [NAMES.session, SessionRecord],
  [NAMES.rejection, RejectionRecord],
  [NAMES.ended, EndedRecord],
  [NAMES.gapEnding, GapRecord],
];

const IN_OUTBOX: Kinds = [[NAMES.session, OutboxSession], [NAMES.sealed, SealedRecord]];

const IN_STAGES: Kinds = [
  [NAMES.transcriptEnding, TranscriptRecord],
  [NAMES.summaryEnding, BlockSummary],
  [NAMES.refinedEnding, RefinedBlock],
  [NAMES.mergedEnding, MergedBlocks],
  [NAMES.errorEnding, ErrorRecord],
  [NAMES.windows, WindowsRecord],
  [NAMES.language, LanguageRecord],
  [NAMES.synthesis, Synthesis],
  [NAMES.prose, Prose],
  [NAMES.provisional, ProvisionalRecord],
  [NAMES.views, ViewsRecord],
];

/**
 * Throws `NewerFileError` for a session of which a newer greffier wrote a file. Reads every record of it: to be
 * asked before files of a session that was not read whole are deleted.
 */
export async function refuseNewer(files: Files, layout: HomeLayout, id: string): Promise<void> {
  const outbox = join(layout.outbox, id);
  await refuseIn(files, join(layout.inbox, id), IN_INBOX);
  await refuseIn(files, outbox, IN_OUTBOX);
  await refuseIn(files, join(outbox, NAMES.stages), IN_STAGES);
  await refuseIn(files, join(outbox, NAMES.audio), [[NAMES.gapEnding, GapRecord]]);
}

async function refuseIn(files: Files, folder: string, kinds: Kinds): Promise<void> {
  for (const { name, isFolder } of await files.list(folder)) {
    const schema = isFolder ? undefined : kinds.find(([ending]) => name.endsWith(ending))?.[1];
    if (schema) recordIn(join(folder, name), await files.read(join(folder, name)), schema);
  }
}
