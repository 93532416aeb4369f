import type { App } from "../app.ts";
import { type Message, message } from "../errors.ts";

/** Who writes the summaries of the meetings to come, and, before anything is sent, that their text leaves the PC. */
export async function writerLines(app: App): Promise<Message[]> {
  const writer = await app.writer();
  if (!writer) return [];
  const { name: model, ifThere, sentTo: where } = writer;
  return [
    message(ifThere ? "writer.auto" : "writer.named", { model }),
    ...where === undefined ? [] : [message("writer.leaves", { where })],
  ];
}

/** That something of the meetings to come leaves the PC, their text or their reports; nothing when all of it stays. */
export async function leavingLines(app: App): Promise<Message[]> {
  const where = (await app.writer())?.sentTo;
  const announced = app.announcesTo();
  return [
    ...where === undefined ? [] : [message("writer.leaves", { where })],
    ...announced
      ? [message(announced.content === "report" ? "delivery.leaves" : "delivery.announces", {
        place: announced.host,
      })]
      : [],
  ];
}
