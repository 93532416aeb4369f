/** Rows of the Markdown table whose first heading is `heading`, cell by cell; none when there is no such table. */
export function tableRows(page: string, heading: string): string[][] {
  const lines = page.split(/\r?\n/);
  const first = lines.findIndex((line) => cellsOf(line)[0] === heading);
  if (first < 0) return [];
  const rows: string[][] = [];
  for (const line of lines.slice(first + 2)) {
    if (!line.startsWith("|")) break;
    rows.push(cellsOf(line));
  }
  return rows;
}

function cellsOf(line: string): string[] {
  return line.startsWith("|") ? line.split("|").slice(1, -1).map((cell) => cell.trim()) : [];
}

/** Commands in the code spans and code blocks of `page` that begin with `program`, each from there to its end. */
export function commandsIn(page: string, program: string): string[] {
  const blocks = Array.from(
    page.matchAll(/^```[a-z]*\r?\n([\s\S]*?)^```/gm),
    ([, block]) => block.split(/\r?\n/),
  );
  const spans = Array.from(
    page.replace(/^```[\s\S]*?^```/gm, "").matchAll(/`([^`\n]+)`/g),
    ([, span]) => span,
  );
  const start = new RegExp(`^(?:[$>] |\\./|\\.\\\\)?${program}(?:\\.exe)?(?= |$)`);
  return [...blocks.flat(), ...spans].map((text) => text.trim())
    .filter((text) => start.test(text))
    .map((text) => text.replace(start, program));
}
