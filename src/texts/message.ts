/** The languages greffier speaks. */
export type Language = "fr" | "en";

/** The texts of one area: the same keys in French and in English, with `{name}` where a value goes. */
export interface TextArea<Fr extends Record<string, string>> {
  readonly fr: Fr;
  readonly en: { readonly [K in keyof Fr]: string };
}

/** Declares the texts of one area; a key that one language lacks is a type error. */
export function textArea<const Fr extends Record<string, string>>(
  fr: Fr,
  en: { readonly [K in keyof Fr]: string },
): TextArea<Fr> {
  return { fr, en };
}

/** The names between braces in a text: `"{file} has {n} {n|word|words}"` gives `"file" | "n"`. */
export type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${infer Count}|${string}` ? Count : Name) | Placeholders<Rest>
  : never;

/** What fills the braces of a text. */
export type Values = Readonly<Record<string, string | number>>;

/**
 * Fills the braces of a text. `{file}` is replaced by the value of that name; `{n|mot|mots}` by the singular or
 * the plural form for the number `n`, by the language's own rule (French counts 0 as singular).
 */
export function fill(text: string, values: Values, language: Language): string {
  return text.replace(/\{([^{}]+)\}/g, (whole, inside: string) => {
    const [name, one, many] = inside.split("|");
    const value = values[name];
    if (value === undefined) return whole;
    if (one === undefined || many === undefined) return String(value);
    return new Intl.PluralRules(language).select(Number(value)) === "one" ? one : many;
  });
}
