import {
  AlignmentType,
  Document,
  type FileChild,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from "docx";
import { escapeHtml } from "../escape.ts";
import type { ChangeView, ItemView, ReportView, SectionView } from "../report_view.ts";
import { isRightToLeft, paragraph, runs, xmlText } from "./runs.ts";
import { reportStyles, WORD_LANGUAGE } from "./styles.ts";
import { table } from "./tables.ts";
import { withoutTimes } from "./zip_times.ts";

/** 2 cm, in twentieths of a point. */
const MARGIN = 1134;

/**
 * Sets a view as `report.docx` (Office Open XML): headings, lists and tables in Word's own styles, pages numbered, the
 * language named for the spelling checker. The same view gives the same bytes: no time but the meeting's is in it.
 */
export async function renderDocx(view: ReportView): Promise<Uint8Array> {
  const document = new Document({
    title: xmlText(view.title),
    creator: "greffier",
    compatibility: { version: 15 },
    styles: reportStyles(view.language),
    sections: [{
      properties: {
        // The first page has the title itself.
        titlePage: true,
        page: {
          size: { width: 11906, height: 16838 },
          margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
        },
      },
      headers: { default: new Header({ children: [paragraph(view.title, { style: "Header" })] }) },
      footers: {
        first: new Footer({ children: [footer(view)] }),
        default: new Footer({ children: [footer(view)] }),
      },
      children: [
        ...head(view),
        ...view.sections.flatMap((section) => findings(section, view)),
        ...tail(view),
      ],
    }],
  });
  // docx would write the present time there.
  const properties = [{ path: "docProps/core.xml", data: coreProperties(view) }];
  return withoutTimes(new Uint8Array(await Packer.toArrayBuffer(document, undefined, properties)));
}

/** Title, state and subject as Word's properties show them (ECMA-376 part 2, 11). The meeting's local time is named UTC. */
function coreProperties({ title, labels, language, startedAt }: ReportView): string {
  const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/.test(startedAt)
    ? `${startedAt}Z`
    : "1980-01-01T00:00:00Z";
  const text = (value: string) => escapeHtml(xmlText(value));
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\
<dc:title>${text(title)}</dc:title><dc:subject>${text(labels.kind)}</dc:subject>\
<dc:creator>greffier</dc:creator><dc:language>${WORD_LANGUAGE[language]}</dc:language>\
<cp:lastModifiedBy>greffier</cp:lastModifiedBy>\
<dcterms:created xsi:type="dcterms:W3CDTF">${time}</dcterms:created>\
<dcterms:modified xsi:type="dcterms:W3CDTF">${time}</dcterms:modified></cp:coreProperties>`;
}

function footer({ labels }: ReportView): Paragraph {
  return new Paragraph({
    style: "Footer",
    alignment: AlignmentType.CENTER,
    children: [
      ...runs(`${labels.kind} · Page `),
      new TextRun({ children: [PageNumber.CURRENT, " / ", PageNumber.TOTAL_PAGES] }),
    ],
  });
}

const heading = (text: string) => paragraph(text, { heading: HeadingLevel.HEADING_1 });
const subheading = (text: string, moment?: string) =>
  paragraph(text, {
    heading: HeadingLevel.HEADING_2,
    ...(moment !== undefined && { children: runs(`  ${moment}`, { style: "Moment" }) }),
  });

function head(view: ReportView): FileChild[] {
  const { labels, state } = view;
  const told = [`${labels.kind} · ${state.label}`, state.detail].filter((part) => part !== null).join(" — ");
  const notes = [
    ...view.notices.map((notice) => paragraph(notice, { style: "Notice" })),
    ...view.remarks.map(({ text, command }) => paragraph(`${text} ${command}`, { style: "Small" })),
  ];
  return [
    paragraph(view.title, { heading: HeadingLevel.TITLE }),
    paragraph(told, { style: "Subtitle" }),
    table({ rows: view.details.map(({ label, value }) => [label, value]), shares: [1, 3] }),
    ...(notes.length > 0 ? [heading(labels.notices), ...notes] : []),
    ...(view.empty === null ? [] : [paragraph(view.empty, {}, { bold: true })]),
  ];
}

/** Bullets: what is said, who said it, when. `marked`: words found without the language model are named. */
function list(items: readonly ItemView[], { labels }: ReportView, marked: boolean): Paragraph[] {
  return items.map(({ text, speaker, quote, moment }) => {
    const by = [speaker, marked && quote ? labels.quote : null].filter((part) => part !== null);
    return paragraph(text, {
      bullet: { level: 0 },
      children: [
        ...(by.length > 0 ? runs(` — ${by.join(" — ")}`) : []),
        ...runs(`  ${moment.text}`, { style: "Moment" }),
      ],
    });
  });
}

function findings({ id, title, note }: SectionView, view: ReportView): FileChild[] {
  const { findings, labels } = view;
  const opening = [heading(title), ...(note === null ? [] : [paragraph(note, { style: "Small" })])];
  const items = (found: readonly ItemView[]) => list(found, view, note === null);
  switch (id) {
    case "summary":
      return [
        ...opening,
        ...findings.summary.flatMap((part) => [
          ...(part.title === null ? [] : [subheading(part.title)]),
          ...items(part.items),
        ]),
      ];
    case "topics":
      return [
        ...opening,
        ...findings.topics.flatMap((topic) => [
          subheading(topic.title, topic.moment.text),
          ...items(topic.points),
        ]),
      ];
    case "notes":
      return [
        ...opening,
        ...view.notes.map(({ text, moment }) =>
          paragraph(text, { bullet: { level: 0 }, children: runs(`  ${moment.text}`, { style: "Moment" }) })
        ),
      ];
    case "actions":
      return [
        ...opening,
        findings.actions.length > 0 ? actions(view, note === null) : paragraph(labels.noActions),
      ];
    default:
      return [
        ...opening,
        ...(findings[id].length > 0 ? items(findings[id]) : [paragraph(labels.noDecisions)]),
      ];
  }
}

function actions({ findings, labels }: ReportView, marked: boolean): FileChild {
  return table({
    head: [labels.who, labels.what, labels.due, labels.moment],
    rows: findings.actions.map(({ owner, what, due, moment, quote }) => [
      owner ?? labels.nobody,
      marked && quote ? `${what} — ${labels.quote}` : what,
      due ?? labels.noDate,
      moment.text,
    ]),
    shares: [20, 46, 22, 12],
  });
}

function tail(view: ReportView): FileChild[] {
  const { labels, writers, coverage } = view;
  const facts = (rows: readonly { readonly label: string; readonly value: string }[]) =>
    table({ rows: rows.map(({ label, value }) => [label, value]), shares: [1, 2] });
  const shares = view.shares.map(({ name, length, share }) => ({
    label: name,
    value: `${length} (${share})`,
  }));
  return [
    ...changes(view),
    ...(writers.length > 0 ? [heading(labels.writers), facts(writers)] : []),
    heading(labels.coverage),
    facts([...coverage.bar, ...coverage.details]),
    ...(view.shares.length > 0 ? [subheading(view.page.shares), facts(shares)] : []),
    ...transcript(view),
    paragraph(labels.footer, { style: "Small", spacing: { before: 300 } }),
  ];
}

function changes({ changes, labels }: ReportView): FileChild[] {
  if (!changes) return [];
  const part = (title: string, items: readonly ChangeView[]) =>
    items.length === 0 ? [] : [
      subheading(title),
      ...items.map(({ what, text, before, moment }) =>
        paragraph(before === null ? `${what} — ${text}` : `${what} — ${text} — ${labels.before} ${before}`, {
          bullet: { level: 0 },
          children: runs(`  ${moment.text}`, { style: "Moment" }),
        })
      ),
    ];
  return [
    heading(labels.changes),
    ...(changes.none === null ? [] : [paragraph(changes.none)]),
    ...part(labels.added, changes.added),
    ...part(labels.gone, changes.gone),
    ...part(labels.reworded, changes.reworded),
    ...(changes.points === null ? [] : [paragraph(changes.points)]),
  ];
}

function transcript(view: ReportView): FileChild[] {
  if (!view.withTranscript || view.transcript.length === 0) return [];
  return [
    paragraph(view.labels.transcript, { heading: HeadingLevel.HEADING_1, pageBreakBefore: true }),
    ...view.transcript.map((entry) =>
      entry.kind === "said"
        ? new Paragraph({
          style: "Speech",
          ...(isRightToLeft(entry.text) && { bidirectional: true }),
          children: [
            ...runs(`${entry.moment.text}  `, { style: "Moment" }),
            ...(entry.speaker === null ? [] : runs(`${entry.speaker}  `, { style: "Speaker" })),
            ...runs(entry.text),
          ],
        })
        : paragraph(entry.text, { style: "Speech" }, { italics: true })
    ),
  ];
}
