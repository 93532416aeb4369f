/**
 * Deliveries of final reports: a draft of an e-mail, copies in a folder, a call of a web server. Each is asked for by a
 * file, made once, and leaves a receipt.
 *
 * @module
 */
export { createDeliveryTasks, type DeliveryParts } from "./create_delivery_tasks.ts";
export { readReceipt, RefusedDelivery } from "./delivery_task.ts";
export { DRAFT } from "./email.ts";
export { type DeliverySettings, kindsOn, requestFile, requestsAtSealing } from "./files.ts";
export { targetFolder } from "./folder.ts";
export { namesOf } from "./view_files.ts";
