import type { Settings } from "../../config/mod.ts";
import { DeliveryKind, type DeliveryRequest } from "../../model/mod.ts";
import { NAMES } from "../../store/mod.ts";

/** The settings of deliveries; those of the home, never a session's. */
export type DeliverySettings = Settings["delivery"];

/** Path of the file that asks for a delivery, from the meeting's folder. */
export function requestFile(kind: DeliveryKind): string {
  return `${NAMES.delivery}/${kind}.request.json`;
}

/** Path of the file that says what became of it. */
export function receiptFile(kind: DeliveryKind): string {
  return `${NAMES.delivery}/${kind}.receipt.json`;
}

/** The deliveries that the settings switch on. */
export function kindsOn({ email, folder, webhook }: DeliverySettings): readonly DeliveryKind[] {
  const on: Readonly<Record<DeliveryKind, boolean>> = {
    email: email.to.length > 0,
    folder: folder.to.trim() !== "",
    webhook: webhook.url !== "",
  };
  return DeliveryKind.options.filter((kind) => on[kind]);
}

/**
 * The files that ask for deliveries when a meeting is sealed: of those that are switched on then. Switching one on later
 * delivers nothing old.
 *
 * @param at Local time of the sealing.
 */
export function requestsAtSealing(
  settings: DeliverySettings,
  at: string,
): readonly { readonly path: string; readonly content: DeliveryRequest }[] {
  return kindsOn(settings).map((kind) => ({
    path: requestFile(kind),
    content: { schema: 1, kind, by: "sealing", at },
  }));
}
