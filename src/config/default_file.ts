import { type Language, say } from "../texts/mod.ts";
import { describeSetting, SCHEMA_FILE } from "./json_schema.ts";
import { type Setting, SETTINGS } from "./setting_list.ts";

/** Name of the settings file of a home. */
export const SETTINGS_FILE = "greffier.json";

const WIDTH = 100;

/**
 * The `greffier.json` that `init` writes: every setting with its meaning and its default, commented out, so that the
 * file says what can be set while the program's own defaults stay in force.
 */
export function defaultSettingsFile(language: Language): string {
  const lines = [
    ...comment(say({ key: "config.defaultFile.head", values: {} }, language), ""),
    ...comment(say({ key: "config.defaultFile.secrets", values: {} }, language), ""),
    "{",
    `  "$schema": "./${SCHEMA_FILE}",`,
    ...group(SETTINGS, 0, language),
    "}",
  ];
  return lines.join("\n") + "\n";
}

/** The settings below one group: `depth` is the number of names of their path that are already written. */
function group(settings: readonly Setting[], depth: number, language: Language): string[] {
  const indent = "  ".repeat(depth + 1);
  const lines: string[] = [];
  for (const name of new Set(settings.map(({ path }) => path[depth]!))) {
    const inside = settings.filter(({ path }) => path[depth] === name);
    const [first] = inside;
    if (!first) continue;
    const isSetting = first.path.length === depth + 1;
    if (depth === 0) lines.push("");
    lines.push(...comment(describeSetting(first.path.slice(0, depth + 1).join("."), language), indent));
    if (isSetting) lines.push(`${indent}// "${name}": ${JSON.stringify(first.default)},`);
    else lines.push(`${indent}"${name}": {`, ...group(inside, depth + 1, language), `${indent}},`);
  }
  return lines;
}

/** `text` as comment lines no wider than a page. */
function comment(text: string, indent: string): string[] {
  const lines: string[] = [];
  let line = "";
  // A no-break space is not a place to break a line.
  for (const word of text.split(/ +/)) {
    if (line !== "" && indent.length + 3 + line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].map((words) => `${indent}// ${words}`);
}
