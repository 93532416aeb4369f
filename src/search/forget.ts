import { removeSearchIndex, searchIndexPath, type Store } from "../store/mod.ts";
import { isIndexTrouble } from "./database.ts";
import { SearchIndex } from "./search_index.ts";

/**
 * Forgets the meeting of a folder of the outbox in the index of its home, if there is one: what is deleted is not to stay
 * in a cache. An index that cannot be changed is removed whole. Throws file system errors.
 */
export async function forgetInIndex({ files, layout }: Store, folder: string): Promise<void> {
  const path = await searchIndexPath(files, layout);
  if (!await files.stat(path)) return;
  try {
    using index = new SearchIndex(path);
    index.forget([folder]);
  } catch (error) {
    if (!isIndexTrouble(error)) throw error;
    await removeSearchIndex(files, layout);
  }
}
