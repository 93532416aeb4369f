import type { Format } from "../config/mod.ts";

/** The file of each format in a session's folder. `report.pdf` is printed from `report.html`, when it is final. */
export const VIEW_FILES: Readonly<Record<Format, string>> = {
  markdown: "report.md",
  html: "report.html",
  docx: "report.docx",
  pdf: "report.pdf",
  json: "report.json",
  txt: "transcript.txt",
  srt: "transcript.srt",
  vtt: "transcript.vtt",
  csv: "actions.csv",
  ics: "actions.ics",
};
