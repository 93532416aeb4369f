import type { Clock } from "../../clock.ts";
import type { Message } from "../../errors.ts";
import type { Progress } from "../../jobs/mod.ts";
import type { Owner, Store } from "../../store/mod.ts";
import type { SessionLine } from "../app.ts";
import type { FollowOptions } from "../recordings.ts";
import { openSession } from "./live_sessions.ts";

/** How often a home that another process holds is looked at, in milliseconds. */
const LOOK_MS = 1000;

/** Tries after which what waits for something outside will not come by itself: a few seconds. */
const STUCK_TRIES = 3;

/** What {@linkcode follow} needs. */
export interface FollowParts {
  readonly store: Store;
  readonly clock: Clock;
  /** Takes the right to run the pipeline; undefined while another process has it. */
  readonly claim: () => Promise<AsyncDisposable | undefined>;
  /**
   * Runs the pipeline of the home, which is held, until `finish` aborts (after the running jobs) or `signal` does (at
   * once).
   */
  readonly work: (options: {
    readonly finish: AbortSignal;
    readonly signal?: AbortSignal;
    readonly onProgress: (progress: Progress) => void;
  }) => Promise<void>;
  /** The session as lists show it; undefined when the outbox does not have it. */
  readonly lineOf: (id: string) => Promise<SessionLine | undefined>;
}

/** Sees a session through to its report; see `Recordings.follow`. */
export async function follow(
  { store, clock, claim, work, lineOf }: FollowParts,
  id: string,
  { signal, onProgress = () => {}, onOwner = () => {}, onStuck }: FollowOptions = {},
): Promise<SessionLine | undefined> {
  /** By job: its tries when first looked at. What was tried by an earlier program may be well by now. */
  const triesBefore = new Map<string, number>();
  let told: Owner["pid"] | null | undefined;
  const tellOwner = (owner: Owner | null) => {
    if (told === (owner?.pid ?? null)) return;
    told = owner?.pid ?? null;
    onOwner(owner && owner.pid !== 0 ? owner : null);
  };
  for (;;) {
    signal?.throwIfAborted();
    if (!await isOpen(store, id)) return await lineOf(id);
    const claimed = await claim();
    if (claimed) {
      await using _claimed = claimed;
      tellOwner(null);
      const stuck = await workUntilClosed();
      if (!stuck) continue;
      onStuck?.(stuck);
      return await lineOf(id);
    }
    const owner = await store.owner();
    if (owner && owner.pid !== 0) tellOwner(owner);
    const stuck = await stuckOn({ ownTries: false });
    if (stuck) {
      onStuck?.(stuck);
      return await lineOf(id);
    }
    await clock.sleep(LOOK_MS, { signal });
  }

  /** What the report waits for, if it waits and whoever follows wants to know. */
  async function stuckOn({ ownTries }: { readonly ownTries: boolean }): Promise<Message | undefined> {
    if (!onStuck) return undefined;
    const session = await openSession(store, id);
    if (!session?.ended) return undefined;
    for (const { job, kind, tries, retryAt, cause } of session.errors.values()) {
      const before = triesBefore.get(job) ?? tries;
      triesBefore.set(job, before);
      if (kind !== "waiting" || tries < STUCK_TRIES) continue;
      if (ownTries ? tries > before : retryAt > clock.now()) return cause as Message;
    }
    return undefined;
  }

  /**
   * Works until the session is published, or gone: a person may remove it, and one that cannot be read is rejected.
   * Returns what its report waits for, if it ended for that.
   */
  async function workUntilClosed(): Promise<Message | undefined> {
    let stuck: Message | undefined;
    const closed = new AbortController();
    const over = new AbortController();
    const watching = (async () => {
      while (!over.signal.aborted && await isOpen(store, id)) {
        stuck = await stuckOn({ ownTries: true });
        if (stuck) break;
        await clock.sleep(LOOK_MS, { signal: over.signal });
      }
      closed.abort();
    })().catch((error) => {
      if (!over.signal.aborted) closed.abort(error);
    });
    try {
      await work({
        finish: closed.signal,
        signal,
        onProgress(progress) {
          onProgress(progress);
          if (progress.kind === "published" && progress.session === id) closed.abort();
        },
      });
    } finally {
      over.abort();
      await watching;
    }
    return stuck;
  }
}

/** Whether a session is still to be worked on. */
async function isOpen(store: Store, id: string): Promise<boolean> {
  // Its folder is named by its id, unless a person renamed it.
  return await store.isInInbox(id) || (await store.home()).open.has(id);
}
