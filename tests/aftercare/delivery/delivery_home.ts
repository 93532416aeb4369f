import {
  createDeliveryTasks,
  type DeliverySettings,
  requestFile,
} from "../../../src/aftercare/delivery/mod.ts";
import type { AftercareTask } from "../../../src/aftercare/task.ts";
import { Settings } from "../../../src/config/mod.ts";
import type { DeliveryKind } from "../../../src/model/mod.ts";
import type { SealedHome } from "../../support/sealed_home.ts";

/** What a test sets of the deliveries. */
export type DeliveryChange = { readonly [K in keyof DeliverySettings]?: Partial<DeliverySettings[K]> };

/** The settings of deliveries, with what a test changes. */
export function deliverySettings(change: DeliveryChange): DeliverySettings {
  return Settings.parse({ delivery: change }).delivery;
}

/** The task of one kind. */
export function taskOf(
  kind: DeliveryKind,
  change: DeliveryChange,
  { secret }: { readonly secret?: string } = {},
): AftercareTask {
  const tasks = createDeliveryTasks({
    settings: () => deliverySettings(change),
    secret: () => secret,
    program: "greffier 1.2.3",
  });
  const task = tasks.find(({ name }) => name === kind);
  if (!task) throw new Error(`No task is called ${kind}`);
  return task;
}

let asked = 0;

/** Asks for a delivery, as a person would. */
export async function ask(home: SealedHome, kind: DeliveryKind): Promise<void> {
  const at = `2026-11-23T16:00:${String(asked++ % 60).padStart(2, "0")}`;
  await home.put(requestFile(kind), { schema: 1, kind, by: "person", at });
}
