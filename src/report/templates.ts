import { Eta, EtaParseError, EtaRuntimeError } from "eta/core";
import htmlTemplate from "../../templates/report.html.eta" with { type: "text" };
import markdownTemplate from "../../templates/report.md.eta" with { type: "text" };
import { bytesTooLarge } from "../model/mod.ts";
import type { UserTemplates } from "./report_input.ts";
import type { ReportView } from "./report_view.ts";

/** The built-in templates by file name; one of the same name in `templates/` of the home replaces it. */
export const TEMPLATES: Readonly<Record<TemplateName, string>> = {
  "report.md.eta": markdownTemplate,
  "report.html.eta": htmlTemplate,
};

/** A template that can be replaced. */
export type TemplateName = "report.md.eta" | "report.html.eta";

/** What is wrong in a template, and in which line. */
export class TemplateError extends Error {
  override name = "TemplateError";

  constructor(readonly template: string, readonly line: number, cause: unknown) {
    const root = rootOf(cause);
    super(root instanceof Error ? root.message : String(root), { cause });
  }
}

/** A template that is too large to be read. */
export class TemplateSizeError extends TemplateError {
  override name = "TemplateSizeError";

  constructor(template: string, readonly bytes: number) {
    super(template, 1, `${bytes} bytes`);
  }
}

/**
 * Runs a template over a view. A template sees the view as `it`, a copy that it may change, and the texts of `partials`
 * by name: `<%~ include("head.eta") %>`. It has no other door to files. Throws {@linkcode TemplateError}.
 *
 * @param escape makes a value harmless in the language of the page.
 */
export function runTemplate(
  name: string,
  source: string,
  view: ReportView,
  { escape, partials = new Map() }: {
    readonly escape: (text: string) => string;
    readonly partials?: UserTemplates;
  },
): string {
  const eta = new Eta({
    autoEscape: true,
    autoTrim: false,
    debug: true,
    escapeFunction: (value: unknown) => escape(String(value ?? "")),
  });
  for (const [partial, text] of partials) {
    if (partial !== name && !(partial in TEMPLATES)) eta.loadTemplate(partial, compile(eta, partial, text));
  }
  const template = compile(eta, name, source);
  try {
    // The program's own templates change nothing; a copy of four hours would be garbage for each block.
    return eta.render(template, source === TEMPLATES[name as TemplateName] ? view : structuredClone(view));
  } catch (error) {
    throw new TemplateError(name, lineNamed(error) ?? 1, error);
  }
}

type Compiled = ReturnType<Eta["compile"]>;

function compile(eta: Eta, name: string, source: string): Compiled {
  const bytes = bytesTooLarge(source);
  if (bytes !== undefined) throw new TemplateSizeError(name, bytes);
  try {
    return eta.compile(source);
  } catch (error) {
    if (!(error instanceof EtaParseError)) throw error;
    const named = /at line (\d+) col \d+/.exec(error.message);
    if (named) {
      throw new TemplateError(name, Number(named[1]), new Error(error.message.split(" at line ")[0]));
    }
    throw syntaxError(eta, name, source);
  }
}

/** No program can hold this; the parser names it as soon as it gets there. */
const IMPOSSIBLE = "\\u{110000}";

/**
 * Finds the line of a syntax error, which the JavaScript engine does not tell: the first tag after which the engine no
 * longer gets to an impossible character put behind it.
 */
function syntaxError(eta: Eta, name: string, source: string): TemplateError {
  const nodes = eta.parse(source);
  const body = (count: number) => eta.compileBody(nodes.slice(0, count));
  const impossible = problemIn(IMPOSSIBLE);
  for (const [index, node] of nodes.entries()) {
    if (typeof node === "string") continue;
    const problem = problemIn(`${body(index + 1)}\n${IMPOSSIBLE}`);
    const closed = problemIn(body(index + 1));
    const found = problem !== impossible ? problem : closed === "Unexpected token '}'" ? closed : undefined;
    if (found !== undefined) return new TemplateError(name, node.lineNo ?? 1, new Error(found));
  }
  const last = source.replace(/\s+$/, "").split("\n").length;
  return new TemplateError(name, last, new Error(problemIn(body(nodes.length)) ?? "Unexpected end of input"));
}

/** What the JavaScript engine says of `code`, without running it. */
function problemIn(code: string): string | undefined {
  try {
    new Function("it", "options", `let __eta = {};\n${code}`);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The line that eta found an error in while the template ran: its message begins with it. */
function lineNamed(error: unknown): number | undefined {
  const found = error instanceof EtaRuntimeError || error instanceof Error
    ? /^line (\d+)\n/.exec(error.message)
    : null;
  return found ? Number(found[1]) : undefined;
}

/** The error beneath those that eta wraps around it. */
function rootOf(error: unknown): unknown {
  let root = error;
  while (root instanceof EtaRuntimeError && root.cause !== undefined) root = root.cause;
  return root;
}
