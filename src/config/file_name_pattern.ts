/** What a file's name tells of the call or meeting in it. */
export interface ToldByName {
  /** `YYYY-MM-DD`. */
  readonly date?: string;
  /** `HH:MM:SS`. */
  readonly time?: string;
  /** Numbers of telephones, in the order of the name; empty for a caller that hides it. */
  readonly numbers: readonly string[];
  /** Extensions of the house, in the order of the name. */
  readonly extensions: readonly string[];
  readonly name?: string;
}

/** What stands between braces in a pattern. */
type Field = "date" | "time" | "number" | "extension" | "name" | "any";

/** A piece of a pattern: a text as it stands, or something to be found. */
type Piece = { readonly text: string } | { readonly field: Field };

/** A pattern that was understood. */
export interface FileNamePattern {
  readonly pieces: readonly Piece[];
}

/**
 * What is wrong with a pattern: `field` (an unknown name between braces, or a brace alone), `twice` (more often than a name
 * can have it), `together` (two that may be anything follow each other, and nobody could say where one ends), `nothing` (it
 * has no braces, and so finds nothing). `part`: where.
 */
export interface PatternFault {
  readonly rule: "field" | "twice" | "together" | "nothing";
  readonly part: string;
}

const FIELDS: Readonly<Record<string, Field>> = {
  date: "date",
  heure: "time",
  time: "time",
  numero: "number",
  "numéro": "number",
  number: "number",
  poste: "extension",
  extension: "extension",
  nom: "name",
  name: "name",
  "*": "any",
};

/** How often a name can have each: two that speak have a number or an extension each. */
const MOST: Readonly<Record<Field, number>> = {
  date: 1,
  time: 1,
  number: 2,
  extension: 2,
  name: 1,
  any: 10,
};

const isOpen = (piece: Piece | undefined) =>
  piece !== undefined && "field" in piece && (piece.field === "name" || piece.field === "any");

/** Understands a pattern as the setting `inbox.file_names` writes it: `{date}_{heure}_{poste}_{numero}`. */
export function understandPattern(written: string): FileNamePattern | PatternFault {
  const pieces: Piece[] = [];
  const counts = new Map<Field, number>();
  for (const [part] of written.matchAll(/\{[^{}]*\}|[^{}]+|[{}]/g)) {
    if (part === "{" || part === "}") return { rule: "field", part };
    if (!part.startsWith("{")) {
      pieces.push({ text: part.normalize("NFC").toLowerCase() });
      continue;
    }
    const field = FIELDS[part.slice(1, -1).trim().toLowerCase().normalize("NFC")];
    if (field === undefined) return { rule: "field", part };
    const count = (counts.get(field) ?? 0) + 1;
    if (count > MOST[field]) return { rule: "twice", part };
    if (isOpen({ field }) && isOpen(pieces.at(-1))) return { rule: "together", part };
    counts.set(field, count);
    pieces.push({ field });
  }
  const finds = [...counts.keys()].some((field) => field !== "any");
  return finds ? { pieces } : { rule: "nothing", part: written };
}

/** Whether {@linkcode understandPattern} understood. */
export function isPattern(understood: FileNamePattern | PatternFault): understood is FileNamePattern {
  return "pieces" in understood;
}

const two = (value: number | string) => String(value).padStart(2, "0");

/** `YYYY-MM-DD` of a day that there is, from 1990 to 2099; undefined for another. */
export function dayOf(year: number, month: number, day: number): string | undefined {
  if (year < 1990 || year > 2099 || month < 1 || month > 12 || day < 1) return undefined;
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return undefined;
  return `${year}-${two(month)}-${two(day)}`;
}

/** `HH:MM:SS` of a time that there is; undefined for another. */
export function timeOf(hours: number, minutes: number, seconds: number): string | undefined {
  return hours < 24 && minutes < 60 && seconds < 60
    ? `${two(hours)}:${two(minutes)}:${two(seconds)}`
    : undefined;
}

type Reading = readonly [RegExp, (...numbers: number[]) => string | undefined];

/** The forms of a day, the more telling first: year first unless the year comes last for certain. */
const DATES: readonly Reading[] = [
  [/(\d{4})[-_. ](\d{2})[-_. ](\d{2})(?!\d)/y, dayOf],
  [/(\d{2})[-_. ](\d{2})[-_. ](\d{4})(?!\d)/y, (day, month, year) => dayOf(year!, month!, day!)],
  [/(\d{4})(\d{2})(\d{2})/y, dayOf],
  [/(\d{2})(\d{2})(\d{4})/y, (day, month, year) => dayOf(year!, month!, day!)],
  [/(\d{2})(\d{2})(\d{2})/y, (year, month, day) => dayOf(2000 + year!, month!, day!)],
];

/** The forms of a time of day. */
const TIMES: readonly Reading[] = [
  [/(\d{1,2})[-_.: ](\d{2})[-_.: ](\d{2})(?!\d)/y, timeOf],
  [/(\d{1,2})h(\d{2})m?(\d{2})s?(?!\d)/iy, timeOf],
  [/(\d{2})(\d{2})(\d{2})/y, timeOf],
  [/(\d{1,2})(?:h|[-_.:])(\d{2})(?!\d)/iy, (hours, minutes) => timeOf(hours!, minutes!, 0)],
  [/(\d{1,2})h(?!\d)/iy, (hours) => timeOf(hours!, 0, 0)],
  [/(\d{2})(\d{2})/y, (hours, minutes) => timeOf(hours!, minutes!, 0)],
];

/** What a telephone system writes for a caller that shows no number. */
const HIDDEN = /^(anonymous|anonyme|unknown|inconnu|private|priv[ée]|masqu[ée]|restricted|withheld)$/i;

const NUMBER = /(?:%2b|\+)?\(?\d[\d .()]*|[a-zà-ÿ]+/iy;
const EXTENSION = /\d{2,8}/y;

/** Where a field that begins at `at` may end, and what it says then; the likelier end first. */
function* endsOf(field: Field, name: string, at: number): Generator<readonly [end: number, said: string]> {
  const first = (pattern: RegExp) => {
    pattern.lastIndex = at;
    return pattern.exec(name);
  };
  if (field === "date" || field === "time") {
    for (const [pattern, read] of field === "date" ? DATES : TIMES) {
      const found = first(pattern);
      const said = found && read(...found.slice(1).map(Number));
      if (found && said) yield [at + found[0].length, said];
    }
  } else if (field === "number" || field === "extension") {
    const found = first(field === "number" ? NUMBER : EXTENSION)?.[0];
    if (found === undefined) return;
    if (!/\d/.test(found)) {
      if (HIDDEN.test(found)) yield [at + found.length, ""];
      return;
    }
    // Two that stand together, or a number before a date, share their digits out among themselves.
    for (let length = found.length; length > 0; length--) {
      const said = found.slice(0, length).replace(/^%2b/i, "+").replace(/[ .()]/g, "");
      if (/\d{2}$/.test(said)) yield [at + length, said];
    }
  } else {
    for (let end = at; end <= name.length; end++) yield [end, name.slice(at, end).trim()];
  }
}

/**
 * What `name`, a file's without its ending, tells by the first of `patterns` that fits all of it; undefined when none does.
 * Capitals count nothing. The time it takes grows with the length of name and pattern alone, whatever the name.
 */
export function readFileName(
  name: string,
  patterns: readonly FileNamePattern[],
): ToldByName | undefined {
  const whole = name.normalize("NFC").slice(0, 300);
  for (const { pieces } of patterns) {
    const said = fit(whole, pieces);
    if (said) return toldBy(said);
  }
  return undefined;
}

type Said = readonly { readonly field: Field; readonly said: string }[];

function fit(name: string, pieces: readonly Piece[]): Said | undefined {
  const small = name.toLowerCase();
  /** What was tried in vain: from there, the rest does not fit. */
  const failed = new Set<number>();
  const from = (index: number, at: number): Said | undefined => {
    const piece = pieces[index];
    if (!piece) return at === name.length ? [] : undefined;
    const key = index * 1000 + at;
    if (failed.has(key)) return undefined;
    if ("text" in piece) {
      const rest = small.startsWith(piece.text, at) ? from(index + 1, at + piece.text.length) : undefined;
      if (rest) return rest;
    } else {
      for (const [end, said] of endsOf(piece.field, name, at)) {
        const rest = from(index + 1, end);
        if (rest) return [{ field: piece.field, said }, ...rest];
      }
    }
    failed.add(key);
    return undefined;
  };
  return from(0, 0);
}

function toldBy(said: Said): ToldByName {
  const all = (wanted: Field) => said.flatMap(({ field, said }) => field === wanted ? [said] : []);
  const [date] = all("date");
  const [time] = all("time");
  const name = all("name")[0] || undefined;
  return {
    numbers: all("number"),
    extensions: all("extension"),
    ...(date === undefined ? {} : { date }),
    ...(time === undefined ? {} : { time }),
    ...(name === undefined ? {} : { name }),
  };
}

/** The names that 3CX gives its recordings: `[Camille Roy]_101-0612345678_20261122140512(33)`, who calls before who is called. */
export const BUILT_IN_PATTERNS: readonly FileNamePattern[] = [
  "[{name}]_{number}-{number}_{date}{time}({*})",
  "[{name}]_{number}-{number}_{date}{time}",
].map(understandPattern).filter(isPattern);
