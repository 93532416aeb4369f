import type { HomeStatus } from "../app.ts";
import { message } from "../errors.ts";
import { moment, say } from "../texts/mod.ts";
import type { Context } from "./context.ts";
import { localDay } from "./local_day.ts";

/** Who runs the pipeline of a home, in words: `greffier watch, since 14:05 (process 4321)`. */
export function ownerSaid(
  { io, language }: Context,
  { pid, command, since }: NonNullable<HomeStatus["owner"]>,
): string {
  const owner = pid === 0
    ? message("lock.ownerUnknown")
    : message("lock.owner", { pid, command, since: moment(since, language, localDay(io.clock.now())) });
  return say(owner, language);
}
