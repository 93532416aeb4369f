/**
 * What is done to meetings once they are sealed: deliveries that a file asks for, and retention. A *task* is to a sealed
 * meeting what a stage is to an open one: triggered by files, done once, and its receipt is a file.
 *
 * @module
 */
export { AFTERCARE, Aftercare, type AftercareParts, type TaskProgress, type Undone } from "./aftercare.ts";
export * from "./delivery/mod.ts";
export {
  countedTo,
  type CountTo,
  createRetentionTasks,
  foreseen,
  type ForeseenFiles,
  type ForeseenStep,
  isWorthNoting,
  lookAtClock,
  type RetentionRules,
  whyKept,
} from "./retention/mod.ts";
export type { AftercareTask, TaskContext, TaskFailure } from "./task.ts";
