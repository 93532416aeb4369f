import type { Format } from "../config/mod.ts";
import { type Message, message } from "../errors.ts";
import { sizesOf } from "../model/mod.ts";
import { channelNames } from "./names.ts";
import { saidSegments } from "./paragraphs.ts";
import { renderCsv } from "./render_csv.ts";
import { renderHtml } from "./render_html.ts";
import { renderJson } from "./render_json.ts";
import { renderMarkdown } from "./render_markdown.ts";
import { renderSrt } from "./render_srt.ts";
import { renderTxt } from "./render_txt.ts";
import { renderVtt } from "./render_vtt.ts";
import type { RenderedView, ReportInput, UserTemplates } from "./report_input.ts";
import type { ReportView } from "./report_view.ts";
import { TemplateError, type TemplateName, TemplateSizeError } from "./templates.ts";
import { VIEW_FILES } from "./view_files.ts";
import { viewModel } from "./view_model.ts";
import { words } from "./words.ts";

/** The views of a session, and what went wrong with a user's templates on the way. */
export interface RenderedViews {
  readonly views: readonly RenderedView[];
  readonly notices: readonly Message[];
}

/** Undefined: there is nothing to write. */
type Content = RenderedView["content"] | undefined;

type Render = (view: ReportView, template?: string, partials?: UserTemplates) => string;

/** What is wrong with a template, and what took its place. */
function noticeOf(error: TemplateError): Message {
  const { template, line, message: words } = error;
  return error instanceof TemplateSizeError
    ? message("report.missing.templateSize", { template, ...sizesOf(error.bytes) })
    : message("report.missing.template", { template, line, error: words });
}

/**
 * Renders every format that `input.output.formats` asks for, in that order. Pure: the same input gives the same bytes.
 * Left out are a PDF, which a browser prints from the HTML, and a calendar without any dated action.
 * A user's template that cannot be used is replaced by the built-in one, and both the view and `notices` say so.
 */
export async function renderViews(
  input: ReportInput,
  userTemplates: UserTemplates = new Map(),
): Promise<RenderedViews> {
  const view = viewModel(input);
  const names = channelNames(input);
  const notices: Message[] = [];
  const content: Readonly<Record<Format, () => Content | Promise<Content>>> = {
    markdown: () => fromTemplate("report.md.eta", renderMarkdown),
    html: () => fromTemplate("report.html.eta", renderHtml),
    // Large, and not loaded by those who do not want it.
    docx: async () => (await import("./docx/render_docx.ts")).renderDocx(view),
    pdf: () => undefined,
    json: () => renderJson(input, view),
    txt: () => renderTxt(view),
    srt: () => renderSrt(saidSegments(input), names),
    vtt: () => renderVtt(saidSegments(input), names),
    csv: () => renderCsv(view),
    ics: async () => (await import("./render_ics.ts")).renderIcs(view, input.session.id),
  };

  function fromTemplate(name: TemplateName, render: Render): string {
    const template = userTemplates.get(name);
    if (template === undefined) return render(view);
    try {
      return render(view, template, userTemplates);
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      const notice = noticeOf(error);
      notices.push(notice);
      return render({ ...view, notices: [...view.notices, words(notice, view.language)] });
    }
  }

  const views: RenderedView[] = [];
  for (const format of new Set(input.output.formats)) {
    const made = await content[format]();
    if (made !== undefined) views.push({ file: VIEW_FILES[format], content: made });
  }
  return { views, notices };
}
