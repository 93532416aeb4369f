import { modelRevision } from "../asr/mod.ts";
import type { ResolvedSettings } from "../config/mod.ts";
import { WaitingError } from "../errors.ts";
import type { Pinned, SessionRecord } from "../model/mod.ts";
import type { Store } from "../store/mod.ts";
import type { Language } from "../texts/mod.ts";
import type { RedoStage } from "./app.ts";
import { DEMO_MODEL, modelFolder } from "./engine_pool.ts";

/** The revision of a model; empty while the model is not there: its meetings wait for it. */
async function revisionOf(store: Store, name: string): Promise<string> {
  try {
    return await modelRevision(await modelFolder(store.layout, name));
  } catch (error) {
    if (error instanceof WaitingError || error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}

/** What a session taken now is pinned with: the home's settings, model and vocabulary, by value. */
export async function pin(store: Store, { settings }: ResolvedSettings, language: Language): Promise<Pinned> {
  const { audio, transcription, analysis, output, session } = settings;
  return {
    settings: { audio, transcription, analysis, output, session },
    model: {
      name: transcription.model,
      revision: await revisionOf(store, transcription.model),
      demo: transcription.model === DEMO_MODEL,
    },
    prompts: {},
    vocabulary: await store.vocabulary(),
    interface: language,
  };
}

/** A session's record pinned anew, in what `stage` and the stages after it are made with. */
export function pinnedAnew(record: SessionRecord, fresh: Pinned, stage: RedoStage): SessionRecord {
  const { output } = fresh.settings;
  const { pinned } = record;
  switch (stage) {
    case "ingest":
    case "transcribe":
      return { ...record, pinned: fresh };
    case "summarise":
    case "synthesise": {
      const { prompts, vocabulary, settings } = fresh;
      // How long a block is belongs to the blocks: another synthesis of them must not cut them anew.
      const minutes =
        (stage === "summarise" ? settings : pinned.settings).analysis.intermediate_summary_interval_minutes;
      const analysis = { ...settings.analysis, intermediate_summary_interval_minutes: minutes };
      return {
        ...record,
        pinned: { ...pinned, prompts, vocabulary, settings: { ...pinned.settings, analysis, output } },
      };
    }
    case "render":
      return { ...record, pinned: { ...pinned, settings: { ...pinned.settings, output } } };
  }
}
