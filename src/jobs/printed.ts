import type { Message } from "../errors.ts";
import { type Inputs, sameInputs, type ViewsRecord } from "../model/mod.ts";
import { VIEW_FILES } from "../report/mod.ts";
import { type SessionSnapshot, sha256OfJson } from "../store/mod.ts";

const STAGE = "print";
const VERSION = "1";

/** What views are rendered from besides what became of the printing: the key that {@linkcode printInputs} leaves out. */
export const PRINTED_INPUT = "printed";

/** Whether a PDF is wanted of a session: one is printed only from its final HTML. */
export function wantsPdf({ record }: Pick<SessionSnapshot, "record">): boolean {
  return record.pinned.settings.output.formats.includes("pdf");
}

/**
 * What the PDF is made from: all that the views are, but for what they say of the printing itself. A notice that there is
 * no browser makes other views, and must not make another try.
 */
export function printInputs(views: Inputs): Inputs {
  const { [PRINTED_INPUT]: _, ...inputs } = views;
  return { stage: `${STAGE}@${VERSION}`, views: sha256OfJson(inputs) };
}

/** Why there is no PDF of what views with these inputs say; none: there is one, or none was tried yet. */
export function printNotices(session: SessionSnapshot, views: Inputs): readonly Message[] {
  const printed = session.views?.value.printed;
  if (!wantsPdf(session) || !printed || !sameInputs(printed.inputs, printInputs(views))) return [];
  return printed.notices;
}

/** Whether the PDF stands that belongs to the views as they are recorded, or why there is none does. */
export function isPrinted(session: SessionSnapshot, isGivenUp: boolean): boolean {
  const views = session.views?.value;
  if (!views?.printed || !sameInputs(views.printed.inputs, printInputs(views.inputs))) return false;
  if (views.printed.notices.length > 0) return true;
  const pdf: ViewsRecord["files"][string] | undefined = views.files[VIEW_FILES.pdf];
  return pdf !== undefined && (pdf.held ? isGivenUp : session.viewFiles.has(VIEW_FILES.pdf));
}
