import type {
  ActionCorrection,
  AddedAction,
  Corrections,
  DecisionCorrection,
  PassageCorrection,
} from "./corrections.ts";

/** `corrections.json` as a person wrote it, with their remarks. */
export type Written = Readonly<Record<string, unknown>>;

/** What kinds of corrections there are, in the order in which they are listed. */
export type CorrectionKind =
  | "title"
  | "participants"
  | "channel"
  | "word"
  | "name"
  | "action"
  | "decision"
  | "added"
  | "passage";

/** A correction in force, as lists show it. */
export interface CorrectionLine {
  /** From 1. */
  readonly number: number;
  readonly kind: CorrectionKind;
  /** Seconds of the session; null: it is about the whole of it. */
  readonly at: number | null;
  /** What it is about; null: there was nothing before. */
  readonly from: string | null;
  /** What it says; null: that something is left out. */
  readonly to: string | null;
  /** Where it stands in the file. */
  readonly path: readonly [name: string, key?: string | number];
}

/** The corrections of a file, numbered. */
export function correctionLines(corrections: Corrections): readonly CorrectionLine[] {
  const lines: CorrectionLine[] = [];
  const add = (kind: CorrectionKind, line: Omit<CorrectionLine, "kind" | "number">) =>
    lines.push({ number: lines.length + 1, kind, ...line });
  const { title, participants, channels, words, names, actions, decisions, addedActions, transcript } =
    corrections;
  if (title !== undefined) add("title", { at: null, from: null, to: title, path: ["title"] });
  if (participants !== undefined) {
    add("participants", { at: null, from: null, to: participants.join(", "), path: ["participants"] });
  }
  const pairs = (
    kind: CorrectionKind,
    name: string,
    all: Readonly<Record<string, string | undefined>> = {},
  ) => {
    for (const [from, to] of Object.entries(all)) {
      if (to !== undefined) add(kind, { at: null, from, to, path: [name, from] });
    }
  };
  pairs("channel", "channels", channels);
  pairs("word", "words", words);
  pairs("name", "names", names);
  for (const [n, action] of (actions ?? []).entries()) {
    add("action", { at: action.at, from: action.was ?? null, to: saying(action), path: ["actions", n] });
  }
  for (const [n, decision] of (decisions ?? []).entries()) {
    add("decision", {
      at: decision.at,
      from: decision.was ?? null,
      to: saying(decision),
      path: ["decisions", n],
    });
  }
  for (const [n, added] of (addedActions ?? []).entries()) {
    add("added", { at: added.at ?? null, from: null, to: saying(added), path: ["addedActions", n] });
  }
  for (const [n, { at, was, text }] of (transcript ?? []).entries()) {
    add("passage", { at, from: was, to: text === "" ? null : text, path: ["transcript", n] });
  }
  return lines;
}

/** What a correction says, part by part; null: that the item is left out. */
function saying(correction: Partial<ActionCorrection>): string | null {
  if (correction.dismissed) return null;
  const { text, owner, due } = correction;
  return [text, owner === null ? "—" : owner, due === null ? "—" : due].filter((part) => part !== undefined)
    .join(" · ");
}

/** A change of a file of corrections. */
export type CorrectionChange =
  | { readonly kind: "title"; readonly title: string }
  | { readonly kind: "participants"; readonly names: readonly string[] }
  | {
    readonly kind: "pair";
    readonly in: "channels" | "words" | "names";
    readonly from: string;
    readonly to: string;
  }
  /** `entries`: places in the file's list of those that are about the same action; they become one. */
  | { readonly kind: "action"; readonly entries: readonly number[]; readonly correction: ActionCorrection }
  | {
    readonly kind: "decision";
    readonly entries: readonly number[];
    readonly correction: DecisionCorrection;
  }
  | { readonly kind: "added"; readonly entry: number | null; readonly action: Partial<AddedAction> }
  /** `replaces`: places in the file's list of those that it stands for as well. */
  | {
    readonly kind: "passage";
    readonly passage: PassageCorrection;
    readonly replaces?: readonly number[];
  }
  | { readonly kind: "remove"; readonly path: CorrectionLine["path"] };

/** `written` with a change; what it does not name stays as the person wrote it, remarks included. Pure. */
export function changed(written: Written, change: CorrectionChange): Written {
  const list = (name: string) => [...(written[name] as readonly unknown[] | undefined ?? [])];
  const merged = (name: string, entries: readonly number[], correction: object) => {
    const all = list(name);
    const own = Object.assign({}, ...entries.map((n) => all[n]), correction);
    const kept = all.map((entry, n) => n === entries[0] ? own : entry).filter((_, n) =>
      !entries.slice(1).includes(n)
    );
    return { ...written, [name]: entries.length === 0 ? [...all, own] : kept };
  };
  switch (change.kind) {
    case "title":
      return { ...written, title: change.title };
    case "participants":
      return { ...written, participants: [...change.names] };
    case "pair":
      return {
        ...written,
        [change.in]: { ...written[change.in] as Written | undefined, [change.from]: change.to },
      };
    case "action":
      return merged("actions", change.entries, change.correction);
    case "decision":
      return merged("decisions", change.entries, change.correction);
    case "added":
      return merged("addedActions", change.entry === null ? [] : [change.entry], change.action);
    case "passage": {
      const { passage, replaces = [] } = change;
      const before = list("transcript") as PassageCorrection[];
      const same = before.findIndex(({ at, was }) => at === passage.at && was === passage.was);
      return merged("transcript", [...new Set([...same < 0 ? [] : [same], ...replaces])], passage);
    }
    case "remove": {
      const [name, key] = change.path;
      const { [name]: value, ...rest } = written;
      if (key === undefined) return rest;
      const left = Array.isArray(value)
        ? value.filter((_, n) => n !== key)
        : Object.fromEntries(Object.entries(value as Written).filter(([own]) => own !== key));
      return Object.keys(left).length > 0 ? { ...written, [name]: left } : rest;
    }
  }
}
