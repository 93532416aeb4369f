import { check, z } from "../../schema.ts";
import type { ScheduledTask } from "./scheduler.ts";

const Note = z.object({
  greffier: z.literal(1),
  home: z.string(),
  args: z.array(z.string()),
  makeUp: z.boolean(),
  wake: z.boolean(),
});

/** What a task carries for this program to read again. */
export type TaskNote = Omit<z.infer<typeof Note>, "greffier">;

/** The note of a task on a home: one line of ASCII, whatever stands in it, since the way back through the system may know no other. */
export function writeNote({ args, makeUp = true, wake = false }: ScheduledTask, home: string): string {
  return JSON.stringify({ greffier: 1, home, args, makeUp, wake })
    .replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The note in `text`; undefined when it is none of this program's. */
export function readNote(text: string): TaskNote | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const checked = check(Note, value);
  return checked.ok ? checked.value : undefined;
}
