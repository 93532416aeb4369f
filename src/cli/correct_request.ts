import type { CorrectRequest, Pair } from "../app.ts";
import { message, UsageError } from "../errors.ts";

/** Options of `correct`, as written. */
export interface CorrectFlags {
  readonly title?: string;
  readonly speaker?: readonly string[];
  readonly word?: readonly string[];
  readonly name?: readonly string[];
  readonly participants?: string;
  readonly action?: string;
  readonly decision?: string;
  readonly addAction?: string;
  readonly passage?: string;
  readonly owner?: string;
  readonly due?: string;
  readonly text?: string;
  readonly dismiss?: boolean;
  readonly at?: string;
  readonly remove?: string;
  readonly undo?: boolean;
  readonly list?: boolean;
  readonly run?: boolean;
}

/** What the options ask. Throws a `UsageError` for what does not go together. */
export function requestOf(flags: CorrectFlags, id: string): CorrectRequest {
  const { list, run: _, undo, remove, ...asked } = flags;
  const given = Object.keys(asked).map((name) => OPTIONS[name as keyof typeof OPTIONS]);
  for (
    const [option, isGiven] of [["--list", list], ["--undo", undo], [
      "--remove",
      remove !== undefined,
    ]] as const
  ) {
    const others = [list && "--list", undo && "--undo", remove !== undefined && "--remove"]
      .filter((other) => other && other !== option);
    if (isGiven && given.length + others.length > 0) {
      throw new UsageError(message("correct.alone", { option }));
    }
  }
  if (list) return {};
  if (undo) return { undo };
  if (remove !== undefined) return { remove: numberOf(remove, id) };
  checkTargets(flags);
  const { title, participants, addAction, passage, text, dismiss, owner, due, at } = flags;
  return {
    ...(title === undefined ? {} : { title: filled(title, "--title") }),
    ...(participants === undefined ? {} : { participants: namesIn(participants) }),
    ...(flags.speaker
      ? { speakers: flags.speaker.map((one) => pairOf(one, '--speaker "Les autres=Mme Martin"')) }
      : {}),
    ...(flags.word ? { words: flags.word.map((one) => pairOf(one, '--word "atlasse=Atlas"')) } : {}),
    ...(flags.name ? { names: flags.name.map((one) => pairOf(one, '--name "Paul=Paul Martin"')) } : {}),
    ...(flags.action === undefined ? {} : { action: numberOf(flags.action, id) }),
    ...(flags.decision === undefined ? {} : { decision: numberOf(flags.decision, id) }),
    ...(addAction === undefined ? {} : { addAction: filled(addAction, "--add-action") }),
    ...(passage === undefined ? {} : { passage: filled(passage, "--passage") }),
    ...(text === undefined ? {} : { text: passage === undefined ? filled(text, "--text") : text.trim() }),
    ...(owner === undefined ? {} : { owner: owner.trim() || null }),
    ...(due === undefined ? {} : { due: due.trim() || null }),
    ...(dismiss ? { dismiss } : {}),
    ...(at === undefined ? {} : { at: secondsOf(at) }),
  };
}

/** What each option is called. */
const OPTIONS = {
  title: "--title",
  speaker: "--speaker",
  word: "--word",
  name: "--name",
  participants: "--participants",
  action: "--action",
  decision: "--decision",
  addAction: "--add-action",
  passage: "--passage",
  owner: "--owner",
  due: "--due",
  text: "--text",
  dismiss: "--dismiss",
  at: "--at",
} as const;

type Part = "owner" | "due" | "text" | "dismiss" | "at";
const PARTS: readonly Part[] = ["owner", "due", "text", "dismiss", "at"];
/** What may be said of each thing; the first of `needs` or another one of them must be. */
const TARGETS = {
  action: { may: ["owner", "due", "text", "dismiss"], needs: ["owner", "due", "text", "dismiss"] },
  decision: { may: ["text", "dismiss"], needs: ["text", "dismiss"] },
  addAction: { may: ["owner", "due", "at"], needs: [] },
  passage: { may: ["text", "at"], needs: ["text"] },
} as const satisfies Record<string, { readonly may: readonly Part[]; readonly needs: readonly Part[] }>;

function checkTargets(flags: CorrectFlags): void {
  const targets = (Object.keys(TARGETS) as (keyof typeof TARGETS)[]).filter((name) =>
    flags[name] !== undefined
  );
  const parts = PARTS.filter((name) => flags[name] !== undefined);
  const named = (names: readonly (keyof typeof OPTIONS)[]) => names.map((name) => OPTIONS[name]).join(", ");
  if (targets.length > 1) throw new UsageError(message("correct.oneTarget", { options: named(targets) }));
  const [target] = targets;
  if (target === undefined) {
    if (parts.length > 0) throw new UsageError(message("correct.needsTarget", { options: named(parts) }));
    return;
  }
  const { may, needs }: { readonly may: readonly Part[]; readonly needs: readonly Part[] } = TARGETS[target];
  const wrong = parts.find((part) => !may.includes(part));
  if (wrong) {
    throw new UsageError(message("correct.notWith", { option: OPTIONS[wrong], other: OPTIONS[target] }));
  }
  if (needs.length > 0 && !parts.some((part) => needs.includes(part))) {
    throw new UsageError(message("correct.saysNothing", { option: OPTIONS[target], options: named(needs) }));
  }
}

function filled(value: string, option: string): string {
  if (value.trim() === "") throw new UsageError(message("cli.optionMissingValue", { option }));
  return value.trim();
}

function pairOf(written: string, example: string): Pair {
  const at = written.indexOf("=");
  if (at < 0) throw new UsageError(message("correct.noEqual", { found: written, example }));
  // Two signs, as vocabulary.txt has them, are understood too.
  const [from, to] = [written.slice(0, at).trim(), written.slice(at + 1).replace(/^>/, "").trim()];
  if (from === "" || to === "") {
    throw new UsageError(message("correct.emptySide", { found: written, example }));
  }
  return [from, to];
}

function namesIn(written: string): readonly string[] {
  const names = written.split(/[,;]/).map((name) => name.trim()).filter((name) => name !== "");
  if (names.length === 0) {
    throw new UsageError(message("cli.optionMissingValue", { option: "--participants" }));
  }
  return names;
}

function numberOf(written: string, id: string): number {
  if (!/^\d{1,6}$/.test(written.trim())) {
    throw new UsageError(message("correct.badNumber", { found: written, id }));
  }
  return Number(written);
}

/** Seconds of a moment as reports write it: `12:34`, `1:02:03`; or a number of seconds. */
function secondsOf(written: string): number {
  const said = written.trim();
  if (/^\d{1,6}([.,]\d+)?$/.test(said)) return Number(said.replace(",", "."));
  const found = /^(?:(\d{1,3}):)?(\d{1,3}):([0-5]\d)$/.exec(said);
  if (!found) throw new UsageError(message("correct.badMoment", { found: written }));
  const [, hours = "0", minutes, seconds] = found;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}
