import type { Clock } from "../clock.ts";
import { GreffierError, message } from "../errors.ts";
import { localTime, type Owner, type Store } from "../store/mod.ts";
import { type Language, moment, say } from "../texts/mod.ts";

/** The right to run the pipeline of a home. */
export interface Claiming {
  /** Takes it; undefined while another process has it. */
  now(): Promise<AsyncDisposable | undefined>;
  /** Takes it, or throws `GreffierError` `lock.held`, which names who has it. */
  orThrow(): Promise<AsyncDisposable>;
}

/** How often, and after how many milliseconds, a lock that nobody owns by name is asked for again. */
const CLAIM_TRIES = 5;
const CLAIM_AGAIN_MS = 100;

/** Claims a home for this process, under the name of its command. */
export function createClaiming({ store, clock, language, command }: {
  readonly store: Store;
  readonly clock: Clock;
  readonly language: Language;
  readonly command: string;
}): Claiming {
  const ask = (since: string) => store.claim({ pid: Deno.pid, command, since });
  return {
    now: () => ask(localTime(clock.now())),
    async orThrow() {
      const since = localTime(clock.now());
      let owner: Owner | null = null;
      for (let tries = 0; tries < CLAIM_TRIES; tries++) {
        const claimed = await ask(since);
        if (claimed) return claimed;
        owner = await store.owner();
        if (owner && owner.pid !== 0) break;
        // Somebody holds the lock without a name: a `status` that looks whether it is free, or a run just begun.
        await clock.sleep(CLAIM_AGAIN_MS);
      }
      throw new GreffierError(message("lock.held", {
        owner: say(
          owner && owner.pid !== 0
            ? message("lock.owner", { ...owner, since: moment(owner.since, language, since.slice(0, 10)) })
            : message("lock.ownerUnknown"),
          language,
        ),
      }));
    },
  };
}
