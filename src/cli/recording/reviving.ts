import { type App, isStarted } from "../../app.ts";
import { GreffierError, isFileSystemError, message } from "../../errors.ts";

/** How often a recorder that died is started again while somebody is there to see it. */
const RESTARTS = 3;

/** Starts the recorder of one recording again when it died without an end. */
export class Reviving {
  readonly #recordings: App["recordings"];
  readonly #id: string;
  #restarts = 0;

  constructor({ recordings }: Pick<App, "recordings">, id: string) {
    this.#recordings = recordings;
    this.#id = id;
  }

  /**
   * To be called when the recording is found interrupted. What the recorder left is completed, and another goes on:
   * whether one does. One that was asked to end stays as it is: the pipeline ends it. Throws the sentence that says how
   * to go on by hand, when it died too often or cannot begin.
   */
  async revive(): Promise<boolean> {
    const live = await this.#recordings.live(this.#id);
    if (live?.state !== "interrupted" || live.stopAsked) return false;
    if (this.#restarts++ === RESTARTS) throw this.#died();
    try {
      return isStarted(await this.#recordings.resume(this.#id));
    } catch (error) {
      if (!(error instanceof GreffierError || isFileSystemError(error))) throw error;
      throw this.#died(error);
    }
  }

  #died(cause?: unknown): GreffierError {
    return new GreffierError(message("recording.recorderDied", { id: this.#id }), { cause });
  }
}
