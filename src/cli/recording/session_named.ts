import type { App, Requested } from "../../app.ts";
import { type Context, tellJson } from "../context.ts";
import { resolveId } from "../resolve_id.ts";
import { sessionJson } from "../summary.ts";

/** The id of the session that `--session` means; undefined without it: the one that records now. */
export async function sessionNamed(app: App, written: string | undefined): Promise<string | undefined> {
  if (written === undefined) return undefined;
  const sessions = await app.list();
  const live = sessions.filter(({ live }) => live !== undefined).map(({ id }) => id);
  const wanted = written.toLowerCase();
  // Last week's meeting of the same name is not the one that can be paused.
  const among = live.filter((id) => id.toLowerCase().includes(wanted)).length === 1 ? live : undefined;
  return resolveId(written, among ?? sessions.map(({ id }) => id));
}

/** What became of a request, for programs. */
export function tellRequestJson(
  context: Context,
  { session, already, confirmed, seconds }: Requested,
): void {
  tellJson(context, {
    ...sessionJson(session) as Record<string, unknown>,
    seconds,
    already,
    confirmed,
  });
}
