/** What `parec --verbose` says while it works. */
export type Word =
  | { readonly kind: "connected"; readonly source: string }
  /** The server moved the stream to another device, by itself or because somebody asked. */
  | { readonly kind: "moved"; readonly source: string }
  /** How old the newest sound that it has read is, in milliseconds; negative for a monitor that is ahead of its sink. */
  | { readonly kind: "latency"; readonly ms: number }
  | { readonly kind: "overrun" }
  | { readonly kind: "failed"; readonly cause: string };

/** Reads one line of `parec --verbose`, in English; undefined for one that says nothing of use. */
export function parseWord(line: string): Word | undefined {
  // Nearly all that it says.
  if (line.startsWith("Time: ")) {
    const usec = /; Latency: (-?\d+) usec/.exec(line)?.[1];
    return usec === undefined ? undefined : { kind: "latency", ms: Number(usec) / 1000 };
  }
  // It ends lines with the terminal's "erase to the end of the line".
  // deno-lint-ignore no-control-regex -- that sequence is what is removed
  const plain = line.replaceAll(/\x1b\[K/g, "").trim();
  const connected = /^Connected to device (.+) \(index: \d+, suspended: \w+\)\.$/.exec(plain);
  if (connected) return { kind: "connected", source: connected[1] };
  const moved = /^Stream moved to device (.+) \(\d+, (?:not )?suspended\)\.$/.exec(plain);
  if (moved) return { kind: "moved", source: moved[1] };
  if (plain.startsWith("Stream overrun.")) return { kind: "overrun" };
  const failed = /^(?:Stream error|Connection failure|[a-z_]+\(\) failed): (.+)$/.exec(plain);
  if (failed) return { kind: "failed", cause: failed[1] };
  // The shell's, when the program is not there.
  if (plain.endsWith(": not found")) return { kind: "failed", cause: plain };
  return undefined;
}

/** The lines of a text that comes in pieces; `parec` ends some with a carriage return alone. */
export async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = "";
  for await (const piece of pieces) {
    const lines = (rest + piece).split(/[\r\n]+/);
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest) yield rest;
}
