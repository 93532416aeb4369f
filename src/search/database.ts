import { DatabaseSync } from "node:sqlite";

/** How the tables below are told from those of another program, and from those of other versions of this one. */
const APPLICATION = 0x67726566;
const VERSION = 1;

/** Whoever writes keeps others out for less than this, in milliseconds. */
const PATIENCE_MS = 20_000;

const TABLES = `
  CREATE TABLE meetings (
    id INTEGER PRIMARY KEY, folder TEXT NOT NULL UNIQUE, looks TEXT NOT NULL, hash TEXT NOT NULL,
    session TEXT NOT NULL, name TEXT NOT NULL, started TEXT NOT NULL, language TEXT NOT NULL, page TEXT
  );
  CREATE TABLE lines (
    id INTEGER PRIMARY KEY, meeting INTEGER NOT NULL, kind TEXT NOT NULL, at REAL, who TEXT, text TEXT NOT NULL
  );
  CREATE INDEX lines_of_meeting ON lines (meeting);
  CREATE VIRTUAL TABLE forms USING fts5 (fr, en, content='', contentless_delete=1, tokenize='ascii');
  PRAGMA application_id = ${APPLICATION};
  PRAGMA user_version = ${VERSION};
`;

/** Thrown for a file that is a database, and not the one of this version. */
class ForeignDatabase extends Error {
  override name = "ForeignDatabase";
}

/**
 * Opens the index at `path`, `:memory:` for one that is gone with the process, and makes its tables when there are none.
 * Throws what {@linkcode isIndexTrouble} knows when it cannot be used.
 */
export function openDatabase(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  try {
    // What a person deleted is not to stay in the pages that it leaves.
    database.exec(
      `PRAGMA busy_timeout = ${PATIENCE_MS}; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY`,
    );
    database.exec("BEGIN IMMEDIATE");
    const pragma = (name: string) => Number(Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0]);
    const [application, version] = [pragma("application_id"), pragma("user_version")];
    const isEmpty = database.prepare("SELECT count(*) AS n FROM sqlite_master").get()?.n === 0;
    if (isEmpty) database.exec(TABLES);
    else if (application !== APPLICATION || version !== VERSION) throw new ForeignDatabase(path);
    database.exec("COMMIT");
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Whether the file of the index is damaged, or another's: it is to be made anew. */
export function isDamagedIndex(error: unknown): boolean {
  if (error instanceof ForeignDatabase) return true;
  return isIndexTrouble(error) &&
    /not a database|malformed|corrupt|no such (table|column)|unsupported file format/i.test(
      (error as Error).message,
    );
}

/** Whether an error is SQLite's: the file cannot be written, the disk is full, another program holds it too long. */
export function isIndexTrouble(error: unknown): boolean {
  return error instanceof ForeignDatabase ||
    (error as { code?: unknown } | null)?.code === "ERR_SQLITE_ERROR";
}
