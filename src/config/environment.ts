/**
 * The only reader of the environment: variables, platform and language of the system.
 *
 * @module
 */
import { message, UsageError } from "../errors.ts";
import type { Language } from "../texts/mod.ts";

/** Names beginning with `GREFFIER_` that are no settings. */
export const RESERVED_VARIABLES = ["GREFFIER_HOME", "GREFFIER_LANG", "GREFFIER_WEBHOOK_SECRET"] as const;

/** Where a person wants colours. */
export type Colours = "never" | "terminal" | "always";

/** What the environment says, once read. */
export interface Environment {
  /** Home asked for by `GREFFIER_HOME`. */
  readonly home?: string;
  /** Language people are spoken to in. */
  readonly language: Language;
  /** Name of the person as the system knows them. */
  readonly user?: string;
  /** Where colours are wanted: nowhere, in terminals, or everywhere. */
  readonly colours: Colours;
  /** Whether the terminal says that it can only write on: nothing can be drawn anew in it. */
  readonly isDumb: boolean;
  /** The variables named `GREFFIER_*` but for {@linkcode RESERVED_VARIABLES}, names in capitals. */
  readonly settings: Readonly<Record<string, string>>;
  /** Problem with the environment itself, to be told before any work. */
  readonly problem?: UsageError;
}

/** Where {@linkcode interpretEnvironment} reads. */
export interface EnvironmentSource {
  readonly variables: Readonly<Record<string, string>>;
  /** `Deno.build.os`. */
  readonly os: string;
  /** The system's locale, as `fr-FR`. */
  readonly locale: string;
}

/** The keys of services that are asked for summaries, as {@linkcode readKeys} found them. Never logged, never shown. */
export interface Keys {
  readonly openai?: string;
  readonly anthropic?: string;
}

/** The variables that keys are read from. */
const KEY_VARIABLES = { openai: "OPENAI_API_KEY", anthropic: "ANTHROPIC_API_KEY" } as const;

/** Reads the keys from the environment of this process; they stand in no file. */
export function readKeys(): Keys {
  return keysIn(Deno.env.toObject());
}

/** The keys among `variables`; what stands around them when they are pasted is left out, empty ones are not set. */
export function keysIn(variables: Readonly<Record<string, string>>): Keys {
  const keys: { -readonly [K in keyof Keys]: Keys[K] } = {};
  for (const [service, variable] of Object.entries(KEY_VARIABLES)) {
    const key = variables[variable]?.trim().replace(/^(["'])(.*)\1$/, "$2");
    if (key) keys[service as keyof Keys] = key;
  }
  return keys;
}

/** What calls of a web server are signed with; undefined: not set. It stands in no file, and is never logged or shown. */
export function readWebhookSecret(): string | undefined {
  return webhookSecretIn(Deno.env.toObject());
}

/** The secret among `variables`; one that is empty is none. */
export function webhookSecretIn(variables: Readonly<Record<string, string>>): string | undefined {
  return variables["GREFFIER_WEBHOOK_SECRET"]?.trim() || undefined;
}

/** Folders of the person that only the environment names. A variable that is empty counts as not set. */
export interface Places {
  /** The person's own folder: `HOME`, on Windows `USERPROFILE`. */
  readonly home?: string;
  /** `XDG_CONFIG_HOME`, `XDG_DATA_HOME` of the XDG Base Directory Specification; absent: its default holds. */
  readonly config?: string;
  readonly data?: string;
  /** `TMPDIR`, on Windows `TEMP`. */
  readonly temporary?: string;
  /** Of Windows alone: its own folder, `SystemRoot`. */
  readonly system?: string;
  /** Of Windows alone, and no folder: who the person is, `USERDOMAIN` and `USERNAME` as `OFFICE\ada`. */
  readonly account?: string;
}

/** Reads the folders of the person from the environment of this process. */
export function readPlaces(): Places {
  return placesIn({ variables: Deno.env.toObject(), os: Deno.build.os });
}

/** The folders that `variables` name; a relative one is none, as the specification says. */
export function placesIn({ variables, os }: Pick<EnvironmentSource, "variables" | "os">): Places {
  const windows = os === "windows";
  const set = new Map(
    Object.entries(variables).map(([name, value]) => [windows ? name.toUpperCase() : name, value.trim()]),
  );
  const folder = (name: string) => {
    const value = set.get(name);
    return value !== undefined && (windows ? /^([a-z]:[\\/]|\\\\)/i : /^\//).test(value) ? value : undefined;
  };
  const found = {
    home: folder(windows ? "USERPROFILE" : "HOME"),
    config: folder("XDG_CONFIG_HOME"),
    data: folder("XDG_DATA_HOME"),
    temporary: folder(windows ? "TEMP" : "TMPDIR"),
    system: windows ? folder("SYSTEMROOT") : undefined,
    account: windows
      ? [set.get("USERDOMAIN"), set.get("USERNAME")].filter(Boolean).join("\\") || undefined
      : undefined,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

/** Address of the bus of the person's session, where desktops of Linux show icons; undefined when there is none. */
export function readSessionBus(): string | undefined {
  return sessionBusIn(Deno.env.toObject());
}

/** What `variables` say of it; without its own variable it lies in the folder of the session. */
export function sessionBusIn(variables: Readonly<Record<string, string>>): string | undefined {
  const { DBUS_SESSION_BUS_ADDRESS: address = "", XDG_RUNTIME_DIR: folder = "" } = variables;
  if (address.trim() !== "") return address.trim();
  return folder.startsWith("/") ? `unix:path=${folder}/bus` : undefined;
}

/** Reads the folders that OneDrive says it keeps in step, of this process's environment. */
export function readOneDriveFolders(): string[] {
  return oneDriveFoldersIn(Deno.env.toObject());
}

/** The folders in `OneDrive`, `OneDriveConsumer` and `OneDriveCommercial`, each once. */
export function oneDriveFoldersIn(variables: Readonly<Record<string, string>>): string[] {
  const found = Object.entries(variables)
    .filter(([name, value]) => /^onedrive(consumer|commercial)?$/i.test(name) && value.trim() !== "")
    .map(([, value]) => value.trim());
  return [...new Set(found)];
}

/** Where programs are installed, as only the environment tells. */
export interface ProgramFolders {
  /** The folders of `PATH`, in its order. */
  readonly path: readonly string[];
  /** Of Windows alone: `ProgramFiles`, `ProgramFiles(x86)` and `LocalAppData`, each once. */
  readonly installed: readonly string[];
}

/** Reads where programs are installed from the environment of this process. */
export function readProgramFolders(): ProgramFolders {
  return programFoldersIn({ variables: Deno.env.toObject(), os: Deno.build.os });
}

/** The folders that `variables` name; a relative one is none: programs are not looked for where one happens to stand. */
export function programFoldersIn(
  { variables, os }: Pick<EnvironmentSource, "variables" | "os">,
): ProgramFolders {
  const windows = os === "windows";
  const set = new Map(
    Object.entries(variables).map(([name, value]) => [windows ? name.toUpperCase() : name, value]),
  );
  const isFolder = (text: string) => (windows ? /^([a-z]:[\\/]|\\\\)/i : /^\//).test(text);
  const folders = (texts: readonly (string | undefined)[]) => [
    ...new Set(texts.map((text) => text?.trim().replace(/^"(.*)"$/, "$1") ?? "").filter(isFolder)),
  ];
  const names = ["PROGRAMFILES", "PROGRAMW6432", "PROGRAMFILES(X86)", "LOCALAPPDATA"];
  return {
    path: folders((set.get("PATH") ?? "").split(windows ? ";" : ":")),
    installed: windows ? folders(names.map((name) => set.get(name))) : [],
  };
}

/** Reads the environment of this process. */
export function readEnvironment(): Environment {
  return interpretEnvironment({
    variables: Deno.env.toObject(),
    os: Deno.build.os,
    // Asking costs 20 ms at every start, and only Windows has no variables that tell.
    locale: Deno.build.os === "windows" ? Intl.DateTimeFormat().resolvedOptions().locale : "",
  });
}

/** What `source` says. Empty variables count as not set; Windows does not tell capitals from small letters. */
export function interpretEnvironment({ variables, os, locale }: EnvironmentSource): Environment {
  const set = new Map<string, string>();
  for (const [name, value] of Object.entries(variables)) {
    if (value.trim() !== "") set.set(os === "windows" ? name.toUpperCase() : name, value);
  }
  const asked = set.get("GREFFIER_LANG");
  const chosen = asked === undefined ? undefined : parseLanguage(asked);
  const system = systemLanguage(set, os, locale);
  const home = set.get("GREFFIER_HOME");
  const user = set.get(os === "windows" ? "USERNAME" : "USER") ?? set.get("LOGNAME");
  return {
    ...(home === undefined ? {} : { home }),
    language: chosen ?? system,
    ...(user === undefined ? {} : { user: user.trim() }),
    colours: coloursIn(set),
    isDumb: set.get("TERM") === "dumb",
    settings: Object.fromEntries(
      [...set].filter(([name]) =>
        name.startsWith("GREFFIER_") && !(RESERVED_VARIABLES as readonly string[]).includes(name)
      ),
    ),
    ...(asked !== undefined && chosen === undefined
      ? { problem: new UsageError(message("config.badLanguage", { name: "GREFFIER_LANG", found: asked })) }
      : {}),
  };
}

/**
 * What `NO_COLOR` (https://no-color.org), `FORCE_COLOR` (https://force-color.org; `0` and `false` refuse, as in Node) and
 * `CLICOLOR_FORCE` (https://bixense.com/clicolors) ask. Who wants none goes before who wants them everywhere.
 */
function coloursIn(set: ReadonlyMap<string, string>): Colours {
  const forced = set.get("FORCE_COLOR")?.trim().toLowerCase();
  if (set.has("NO_COLOR") || forced === "0" || forced === "false") return "never";
  if (forced !== undefined || (set.get("CLICOLOR_FORCE")?.trim() ?? "0") !== "0") return "always";
  return set.get("TERM") === "dumb" ? "never" : "terminal";
}

/** `fr` or `en` as a person may write it (`FR`, `en_GB.UTF-8`), or undefined. */
export function parseLanguage(written: string): Language | undefined {
  const [, code] = /^\s*([a-z]{2})(?:[-_.@].*)?\s*$/i.exec(written) ?? [];
  const lower = code?.toLowerCase();
  return lower === "fr" || lower === "en" ? lower : undefined;
}

/** French unless the system is clearly English. Variables of POSIX go first, in the order of gettext. */
function systemLanguage(set: ReadonlyMap<string, string>, os: string, locale: string): Language {
  for (const name of ["LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"]) {
    const value = set.get(name)?.split(":")[0];
    if (value) return parseLanguage(value) ?? "fr";
  }
  return os === "windows" ? parseLanguage(locale) ?? "fr" : "fr";
}
