/** Prints rows under their headings, columns as wide as their widest cell; those without a heading are flush left. */
export function printTable(headings: readonly string[], rows: readonly (readonly string[])[]): void {
  const lines = [headings, ...rows];
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  for (const line of lines) {
    const cells = line.map((cell, column) =>
      headings[column] === "" ? cell.padEnd(widths[column]) : cell.padStart(widths[column])
    );
    console.log(cells.join("  ").trimEnd());
  }
}

/** Bytes in MB, as the tables show them. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

/** A promise of the project: what was measured, and whether it is kept. */
export interface Promised {
  readonly what: string;
  readonly kept: boolean;
}

/** Says of each promise whether it is kept; the bench fails when one is not. */
export function judge(promises: readonly Promised[]): void {
  console.log();
  for (const { what, kept } of promises) console.log(`${kept ? "kept  " : "BROKEN"}  ${what}`);
  if (!promises.every(({ kept }) => kept)) Deno.exitCode = 1;
}
