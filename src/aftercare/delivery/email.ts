import { GreffierError, type Message, message } from "../../errors.ts";
import { type Format, isMailAddress } from "../../config/mod.ts";
import { sealedReport } from "../../jobs/mod.ts";
import type { DeliveredFile, DeliveryReceipt } from "../../model/mod.ts";
import { renderMail, VIEW_FILES, viewModel } from "../../report/mod.ts";
import { numberedNames, type SealedMeeting, sha256 } from "../../store/mod.ts";
import { say } from "../../texts/mod.ts";
import type { TaskContext } from "../task.ts";
import { composeMail } from "./compose_mail.ts";
import { type Delivery, RefusedDelivery } from "./delivery_task.ts";
import type { DeliverySettings } from "./files.ts";
import { mediaType, namesOf, viewsOf } from "./view_files.ts";

/** Name of the draft in the meeting's folder. */
export const DRAFT = "report.eml";

/** What servers of e-mail commonly take, with its base64 a third larger: more is not attached. In bytes. */
export const MOST_ATTACHED = 15 * 2 ** 20;

/** The draft of an e-mail, beside the report: nobody sends it but the person who opens it. */
export function emailDelivery(settings: () => DeliverySettings["email"]): Delivery {
  return {
    kind: "email",
    async deliver(meeting, context, before) {
      const { to, attach } = settings();
      if (to.length === 0) throw new RefusedDelivery(message("delivery.off.email"));
      const wrong = to.find((address) => !isMailAddress(address));
      if (wrong !== undefined) throw new RefusedDelivery(message("delivery.badAddress", { found: wrong }));
      const input = await sealedReport(context.store, meeting);
      const { attached, remarks } = await attachments(meeting, attach, context);
      const view = viewModel(input);
      const { id, sealed: { sealedAt } } = meeting;
      const told = [...attached.map(({ told }) => told), ...remarks];
      const bytes = await composeMail({
        ...renderMail(view, told.map((text) => say(text, input.language))),
        to,
        key: sha256(new TextEncoder().encode(`${id}@${sealedAt}`)),
        date: new Date(sealedAt),
        attachments: attached,
      });
      const name = await freeName(meeting, sha256(bytes), context, before);
      await context.store.writeMeetingFile(id, name, bytes);
      return {
        to: name,
        files: [{ name, sha256: sha256(bytes), bytes: bytes.length }],
        ...(remarks.length > 0 ? { remarks: [...remarks] } : {}),
      };
    },
  };
}

/** A view that goes with the e-mail. */
interface Attached {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Uint8Array;
  readonly told: Message;
}

/** The views that the e-mail carries, and what is told of the others. */
async function attachments(
  meeting: SealedMeeting,
  wanted: readonly Format[],
  { store, signal }: TaskContext,
): Promise<{ readonly attached: readonly Attached[]; readonly remarks: readonly Message[] }> {
  const { present, missing } = viewsOf(meeting, wanted);
  const attached: Attached[] = [];
  const tooLarge: Format[] = [];
  let total = 0;
  for (const format of present) {
    signal.throwIfAborted();
    const file = VIEW_FILES[format];
    total += meeting.files.get(file)?.bytes ?? 0;
    const content = total > MOST_ATTACHED ? undefined : await store.readMeetingFile(meeting.id, file);
    if (!content) {
      tooLarge.push(format);
      continue;
    }
    const filename = `${meeting.id}${file.slice(file.lastIndexOf("."))}`;
    const told = message("delivery.mail.attached", { file: filename });
    attached.push({ filename, contentType: mediaType(format), content, told });
  }
  const left = (key: "delivery.mail.missing" | "delivery.mail.tooLarge", formats: readonly Format[]) =>
    formats.length > 0 ? [message(key, { formats: namesOf(formats) })] : [];
  return {
    attached,
    remarks: [...left("delivery.mail.missing", missing), ...left("delivery.mail.tooLarge", tooLarge)],
  };
}

/** A draft that a person changed meanwhile stays: the new one gets a number. */
async function freeName(
  { id }: SealedMeeting,
  hash: string,
  { store }: TaskContext,
  before: DeliveryReceipt | undefined,
): Promise<string> {
  const own = new Map<string, DeliveredFile>(before?.files?.map((file) => [file.name, file]));
  const names = numberedNames(DRAFT);
  for (let tries = 0; tries < 1000; tries++) {
    const { value } = names.next();
    const there = await store.readMeetingFile(id, value);
    if (!there || [hash, own.get(value)?.sha256].includes(sha256(there))) return value;
  }
  throw new GreffierError(message("delivery.tooManyDrafts", { file: DRAFT }));
}
