/**
 * Characters that command a terminal or turn its text around instead of being shown: controls (C0, C1 and the line
 * separators of Unicode) and the marks of bidirectional text. Names of files may hold any of them.
 */
// deno-lint-ignore no-control-regex -- these are what is looked for
const COMMANDING = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

const escaped = (character: string) =>
  character === "\n" ? "\\n" : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** `text` as one line that commands no terminal: what would is written out, `\u001b`. */
export function plain(text: string): string {
  return text.replace(COMMANDING, escaped);
}

/** {@linkcode plain} for a text that may have lines and tabs of its own. */
export function plainLines(text: string): string {
  return text.replace(COMMANDING, (found) => found === "\n" || found === "\t" ? found : escaped(found));
}
