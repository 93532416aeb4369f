import { type ArchiveFormat, whyNot } from "../../archive/mod.ts";
import { readWavInfo } from "../../audio/mod.ts";
import { type Message, message, RejectedError } from "../../errors.ts";
import type { Store } from "../../store/mod.ts";

/** The name of a file, without its folders. */
export function nameOf(file: string): string {
  return file.slice(file.lastIndexOf("/") + 1);
}

/** Why an audio file of a meeting stays as it is under a rule that compresses; undefined: it will be compressed. */
export async function whyKept(
  store: Store,
  id: string,
  { file, bytes }: { readonly file: string; readonly bytes: number },
  format: ArchiveFormat,
): Promise<Message | undefined> {
  if (!/\.wav$/i.test(file)) return message("retention.alreadyCompressed");
  await using reader = await store.openMeetingFile(id, file);
  try {
    return whyNot(await readWavInfo(reader, { name: nameOf(file) }), format, bytes);
  } catch (error) {
    // A chunk that could never be read is no archive's business: it stays for whoever can.
    if (error instanceof RejectedError) return error.text;
    throw error;
  }
}
