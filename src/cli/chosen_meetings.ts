import type { App, SessionLine } from "../app.ts";
import { GreffierError, message } from "../errors.ts";
import { resolveMeeting } from "./resolve_id.ts";

/** What stands for every meeting. */
const ALL = "all";

/**
 * The meetings that `written` names: one, by its id, its name or a part of either, or `all`. Throws a sentence when the home
 * has none, a `UsageError` when that name is nobody's or several's.
 */
export async function chosenMeetings(app: App, written: string): Promise<readonly SessionLine[]> {
  const sessions = await app.list();
  if (sessions.length === 0) throw new GreffierError(message("cli.noSessions", { home: app.home }));
  return written.trim().toLowerCase() === ALL ? sessions : [resolveMeeting(written, sessions)];
}
