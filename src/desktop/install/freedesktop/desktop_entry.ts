/**
 * Files `*.desktop` of the Desktop Entry Specification 1.5.
 *
 * @see https://specifications.freedesktop.org/desktop-entry-spec/latest/
 * @module
 */

/** A program as desktops list it. Keys by the specification's names; `Name[fr]` is a name in French. */
export type DesktopEntry = Readonly<Record<string, string | boolean | readonly string[]>>;

/** The text of an entry: group, then `key=value` a line. */
export function desktopEntry(entry: DesktopEntry): string {
  const lines = Object.entries(entry).map(([key, value]) => {
    if (typeof value === "object") return `${key}=${value.map((item) => escaped(item, true)).join("")}`;
    return `${key}=${typeof value === "string" ? escaped(value) : value}`;
  });
  return ["[Desktop Entry]", ...lines, ""].join("\n");
}

/** The string `key` of an entry; undefined when it has none. */
export function valueIn(text: string, key: string): string | undefined {
  const begin = text.split(/\r?\n/).indexOf("[Desktop Entry]");
  if (begin < 0) return undefined;
  for (const line of text.split(/\r?\n/).slice(begin + 1)) {
    if (line.startsWith("[")) return undefined;
    const [name, ...rest] = line.split("=");
    if (name!.trim() === key && rest.length > 0) return unescaped(rest.join("=").trim());
  }
  return undefined;
}

/**
 * The value of `Exec`: arguments between quotation marks, `"`, `` ` ``, `$` and `\` escaped in them, `%` doubled.
 * `field` is what the desktop puts at the end, as `%F`: files.
 */
export function execLine(program: string, args: readonly string[], field?: "%F"): string {
  const quoted = [program, ...args].map((argument) =>
    `"${argument.replace(/["`$\\]/g, "\\$&").replaceAll("%", "%%")}"`
  );
  return [...quoted, ...(field === undefined ? [] : [field])].join(" ");
}

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r" };

function escaped(value: string, inList = false): string {
  const text = value.replace(/[\\\n\t\r]/g, (found) => ESCAPES[found]!).replace(/^ /, "\\s");
  return inList ? `${text.replaceAll(";", "\\;")};` : text;
}

function unescaped(value: string): string {
  return value.replace(
    /\\([sntr\\])/g,
    (_, letter: string) => ({ s: " ", n: "\n", t: "\t", r: "\r", "\\": "\\" })[letter]!,
  );
}
