/** Longest slug in a session's id. */
const SLUG_LENGTH = 40;

/** What a name becomes in an id: `Réunion Projet X.wav` gives `reunion-projet-x`; `fallback` when nothing is left. */
export function slugOf(name: string, fallback: string): string {
  const slug = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/ß/g, "ss")
    .replace(/[^a-z0-9]+/g, "-").slice(0, SLUG_LENGTH).replace(/^-+|-+$/g, "");
  return slug === "" ? fallback : slug;
}

/**
 * The id of a session: `YYYY-MM-DD_HHMM_slug`. `startedAt` is local time, `YYYY-MM-DDTHH:MM:SS`. On a clash with
 * `taken` (compared without case) the first free of `-2`, `-3` … is added.
 */
export function sessionId(startedAt: string, slug: string, taken: ReadonlySet<string>): string {
  const base = `${startedAt.slice(0, 10)}_${startedAt.slice(11, 13)}${startedAt.slice(14, 16)}_${slug}`;
  for (let number = 1;; number++) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(id.toLowerCase())) return id;
  }
}

/** `ms` since the epoch as local time, `YYYY-MM-DDTHH:MM:SS`. */
export function localTime(ms: number): string {
  const date = new Date(ms);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}` +
    `T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}
