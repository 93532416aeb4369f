import type { Message } from "../errors.ts";
import { SAMPLE_RATE } from "../model/mod.ts";
import type { ReportInput } from "./report_input.ts";

/** Neighbouring windows without text, in seconds of the session. `cause`: why they failed; null: not transcribed yet. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly cause: Message | null;
}

/** The stretches of a session that have no text because it failed or is not there yet, in order of time. */
export function stretchesWithoutText({ windows, transcripts }: ReportInput): readonly Stretch[] {
  const byWindow = new Map(transcripts.map((transcript) => [transcript.window, transcript]));
  const stretches: Stretch[] = [];
  let joined: string | null = null;
  for (const window of windows?.windows ?? []) {
    const transcript = byWindow.get(window.id);
    if (transcript && !transcript.failed) {
      joined = null;
      continue;
    }
    const cause = transcript?.failed?.cause ?? null;
    const [from, to] = [window.from / SAMPLE_RATE, window.to / SAMPLE_RATE];
    const kind = JSON.stringify(cause);
    const last = stretches.at(-1);
    if (last && joined === kind && last.to === from) stretches[stretches.length - 1] = { ...last, to };
    else stretches.push({ from, to, cause });
    joined = kind;
  }
  return stretches;
}
