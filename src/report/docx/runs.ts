import { type IParagraphOptions, type IRunOptions, Paragraph, TextRun } from "docx";

/** Scripts that are written from right to left. */
const RTL = String.raw`[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]`;
const RTL_WORDS = new RegExp(String.raw`(${RTL}+(?:[\s\p{M}]+${RTL}+)*)`, "gu");
const RTL_FIRST = new RegExp(String.raw`^[^\p{L}]*${RTL}`, "u");

/** `text` with nothing that XML 1.0 forbids ("Char"). */
export function xmlText(text: string): string {
  return text.toWellFormed().replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");
}

/** Whether a text begins in a script that is written from right to left. */
export function isRightToLeft(text: string): boolean {
  return RTL_FIRST.test(text);
}

/** How some of a paragraph's text looks: a character style, or bold or italic. */
export type Look = Pick<IRunOptions, "style" | "bold" | "italics">;

/** `text` as runs, words that are written from right to left in runs of their own. */
export function runs(text: string, look: Look = {}): TextRun[] {
  return xmlText(text).split(RTL_WORDS).flatMap((part, index) =>
    part === "" ? [] : [new TextRun({ ...look, text: part, ...(index % 2 === 1 && { rightToLeft: true }) })]
  );
}

/** A paragraph of some text, set from right to left when it begins so. */
export function paragraph(
  text: string,
  options: Omit<IParagraphOptions, "text"> = {},
  look: Look = {},
): Paragraph {
  return new Paragraph({
    ...options,
    children: [...runs(text, look), ...(options.children ?? [])],
    ...(isRightToLeft(text) && { bidirectional: true }),
  });
}
