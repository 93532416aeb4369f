import type { Glance } from "../../app.ts";
import type { Side } from "../../model/mod.ts";
import { type Language, say } from "../../texts/mod.ts";

/** Cells of a bar, and the level that fills none of them, in decibels of full scale: a quiet room. */
const CELLS = 10;
const QUIET_DB = -60;

/** In place of a bar while a side has no device. */
const NO_DEVICE = "?".repeat(CELLS);

/** A recording on one line, short enough for any window: how long, what each side hears. */
export function levelsText({ state, seconds, channels }: Glance, language: Language): string {
  const words = [clock(seconds)];
  if (state !== "recording") words.push(stateText(state, language));
  for (const { side, state: hearing, peak } of channels) {
    const bar = state !== "recording" ? meter(QUIET_DB) : hearing === "lost" ? NO_DEVICE : meter(peak);
    words.push(`${shortSide(side, language)} [${bar}]`);
  }
  return words.join("  ");
}

/** A state of a recording in words. */
export function stateText(state: Glance["state"], language: Language): string {
  return say({ key: `recording.state.${state}`, values: {} }, language);
}

/** A side in one word. */
export function shortSide(side: Side, language: Language): string {
  return say({ key: `recording.short.${side}`, values: {} }, language);
}

/** A level as a bar: `####------`. */
export function meter(peak: number): string {
  const full = Math.max(0, Math.min(CELLS, Math.round(CELLS * (1 - peak / QUIET_DB))));
  return "#".repeat(full) + "-".repeat(CELLS - full);
}

/** Seconds as a clock shows them: `00:12:34`. */
export function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  return [whole / 3600, whole % 3600 / 60, whole % 60]
    .map((part) => String(Math.floor(part)).padStart(2, "0")).join(":");
}
