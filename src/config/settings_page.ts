import { type Language, message, say } from "../texts/mod.ts";
import { describeSetting } from "./json_schema.ts";
import { type JsonShape, SETTINGS } from "./setting_list.ts";

/** What values a setting takes, in `language`. */
export function describeValues(shape: JsonShape, language: Language): string {
  if (shape.type === "array" && shape.items) {
    return say(message("values.listOf", { choices: describeValues(shape.items, language) }), language);
  }
  if (shape.enum) return shape.enum.join(", ");
  if (shape.const !== undefined) return String(shape.const);
  if (shape.type === "boolean") return "true, false";
  if (shape.exclusiveMinimum !== undefined && shape.maximum !== undefined) {
    return say(message("values.above", { limit: shape.exclusiveMinimum, most: shape.maximum }), language);
  }
  if (shape.minimum !== undefined && shape.maximum !== undefined) {
    return say(message("values.from", { least: shape.minimum, most: shape.maximum }), language);
  }
  return say(shape.format === "uri" ? message("values.address") : message("values.anyText"), language);
}

/** The settings as a Markdown table: name, what it means, values, default. */
export function settingsTable(language: Language): string {
  const head = language === "fr"
    ? "| Réglage | Ce qu'il fait | Valeurs | D'office |"
    : "| Setting | What it does | Values | Default |";
  const rows = SETTINGS.map(({ key, shape, default: value }) =>
    `| \`${key}\` | ${describeSetting(key, language)} | ${describeValues(shape, language)} | \`${
      JSON.stringify(value)
    }\` |`
  );
  return [head, "|---|---|---|---|", ...rows].join("\n");
}

/** `page` with what stands between its `<!-- settings:fr -->` and `<!-- /settings -->` marks made anew. */
export function withSettingsTables(page: string): string {
  return page.replace(
    /(<!-- settings:(fr|en) -->\n)[\s\S]*?(<!-- \/settings -->)/g,
    (_whole, open: string, language: Language, close: string) =>
      `${open}\n${settingsTable(language)}\n\n${close}`,
  );
}
