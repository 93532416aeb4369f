import {
  type BlockSummary,
  type Inputs,
  sameInputs,
  type SpokenLanguage,
  type Synthesis,
} from "../model/mod.ts";
import { NAMES, type SessionSnapshot, sha256OfJson } from "../store/mod.ts";
import type { Summariser } from "../summarisers/mod.ts";
import { languageOf } from "./language_stage.ts";
import { type Job, type JobContext, type JobFailure, jobOf, type Stage } from "./stage.ts";
import { blockPlans, summaryOf } from "./summarise_stage.ts";

const STAGE = "synthesise";
const VERSION = "1";

/** The block summaries of a session, when no more will come and all of them stand. */
function allBlocks(session: SessionSnapshot, summariser: Summariser): BlockSummary[] | undefined {
  if (!session.ended) return undefined;
  const blocks = blockPlans(session).map((plan) => summaryOf(session, plan, summariser));
  return blocks.every((block) => block !== undefined) ? blocks : undefined;
}

function synthesisInputs(
  session: SessionSnapshot,
  summariser: Summariser,
  language: SpokenLanguage,
  blocks: readonly BlockSummary[],
): Inputs {
  return {
    stage: `${STAGE}@${VERSION}`,
    by: `${summariser.name}@${summariser.version}`,
    language,
    blocks: sha256OfJson(blocks.map(({ block }) => session.blocks.get(block)?.sha256)),
  };
}

function materialOf(session: SessionSnapshot, summariser: Summariser) {
  const language = languageOf(session)?.language;
  const blocks = allBlocks(session, summariser);
  if (!language || !blocks) return undefined;
  return { language, blocks, inputs: synthesisInputs(session, summariser, language, blocks) };
}

/** The synthesis of a session when it was made from what stands now. */
export function synthesisOf(session: SessionSnapshot, summariser: Summariser): Synthesis | undefined {
  const material = materialOf(session, summariser);
  const synthesis = session.synthesis?.value;
  if (!material || !synthesis) return undefined;
  return sameInputs(synthesis.inputs, material.inputs) ? synthesis : undefined;
}

/** The stage that says what the whole meeting came to. It reads the block summaries, never the transcript. */
export function createSynthesiseStage({ summariser }: { readonly summariser: Summariser }): Stage {
  return {
    name: STAGE,
    lane: "desk",
    pending(session) {
      if (!materialOf(session, summariser) || synthesisOf(session, summariser)) return [];
      return [jobOf(STAGE, session.id)];
    },
    async run(_job: Job, { session, store, signal }: JobContext) {
      const material = materialOf(session, summariser);
      if (!material) return;
      const { language, blocks, inputs } = material;
      const findings = await summariser.synthesise(blocks, { language, signal });
      const record: Synthesis = { schema: 1, inputs, by: summariser.name, findings };
      await store.writeStage(session.id, NAMES.synthesis, record);
    },
    async settle(_job: Job, failed: JobFailure, { session, store }: JobContext) {
      const material = materialOf(session, summariser);
      if (!material) return;
      const findings = {
        summary: [],
        highlights: [],
        topics: [],
        decisions: [],
        actions: [],
        questions: [],
        figures: [],
      };
      const record: Synthesis = { schema: 1, inputs: material.inputs, by: summariser.name, findings, failed };
      await store.writeStage(session.id, NAMES.synthesis, record);
    },
  };
}
