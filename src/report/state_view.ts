import type { Message } from "../errors.ts";
import { message } from "../texts/mod.ts";
import { lengthText } from "./format.ts";
import type { ReportInput } from "./report_input.ts";
import type { StateView } from "./report_view.ts";
import { words } from "./words.ts";

/** Less than this, in seconds, is a rest of rounding. */
const PENDING = 0.5;

/** Where the session stands, and for a provisional report what is still to be done. */
export function stateView(input: ReportInput): StateView {
  const { state, language } = input;
  const kind = state === "taking" ? "partial" : state;
  const label = words(message(`report.state.${kind}`), language);
  if (kind === "final") return { kind, label, detail: null };
  const detail = kind === "provisional"
    ? message("report.state.provisional.detail", {
      pending: pendingWork(input).map((text) => words(text, language)).join(", "),
    })
    : message(`report.state.${kind}.detail`);
  return { kind, label, detail: words(detail, language) };
}

function pendingWork({ windows, coverage, blocks, synthesis }: ReportInput): readonly Message[] {
  if (!windows) return [message("report.pending.ingest")];
  const inBlocks = blocks.reduce((sum, { start, end }) => sum + end - start, 0);
  const toSummarise = coverage.expected - inBlocks;
  const pending: Message[] = [];
  if (coverage.pending > PENDING) {
    pending.push(message("report.pending.transcribe", { length: lengthText(coverage.pending) }));
  }
  if (toSummarise > PENDING) {
    pending.push(message("report.pending.summarise", { length: lengthText(toSummarise) }));
  }
  if (!synthesis) pending.push(message("report.pending.synthesise"));
  return pending.length > 0 ? pending : [message("report.pending.publish")];
}
