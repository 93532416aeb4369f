import type { Output } from "../io.ts";

/**
 * A line at the bottom of a terminal that is written anew, with lines that go by above it. Draws nothing where there is
 * no terminal.
 */
export class LiveLine implements Disposable {
  readonly #output: Output;
  #text = "";

  constructor(output: Output) {
    this.#output = output;
  }

  /** Shows one line, cut to the width of the terminal. */
  show(text: string): void {
    if (!this.#output.isTerminal) return;
    // A full last column wraps on Windows.
    this.#text = [...text].slice(0, this.#output.columns - 1).join("");
    this.#output.write(`\r${this.#text}\x1b[K`);
  }

  /** Writes whole lines; the live one stays below them. */
  write(text: string): void {
    const shown = this.#text;
    this.clear();
    this.#output.write(text);
    if (shown !== "") this.show(shown);
  }

  /** Takes the line away. */
  clear(): void {
    if (this.#text !== "") this.#output.write("\r\x1b[K");
    this.#text = "";
  }

  [Symbol.dispose](): void {
    this.clear();
  }
}
