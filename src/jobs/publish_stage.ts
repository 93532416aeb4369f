import { printed, type PrintParts } from "./print_stage.ts";
import { standing } from "./session_state.ts";
import { rendered } from "./render_stage.ts";
import { type Job, type JobContext, jobOf, type Stage } from "./stage.ts";
import { localTime, type SealingRequest } from "../store/mod.ts";

const STAGE = "publish";

/** What publishing needs besides the session. */
export interface PublishParts extends PrintParts {
  /** Name and version of the program, for `sealed.json`. */
  readonly program: string;
  /** What is to be done with a meeting that is sealed now, `at` local time. @default nothing */
  readonly requests?: (at: string) => readonly SealingRequest[];
}

/** The stage that seals: audio to the outbox, `sealed.json`, the inbox's folder away. */
export function createPublishStage({ program, requests, ...parts }: PublishParts): Stage {
  return {
    name: STAGE,
    lane: "desk",
    pending(session) {
      const final = standing(session, parts).state === "final" && rendered(session, parts) &&
        printed(session);
      return final || session.sealed ? [jobOf(STAGE, session.id)] : [];
    },
    async run(_job: Job, { session, store, clock }: JobContext) {
      const at = localTime(clock.now());
      await store.publish(session, program, at, requests?.(at) ?? []);
    },
  };
}
