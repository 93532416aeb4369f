import type { IStylesOptions } from "docx";
import type { SpokenLanguage } from "../../model/mod.ts";

const INK = "1F2933";
const ACCENT = "1F4E79";
const FAINT = "5F6B7A";

/** Languages as Word names them: what its spelling checker goes by. */
export const WORD_LANGUAGE: Readonly<Record<SpokenLanguage, string>> = { fr: "fr-FR", en: "en-GB" };

/** Twentieths of a point. */
const spacing = (before: number, after: number) => ({ spacing: { before, after } });

/** The styles of the report: Word's own where it has them, so that a person can restyle the whole in one place. */
export function reportStyles(language: SpokenLanguage): IStylesOptions {
  const heading = (size: number, before: number) => ({
    run: { font: "Calibri", size, bold: true, color: ACCENT },
    paragraph: { ...spacing(before, 80), keepNext: true },
  });
  return {
    default: {
      document: {
        run: {
          font: "Calibri",
          size: 22,
          color: INK,
          language: { value: WORD_LANGUAGE[language], bidirectional: "ar-SA" },
        },
        paragraph: { spacing: { after: 100, line: 264 } },
      },
      title: { run: { font: "Calibri", size: 44, bold: true, color: ACCENT }, paragraph: spacing(0, 60) },
      heading1: heading(30, 320),
      heading2: heading(24, 200),
      listParagraph: { paragraph: spacing(0, 60) },
    },
    paragraphStyles: [
      {
        id: "Subtitle",
        name: "Subtitle",
        basedOn: "Normal",
        next: "Normal",
        quickFormat: true,
        run: { size: 24, color: FAINT },
        paragraph: spacing(0, 200),
      },
      {
        id: "Notice",
        name: "Notice",
        basedOn: "Normal",
        quickFormat: true,
        paragraph: {
          ...spacing(40, 40),
          indent: { left: 120 },
          border: { left: { style: "single", size: 18, color: "C77700", space: 8 } },
        },
      },
      {
        id: "Speech",
        name: "Speech",
        basedOn: "Normal",
        quickFormat: true,
        paragraph: spacing(0, 120),
      },
      {
        id: "Small",
        name: "Small",
        basedOn: "Normal",
        quickFormat: true,
        run: { size: 18, color: FAINT },
      },
      { id: "Header", name: "header", basedOn: "Normal", run: { size: 18, color: FAINT } },
      { id: "Footer", name: "footer", basedOn: "Normal", run: { size: 18, color: FAINT } },
    ],
    characterStyles: [
      { id: "Moment", name: "Moment", run: { size: 18, color: FAINT } },
      { id: "Speaker", name: "Speaker", run: { bold: true, color: ACCENT } },
    ],
  };
}
