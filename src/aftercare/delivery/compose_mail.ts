import { isMailAddress } from "../../config/mod.ts";

/** An e-mail that nobody has sent. */
export interface MailDraft {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Letters and digits that no other draft has: its name among all e-mails comes of it. */
  readonly key: string;
  readonly date: Date;
  readonly attachments: readonly {
    readonly filename: string;
    readonly contentType: string;
    readonly content: Uint8Array;
  }[];
}

/**
 * The bytes of an e-mail (RFC 5322, MIME): the same for the same draft. `X-Unsent: 1` makes Outlook open it as one to be
 * sent. There is no sender: the program that opens it is the person's own. Throws a `TypeError` for an address that is
 * none, for what follows it would be a header.
 */
export async function composeMail(
  { to, subject, text, html, key, date, attachments }: MailDraft,
): Promise<Uint8Array> {
  const wrong = to.find((address) => !isMailAddress(address));
  if (wrong !== undefined) throw new TypeError(`Not an address: ${JSON.stringify(wrong)}`);
  const { default: MailComposer } = await import("nodemailer/lib/mail-composer");
  const { Buffer } = await import("node:buffer");
  const mail = new MailComposer({
    headers: { "X-Unsent": "1" },
    to: [...to],
    subject,
    text,
    html,
    date,
    messageId: `<${key.slice(0, 40)}@greffier.invalid>`,
    baseBoundary: key.slice(0, 24),
    textEncoding: "quoted-printable",
    attachments: attachments.map(({ content, ...rest }) => ({ ...rest, content: Buffer.from(content) })),
    // What was said in a meeting never becomes a path or an address that is read.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return new Uint8Array(await mail.compile().build());
}
