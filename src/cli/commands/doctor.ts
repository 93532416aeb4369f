import type { Finding } from "../../app.ts";
import { loadSettings, type ResolvedSettings, SettingsError } from "../../config/mod.ts";
import { message, textOf, troubleText, UsageError } from "../../errors.ts";
import { say } from "../../texts/mod.ts";
import { paintFor } from "../colours.ts";
import { type Command, EXIT, jsonText, resolveSettings, tellJson } from "../context.ts";
import { plain } from "../plain.ts";
import { withProgress } from "../with_progress.ts";

/** `greffier doctor`: what is well, what is missing and what to do about it. Ends with 1 when something is. */
export const doctor: Command = async (context) => {
  const { io, language } = context;
  const findings: Finding[] = [];
  let resolved: ResolvedSettings;
  const isFolder = await io.kindOf(context.home) !== "file";
  try {
    resolved = await resolveSettings(context);
  } catch (error) {
    if (!(error instanceof UsageError) && !troubleText(error)) throw error;
    // Settings that cannot be used must not hide what else is wrong: the rest is looked at with the defaults.
    const problems = error instanceof SettingsError ? error.problems : [textOf(error)];
    findings.push(...problems.map((text): Finding => ({ area: "settings", level: "problem", text })));
    resolved = loadSettings();
  }
  // Nothing can be looked at in a home that is a file.
  if (isFolder) {
    const { home, flags, command, verbose } = context;
    await using app = await io.createApp({ home, resolved, flags, language, command, verbose });
    const what = message("progress.examining");
    const found = await withProgress(context, { what }, () => app.doctor());
    // What the defaults are is no news where the settings themselves are wrong.
    findings.push(...findings.length > 0 ? found.filter(({ area }) => area !== "settings") : found);
  }
  if (context.json) {
    tellJson(
      context,
      findings.map(({ area, level, text, remedy }) => ({
        area,
        level,
        text: jsonText(text, language),
        remedy: remedy ? jsonText(remedy, language) : null,
      })),
    );
  } else for (const finding of findings) io.stdout.write(describe(finding));
  return findings.some(({ level }) => level === "problem") ? EXIT.trouble : EXIT.well;

  function describe({ level, text, remedy }: Finding): string {
    const name = say({ key: `cli.level.${level}`, values: {} }, language);
    const paint = paintFor(io, io.stdout);
    const lines = [`${paint[BRUSHES[level]](name)}  ${plain(say(text, language))}`];
    if (remedy) lines.push(`${" ".repeat(name.length)}  → ${plain(say(remedy, language))}`);
    return lines.join("\n") + "\n";
  }
};

const BRUSHES = { ok: "good", warning: "warning", problem: "bad" } as const;
