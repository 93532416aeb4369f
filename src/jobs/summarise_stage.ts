import {
  type BlockSummary,
  type Corrections,
  type Inputs,
  mendingOf,
  mendSegment,
  NO_BLOCK_FINDINGS,
  type PlacedPassages,
  placePassages,
  sameInputs,
  SAMPLE_RATE,
  type Segment,
  type SpokenLanguage,
  type TranscriptRecord,
} from "../model/mod.ts";
import { type SessionSnapshot, sha256OfJson, summaryFile } from "../store/mod.ts";
import type { Summariser } from "../summarisers/mod.ts";
import { type BlockPlan, blocksOf } from "./blocks.ts";
import { ingested } from "./ingest_stage.ts";
import { languageOf } from "./language_stage.ts";
import { perSession } from "./per_session.ts";
import { type Job, type JobContext, type JobFailure, jobOf, type Stage } from "./stage.ts";
import { transcriptsOf } from "./transcribe_stage.ts";

const STAGE = "summarise";
const VERSION = "1";

/** What there is to summarise in a block whose windows all have their transcript. */
export interface BlockMaterial {
  readonly plan: BlockPlan;
  readonly language: SpokenLanguage;
  /** In order of start, with the words and passages that a person corrected. */
  readonly segments: readonly Segment[];
  /** Hash of the text and its times. */
  readonly text: string;
}

/** The blocks of a session; none before its windows are known. */
export const blockPlans: (session: SessionSnapshot) => readonly BlockPlan[] = perSession((session) => {
  const windows = ingested(session);
  if (!windows) return [];
  return blocksOf(
    windows.windows,
    session.record.pinned.settings.analysis.intermediate_summary_interval_minutes,
  );
});

type BlockText = Pick<BlockMaterial, "segments" | "text">;

/** What a person corrected of what was said: their words, and their passages in these segments. */
interface Corrected {
  readonly words: Corrections["words"];
  readonly edits: PlacedPassages["edits"];
}

/** Kept with the first transcript of a block. */
const texts = new WeakMap<
  TranscriptRecord,
  {
    readonly transcripts: readonly TranscriptRecord[];
    readonly words: Corrections["words"];
    /** The edits of the block's own segments, as JSON. */
    readonly edits: string;
    readonly text: BlockText;
  }
>();

/**
 * The text of a block. Records never change in place, so what was worked out from the same ones still holds: a look at
 * a four-hour meeting after each window would otherwise correct and hash the whole of its text.
 */
function blockText(transcripts: readonly TranscriptRecord[], { words, edits: all }: Corrected): BlockText {
  const known = texts.get(transcripts[0]);
  const own = transcripts.flatMap((transcript) => transcript.segments);
  const edits = all.size === 0 ? "" : JSON.stringify(own.map(({ id }) => all.get(id) ?? 0));
  const same = known?.words === words && known?.edits === edits &&
    known?.transcripts.length === transcripts.length &&
    known.transcripts.every((transcript, n) => transcript === transcripts[n]);
  if (known && same) return known.text;
  const mending = mendingOf({ corrections: { words } });
  const segments = own
    .map((segment) => {
      const { mends: _, ...mended } = mendSegment(segment, mending, all.get(segment.id));
      return mended;
    })
    // What a person took away whole was not said.
    .filter(({ id, text }) => text !== "" || !all.has(id))
    .sort((a, b) => a.start - b.start);
  const hash = sha256OfJson(
    segments.map(({ id, channel, start, end, text }) => [id, channel, start, end, text]),
  );
  const text = { segments, text: hash };
  texts.set(transcripts[0], { transcripts, words, edits, text });
  return text;
}

/** By number of block; a block is absent while a transcript of it is. */
const materials = perSession((session) => {
  const found = new Map<number, BlockMaterial>();
  const language = languageOf(session)?.language;
  const transcripts = transcriptsOf(session);
  if (!language) return found;
  const { words, transcript: passages } = session.corrections?.value ?? {};
  // Passages are looked for in all that was said: which block one belongs to is not known before.
  const { edits } = placePassages(
    passages ? [...transcripts.values()].flatMap(({ segments }) => segments) : [],
    passages,
  );
  for (const plan of blockPlans(session)) {
    const spoken = plan.windows.map(({ id }) => transcripts.get(id)).filter((transcript) =>
      transcript !== undefined
    );
    if (spoken.length < plan.windows.length) continue;
    found.set(plan.number, { plan, language, ...blockText(spoken, { words, edits }) });
  }
  return found;
});

/** The text of a block; undefined while a transcript of it is missing. */
export function materialOf(session: SessionSnapshot, block: number): BlockMaterial | undefined {
  return materials(session).get(block);
}

function blockInputs(summariser: Summariser, { language, text }: BlockMaterial): Inputs {
  return {
    stage: `${STAGE}@${VERSION}`,
    by: `${summariser.name}@${summariser.version}`,
    language,
    text,
  };
}

/** The summary of a block when it was made from what stands now. */
export function summaryOf(
  session: SessionSnapshot,
  plan: BlockPlan,
  summariser: Summariser,
): BlockSummary | undefined {
  const material = materials(session).get(plan.number);
  const summary = session.blocks.get(plan.number)?.value;
  if (!material || !summary) return undefined;
  return sameInputs(summary.inputs, blockInputs(summariser, material)) ? summary : undefined;
}

/**
 * The stage that summarises blocks. Words and passages are corrected before; names, owners, dates and the house's
 * vocabulary when rendering, so they remake no block.
 */
export function createSummariseStage({ summariser }: { readonly summariser: Summariser }): Stage {
  const write = async (
    { session, store }: JobContext,
    material: BlockMaterial,
    result: Pick<BlockSummary, "findings" | "dropped" | "failed">,
  ) => {
    const { number, windows } = material.plan;
    const record: BlockSummary = {
      schema: 1,
      inputs: blockInputs(summariser, material),
      block: number,
      start: windows[0].from / SAMPLE_RATE,
      end: windows[windows.length - 1].to / SAMPLE_RATE,
      by: summariser.name,
      ...result,
    };
    await store.writeStage(session.id, summaryFile(number), record);
  };
  return {
    name: STAGE,
    lane: "desk",
    pending(session) {
      const plans = blockPlans(session);
      // While audio still comes, the last block is not over.
      const over = session.ended ? plans : plans.slice(0, -1);
      return over.filter((plan) =>
        materials(session).has(plan.number) && !summaryOf(session, plan, summariser)
      )
        .map(({ number }) => jobOf(STAGE, session.id, String(number)));
    },
    async run(job: Job, context: JobContext) {
      const material = materials(context.session).get(Number(job.input));
      if (!material) return;
      const { language, segments } = material;
      await write(
        context,
        material,
        await summariser.summariseBlock({ language, segments }, { signal: context.signal }),
      );
    },
    async settle(job: Job, failed: JobFailure, context: JobContext) {
      const material = materials(context.session).get(Number(job.input));
      if (material) await write(context, material, { findings: NO_BLOCK_FINDINGS, dropped: 0, failed });
    },
  };
}
