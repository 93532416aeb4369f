// @deno-types="./cli_progress.d.ts"
import cliProgress from "cli-progress";
import type { Output } from "./io.ts";

/** A bar on the last line of a terminal, with lines that go by above it. Draws nothing where there is no terminal. */
export class LiveBar implements Disposable {
  readonly #output: Output;
  #bar: InstanceType<typeof cliProgress.SingleBar> | undefined;
  #total = 0;
  #value = 0;
  #note = "";

  constructor(output: Output) {
    this.#output = output;
  }

  /** Shows `value` of `total`, with words after it. */
  show(value: number, total: number, note: string): void {
    if (!this.#output.isTerminal) return;
    const fresh = this.#bar === undefined || total !== this.#total;
    [this.#value, this.#total, this.#note] = [value, total, note];
    if (fresh) this.#start();
    else this.#bar?.update(value, { note });
    this.#bar?.render();
  }

  /** Writes whole lines; the bar, if there is one, stays below them. */
  write(text: string): void {
    const wasShown = this.#bar !== undefined;
    this.clear();
    this.#output.write(text);
    if (wasShown) this.#start();
  }

  /** Takes the bar away. */
  clear(): void {
    this.#bar?.stop();
    this.#bar = undefined;
  }

  [Symbol.dispose](): void {
    this.clear();
  }

  #start(): void {
    this.clear();
    const output = this.#output;
    this.#bar = new cliProgress.SingleBar({
      format: "[{bar}] {percentage} % {note}",
      stream: {
        write(text) {
          output.write(text);
          return true;
        },
        isTTY: true,
        get columns() {
          return output.columns - 1; // a full last column wraps on Windows
        },
      },
      // A program that is killed must not leave a terminal without its cursor.
      hideCursor: false,
      clearOnComplete: true,
      gracefulExit: false,
      linewrap: true, // which means: cut to the width by cli-progress, not by the terminal
      fps: 4,
      barsize: 16,
      barCompleteChar: "#",
      barIncompleteChar: "-",
      emptyOnZero: true,
    });
    this.#bar.start(this.#total, this.#value, { note: this.#note });
  }
}
