import { createHash } from "node:crypto";
import { message, UsageError } from "../../errors.ts";

/** What the system knows a task by: two people on one PC, and two homes of one, have tasks of the same name. */
export interface TaskId {
  readonly name: string;
  /** Of {@linkcode ownerHash}. */
  readonly hash: string;
}

/** Who a task is for: eight hexadecimal digits of the person and the home. Windows tells no capitals from small letters. */
export function ownerHash(
  { os, account, home }: { readonly os: string; readonly account: string; readonly home: string },
): string {
  const owner = JSON.stringify([account, home]);
  return createHash("sha256").update(os === "windows" ? owner.toLowerCase() : owner).digest("hex").slice(
    0,
    8,
  );
}

/** `nightly-1a2b3c4d`. Throws a `UsageError` for a name that no system would take. */
export function writtenId({ name, hash }: TaskId): string {
  if (!/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/.test(name)) {
    throw new UsageError(message("schedule.badName", { found: name }));
  }
  return `${name}-${hash}`;
}

/** What {@linkcode writtenId} wrote; undefined for anything else. */
export function readId(written: string): TaskId | undefined {
  const [, name, hash] = /^([a-z0-9-]+)-([0-9a-f]{8})$/.exec(written) ?? [];
  return name === undefined || hash === undefined ? undefined : { name, hash };
}
