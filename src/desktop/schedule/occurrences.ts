import { type Trigger, WEEKDAYS } from "./scheduler.ts";

/** When `trigger` is due next after `now`, in milliseconds since the epoch, by the time zone of the PC; null: at no time. */
export function nextOccurrence(trigger: Trigger, now: number): number | null {
  if (trigger.kind === "log-on") return null;
  const [hours, minutes] = trigger.at.split(":").map(Number);
  for (let day = 0; day <= 7; day++) {
    const due = new Date(now);
    due.setDate(due.getDate() + day);
    due.setHours(hours!, minutes!, 0, 0);
    const weekday = WEEKDAYS[(due.getDay() + 6) % 7]!;
    if (due.getTime() > now && (trigger.kind === "daily" || trigger.days.includes(weekday))) {
      return due.getTime();
    }
  }
  return null;
}
