import { BorderStyle, ShadingType, Table, TableCell, TableLayoutType, TableRow, WidthType } from "docx";
import { paragraph } from "./runs.ts";

/** Width between the margins of a page, in twentieths of a point: A4 less 2 cm on either side. */
const WIDTH = 9638;

const LINE = { style: BorderStyle.SINGLE, size: 4, color: "C9D1DA" };
const NONE = { style: BorderStyle.NONE, size: 0, color: "auto" };

/** What a table shows. */
export interface TableOptions {
  /** Titles of the columns, repeated on each page; none: the first column names what the second tells. */
  readonly head?: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Widths of the columns in parts of the whole. */
  readonly shares: readonly number[];
}

/** A table as wide as the page's text. */
export function table({ head, rows, shares }: TableOptions): Table {
  const sum = shares.reduce((a, b) => a + b, 0);
  const widths = shares.map((share) => Math.round((WIDTH * share) / sum));
  const cell = (text: string, column: number, isName: boolean) =>
    new TableCell({
      width: { size: widths[column], type: WidthType.DXA },
      margins: { top: 50, bottom: 50, left: 90, right: 90 },
      ...(head && isName && { shading: { type: ShadingType.CLEAR, color: "auto", fill: "EAF0F6" } }),
      children: [paragraph(text, { spacing: { after: 0 } }, { bold: isName })],
    });
  const row = (cells: readonly string[], isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: cells.map((text, column) => cell(text, column, isHead || (!head && column === 0))),
    });
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: {
      top: LINE,
      bottom: LINE,
      left: NONE,
      right: NONE,
      insideHorizontal: LINE,
      insideVertical: NONE,
    },
    rows: [...(head ? [row(head, true)] : []), ...rows.map((cells) => row(cells, false))],
  });
}
