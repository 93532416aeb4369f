/**
 * Settings files are JSON with comments and trailing commas; this is the one place that reads and edits them.
 *
 * @module
 */
import {
  applyEdits,
  findNodeAtLocation,
  modify,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from "jsonc-parser";

/** A place in a text, both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A value of the file: its keys from the top, what it is, and where it stands. */
export interface Entry {
  readonly path: readonly string[];
  readonly value: unknown;
  readonly place: Place;
  /** Whether it is an object, whose own entries follow. */
  readonly group: boolean;
  /** Whether the same key came before in the same object. */
  readonly again: boolean;
}

/** The outcome of {@linkcode readJsonc}: `fault` is jsonc-parser's code, as `CommaExpected`. */
export type ReadJsonc =
  | { readonly ok: true; readonly entries: readonly Entry[]; readonly isObject: boolean }
  | { readonly ok: false; readonly fault: string; readonly place: Place };

/**
 * Reads `text` into its keys and values in the order of the file; objects come before what they hold. A byte-order mark
 * and Windows line ends are fine; an empty text is an empty object.
 */
export function readJsonc(text: string): ReadJsonc {
  const plain = text.replace(/^\uFEFF/, "");
  const errors: ParseError[] = [];
  const root = parseTree(plain, errors, { allowTrailingComma: true, allowEmptyContent: true });
  const [first] = errors;
  if (first) {
    return { ok: false, fault: printParseErrorCode(first.error), place: placeOf(plain, first.offset) };
  }
  const entries: Entry[] = [];
  if (root?.type === "object") walk(plain, root, [], entries);
  return { ok: true, entries, isObject: root === undefined || root.type === "object" };
}

/** Where the value at `path` stands in a JSON text, or what holds it where it is missing; undefined: the text is none. */
export function placeInJson(text: string, path: readonly (string | number)[]): Place | undefined {
  const plain = text.replace(/^\uFEFF/, "");
  const root = parseTree(plain);
  if (!root) return undefined;
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    if (node) return placeOf(plain, node.offset);
  }
  return placeOf(plain, root.offset);
}

function walk(text: string, object: Node, path: readonly string[], entries: Entry[]): void {
  const seen = new Set<string>();
  for (const property of object.children ?? []) {
    const [name, value] = property.children ?? [];
    if (!name || !value) continue;
    const key = String(name.value);
    const own = [...path, key];
    const group = value.type === "object";
    entries.push({
      path: own,
      value: plainValue(value),
      place: placeOf(text, name.offset),
      group,
      again: seen.has(key),
    });
    seen.add(key);
    if (group) walk(text, value, own, entries);
  }
}

function plainValue(node: Node): unknown {
  if (node.type === "array") return (node.children ?? []).map(plainValue);
  if (node.type === "object") return {};
  return node.value;
}

function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: before[before.length - 1]!.length + 1 };
}

/**
 * `text` with the value at `path` set, comments and layout kept. A setting that stands commented out, as `init` writes
 * them, comes to life on its own line, with its comma, so that its neighbours can follow by losing their `//` alone.
 */
export function withValue(text: string, path: readonly string[], value: unknown): string {
  if (text.startsWith("\uFEFF")) return "\uFEFF" + withValue(text.slice(1), path, value);
  const revived = withoutComment(text, path, value);
  if (revived !== undefined) return revived;
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const edits = modify(text, [...path], value, {
    formattingOptions: { insertSpaces: true, tabSize: 2, eol },
  });
  return applyEdits(text, edits);
}

/** {@linkcode withValue} for a setting that stands commented out in its group; undefined when it does not. */
function withoutComment(text: string, path: readonly string[], value: unknown): string | undefined {
  const before = readJsonc(text);
  if (!before.ok || before.entries.some((entry) => samePath(entry.path, path))) return undefined;
  const name = JSON.stringify(path[path.length - 1]);
  for (const { index, 0: line, 1: indent } of text.matchAll(/^([ \t]*)\/\/ ("[^"]+"): .*,(?=\r?$)/gm)) {
    if (!line.includes(`// ${name}: `)) continue;
    const written = `${indent}${name}: ${JSON.stringify(value)},`;
    const revived = text.slice(0, index) + written + text.slice(index + line.length);
    const after = readJsonc(revived);
    // The same name may stand in another group: the right line is the one that sets this very path.
    if (after.ok && after.entries.some((entry) => samePath(entry.path, path))) return revived;
  }
  return undefined;
}

function samePath(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, index) => name === other[index]);
}
