import { z } from "../schema.ts";

/** A text for a person, stored in no language; see `texts/`. */
export const StoredMessage = z.object({
  key: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
