import type { Retained } from "../app.ts";
import { type Message, message } from "../errors.ts";
import { type Language, say, size } from "../texts/mod.ts";
import { jsonText } from "./context.ts";

type Counts = Omit<Retained, "meetings">;

/** `2 fichiers compressés, 1 gardé tel quel (le fichier est déjà compressé)`. */
function became({ archived, removed, kept, why }: Counts, language: Language): string {
  const parts: Message[] = [];
  if (archived > 0) parts.push(message("retention.sum.archived", { n: archived }));
  if (removed > 0) parts.push(message("retention.sum.removed", { n: removed }));
  if (kept > 0) {
    const reasons = why.map((one) => say(one as Message, language)).join(" ; ");
    parts.push(message("retention.sum.kept", { n: kept, why: reasons }));
  }
  return parts.map((part) => say(part, language)).join(", ");
}

/** What retention did in a run, in a sentence. */
export function retainedLine({ meetings, ...counts }: Retained, language: Language): Message {
  const what = became(counts, language);
  return message("retention.sum", { meetings, what, size: size(Math.max(0, counts.freed), language) });
}

/** What a rule of retention did to one meeting, in a sentence. */
export function retainedOne(name: string, rule: string, counts: Counts, language: Language): Message {
  const what = became(counts, language);
  return message("retention.did", { name, what, rule, size: size(Math.max(0, counts.freed), language) });
}

/** What retention did in a run, for programs. */
export function retainedJson({ why, ...counts }: Retained, language: Language): unknown {
  return { ...counts, why: why.map((one) => jsonText(one as Message, language)) };
}
