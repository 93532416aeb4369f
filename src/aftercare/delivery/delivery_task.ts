import { join } from "node:path";
import { GreffierError, type Message, message } from "../../errors.ts";
import { type DeliveryKind, DeliveryReceipt, DeliveryRequest } from "../../model/mod.ts";
import { localTime, recordIn, type SealedMeeting, type Store } from "../../store/mod.ts";
import { say } from "../../texts/mod.ts";
import type { AftercareTask, TaskContext } from "../task.ts";
import { receiptFile, requestFile } from "./files.ts";

/** What a delivery tells of itself when it is made; what its receipt holds. */
export type Delivered = Pick<DeliveryReceipt, "to" | "files" | "sent" | "remarks">;

/** Trying again changes nothing: the delivery is given up at once, and its receipt says why. */
export class RefusedDelivery extends GreffierError {
  override name = "RefusedDelivery";
}

/** One way to deliver a report. */
export interface Delivery {
  readonly kind: DeliveryKind;
  /** `before`: the receipt of the request before this one, if there was any. */
  deliver(meeting: SealedMeeting, context: TaskContext, before?: DeliveryReceipt): Promise<Delivered>;
}

/**
 * The task that answers the request file of a delivery: it delivers, writes the receipt, and removes the request last, so
 * that a stop anywhere in between delivers again at worst, and never forgets.
 */
export function deliveryTask({ kind, deliver }: Delivery): AftercareTask {
  const answer = async (
    { id, sealed: { sealedAt } }: SealedMeeting,
    { store, clock }: TaskContext,
    request: DeliveryRequest,
    outcome: Pick<DeliveryReceipt, "outcome" | "cause"> & Delivered,
  ) => {
    const receipt: DeliveryReceipt = {
      schema: 1,
      kind,
      at: localTime(clock.now()),
      ...outcome,
      request,
      sealedAt,
    };
    await store.writeMeetingFile(id, receiptFile(kind), receipt);
    await store.removeMeetingFile(id, requestFile(kind));
  };
  return {
    name: kind,
    pending: ({ files }) => files.has(requestFile(kind)),
    async run(meeting, context) {
      const { store, log } = context;
      const request = await requestOf(meeting, kind, context);
      const before = await readReceipt(store, meeting.id, kind);
      if (before && sameRequest(before.request, request)) {
        // The receipt was the last that was written before a stop.
        await store.removeMeetingFile(meeting.id, requestFile(kind));
        return;
      }
      try {
        const delivered = await deliver(meeting, context, before);
        await answer(meeting, context, request, { outcome: "delivered", ...delivered });
        context.tell?.(toldOf(kind, meeting, store, delivered));
      } catch (error) {
        if (!(error instanceof RefusedDelivery)) throw error;
        await answer(meeting, context, request, failed(error.text));
        log.warn("not delivered: {error}", { error: error.message });
        context.tell?.(
          message("delivery.givenUp", { name: meeting.session.name, cause: causeIn(error, context) }),
        );
      }
    },
    async settle(meeting, { cause }, context) {
      await answer(meeting, context, await requestOf(meeting, kind, context), failed(cause));
    },
  };
}

/** The receipt of a delivery; undefined: there is none that can be read. */
export async function readReceipt(
  store: Store,
  id: string,
  kind: DeliveryKind,
): Promise<DeliveryReceipt | undefined> {
  const bytes = await store.readMeetingFile(id, receiptFile(kind));
  return bytes && recordIn(receiptFile(kind), bytes, DeliveryReceipt);
}

/** What a person is told of a delivery that was made. */
function toldOf(
  kind: DeliveryKind,
  { id, session: { name } }: SealedMeeting,
  { layout }: Store,
  { to = "" }: Delivered,
): Message {
  const place = kind === "email" ? join(layout.outbox, id, to) : to;
  return message(`delivery.done.${kind}`, { name, place });
}

function causeIn({ text }: GreffierError, { language }: TaskContext): string {
  return say(text, language);
}

const failed = (cause: Message) => ({ outcome: "failed" as const, cause });

/** What is asked. A file of any content asks, like one that a person made by hand. */
async function requestOf(
  { id, files }: SealedMeeting,
  kind: DeliveryKind,
  { store }: TaskContext,
): Promise<DeliveryRequest> {
  const bytes = await store.readMeetingFile(id, requestFile(kind));
  const written = bytes && recordIn(requestFile(kind), bytes, DeliveryRequest);
  const at = localTime(files.get(requestFile(kind))?.modifiedMs ?? 0);
  return written ?? { schema: 1, kind, by: "person", at };
}

function sameRequest(one: DeliveryRequest, other: DeliveryRequest): boolean {
  return one.by === other.by && one.at === other.at;
}
