import { z } from "../schema.ts";
import { StoredMessage } from "./message.ts";

/** A way in which a report is handed on. */
export const DeliveryKind = z.enum(["email", "folder", "webhook"]);
export type DeliveryKind = z.infer<typeof DeliveryKind>;

/**
 * `delivery/<kind>.request.json`: the report is to be delivered. Removed once its receipt stands. `by`: the sealing of the
 * meeting while the delivery was switched on, or a person afterwards. `at`: local time.
 */
export const DeliveryRequest = z.object({
  schema: z.literal(1),
  kind: DeliveryKind,
  by: z.enum(["sealing", "person"]),
  at: z.string(),
});
export type DeliveryRequest = z.infer<typeof DeliveryRequest>;

/** A file that was written by a delivery. */
export const DeliveredFile = z.object({ name: z.string(), sha256: z.string(), bytes: z.number().int() });
export type DeliveredFile = z.infer<typeof DeliveredFile>;

/** `delivery/<kind>.receipt.json`: what became of the last request. */
export const DeliveryReceipt = z.object({
  schema: z.literal(1),
  kind: DeliveryKind,
  /** Local time. */
  at: z.string(),
  /** `failed`: given up, `cause` says why. */
  outcome: z.enum(["delivered", "failed"]),
  cause: StoredMessage.optional(),
  request: DeliveryRequest,
  /** The sealing whose report it was: local time. */
  sealedAt: z.string(),
  /** Of a delivery that was made: the file of the draft, the folder with its files, or the server's address. */
  to: z.string().optional(),
  files: z.array(DeliveredFile).optional(),
  /** Of a webhook: what was sent, the number that the server answered with, and by which key it knows a repeat. */
  sent: z.object({
    content: z.enum(["notice", "report"]),
    bytes: z.number().int(),
    status: z.number().int(),
    idempotencyKey: z.string(),
    signed: z.boolean(),
  }).optional(),
  /** What a person should know of it: views that were missing, names that were taken. */
  remarks: z.array(StoredMessage).optional(),
});
export type DeliveryReceipt = z.infer<typeof DeliveryReceipt>;
