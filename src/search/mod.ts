/**
 * Finding words in everything that was said: an index over SQLite's FTS5, made from files and thrown away at will.
 *
 * @module
 */
export { isDamagedIndex, isIndexTrouble } from "./database.ts";
export { forgetInIndex } from "./forget.ts";
export { type Mark, marksIn } from "./marks.ts";
export { readQuery, type SearchQuery } from "./query.ts";
export {
  type Found,
  type Hit,
  type IndexedLine,
  type IndexedMeeting,
  type LineKind,
  SearchIndex,
  type SearchWithin,
} from "./search_index.ts";
