import { createHash } from "node:crypto";
import { escapeHtml } from "./escape.ts";
import type { UserTemplates } from "./report_input.ts";
import type { ReportView } from "./report_view.ts";
import { runTemplate, TEMPLATES } from "./templates.ts";

/** Sets a view as `report.html`: one file that reads audio beside it and nothing else. Throws `TemplateError`. */
export function renderHtml(view: ReportView, template?: string, partials?: UserTemplates): string {
  const source = template ?? TEMPLATES["report.html.eta"];
  const page = { ...view, policy: policyFor(source) };
  return runTemplate("report.html.eta", source, page, { escape: escapeHtml, partials });
}

/**
 * The Content-Security-Policy of a page made from `source`: the style and script blocks that the template itself holds,
 * by hash, so that nothing said in a meeting can run; audio beside the page (`file:` when it is opened from a folder,
 * where no page counts as `'self'`). Blocks must hold no tags of the template. CSP Level 3.
 */
export function policyFor(source: string): string {
  const lf = source.replace(/\r\n?/g, "\n");
  const hashes = (tag: "style" | "script") => {
    const blocks = [...lf.matchAll(new RegExp(`<${tag}>([^]*?)</${tag}>`, "g"))].map(([, text]) => text);
    const sources = blocks.map((text) =>
      `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`
    );
    return sources.length > 0 ? sources.join(" ") : "'none'";
  };
  return [
    "default-src 'none'",
    `style-src ${hashes("style")}`,
    `script-src ${hashes("script")}`,
    "media-src 'self' file:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}
