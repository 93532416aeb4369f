import { join } from "node:path";
import { type Message, message, WaitingError } from "../errors.ts";
import { NO_PRINTER, type PdfPrinter } from "../printing/mod.ts";
import { VIEW_FILES } from "../report/mod.ts";
import type { SessionSnapshot } from "../store/mod.ts";
import { say } from "../texts/mod.ts";
import { HELD_TRIES } from "./held_tries.ts";
import { languageOf } from "./language_stage.ts";
import { isPrinted, printInputs, wantsPdf } from "./printed.ts";
import { rendered, type RenderParts } from "./render_stage.ts";
import { standing } from "./session_state.ts";
import { type Job, type JobContext, type JobFailure, jobOf, type Stage } from "./stage.ts";

const STAGE = "print";

/** Folder of `state/` for what a browser makes while it prints. */
const FOLDER = "printing";

/** What printing needs besides the session. */
export interface PrintParts extends RenderParts {
  /** @default none: reports say that no browser is there */
  readonly printer?: PdfPrinter;
}

/** Whether nothing is left to print of a session whose views are rendered. */
export function printed(session: SessionSnapshot): boolean {
  if (!wantsPdf(session)) return true;
  const tries = session.errors.get(jobOf(STAGE, session.id).key)?.tries ?? 0;
  return isPrinted(session, tries >= HELD_TRIES);
}

/**
 * The stage that prints the final report: a browser makes `report.pdf` from `report.html`. Where there is none, or it
 * fails for good, the report is rendered once more to say so, and the meeting is sealed without a PDF.
 */
export function createPrintStage(parts: PrintParts): Stage {
  const { printer = NO_PRINTER } = parts;

  /** Writes a PDF, or why there is none, beside the other views. */
  async function write({ session, store }: JobContext, pdf: Uint8Array | Message): Promise<boolean> {
    const before = session.views?.value;
    if (!before) return false;
    const isPdf = pdf instanceof Uint8Array;
    const views = await store.writeViews(
      session.id,
      isPdf ? [{ file: VIEW_FILES.pdf, content: pdf }] : [],
      before,
      {
        inputs: before.inputs,
        state: before.state,
        notices: before.notices,
        printed: { inputs: printInputs(before.inputs), notices: isPdf ? [] : [pdf] },
      },
      Object.keys(before.files).filter((file) => file !== VIEW_FILES.pdf),
    );
    return views.files[VIEW_FILES.pdf]?.held ?? false;
  }

  return {
    name: STAGE,
    lane: "desk",
    pending(session) {
      const isDue = !printed(session) && standing(session, parts).state === "final" &&
        rendered(session, parts);
      return isDue ? [jobOf(STAGE, session.id)] : [];
    },
    async run(_job: Job, context: JobContext) {
      const { session, store, signal } = context;
      const page = join(store.layout.outbox, session.id, VIEW_FILES.html);
      const pdf = await store.withScratchFolder(FOLDER, (folder) => printer.print(page, { folder, signal }));
      const held = await write(context, pdf ?? message("printing.noBrowser", { id: session.id }));
      if (held) throw new WaitingError(message("view.held", { file: VIEW_FILES.pdf }));
    },
    async settle(_job: Job, { cause }: JobFailure, context: JobContext) {
      const { language } = languageOf(context.session) ?? {};
      const words = say(cause, language ?? context.session.record.pinned.interface);
      await write(context, message("printing.notPrinted", { cause: words }));
    },
  };
}
