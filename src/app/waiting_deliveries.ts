import { join } from "node:path";
import { type Message, message } from "../errors.ts";
import { DeliveryKind, DeliveryReceipt, ErrorRecord } from "../model/mod.ts";
import { errorFile, NAMES, recordIn, sideBySide, type Store } from "../store/mod.ts";

/** A finished meeting whose report is still to be delivered, and why. */
export interface WaitingDelivery {
  /** Name of the meeting. */
  readonly name: string;
  readonly cause: Message;
}

/** What is asked of the sealed meetings and is not delivered yet, in the order of their ids. */
export async function waitingDeliveries(
  { files, layout, ...store }: WaitingParts,
): Promise<WaitingDelivery[]> {
  const found = await sideBySide([...store.ids].sort(), async (id) => {
    const waiting: WaitingDelivery[] = [];
    const folder = join(layout.outbox, id);
    const names = new Set((await files.list(join(folder, NAMES.delivery))).map(({ name }) => name));
    for (const kind of DeliveryKind.options.filter((kind) => names.has(`${kind}.request.json`))) {
      const path = join(folder, NAMES.stages, errorFile("aftercare", kind));
      const error = await files.stat(path) ? recordIn(path, await files.read(path), ErrorRecord) : undefined;
      waiting.push({
        name: await store.nameOf(id),
        cause: error?.cause as Message | undefined ?? message(`delivery.waiting.${kind}`),
      });
    }
    return waiting;
  });
  return found.flat();
}

/** The reports whose last delivery was given up, and is not asked for again, in the order of the ids. */
export async function failedDeliveries(
  { files, layout, ...store }: WaitingParts,
): Promise<WaitingDelivery[]> {
  const found = await sideBySide([...store.ids].sort(), async (id) => {
    const failed: WaitingDelivery[] = [];
    const folder = join(layout.outbox, id, NAMES.delivery);
    const names = new Set((await files.list(folder)).map(({ name }) => name));
    for (const kind of DeliveryKind.options) {
      const name = `${kind}.receipt.json`;
      if (!names.has(name) || names.has(`${kind}.request.json`)) continue;
      const path = join(folder, name);
      const receipt = recordIn(path, await files.read(path), DeliveryReceipt);
      if (receipt?.outcome !== "failed" || !receipt.cause) continue;
      failed.push({ name: await store.nameOf(id), cause: receipt.cause as Message });
    }
    return failed;
  });
  return found.flat();
}

/** What the look needs of a home. */
export interface WaitingParts extends Pick<Store, "files" | "layout"> {
  /** Of the sealed meetings. */
  readonly ids: readonly string[];
  readonly nameOf: (id: string) => Promise<string>;
}
