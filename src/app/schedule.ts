import { fileURLToPath } from "node:url";
import type { Clock } from "../clock.ts";
import { readPlaces } from "../config/mod.ts";
import { createScheduler, type Scheduler } from "../desktop/schedule/mod.ts";
import type { Language } from "../texts/mod.ts";
import { ownCommand } from "./engine_pool.ts";

/** Whose tasks. */
export interface HomeSchedulerOptions {
  /** Absolute path. */
  readonly home: string;
  /** Absolute path or address of main.ts; unused in an executable. */
  readonly main: string;
  readonly language: Language;
  readonly clock: Clock;
}

/** What this machine does by itself for a home; undefined where the system has no scheduler. */
export function homeScheduler({ home, main, language, clock }: HomeSchedulerOptions): Scheduler | undefined {
  // In a definition a file is easier to recognise than an address.
  const file = main.startsWith("file:") ? fileURLToPath(main) : main;
  const { program, args } = ownCommand(file, "");
  return createScheduler({ home, program, args: args.slice(0, -1), language, places: readPlaces(), clock });
}
