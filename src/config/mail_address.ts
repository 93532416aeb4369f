/** Part of an address: neither spaces nor what begins another part, another address or another header. */
const PART = String.raw`[^\s<>()\[\]\\,;:"@\p{C}]+`;

/** The forms of an address that are taken: `claire@exemple.fr`, and `Claire Martin <claire@exemple.fr>`. */
export const MAIL_ADDRESS = new RegExp(
  String.raw`^(?:${PART}@${PART}|[^<>()\[\]\\,;:"@\p{C}]+ <${PART}@${PART}>)$`,
  "u",
);

/** Whether `written` is one address of an e-mail, and nothing besides: no second one, no line break. */
export function isMailAddress(written: string): boolean {
  return written.length <= 320 && MAIL_ADDRESS.test(written);
}
