import { nearest } from "../config/mod.ts";
import { message, UsageError } from "../errors.ts";

/** Sessions named in a message at most. */
const NAMED = 5;

/** The one id that `written` is, or is a part of, case ignored. Throws a `UsageError` when none or several are. */
export function resolveId(written: string, ids: readonly string[]): string {
  const wanted = written.toLowerCase();
  const exact = ids.find((id) => id.toLowerCase() === wanted);
  if (exact) return exact;
  const found = ids.filter((id) => id.toLowerCase().includes(wanted));
  if (found.length === 1) return found[0]!;
  if (found.length > 1) {
    const listed = found.slice(0, NAMED).join(", ") + (found.length > NAMED ? " …" : "");
    throw new UsageError(message("cli.idAmbiguous", { found: written, n: found.length, ids: listed }));
  }
  const near = nearest(written, ids);
  throw new UsageError(
    near
      ? message("cli.idUnknownNear", { found: written, nearest: near })
      : message("cli.idUnknown", { found: written }),
  );
}
