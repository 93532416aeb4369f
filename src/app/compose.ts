import type { SoundReader } from "../archive/mod.ts";
import type { Clock } from "../clock.ts";
import type { FileNamePattern } from "../config/mod.ts";
import type { SoundDecoder } from "../decoding/mod.ts";
import type { Log } from "../log.ts";
import {
  type Bell,
  createBell,
  createStages,
  type DropPatience,
  DropTracker,
  type EngineSource,
  type OnProgress,
  Pipeline,
  type RefinerSource,
  TemplateShelf,
} from "../jobs/mod.ts";
import type { Pinned } from "../model/mod.ts";
import type { PdfPrinter } from "../printing/mod.ts";
import type { SealingRequest, Store } from "../store/mod.ts";
import { createExtractiveSummariser } from "../summarisers/mod.ts";

/** What a pipeline is put together from. */
export interface ComposeOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly engines: EngineSource;
  readonly refiners: RefinerSource;
  readonly pin: () => Promise<Pinned>;
  readonly program: string;
  readonly patience?: DropPatience;
  /** For all that is no plain WAV. @default such a file is rejected */
  readonly decoder?: SoundDecoder;
  /** Reads back what retention archived. */
  readonly readArchive: SoundReader;
  /** What is to be done with a meeting that is sealed now. @default nothing */
  readonly requests?: (at: string) => readonly SealingRequest[];
  /** Prints the PDF of a report. @default none can be printed */
  readonly printer?: PdfPrinter;
  readonly onProgress?: OnProgress;
  /** A recording that nobody resumes is ended after so many minutes without a change. @default {30} */
  readonly abandonedAfterMinutes?: number;
  /** Patterns of the names that dropped files may have, besides the built-in ones. @default none */
  readonly fileNames?: readonly FileNamePattern[];
}

/** A pipeline of one home, and the bell that wakes it. */
export function composePipeline(
  options: ComposeOptions,
): { readonly pipeline: Pipeline; readonly bell: Bell } {
  const { store, clock, log, engines, refiners, pin, program, patience, abandonedAfterMinutes } = options;
  const { onProgress = () => {} } = options;
  const bell = createBell();
  const templates = new TemplateShelf(store);
  const summariser = createExtractiveSummariser();
  const stages = createStages({
    ...{ engines, summariser, refiners, templates, program, decoder: options.decoder },
    ...{ printer: options.printer, readArchive: options.readArchive, requests: options.requests },
  });
  const tracker = new DropTracker(patience);
  const pipeline = new Pipeline({
    ...{ store, stages, templates, tracker, bell, clock, log, pin, refiners, onProgress },
    abandonedAfterMinutes,
    fileNames: options.fileNames,
  });
  return { pipeline, bell };
}
