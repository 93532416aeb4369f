import type { SessionSnapshot, Store } from "../store/mod.ts";

/** The open sessions as last looked at. */
export class OpenSessions {
  readonly #store: Store;
  #sessions = new Map<string, SessionSnapshot>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** Takes over what a scan found. */
  replace(sessions: Map<string, SessionSnapshot>): void {
    this.#sessions = sessions;
  }

  get(id: string): SessionSnapshot | undefined {
    return this.#sessions.get(id);
  }

  all(): SessionSnapshot[] {
    return [...this.#sessions.values()];
  }

  /** Looks at one session again; undefined when it is not open any more. */
  async reread(session: SessionSnapshot): Promise<SessionSnapshot | undefined> {
    const after = await this.#store.session(session.folder);
    if (after) this.#sessions.set(after.id, after);
    else this.#sessions.delete(session.id);
    return after;
  }
}
