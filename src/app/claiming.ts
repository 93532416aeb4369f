import type { Clock } from "../clock.ts";
import { GreffierError, type Message, message } from "../errors.ts";
import { type HomeClaim, localTime, type Owner, type Store } from "../store/mod.ts";
import { type Language, moment, say } from "../texts/mod.ts";

/** The right to run the pipeline of a home. */
export interface Claiming {
  /** Takes it; undefined while another process has it. */
  now(): Promise<HomeClaim | undefined>;
  /** Takes it, or throws `GreffierError` `lock.held`, which names who has it. */
  orThrow(): Promise<HomeClaim>;
  /** Throws as {@linkcode Claiming.orThrow} while another process has it, and takes nothing. */
  isFree(): Promise<void>;
}

/** How often, and after how many milliseconds, a lock that nobody owns by name is asked for again. */
const CLAIM_TRIES = 5;
const CLAIM_AGAIN_MS = 100;

/** Claims a home for this process, under the name of its command. */
export function createClaiming({ store, clock, language, command, user }: {
  readonly store: Store;
  readonly clock: Clock;
  readonly language: Language;
  readonly command: string;
  /** The account that this process runs under; undefined: the system does not tell. */
  readonly user?: string;
}): Claiming {
  const ask = (since: string) => store.claim({ pid: Deno.pid, command, since, ...(user && { user }) });
  const held = (owner: Owner | null, since: string) =>
    new GreffierError(message("lock.held", {
      owner: say(
        owner && owner.pid !== 0
          ? ownerText({ ...owner, since: moment(owner.since, language, since.slice(0, 10)) }, user)
          : message("lock.ownerUnknown"),
        language,
      ),
    }));
  return {
    async isFree() {
      const owner = await store.owner();
      if (owner) throw held(owner, localTime(clock.now()));
    },
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
      throw held(owner, since);
    },
  };
}

/** Who holds a home, and under which account when that is not `user`'s own. */
function ownerText({ pid, command, since, user: account }: Owner, user: string | undefined): Message {
  return account !== undefined && account !== user
    ? message("lock.ownerOther", { pid, command, since, user: account })
    : message("lock.owner", { pid, command, since });
}
