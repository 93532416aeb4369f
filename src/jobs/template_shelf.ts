import { TEMPLATES } from "../report/mod.ts";
import { sha256OfJson, type Store } from "../store/mod.ts";

/** The templates that a person put into the home, and the hash of all that views are rendered with. */
export class TemplateShelf {
  readonly #store: Store;
  #user: ReadonlyMap<string, string> = new Map();
  #hash = "";

  constructor(store: Store) {
    this.#store = store;
  }

  /** Looks at the home's templates again; once a scan, so that planning itself reads nothing. */
  async refresh(): Promise<void> {
    this.#user = await this.#store.userTemplates();
    this.#hash = sha256OfJson([TEMPLATES, [...this.#user].sort()]);
  }

  get user(): ReadonlyMap<string, string> {
    return this.#user;
  }

  get hash(): string {
    return this.#hash;
  }
}
