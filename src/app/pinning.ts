import { modelRevision } from "../asr/mod.ts";
import type { ResolvedSettings } from "../config/mod.ts";
import { type GreffierError, UsageError, WaitingError } from "../errors.ts";
import { type Pinned, type SessionRecord, withSpoken } from "../model/mod.ts";
import type { Store } from "../store/mod.ts";
import type { Language } from "../texts/mod.ts";
import type { RedoStage } from "./app.ts";
import { DEMO_MODEL, modelFolder } from "./engine_pool.ts";
import { kindTexts, kindTextsAnyway } from "./kinds.ts";

/** The revision of a model; empty while the model is not there: its meetings wait for it. */
async function revisionOf(store: Store, name: string): Promise<string> {
  try {
    return await modelRevision(await modelFolder(store.layout, name));
  } catch (error) {
    if (error instanceof WaitingError || error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}

/** What {@linkcode pin} pins with. */
export interface PinParts {
  readonly store: Store;
  readonly resolved: ResolvedSettings;
  readonly language: Language;
  /**
   * Hears what is wrong with the kind of meeting, and a built-in one stands in.
   * @default it is thrown: a person is there who can set it right
   */
  readonly onProblem?: (problem: GreffierError) => void;
}

/** What a session taken now is pinned with: the home's settings, model, kind of meeting and vocabulary, by value. */
export async function pin({ store, resolved, language, onProblem }: PinParts): Promise<Pinned> {
  const { audio, transcription, analysis, output, session } = resolved.settings;
  return {
    settings: { audio, transcription, analysis, output, session },
    model: {
      name: transcription.model,
      revision: await revisionOf(store, transcription.model),
      demo: transcription.model === DEMO_MODEL,
    },
    prompts: onProblem
      ? await kindTextsAnyway(store, analysis.template, onProblem)
      : await kindTexts(store, analysis.template),
    vocabulary: await store.vocabulary(),
    interface: language,
  };
}

/**
 * What a session that was pinned `before` is pinned with now: as {@linkcode pin}, but of the kind of meeting that it is.
 * A kind that is gone from the home stays as it was.
 */
export async function pinAgain(parts: Omit<PinParts, "onProblem">, before: Pinned): Promise<Pinned> {
  const { settings } = parts.resolved;
  const { template } = before.settings.analysis;
  const analysis = { ...settings.analysis, template };
  let isGone = false;
  const fresh = await pin({
    ...parts,
    resolved: { ...parts.resolved, settings: { ...settings, analysis } },
    onProblem(problem) {
      if (!(problem instanceof UsageError)) throw problem;
      isGone = true;
    },
  });
  return isGone ? { ...fresh, prompts: before.prompts } : fresh;
}

/** A session's record pinned anew, in what `stage` and the stages after it are made with. */
export function pinnedAnew(record: SessionRecord, fresh: Pinned, stage: RedoStage): SessionRecord {
  const { output } = fresh.settings;
  const { pinned } = record;
  switch (stage) {
    case "ingest":
    case "transcribe":
      return { ...record, pinned: withSpoken(fresh, record.spoken) };
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
      // The vocabulary mends what is rendered.
      return {
        ...record,
        pinned: { ...pinned, vocabulary: fresh.vocabulary, settings: { ...pinned.settings, output } },
      };
  }
}
