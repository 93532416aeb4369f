import { extname } from "node:path";
import { isHeaderSatisfied, readWavInfo } from "../audio/mod.ts";
import { type Message, message, RejectedError } from "../errors.ts";
import { say } from "../texts/mod.ts";
import type { Original, Pinned, SessionRecord } from "../model/mod.ts";
import { type Drop, isUnderWay, localTime, sessionId, slugOf, sourceFile, type Store } from "../store/mod.ts";
import type { JudgedDrop } from "./drop_tracker.ts";

/** How the taking of a drop ended. */
export type TakeResult =
  | { readonly kind: "taken"; readonly record: SessionRecord }
  | { readonly kind: "rejected"; readonly cause: Message }
  | { readonly kind: "not-yet"; readonly cause: Message };

const WAV_ENDING = /^\.(wav|wave|bwf)$/i;

/** Whether a file is a recording by its name, which is what its dropping is judged by first. */
export function isWavName(path: string): boolean {
  return WAV_ENDING.test(extname(path));
}

/** What the first sound of a drop tells of it, or why the drop must wait or be rejected. */
async function look(
  store: Store,
  drop: Drop,
  longStable: boolean,
): Promise<TakeResult | { startedAt?: string }> {
  let startedAt: string | undefined;
  for (const [index, { path }] of drop.files.filter(({ path }) => isWavName(path)).entries()) {
    await using reader = await store.openDropped(path);
    if (!longStable && !await isHeaderSatisfied(reader)) {
      return { kind: "not-yet", cause: message("drop.settling", { file: path }) };
    }
    try {
      const info = await readWavInfo(reader, { name: path });
      if (index === 0) startedAt = info.startedAt;
    } catch (error) {
      if (error instanceof RejectedError) return { kind: "rejected", cause: error.text };
      throw error;
    }
  }
  return { startedAt };
}

function nameOf(drop: Drop): string {
  return drop.isFolder ? drop.name : drop.name.slice(0, drop.name.length - extname(drop.name).length);
}

/**
 * Takes one drop: a WAV, or a folder whose WAVs become one session in the order of their names. What is no recording is
 * rejected with its reason. `taken`: the ids in use, to which the new one is added. A drop that vanishes meanwhile throws the system's error and is nobody's business any more.
 */
export async function takeDrop(
  store: Store,
  { drop, verdict }: JudgedDrop,
  pinned: Pinned,
  taken: Set<string>,
): Promise<TakeResult> {
  const reject = async (cause: Message): Promise<TakeResult> => {
    await store.rejectDrop(drop, cause, pinned.interface);
    return { kind: "rejected", cause };
  };
  if (drop.isLink) return await reject(message("drop.link", { file: drop.name }));
  const wavs = drop.files.filter(({ path }) => isWavName(path));
  const isWhole = drop.files.length > 0 && !drop.files.some(({ path }) => isUnderWay(path));
  if (drop.isFolder && !isWhole && verdict !== "long-stable") {
    return { kind: "not-yet", cause: message("drop.settling", { file: drop.name }) };
  }
  if (wavs.length === 0) {
    return await reject(message(drop.isFolder ? "drop.emptyFolder" : "drop.notAudio", { file: drop.name }));
  }
  const seen = await look(store, drop, verdict === "long-stable");
  if ("kind" in seen) return seen.kind === "rejected" ? await reject(seen.cause) : seen;

  const startedAt = seen.startedAt ?? localTime(wavs[0].modifiedMs);
  const name = nameOf(drop);
  const slug = slugOf(name, say(message("id.fallback"), pinned.interface));
  // The dropped folder itself does not stand in the way of the session that is made of it.
  const others = new Set(taken);
  others.delete(drop.name.toLowerCase());
  const originals = wavs.map(({ path, bytes }, index): Original => ({
    name: path,
    file: sourceFile(index, ".wav"),
    bytes,
  }));
  const record: SessionRecord = {
    schema: 1,
    id: sessionId(startedAt, slug, taken),
    name,
    origin: "dropped",
    startedAt,
    originals,
    consent: null,
    pinned,
  };
  taken.add(record.id.toLowerCase());
  await store.take(record);
  return { kind: "taken", record };
}
