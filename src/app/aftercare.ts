import { join } from "node:path";
import {
  Aftercare,
  type AftercareTask,
  type CountTo,
  createDeliveryTasks,
  createRetentionTasks,
  type TaskProgress,
  type Undone,
} from "../aftercare/mod.ts";
import type { SoundReader } from "../archive/mod.ts";
import type { Clock } from "../clock.ts";
import { readWebhookSecret, type Settings } from "../config/mod.ts";
import type { Message } from "../errors.ts";
import type { Log } from "../log.ts";
import type { RetentionDone } from "../model/mod.ts";
import { NAMES, sideBySide, type Store } from "../store/mod.ts";
import type { Language } from "../texts/mod.ts";
import type { ClockWatch } from "./clock_watch.ts";

/** What {@linkcode composeAftercare} puts together. */
export interface AftercareOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly language: Language;
  readonly settings: Pick<Settings, "retention" | "delivery">;
  /** Name and version of the program. */
  readonly program: string;
  /** Reads archives back. */
  readonly read: SoundReader;
  /** The time that days are counted to. */
  readonly countTo: CountTo;
  readonly onProgress?: (at: TaskProgress) => void;
  readonly onTold?: (meeting: string, text: Message) => void;
  readonly onRetained?: (meeting: string, done: RetentionDone) => void;
  /** @default those of deliveries and retention */
  readonly tasks?: readonly AftercareTask[];
}

/** Aftercare of one home: deliveries first, while there is everything that they may carry. */
export function composeAftercare(options: AftercareOptions): Aftercare {
  const { settings: { retention, delivery }, program, read, countTo, tasks, ...parts } = options;
  return new Aftercare({
    ...parts,
    tasks: tasks ?? [
      ...createDeliveryTasks({ settings: () => delivery, secret: readWebhookSecret, program }),
      ...createRetentionTasks({ rules: retention, read, program, countTo }),
    ],
  });
}

/** Whether a rule of retention does anything at all: without one, a thousand meetings need not be looked into. */
export function hasRules(rules: Settings["retention"]): boolean {
  return rules.audio.as !== "keep" || countsDays(rules);
}

/** Whether a rule of retention removes something after some days. */
export function countsDays({ audio, transcript, report }: Settings["retention"]): boolean {
  return audio.days > 0 || transcript.days > 0 || report.days > 0;
}

/** The sealed meetings, of `ids`, that something may have to be done to. */
export async function toCareFor(
  store: Store,
  ids: readonly string[],
  retention: Settings["retention"],
): Promise<string[]> {
  if (hasRules(retention)) return [...ids];
  const found = await sideBySide(ids, async (id) => {
    const waiting = await store.files.list(join(store.layout.outbox, id, NAMES.delivery));
    return waiting.some(({ name }) => name.endsWith(".request.json")) ? [id] : [];
  });
  return found.flat();
}

/** Does all that is due of all sealed meetings, once. Returns what could not be done. */
export async function careForAll(
  aftercare: Aftercare,
  store: Store,
  retention: Settings["retention"],
  signal: AbortSignal,
): Promise<Undone[]> {
  const undone: Undone[] = [];
  for (const id of await toCareFor(store, store.sealedIds(), retention)) {
    undone.push(...await aftercare.care(id, signal));
  }
  return undone;
}

/** Meetings looked into at one step where rules are in force: a thousand of them take 25 minutes to go through. */
const STEP = 20;

/** What a {@linkcode CareRound} goes round with. */
export interface CareRoundParts {
  readonly aftercare: Pick<Aftercare, "care">;
  readonly store: Store;
  readonly retention: Settings["retention"];
  readonly clockWatch: Pick<ClockWatch, "look">;
}

/** Goes round the sealed meetings, for ever: those that deliveries are asked for at each step, the others a few at a time. */
export class CareRound {
  readonly #aftercare: Pick<Aftercare, "care">;
  readonly #store: Store;
  readonly #retention: Settings["retention"];
  readonly #clockWatch: Pick<ClockWatch, "look">;
  #at = 0;

  constructor({ aftercare, store, retention, clockWatch }: CareRoundParts) {
    this.#aftercare = aftercare;
    this.#store = store;
    this.#retention = retention;
    this.#clockWatch = clockWatch;
  }

  /** Does what is due of the next few. While a meeting is open only what is asked for is done: compressing can wait. */
  async next(signal: AbortSignal): Promise<void> {
    await this.#clockWatch.look();
    const ids = this.#store.sealedIds();
    const keep = { audio: { as: "keep", days: 0 }, transcript: { days: 0 }, report: { days: 0 } } as const;
    for (const id of await toCareFor(this.#store, ids, keep)) await this.#aftercare.care(id, signal);
    if (!hasRules(this.#retention) || await this.#store.someOpen()) return;
    if (this.#at >= ids.length) this.#at = 0;
    const step = ids.slice(this.#at, this.#at + STEP);
    this.#at += step.length;
    for (const id of step) {
      if (await this.#store.someOpen()) return;
      await this.#aftercare.care(id, signal);
    }
  }
}
