import { type ResolvedSettings, Settings } from "../../config/mod.ts";
import { type Message, textOf } from "../../errors.ts";
import type { Files } from "../../store/mod.ts";

/** The settings of a home as they stand now, read again when their file changes. */
export class DeskSettings {
  readonly #files: Files;
  readonly #path: string;
  readonly #read: () => Promise<ResolvedSettings>;
  #known = false;
  #seen: string | undefined;
  /** Those that hold; while the file is wrong, the last that were right, else the program's own. */
  settings: Settings = Settings.parse({});
  /** What is wrong with them, in a sentence. */
  problem: Message | null = null;

  /**
   * @param path Of the file, absolute.
   * @param read Reads it, the environment and the flags; throws the sentence that says what is wrong.
   */
  constructor(files: Files, path: string, read: () => Promise<ResolvedSettings>) {
    this.#files = files;
    this.#path = path;
    this.#read = read;
  }

  /** Looks at the size and time of the file. Throws what the file system refuses. */
  async look(): Promise<void> {
    const stat = await this.#files.stat(this.#path);
    const seen = stat && `${stat.bytes} ${stat.modifiedMs}`;
    if (this.#known && seen === this.#seen) return;
    try {
      this.settings = (await this.#read()).settings;
      this.problem = null;
    } catch (error) {
      this.problem = textOf(error);
    }
    [this.#known, this.#seen] = [true, seen];
  }
}
