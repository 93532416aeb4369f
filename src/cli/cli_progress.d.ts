/** The part of cli-progress 3.12 that is used here; the package has no types of its own. */
export interface BarOptions {
  readonly format: string;
  readonly stream: BarStream;
  readonly hideCursor: boolean;
  readonly clearOnComplete: boolean;
  readonly gracefulExit: boolean;
  readonly linewrap: boolean;
  readonly fps: number;
  readonly barsize: number;
  readonly barCompleteChar: string;
  readonly barIncompleteChar: string;
  readonly emptyOnZero: boolean;
}

/** As `node:tty` has it, as far as bars are drawn. */
export interface BarStream {
  write(text: string): boolean;
  readonly isTTY: boolean;
  readonly columns: number;
}

export class SingleBar {
  constructor(options: BarOptions);
  start(total: number, value: number, payload: Readonly<Record<string, string>>): void;
  update(value: number, payload: Readonly<Record<string, string>>): void;
  render(forceRedraw?: boolean): void;
  stop(): void;
}

declare const cliProgress: { readonly SingleBar: typeof SingleBar };
export default cliProgress;
