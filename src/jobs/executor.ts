import type { Job, JobContext, Stage } from "./stage.ts";

/** The port that runs jobs: in this process, or wherever an adapter takes them. Rejects as the job does. */
export interface Executor {
  run(stage: Stage, job: Job, context: JobContext): Promise<void>;
}

/** Runs jobs in this process. */
export const localExecutor: Executor = {
  run: (stage, job, context) => stage.run(job, context),
};
