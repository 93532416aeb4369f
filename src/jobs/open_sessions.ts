import type { SessionSnapshot, Store } from "../store/mod.ts";

/** What a look at a session found; nothing when it was not open. `began`: the number of the look. */
interface Look {
  readonly session: SessionSnapshot | undefined;
  readonly began: number;
}

/**
 * The open sessions as last looked at. Looks go on side by side, a scan and one after each job: of two at the same
 * session the one that began last stands, for a job on what an older one saw would do again what is done, and take the
 * program's own views for a person's.
 */
export class OpenSessions {
  readonly #store: Pick<Store, "session">;
  #looks = new Map<string, Look>();
  /** The number of the last look, and that of the last scan. */
  #last = 0;
  #scanned = 0;

  constructor(store: Pick<Store, "session">) {
    this.#store = store;
  }

  /** Takes over what a scan finds, and returns it. */
  async scan<T extends { readonly open: ReadonlyMap<string, SessionSnapshot> }>(
    look: () => Promise<T>,
  ): Promise<T> {
    const began = ++this.#last;
    const found = await look();
    const newer = [...this.#looks].filter(([, known]) => known.began > began);
    this.#looks = new Map([...found.open].map(([id, session]) => [id, { session, began }]));
    for (const [id, known] of newer) this.#looks.set(id, known);
    this.#scanned = began;
    return found;
  }

  get(id: string): SessionSnapshot | undefined {
    return this.#looks.get(id)?.session;
  }

  all(): SessionSnapshot[] {
    return [...this.#looks.values()].flatMap(({ session }) => session ?? []);
  }

  /**
   * Looks at one session again, at what may have changed since the last scan; undefined when it is not open any more.
   */
  async reread({ id, folder }: SessionSnapshot): Promise<SessionSnapshot | undefined> {
    const began = ++this.#last;
    const session = await this.#store.session(folder, { trust: true });
    if (began > (this.#looks.get(id)?.began ?? this.#scanned)) this.#looks.set(id, { session, began });
    return this.get(id);
  }
}
