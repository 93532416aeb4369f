import assert from "node:assert/strict";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse as parseCsv } from "csv-parse/sync";
import { unzipSync } from "fflate";
import ICAL from "ical.js";
import SrtParser from "srt-parser-2";
import webvtt from "webvtt-parser";
import { systemClock } from "../../src/clock.ts";
import { Format } from "../../src/config/settings.ts";
import { createBrowserPrinter, findBrowser } from "../../src/printing/mod.ts";
import {
  renderViews,
  ReportData,
  type ReportInput,
  reportJsonSchema,
  VIEW_FILES,
  viewModel,
} from "../../src/report/mod.ts";
import {
  atlasMeeting,
  finders,
  meeting,
  supportCall,
  weeklyMeeting,
  withRecords,
} from "../support/sample_report.ts";
import { temporaryFolder } from "../support/temporary_folder.ts";
import { hostileMeeting } from "./hostile.ts";
import schema from "../../docs/report.schema.json" with { type: "json" };

/** The W3C's own parser, a script without types. */
const { WebVTTParser } = webvtt as {
  readonly WebVTTParser: new () => {
    parse(text: string, kind: "metadata" | "subtitles"): {
      readonly cues: readonly { readonly startTime: number; readonly endTime: number }[];
      readonly errors: readonly unknown[];
    };
  };
};

/** Views by format; undefined where nothing was to be written. */
async function rendered(input: ReportInput) {
  const { views } = await renderViews({
    ...input,
    output: { ...input.output, formats: [...Format.options] },
  });
  const of = (format: Format) => views.find(({ file }) => file === VIEW_FILES[format])?.content;
  const text = (format: Format) => String(of(format) ?? "");
  return { of, text, views };
}

/** The output of a program that reads a view. */
async function read(program: string, args: readonly string[], hint: string): Promise<string> {
  try {
    const { success, stdout, stderr } = await new Deno.Command(program, { args: [...args] }).output();
    assert.ok(success, new TextDecoder().decode(stderr));
    return new TextDecoder().decode(stdout);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      throw new Error(`${program} is missing: apt-get install ${hint}`);
    }
    throw error;
  }
}

/** Every text that a person reads in a report, whatever the format. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== "object" || value === null) return [];
  const machine = new Set(["kind", "listen", "segments", "id", "policy", "address", "startedAt", "language"]);
  return Object.entries(value).flatMap(([key, part]) => machine.has(key) ? [] : textsIn(part));
}

/** What is left of a text whatever breaks its lines or sets its direction. */
const plain = (text: string) => text.replace(/[\s\u200e\u200f\u202a-\u202e]/gu, "");

/** An action with hostile words and a day. */
function withDatedActions(): ReportInput {
  const text = 'Paul envoie "tout"; puis, \\n END:VCALENDAR et שלום';
  return meeting({
    said: [{ start: 1, end: 3, channel: 0, text }, { start: 4, end: 6, channel: 0, text: "Rien." }],
    findings: (segments) => {
      const { action } = finders(segments);
      return {
        actions: [
          action("Paul", `=SUM(A1); ${text}`, "Paul\nDESCRIPTION:x", "vendredi"),
          action("Paul", "Une autre", null, "le 3 mars"),
          action("Rien", "Sans jour", "Ève", "bientôt"),
        ],
      };
    },
  });
}

Deno.test("two renderings give the same bytes in every format", async () => {
  for (const make of [atlasMeeting, hostileMeeting, withDatedActions]) {
    const [first, second] = [await rendered(make()), await rendered(make())];
    assert.deepEqual(first.views, second.views);
    assert.equal(
      first.views.length,
      make === hostileMeeting ? 8 : 9,
      "no PDF here, no calendar without a day",
    );
  }
});

Deno.test("report.docx: LibreOffice opens it and reads all that the report says, hostile or not", async () => {
  await using folder = await temporaryFolder();
  const input = hostileMeeting();
  const docx = (await rendered(input)).of("docx") as Uint8Array;
  await Deno.writeFile(join(folder.path, "report.docx"), docx);
  await read("soffice", [
    `-env:UserInstallation=file://${folder.path}/profile`,
    "--headless",
    "--convert-to",
    "txt:Text (encoded):UTF8",
    "--outdir",
    folder.path,
    join(folder.path, "report.docx"),
  ], "libreoffice-writer-nogui");
  const text = plain(await Deno.readTextFile(join(folder.path, "report.txt")));
  const { title, details, notices, findings, sections, changes, writers, coverage, transcript } = viewModel(
    input,
  );
  const told = [title, details, notices, findings, sections, changes, writers, coverage, transcript];
  const missing = told.flatMap(textsIn).filter((part) => !text.includes(plain(part)));
  assert.deepEqual([...new Set(missing)], []);
});

Deno.test("report.docx: real headings and tables, language, properties, pages, words from right to left", async () => {
  const input = hostileMeeting();
  const docx = (await rendered(input)).of("docx") as Uint8Array;
  const parts = Object.fromEntries(
    Object.entries(unzipSync(docx)).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]),
  );
  const core = parts["docProps/core.xml"];
  assert.match(core, /<dcterms:created xsi:type="dcterms:W3CDTF">2026-11-23T14:05:00Z</);
  assert.match(core, /<dc:language>fr-FR<\/dc:language>/);
  assert.doesNotMatch(core, /<img/);
  const body = parts["word/document.xml"];
  for (const style of ["Title", "Heading1", "Heading2", "ListParagraph", "Speech", "Notice"]) {
    assert.ok(body.includes(`<w:pStyle w:val="${style}"/>`), style);
  }
  assert.match(body, /<w:tblHeader\/>/);
  assert.match(body, /<w:rtl\/>[^]{0,200}שלום עולם/);
  assert.match(parts["word/styles.xml"], /<w:lang [^>]*w:val="fr-FR"/);
  assert.ok(Object.values(parts).some((part) => part.includes("NUMPAGES")));
  // Each file's time is the first that a zip knows.
  const times = new DataView(docx.buffer, docx.byteOffset);
  assert.deepEqual([times.getUint16(10, true), times.getUint16(12, true)], [0, 0x21]);
  const english = (await rendered(weeklyMeeting())).of("docx") as Uint8Array;
  assert.match(new TextDecoder().decode(unzipSync(english)["word/styles.xml"]), /w:val="en-GB"/);
});

Deno.test("report.pdf: a browser prints the report, and its text can be read and found", async () => {
  await using folder = await temporaryFolder();
  const input = atlasMeeting();
  const page = join(folder.path, "réunion n° 1 #.html");
  await Deno.writeTextFile(page, (await rendered(input)).text("html"));
  const work = join(folder.path, "printing");
  await Deno.mkdir(work);
  const printer = createBrowserPrinter({ find: () => findBrowser(""), clock: systemClock });
  const pdf = await printer.print(page, { folder: work });
  assert.ok(pdf, "Chromium is needed to print: apt-get install chromium");
  await Deno.writeFile(join(folder.path, "report.pdf"), pdf);
  const text = plain(await read("pdftotext", [join(folder.path, "report.pdf"), "-"], "poppler-utils"));
  const { title, findings, transcript } = viewModel(input);
  const told = [title, findings.decisions, findings.actions.map(({ what }) => what), transcript].flatMap(
    textsIn,
  );
  assert.deepEqual(told.filter((part) => !text.includes(plain(part))), []);
});

Deno.test("report.json: real reports fit the published schema, and it says no less than the type", async () => {
  assert.deepEqual(reportJsonSchema(), schema, "run: deno run -RW docs/report_schema.ts");
  const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema);
  const started = withRecords(atlasMeeting(), {
    state: "partial",
    windows: undefined,
    transcripts: [],
    blocks: [],
    synthesis: undefined,
  });
  const quiet = { ...atlasMeeting(), output: { ...atlasMeeting().output, include_full_transcript: false } };
  const inputs = [
    ...[atlasMeeting(), supportCall(), weeklyMeeting(), hostileMeeting(), meeting(), started, quiet],
    withDatedActions(),
  ];
  for (const input of inputs) {
    const data = JSON.parse((await rendered(input)).text("json"));
    assert.ok(validate(data), JSON.stringify(validate.errors));
    assert.deepEqual(ReportData.parse(data), data, "nothing is there that the type does not name");
  }
  assert.ok(!validate({ schema: 2 }));
  assert.equal(JSON.parse((await rendered(quiet)).text("json")).transcript, null);
  const { synthesis, transcript } = ReportData.parse(
    JSON.parse((await rendered(withDatedActions())).text("json")),
  );
  assert.deepEqual(synthesis.actions.map(({ dueDate }) => dueDate), ["2026-11-27", "2027-03-03", null]);
  assert.deepEqual(synthesis.actions[0].segments, [transcript!.segments[0].id]);
});

Deno.test("actions.csv: spreadsheets get text and no formula, separated as each language wants", async () => {
  const csv = (await rendered(hostileMeeting())).text("csv");
  assert.ok(csv.startsWith("\ufeff"));
  const rows: string[][] = parseCsv(csv, { bom: true, delimiter: ";", record_delimiter: "\r\n" });
  const { findings } = viewModel(hostileMeeting());
  assert.equal(rows.length, 1 + findings.actions.length);
  assert.ok(rows.every((row) => row.length === 8 && row.every((cell) => !/^[=+\-@\t\r]/.test(cell))));
  findings.actions.forEach(({ what }, index) =>
    assert.equal(rows[index + 1][3].replace(/^'(?=[=+\-@])/, ""), what)
  );
  const english: string[][] = parseCsv((await rendered(weeklyMeeting())).text("csv"), { bom: true });
  assert.deepEqual(english[0], [
    "Meeting",
    "Date of the meeting",
    "Who",
    "What",
    "By when",
    "Due day",
    "Moment",
    "Sentence",
  ]);
  assert.equal(english[1][5], "2026-11-26");
  assert.equal(parseCsv((await rendered(meeting())).text("csv"), { bom: true, delimiter: ";" }).length, 1);
});

Deno.test("actions.ics: a calendar reads each dated action as a free day, its words untouched, its UID the same again", async () => {
  const read = async (input: ReportInput) => {
    const calendar = new ICAL.Component(ICAL.parse((await rendered(input)).text("ics")));
    return { calendar, events: calendar.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event)) };
  };
  const { calendar, events } = await read(withDatedActions());
  assert.match(String(calendar.getFirstPropertyValue("x-wr-caldesc")), /^1 action n'est pas dans cet agenda/);
  assert.deepEqual(events.map(({ startDate, endDate }) => [`${startDate}`, `${endDate}`, startDate.isDate]), [
    ["2026-11-27", "2026-11-28", true],
    ["2027-03-03", "2027-03-04", true],
  ]);
  const { actions } = viewModel(withDatedActions()).findings;
  assert.ok(events[0].summary.includes(actions[0].what), events[0].summary);
  assert.ok(events[0].summary.startsWith("Paul DESCRIPTION:x"));
  assert.ok(events[0].description.includes("END:VCALENDAR et שלום"));
  assert.equal(events[1].summary, "Une autre");
  assert.equal(new Set(events.map(({ uid }) => uid)).size, 2);
  const corrected = {
    ...withDatedActions(),
    corrections: { title: "Autre", names: { Paul: "Paul Martin" } },
  };
  assert.deepEqual((await read(corrected)).events.map(({ uid }) => uid), events.map(({ uid }) => uid));
  assert.equal((await rendered(meeting())).of("ics"), undefined, "no calendar without an event");
});

Deno.test("transcript.vtt and transcript.srt: foreign parsers find every cue, hostile or not", async () => {
  for (const input of [supportCall(), hostileMeeting()]) {
    const { text } = await rendered(input);
    const { cues, errors } = new WebVTTParser().parse(text("vtt"), "metadata");
    assert.deepEqual(errors, []);
    const srt = new SrtParser().fromSrt(text("srt"));
    assert.equal(cues.length, (text("vtt").match(/^\d\d:.* --> /gm) ?? []).length);
    assert.equal(srt.length, (text("srt").match(/^\d\d:\d\d:\d\d,\d{3} --> /gm) ?? []).length);
    const spoken = viewModel(input).transcript.filter(({ kind }) => kind === "said").map(({ text }) =>
      plain(text)
    );
    const heard = plain(srt.map(({ text }) => text.replace(/^\[[^\]]*\] /, "")).join(""));
    if (input.session.name === "Appel support") assert.equal(heard, spoken.join(""));
    assert.ok(cues.every(({ startTime, endTime }) => startTime < endTime));
  }
});
