import { join } from "node:path";
import type { Browser } from "playwright-core";

const XTERM = join(import.meta.dirname!, "..", "..", "node_modules", "@xterm", "xterm");

/** Of a terminal, in characters. */
const COLUMNS = 120;
const MOST_ROWS = 40;

/** How a program is run in a terminal. */
export interface TerminalOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
  /** Once this was written, in the bytes as they come, `keys` are pressed. */
  readonly until?: RegExp;
  readonly keys?: string;
}

/** What a program wrote in its terminal, escape sequences included: up to the keys pressed, or to its end. */
export async function runInTerminal(options: TerminalOptions): Promise<string> {
  const { command, args, variables = {}, until, keys = "" } = options;
  const quoted = [command, ...args].map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(" ");
  // `script` of util-linux gives a program a terminal; where its own input is none, that has no size.
  const child = new Deno.Command("script", {
    args: ["-qefc", `stty cols ${COLUMNS} rows ${MOST_ROWS}; exec ${quoted}`, "/dev/null"],
    env: { ...variables, TERM: "xterm-256color", SHELL: "/bin/sh" },
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const keyboard = child.stdin.getWriter();
  let written = "";
  let seen: string | undefined;
  for await (const piece of child.stdout.pipeThrough(new TextDecoderStream())) {
    written += piece;
    if (until?.test(written) && seen === undefined) {
      seen = written;
      await keyboard.write(new TextEncoder().encode(keys));
    }
  }
  await keyboard.close().catch(() => {}); // the program has ended, and its keyboard with it
  await child.status;
  if (until && seen === undefined) throw new Error(`${until} was never written, but:\n${written}`);
  return seen ?? written;
}

/** Draws what was written in a terminal as a PNG: the window of Windows 11, in the middle of nothing. */
export async function drawTerminal(
  browser: Browser,
  { title, written, file }: { readonly title: string; readonly written: string; readonly file: string },
): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 800 }, deviceScaleFactor: 1.5 });
  try {
    await page.setContent(WINDOW);
    await page.addStyleTag({ path: join(XTERM, "css", "xterm.css") });
    await page.addScriptTag({ path: join(XTERM, "lib", "xterm.js") });
    await page.evaluate(
      `(${DRAW})(${JSON.stringify({ title, written, columns: COLUMNS, mostRows: MOST_ROWS })})`,
    );
    await page.locator("#window").screenshot({ path: file, omitBackground: true });
  } finally {
    await page.close();
  }
}

const WINDOW = `<!doctype html><meta charset="utf-8"><style>
  body { margin: 0; background: transparent; }
  #window { display: inline-block; border: 1px solid #3a3a3a; border-radius: 8px; overflow: hidden; background: #0c0c0c; }
  #title { font: 13px "Segoe UI", "DejaVu Sans", sans-serif; color: #ddd; background: #202020; padding: 8px 14px; }
  #screen { padding: 10px 12px; }
</style><div id="window"><div id="title"></div><div id="screen"></div></div>`;

/** Run in the page: fills the window, as high as what was written. */
const DRAW = `async ({ title, written, columns, mostRows }) => {
  document.querySelector("#title").textContent = title;
  const screen = document.querySelector("#screen");
  const fill = (rows) => new Promise((done) => {
    screen.replaceChildren();
    const terminal = new Terminal({
      cols: columns, rows, fontSize: 13, convertEol: true, cursorInactiveStyle: "none",
      fontFamily: '"Cascadia Mono", Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace',
      theme: { background: "#0c0c0c", foreground: "#cccccc" },
    });
    terminal.open(screen);
    terminal.write(written, () => done(terminal));
  });
  const first = await fill(mostRows);
  let rows = first.buffer.active.cursorY + 1;
  while (rows > 1 && first.buffer.active.getLine(rows - 1)?.translateToString(true) === "") rows--;
  first.dispose();
  const last = await fill(rows + 1);
  await new Promise((done) => last.onRender(done));
  await document.fonts.ready;
}`;
