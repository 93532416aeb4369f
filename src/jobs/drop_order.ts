/** What is known of a sound in a dropped folder before it is taken. */
export interface OrderedSound {
  /** Relative to the inbox, with `/`. */
  readonly path: string;
  /** When it began by its own header, local time `YYYY-MM-DDTHH:MM:SS`. */
  readonly startedAt?: string;
  /** When its file was last changed, in milliseconds since the epoch. */
  readonly modifiedMs: number;
}

/** A name without folder and ending. */
function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  return (dot > 0 ? name.slice(0, dot) : name).normalize("NFC").toLowerCase();
}

/** All but one sign the same, at the same place: `partie a`, `partie b`. */
function differInOneSign(names: readonly string[]): boolean {
  const [first = ""] = names;
  const signs = [...first];
  if (names.some((name) => [...name].length !== signs.length)) return false;
  const places = signs.filter((sign, at) => names.some((name) => [...name][at] !== sign));
  return places.length === 1;
}

/**
 * Whether names say in which order their files come: they count (all alike but for their numbers, or each begins with
 * one: `REC001`, `2026-11-22 14h`, `3 - budget`), or they differ in a single sign (`partie a`).
 */
export function namesTellOrder(paths: readonly string[]): boolean {
  const stems = paths.map(stemOf);
  const shapes = new Set(paths.map((path, at) =>
    `${path.slice(0, path.lastIndexOf("/") + 1)}/${stems[at]}`
      .replace(/\d+/g, "0")
  ));
  if (shapes.size === 1) return /\d/.test([...shapes][0]!) || paths.length === 1;
  return stems.every((stem) => /^\d+(?![a-z\d])/.test(stem)) || differInOneSign(stems);
}

/**
 * The sounds of a dropped folder in the order in which they were recorded. `sounds` come in natural order of their names,
 * which stands when the names tell an order or when nothing else does: else the times that all headers tell, else those of
 * the files, as long as no two are the same second.
 */
export function inRecordingOrder<Sound extends OrderedSound>(sounds: readonly Sound[]): readonly Sound[] {
  if (sounds.length < 2 || namesTellOrder(sounds.map(({ path }) => path))) return sounds;
  const clocks: ((sound: Sound) => number)[] = [
    ({ startedAt }) => startedAt === undefined ? NaN : Date.parse(`${startedAt}Z`),
    ({ modifiedMs }) => Math.floor(modifiedMs / 1000),
  ];
  for (const clock of clocks) {
    const times = sounds.map(clock);
    if (times.some(Number.isNaN) || new Set(times).size < times.length) continue;
    return sounds.toSorted((a, b) => clock(a) - clock(b));
  }
  return sounds;
}
