import type { AftercareTask } from "../task.ts";
import { deliveryTask } from "./delivery_task.ts";
import { emailDelivery } from "./email.ts";
import type { DeliverySettings } from "./files.ts";
import { folderDelivery } from "./folder.ts";
import { webhookDelivery, type WebhookParts } from "./webhook.ts";

/** What deliveries work with. */
export interface DeliveryParts extends Pick<WebhookParts, "secret" | "program"> {
  /** The settings as they are when a delivery is made. */
  readonly settings: () => DeliverySettings;
}

/** The tasks that deliver sealed meetings, where a file asks for it. */
export function createDeliveryTasks({ settings, secret, program }: DeliveryParts): readonly AftercareTask[] {
  return [
    emailDelivery(() => settings().email),
    folderDelivery(() => settings().folder),
    webhookDelivery({ settings: () => settings().webhook, secret, program }),
  ].map(deliveryTask);
}
