import { join } from "node:path";
import { DRAFT, kindsOn, namesOf, requestFile, targetFolder } from "../aftercare/mod.ts";
import type { Clock } from "../clock.ts";
import type { Settings } from "../config/mod.ts";
import { GreffierError, message, UsageError } from "../errors.ts";
import type { DeliveryKind, DeliveryRequest } from "../model/mod.ts";
import { localTime, type Store } from "../store/mod.ts";

/** What a delivery that was asked for will do. */
export type PlannedDelivery =
  | { readonly kind: "email"; readonly place: string; readonly to: readonly string[] }
  | { readonly kind: "folder"; readonly place: string; readonly formats: string }
  | { readonly kind: "webhook"; readonly place: string; readonly content: "notice" | "report" };

/** What asking for deliveries works with. */
export interface DeliverParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly settings: Settings["delivery"];
}

/**
 * Asks for deliveries of a finished meeting, once more where it was delivered before: a file each, that whoever works on
 * the home answers. Throws a sentence when the meeting is not finished, or the settings do not say where to deliver.
 *
 * @param kinds None: all that are switched on.
 */
export async function requestDeliveries(
  { store, clock, settings }: DeliverParts,
  id: string,
  kinds: readonly DeliveryKind[],
): Promise<readonly PlannedDelivery[]> {
  const on = kindsOn(settings);
  const wanted = kinds.length > 0 ? [...new Set(kinds)] : on;
  if (wanted.length === 0) throw new UsageError(message("delivery.nothingOn"));
  const off = wanted.find((kind) => !on.includes(kind));
  if (off !== undefined) throw new UsageError(message(`delivery.off.${off}`));
  await store.refuseNewer(id);
  const meeting = await store.sealedMeeting(id);
  if (!meeting) {
    const name = (await store.outboxSession(id))?.name ?? id;
    throw new GreffierError(message("delivery.notFinal", { id, name }));
  }
  const planned = wanted.map((kind) => plan(kind, id, { store, settings }));
  for (const kind of wanted) {
    const request: DeliveryRequest = { schema: 1, kind, by: "person", at: localTime(clock.now()) };
    await store.writeMeetingFile(id, requestFile(kind), request);
  }
  return planned;
}

function plan(
  kind: DeliveryKind,
  id: string,
  { store: { layout }, settings: { email, folder, webhook } }: Pick<DeliverParts, "store" | "settings">,
): PlannedDelivery {
  switch (kind) {
    case "email":
      return { kind, place: join(layout.outbox, id, DRAFT), to: email.to };
    case "folder":
      return { kind, place: join(targetFolder(folder.to, layout), id), formats: namesOf(folder.formats) };
    case "webhook":
      return { kind, place: new URL(webhook.url).host, content: webhook.content };
  }
}
