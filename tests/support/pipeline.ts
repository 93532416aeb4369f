import type { ComposeOptions } from "../../src/app/compose.ts";
import { loadSettings } from "../../src/config/mod.ts";
import { readArchive } from "../../src/decoding/mod.ts";
import {
  createBell,
  createStages,
  DropTracker,
  NO_REFINERS,
  type Outcome,
  Pipeline,
  type RefinerSource,
  TemplateShelf,
} from "../../src/jobs/mod.ts";
import { silentLog } from "../../src/log.ts";
import type { Pinned } from "../../src/model/mod.ts";
import { type Files, homeLayout, Store } from "../../src/store/mod.ts";
import type { Summariser } from "../../src/summarisers/mod.ts";
import { createFakeTranscriber } from "./fake_transcriber.ts";
import type { TemporaryHome } from "./home.ts";
import { HastyClock } from "./manual_clock.ts";
import { ownWords } from "./meeting.ts";

/** What sessions of a test's pipeline are pinned with: no language model, whatever this machine has. */
export function testPinned(): Pinned {
  const { audio, transcription, analysis, output } = loadSettings().settings;
  return {
    settings: { audio, transcription, analysis: { ...analysis, llm_backend: "none" }, output },
    model: { name: "greffier-demo", revision: "0", demo: true },
    prompts: {},
    vocabulary: "",
    interface: "fr",
  };
}

/** The parts of a pipeline on a home, for those who need its bell or its store. */
export function testParts(home: Pick<TemporaryHome, "path">, files?: Files): ComposeOptions {
  const transcriber = createFakeTranscriber({ transcribe: ownWords });
  return {
    store: new Store(homeLayout(home.path), files),
    clock: new HastyClock(),
    log: silentLog,
    engines: { of: () => Promise.resolve(transcriber) },
    refiners: NO_REFINERS,
    pin: () => Promise.resolve(testPinned()),
    program: "greffier test",
    readArchive,
  };
}

/** Drains a home with another summariser than the program's; without a language model unless one is given. */
export async function testPipeline(
  home: Pick<TemporaryHome, "path">,
  { summariser, refiners = NO_REFINERS }: {
    readonly summariser: Summariser;
    readonly refiners?: RefinerSource;
  },
): Promise<Outcome> {
  const parts = testParts(home);
  const { store, engines, program, readArchive } = parts;
  await store.makeFolders();
  const templates = new TemplateShelf(store);
  const pipeline = new Pipeline({
    ...parts,
    stages: createStages({ engines, summariser, refiners, templates, program, readArchive }),
    templates,
    tracker: new DropTracker(),
    bell: createBell(),
    onProgress() {},
  });
  return await pipeline.run({ until: "drained" });
}
