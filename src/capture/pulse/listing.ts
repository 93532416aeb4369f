/** Of what `pactl list` shows: a sink, a source or a sink input. */
export interface Entry {
  /** The server's number for it, which it never gives again. */
  readonly index: number;
  /** By name: `Name`, `Description`, `Sample Specification`… */
  readonly fields: ReadonlyMap<string, string>;
  /** As programs and drivers set them: `device.description`, `application.name`… */
  readonly properties: ReadonlyMap<string, string>;
}

/** What `pactl info` says. */
export interface ServerInfo {
  /** Empty when there is none. */
  readonly defaultSink: string;
  readonly defaultSource: string;
}

const unquoted = (value: string) => value.replace(/^"(.*)"$/s, "$1").replace(/\\(["\\])/g, "$1");

/**
 * Reads the text of `pactl list sinks`, `sources` or `sink-inputs`, in English. Not its JSON: version 16.1 writes a
 * description with an accent as "(null)", and versions before 16 have none.
 */
export function parseListing(text: string): Entry[] {
  const entries: { index: number; fields: Map<string, string>; properties: Map<string, string> }[] = [];
  for (const line of text.split("\n")) {
    const head = /^\S.* #(\d+)$/.exec(line);
    if (head) {
      entries.push({ index: Number(head[1]), fields: new Map(), properties: new Map() });
      continue;
    }
    const entry = entries.at(-1);
    const property = /^\t\t(\S+) = (.*)$/.exec(line);
    const field = /^\t([^\s:][^:]*): ?(.*)$/.exec(line);
    if (property) entry?.properties.set(property[1], unquoted(property[2]));
    else if (field) entry?.fields.set(field[1], field[2]);
  }
  return entries;
}

/** Reads the text of `pactl info`, in English. */
export function parseInfo(text: string): ServerInfo {
  const value = (name: string) => {
    const found = new RegExp(`^${name}: (.*)$`, "m").exec(text)?.[1].trim() ?? "";
    return found === "n/a" || found === "@DEFAULT_SINK@" || found === "@DEFAULT_SOURCE@" ? "" : found;
  };
  return { defaultSink: value("Default Sink"), defaultSource: value("Default Source") };
}
