import { nearest } from "../config/mod.ts";
import { message, UsageError } from "../errors.ts";

/** A meeting as it can be named. */
interface Meeting {
  readonly id: string;
  readonly name: string;
  /** The title that people gave it. */
  readonly title?: string;
}

/** Meetings named in a message at most. */
const NAMED = 5;

const plainly = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** What a meeting is called: its id, its name and its title. */
const namesOf = ({ id, name, title = name }: Meeting) => [id, name, title];

/** The one id that `written` is, or is a part of, case ignored. Throws a `UsageError` when none or several are. */
export function resolveId(written: string, ids: readonly string[]): string {
  return resolveMeeting(written, ids.map((id) => ({ id, name: id }))).id;
}

/**
 * The one meeting that `written` names: its id, its name, its title, or a part of one, case and accents ignored. Throws a
 * `UsageError` when it names none or several.
 */
export function resolveMeeting<T extends Meeting>(written: string, meetings: readonly T[]): T {
  const wanted = plainly(written.trim());
  const exact = meetings.filter((one) => namesOf(one).some((name) => plainly(name) === wanted));
  const found = exact.length > 0
    ? exact
    : meetings.filter((one) => namesOf(one).some((name) => plainly(name).includes(wanted)));
  if (found.length === 1) return found[0];
  if (found.length > 1) {
    const ids = found.slice(0, NAMED).map(({ id }) => id).join(", ") + (found.length > NAMED ? " …" : "");
    throw new UsageError(message("cli.idAmbiguous", { found: written, n: found.length, ids }));
  }
  const near = nearest(written, meetings.flatMap(namesOf));
  throw new UsageError(
    near
      ? message("cli.idUnknownNear", { found: written, nearest: near })
      : message("cli.idUnknown", { found: written }),
  );
}
