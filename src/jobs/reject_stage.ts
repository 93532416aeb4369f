import { type Job, type JobContext, jobOf, type Stage } from "./stage.ts";

const STAGE = "reject";

/** The stage that moves a session which cannot be read to `rejected/`, with its reason. */
export function createRejectStage(): Stage {
  return {
    name: STAGE,
    lane: "desk",
    pending(session) {
      return session.rejection ? [jobOf(STAGE, session.id)] : [];
    },
    async run(_job: Job, { session, store }: JobContext) {
      if (session.rejection) await store.rejectSession(session, session.rejection.cause);
    },
  };
}
