import { message, WaitingError } from "../../errors.ts";
import type { SealedMeeting, Store } from "../../store/mod.ts";

/** Throws when a meeting was opened again meanwhile: what it is made from is then wanted. */
export async function stillSealed(store: Store, { id, sealed }: SealedMeeting): Promise<void> {
  const now = await store.sealedMeeting(id);
  if (now?.sealed.sealedAt !== sealed.sealedAt) throw new WaitingError(message("retention.reopened", { id }));
}
