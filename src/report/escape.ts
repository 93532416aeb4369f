/** `text` with nothing that HTML would take for markup, between tags or between quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`);
}

/**
 * `text` with nothing that Markdown (CommonMark, GitHub's tables and bare links, formulas) or HTML in it would take for
 * markup. One line, to be put anywhere but in a code span.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s*\n\s*/g, " ")
    .replace(/[\\`*_[\]|~$]/g, "\\$&")
    .replace(/&(?=#?\w+;)/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/:\/\//g, "\\://")
    .replace(/\bwww\./gi, (found) => `${found.slice(0, 3)}\\.`)
    .replace(/@/g, "\\@")
    .replace(/^(\s*)([#+=-])/, "$1\\$2")
    .replace(/^(\s*\d+)([.)])/, "$1\\$2");
}

/** `text` as WebVTT writes it in a cue or in the annotation of a voice tag (WebVTT, "cue text"). */
export function escapeVtt(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

/**
 * `text` as a SubRip cue can hold it: players read tags (`<i>`) and commands (`{\an8}`) in it, and the format has no
 * escape, so the signs that begin them are replaced by their look-alikes.
 */
export function escapeSrt(text: string): string {
  return text.replace(/</g, "‹").replace(/>/g, "›").replace(/\{/g, "(").replace(/\}/g, ")");
}
