import { join } from "node:path";
import { placeInJson } from "../config/mod.ts";
import { GreffierError, type Message, message } from "../errors.ts";
import { CORRECTION_NAMES, Corrections } from "../model/mod.ts";
import { check, z } from "../schema.ts";
import { jsonBytes, writeAtomic } from "./atomic.ts";
import type { Files } from "./files.ts";
import { removeIfThere } from "./folders.ts";
import { sha256 } from "./hash.ts";
import { NAMES } from "./layout.ts";
import { recordIn } from "./record_cache.ts";

/** A person's file of corrections: as it is written, with remarks, and what it means; or what is wrong with it. */
export type CorrectionsFile =
  | {
    readonly ok: true;
    /** As the file has it, remarks included; empty when there is none. */
    readonly written: Readonly<Record<string, unknown>>;
    readonly corrections: Corrections;
    /** SHA-256 of its bytes; null: there is no file. */
    readonly sha256: string | null;
  }
  | { readonly ok: false; readonly problem: Message };

/** What `corrections.json` says. A file that breaks a rule is not applied in part: the problem names the first one. */
export function parseCorrections(bytes: Uint8Array): CorrectionsFile {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return { ok: false, problem: message("corrections.notUtf8") };
  }
  // What Notepad calls Unicode, and a file that the system broke off.
  if (text.includes("\0")) return { ok: false, problem: message("corrections.notUtf8") };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const line = lineOfError(text, error);
    const isRemark = /^\s*\/[/*]/.test(text.split("\n")[line - 1] ?? "");
    return { ok: false, problem: message(isRemark ? "corrections.remark" : "corrections.notJson", { line }) };
  }
  const checked = check(Corrections, value);
  if (checked.ok) {
    return {
      ok: true,
      written: value as Record<string, unknown>,
      corrections: checked.value,
      sha256: sha256(bytes),
    };
  }
  const { path, unknown } = checked.issues[0];
  const known = CORRECTION_NAMES.join(", ");
  if (path === "") return { ok: false, problem: message("corrections.notObject", { known }) };
  const steps = path.split(".").map((step) => /^\d+$/.test(step) ? Number(step) : step);
  const line = placeInJson(text, steps)?.line ?? 1;
  if (unknown && steps[0] !== "channels") {
    const found = String(steps[steps.length - 1]);
    return {
      ok: false,
      problem: steps.length === 1
        ? message("corrections.unknownName", { line, found, known })
        : message("corrections.unknownPart", { line, found, place: steps.slice(0, -1).join(".") }),
    };
  }
  return { ok: false, problem: message(ruleOf(steps), { line, place: path, found: foundAt(value, steps) }) };
}

/** The line that a JSON parser tells of, from 1; the last one when the text just ends. */
function lineOfError(text: string, { message }: SyntaxError): number {
  const last = text.trimEnd().split("\n").length;
  const line = /line (\d+)/.exec(message)?.[1];
  if (line !== undefined) return Math.min(Number(line), last);
  const position = /position (\d+)/.exec(message)?.[1];
  return text.slice(0, position === undefined ? text.length : Number(position)).trimEnd().split("\n").length;
}

/** The sentence about what a value must be, by the name that it has. */
function ruleOf(steps: readonly (string | number)[]) {
  const last = steps[steps.length - 1];
  const top = steps[0];
  if (top === "channels" && steps.length > 1) return "corrections.wrong.channel";
  if (steps.length === 1 && (top === "words" || top === "names" || top === "channels")) {
    return "corrections.wrong.pairs";
  }
  if (top === "words" || top === "names") return "corrections.wrong.text";
  if (steps.length === 1 && top !== "title") return "corrections.wrong.list";
  if (typeof last === "number" && top !== "participants") return "corrections.wrong.entry";
  if (last === "at") return "corrections.wrong.seconds";
  if (last === "dismissed") return "corrections.wrong.yesNo";
  if (last === "owner" || last === "due") return "corrections.wrong.textOrNull";
  return "corrections.wrong.text";
}

/** What stands at a place, in a few characters. */
function foundAt(value: unknown, steps: readonly (string | number)[]): string {
  let found = value;
  for (const step of steps) {
    found = typeof found === "object" && found !== null
      ? (found as Record<string | number, unknown>)[step]
      : undefined;
  }
  return (JSON.stringify(found) ?? "—").slice(0, 60).toWellFormed();
}

/** What was before each change by `greffier correct`, the newest last, so that it can be taken back. */
const UndoRecord = z.object({
  schema: z.literal(1),
  steps: z.array(z.object({
    /** The whole file before; null: there was none. */
    before: z.string().nullable(),
    /** SHA-256 of the file after; null: there was none. */
    after: z.string().nullable(),
  })),
});
type UndoRecord = z.infer<typeof UndoRecord>;

/** Changes that can be taken back. */
const STEPS = 20;

/** Reads the corrections of the meeting in `folder`, an absolute path. */
export async function readCorrections(files: Files, folder: string): Promise<CorrectionsFile> {
  const path = join(folder, NAMES.corrections);
  if (!await files.stat(path)) return { ok: true, written: {}, corrections: {}, sha256: null };
  return parseCorrections(await files.read(path));
}

async function readUndo(files: Files, folder: string): Promise<UndoRecord> {
  const path = join(folder, NAMES.correctionsUndo);
  const none: UndoRecord = { schema: 1, steps: [] };
  if (!await files.stat(path)) return none;
  return recordIn(path, await files.read(path), UndoRecord) ?? none;
}

/** The bytes of a meeting's corrections; null: there are none. Throws when they are not those of `sha256`. */
async function presentBytes(
  files: Files,
  folder: string,
  expected: string | null,
): Promise<Uint8Array | null> {
  const path = join(folder, NAMES.corrections);
  const bytes = await files.stat(path) ? await files.read(path) : null;
  if ((bytes && sha256(bytes)) !== expected) throw new GreffierError(message("corrections.changedMeanwhile"));
  return bytes;
}

async function place(files: Files, folder: string, bytes: Uint8Array | null): Promise<void> {
  const path = join(folder, NAMES.corrections);
  if (bytes) await writeAtomic(files, path, bytes);
  else await removeIfThere(files, path);
}

/**
 * Writes `written` in place of what was read, `before`; nothing at all when it says nothing. Throws
 * `corrections.changedMeanwhile` when somebody else wrote the file since.
 */
export async function writeCorrections(
  files: Files,
  folder: string,
  before: Extract<CorrectionsFile, { ok: true }>,
  written: Readonly<Record<string, unknown>>,
): Promise<void> {
  const old = await presentBytes(files, folder, before.sha256);
  const bytes = Object.keys(written).length > 0 ? jsonBytes(written) : null;
  const { steps } = await readUndo(files, folder);
  const step = { before: old && new TextDecoder().decode(old), after: bytes && sha256(bytes) };
  await writeAtomic(
    files,
    join(folder, NAMES.correctionsUndo),
    jsonBytes({ schema: 1, steps: [...steps, step].slice(-STEPS) }),
  );
  await place(files, folder, bytes);
}

/**
 * Takes back the last change that `greffier correct` made. Throws `corrections.nothingToUndo`, or
 * `corrections.undoChanged` when a person wrote the file since.
 */
export async function undoCorrections(files: Files, folder: string): Promise<void> {
  const path = join(folder, NAMES.corrections);
  const { steps } = await readUndo(files, folder);
  const bytes = await files.stat(path) ? await files.read(path) : null;
  const present = bytes && sha256(bytes);
  // A change that was cut before it was written left its step.
  const index = steps.findLastIndex(({ after }) => after === present);
  if (index < 0) {
    throw new GreffierError(
      message(steps.length === 0 ? "corrections.nothingToUndo" : "corrections.undoChanged"),
    );
  }
  const { before } = steps[index];
  await place(files, folder, before === null ? null : new TextEncoder().encode(before));
  await writeAtomic(
    files,
    join(folder, NAMES.correctionsUndo),
    jsonBytes({ schema: 1, steps: steps.slice(0, index) }),
  );
}
