/**
 * What the operating system refuses, told apart by its codes rather than its English.
 *
 * @module
 */
import { type Message, message } from "../texts/mod.ts";

/** What the system refused, as people would tell it apart: each kind has one remedy. */
export type TroubleKind =
  | "absent"
  | "notFolder"
  | "isFolder"
  | "readOnly"
  | "denied"
  | "full"
  | "busy"
  | "broken"
  | "cloud"
  | "tooLong";

const CODES: Readonly<Record<string, TroubleKind>> = {
  ENOENT: "absent",
  ENOTDIR: "notFolder",
  EISDIR: "isFolder",
  EROFS: "readOnly",
  EACCES: "denied",
  EPERM: "denied",
  ENOSPC: "full",
  EDQUOT: "full",
  EFBIG: "full",
  EBUSY: "busy",
  ETXTBSY: "busy",
  EIO: "broken",
  ENXIO: "broken",
  ENODEV: "broken",
  ESTALE: "broken",
  EHOSTDOWN: "broken",
  EHOSTUNREACH: "broken",
  ENETUNREACH: "broken",
  ENOTCONN: "broken",
  ETIMEDOUT: "broken",
  ENAMETOOLONG: "tooLong",
};

/** Errors of Windows that Deno gives neither a code nor a class (winerror.h). */
const WINDOWS: Readonly<Record<number, TroubleKind>> = {
  19: "readOnly",
  21: "broken",
  31: "broken",
  32: "busy",
  33: "busy",
  39: "full",
  53: "broken",
  55: "broken",
  59: "broken",
  64: "broken",
  67: "broken",
  112: "full",
  121: "broken",
  206: "tooLong",
  // ERROR_CLOUD_FILE_…: its provider is not running, is not logged on, has no network, gave up.
  362: "cloud",
  386: "cloud",
  388: "cloud",
  389: "cloud",
  398: "cloud",
  404: "cloud",
  426: "cloud",
  1117: "broken",
  1167: "broken",
};

/** What the system refused; undefined for an error of another kind. */
export function troubleKind(error: unknown): TroubleKind | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = (error as { code?: unknown }).code;
  if (typeof code === "string") return CODES[code];
  if (error instanceof Deno.errors.NotFound) return "absent";
  if (error instanceof Deno.errors.PermissionDenied) return "denied";
  if (error instanceof Deno.errors.NotADirectory) return "notFolder";
  if (error instanceof Deno.errors.IsADirectory) return "isFolder";
  if (error instanceof Deno.errors.Busy) return "busy";
  const number = /\(os error (\d+)\)/.exec(error.message)?.[1];
  return number === undefined ? undefined : WINDOWS[Number(number)];
}

/**
 * The path an error of the system speaks of: Deno and `node:` end their messages with `open '/path'`, or
 * `rename '/from' -> '/to'`. Of two paths the one that was to be, unless the first is what is missing. A file being
 * written has its last name, for that is the one people know.
 */
function pathOf({ message }: Error, kind: TroubleKind): string | undefined {
  const found = /[:,] [a-z]+ '(.+?)'(?: -> '(.+)')?$/s.exec(message);
  if (!found) return undefined;
  const path = kind === "absent" ? found[1]! : found[2] ?? found[1]!;
  return path.replace(/\.part$/, "");
}

/** A sentence for what the system refused: what, where and what to do; undefined for an error of another kind. */
export function troubleText(error: unknown): Message | undefined {
  const kind = troubleKind(error);
  if (kind === undefined) return undefined;
  const path = pathOf(error as Error, kind);
  return path === undefined ? message(`system.somewhere.${kind}`) : message(`system.at.${kind}`, { path });
}
