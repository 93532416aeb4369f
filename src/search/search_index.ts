import type { DatabaseSync, StatementSync } from "node:sqlite";
import { nearest } from "../config/mod.ts";
import type { SpokenLanguage } from "../model/mod.ts";
import { openDatabase } from "./database.ts";
import type { SearchQuery, SearchTerm } from "./query.ts";
import { type Candidate, rankMeeting } from "./ranking.ts";
import { wordForms } from "./word_forms.ts";

/**
 * What a line is of: the transcript, the decisions, the actions, the rest of the report where there is no transcript any
 * more, or the name of the meeting.
 */
export type LineKind = "transcript" | "decisions" | "actions" | "report" | "title";

/** Something that was said or found. */
export interface IndexedLine {
  readonly kind: LineKind;
  /** Seconds of the session; null: it has no moment. */
  readonly at: number | null;
  /** Who said it, or who is to do it; null: nobody can tell. */
  readonly who: string | null;
  readonly text: string;
}

/** A meeting to be found. */
export interface IndexedMeeting {
  /** Of the outbox. */
  readonly folder: string;
  readonly id: string;
  readonly name: string;
  /** Local time, `YYYY-MM-DDTHH:MM:SS`. */
  readonly startedAt: string;
  readonly language: SpokenLanguage;
  /** Name of its report as a page; null: it has none. */
  readonly page: string | null;
  /** Those of the transcript in order of time. */
  readonly lines: readonly IndexedLine[];
}

/** How a meeting looked when it was indexed. */
export interface Seen {
  /** Sizes and times of its files. */
  readonly looks: string;
  /** What they held. */
  readonly hash: string;
}

/** What is looked through. */
export interface SearchWithin {
  /** Local days, `YYYY-MM-DD`, both included. @default all */
  readonly from?: string;
  readonly to?: string;
  /** @default all */
  readonly kinds?: readonly LineKind[];
}

/** A line that was found. */
export interface Hit extends IndexedLine {
  readonly meeting: Omit<IndexedMeeting, "lines">;
}

/** What a search found. */
export interface Found {
  /** The best, best first. */
  readonly hits: readonly Hit[];
  /** How many there are in all, and in how many meetings. */
  readonly total: number;
  readonly meetings: number;
  /** How many meetings were looked through. */
  readonly searched: number;
  /** Terms that stand nowhere, as written, and the word that comes nearest; null: none does. */
  readonly unsaid: readonly { readonly written: string; readonly near: string | null }[];
}

type Row = Record<string, unknown>;

/**
 * The index of a home, in a file or in memory. Several processes may use one file; each write is one transaction. Throws
 * SQLite's errors, see `isIndexTrouble`.
 */
export class SearchIndex implements Disposable {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  /** @param path Of the file; absent: in memory. */
  constructor(path?: string) {
    this.#database = openDatabase(path ?? ":memory:");
  }

  /** By folder of the outbox. */
  seen(): Map<string, Seen> {
    return new Map(
      this.#all("SELECT folder, looks, hash FROM meetings").map(({ folder, looks, hash }) => [
        String(folder),
        { looks: String(looks), hash: String(hash) },
      ]),
    );
  }

  /** Puts meetings in the place of what was known of them. */
  put(meetings: readonly (readonly [IndexedMeeting, Seen])[]): void {
    this.#change(() => {
      for (const [meeting, seen] of meetings) this.#putOne(meeting, seen);
    });
  }

  /** The files of a meeting look otherwise and hold the same. */
  see(folder: string, { looks }: Pick<Seen, "looks">): void {
    this.#change(() => this.#run("UPDATE meetings SET looks = ? WHERE folder = ?", looks, folder));
  }

  /** Forgets meetings, with every word of theirs. */
  forget(folders: readonly string[]): void {
    if (folders.length === 0) return;
    this.#change(() => {
      for (const folder of folders) this.#forgetOne(folder);
      // Words that are deleted stay in the old segments of the index until those are merged.
      this.#database.exec("INSERT INTO forms (forms) VALUES ('optimize')");
    });
  }

  /** The lines that hold what is looked for, `limit` at most; see {@linkcode rankMeeting} for which, and their order. */
  search({ terms }: SearchQuery, { within = {}, limit }: {
    readonly within?: SearchWithin;
    readonly limit: number;
  }): Found {
    const candidates = this.#candidates(terms, within);
    const ranked = [...candidates].flatMap(([meeting, lines]) => {
      const best = rankMeeting(lines, terms.length);
      return best.length === 0 ? [] : [{ meeting, best }];
    });
    const order = new Map(
      this.#all("SELECT id FROM meetings ORDER BY started DESC, session").map(({ id }, i) => [Number(id), i]),
    );
    const lines = ranked.flatMap(({ meeting, best }) => best.map((line) => ({ meeting, ...line })));
    lines.sort((a, b) =>
      b.covered - a.covered || b.own - a.own || b.score - a.score ||
      order.get(a.meeting)! - order.get(b.meeting)! || a.line - b.line
    );
    return {
      hits: lines.slice(0, limit).map(({ line }) => this.#hit(line)),
      total: lines.length,
      meetings: ranked.length,
      searched: Number(this.#get(`SELECT count(*) AS n FROM meetings m WHERE ${DATES}`, ...days(within))?.n),
      unsaid: terms.filter((term) => !this.#isSaid(term)).map(({ written, words }) => ({
        written,
        near: words.length === 1 ? this.#near(words[0]!.fr) : null,
      })),
    };
  }

  [Symbol.dispose](): void {
    this.#statements.clear();
    this.#database.close();
  }

  #putOne({ lines, ...meeting }: IndexedMeeting, { looks, hash }: Seen): void {
    const { folder, id, name, startedAt, language, page } = meeting;
    this.#forgetOne(folder);
    const { lastInsertRowid: own } = this.#run(
      "INSERT INTO meetings (folder, looks, hash, session, name, started, language, page) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      ...[folder, looks, hash, id, name, startedAt, language, page],
    );
    for (const { kind, at, who, text } of lines) {
      const { lastInsertRowid: line } = this.#run(
        "INSERT INTO lines (meeting, kind, at, who, text) VALUES (?, ?, ?, ?, ?)",
        ...[own, kind, at, who, text],
      );
      const words = wordForms(text, language);
      const forms = (form: "fr" | "en") => words.map((word) => word[form]).join(" ");
      this.#run("INSERT INTO forms (rowid, fr, en) VALUES (?, ?, ?)", line, forms("fr"), forms("en"));
    }
  }

  #forgetOne(folder: string): void {
    const known = this.#get("SELECT id FROM meetings WHERE folder = ?", folder);
    if (!known) return;
    const id = Number(known.id);
    this.#run("DELETE FROM forms WHERE rowid IN (SELECT id FROM lines WHERE meeting = ?)", id);
    this.#run("DELETE FROM lines WHERE meeting = ?", id);
    this.#run("DELETE FROM meetings WHERE id = ?", id);
  }

  /** By meeting, every line that has one of the terms, with which. */
  #candidates(
    terms: readonly SearchTerm[],
    within: SearchWithin,
  ): Map<number, Map<number, Candidate>> {
    const meetings = new Map<number, Map<number, Candidate>>();
    const { kinds } = within;
    const inKinds = kinds ? ` AND l.kind IN (${kinds.map(() => "?").join(", ")})` : "";
    for (const [term, { words }] of terms.entries()) {
      const rows = this.#all(
        `SELECT l.id, l.meeting, l.kind, l.at, bm25(forms) AS rank FROM forms
         JOIN lines l ON l.id = forms.rowid JOIN meetings m ON m.id = l.meeting
         WHERE forms MATCH ? AND ${DATES}${inKinds}`,
        ...[matchOf(words), ...days(within), ...kinds ?? []],
      );
      for (const { id, meeting, kind, at, rank } of rows) {
        const lines = meetings.get(Number(meeting)) ?? new Map<number, Candidate>();
        meetings.set(Number(meeting), lines);
        const line = lines.get(Number(id)) ?? {
          line: Number(id),
          kind: kind as LineKind,
          at: at === null ? null : Number(at),
          scores: new Map<number, number>(),
        };
        line.scores.set(term, -Number(rank));
        lines.set(line.line, line);
      }
    }
    return meetings;
  }

  #hit(line: number): Hit {
    const { kind, at, who, text, ...meeting } = this.#get(
      `SELECT l.kind, l.at, l.who, l.text, m.folder, m.session, m.name, m.started, m.language, m.page
       FROM lines l JOIN meetings m ON m.id = l.meeting WHERE l.id = ?`,
      line,
    )!;
    return {
      kind: kind as LineKind,
      at: at === null ? null : Number(at),
      who: who === null ? null : String(who),
      text: String(text),
      meeting: {
        folder: String(meeting.folder),
        id: String(meeting.session),
        name: String(meeting.name),
        startedAt: String(meeting.started),
        language: meeting.language as SpokenLanguage,
        page: meeting.page === null ? null : String(meeting.page),
      },
    };
  }

  #isSaid({ words }: SearchTerm): boolean {
    return this.#get("SELECT rowid FROM forms WHERE forms MATCH ? LIMIT 1", matchOf(words)) !== undefined;
  }

  /** A word that is said, as it is written, that comes nearest to a form; null: none does. */
  #near(form: string): string | null {
    if (form.length < SHORTEST) return null;
    this.#database.exec(
      "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab('main', 'forms', 'col')",
    );
    const said = this.#all(
      "SELECT term FROM temp.vocabulary WHERE col = 'fr' AND length(term) BETWEEN ? AND ?",
      ...[
        form.length - 2,
        form.length + 2,
      ],
    );
    const near = nearest(form, said.map(({ term }) => String(term)));
    if (near === undefined) return null;
    const line = this.#get(
      `SELECT l.text, m.language FROM forms JOIN lines l ON l.id = forms.rowid
       JOIN meetings m ON m.id = l.meeting WHERE forms MATCH ? LIMIT 1`,
      `{fr} : ${quoted(near)}`,
    );
    const words = line && wordForms(String(line.text), line.language as SpokenLanguage);
    return words?.find(({ fr }) => fr === near)?.written ?? null;
  }

  #change(work: () => void): void {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      work();
      this.#database.exec("COMMIT");
    } catch (error) {
      try {
        this.#database.exec("ROLLBACK");
      } catch {
        // A full disk or a damaged file has rolled it back already; what happened is told by `error`.
      }
      throw error;
    }
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, known);
    return known;
  }

  #all(sql: string, ...values: Value[]): Row[] {
    return this.#statement(sql).all(...values) as Row[];
  }

  #get(sql: string, ...values: Value[]): Row | undefined {
    return this.#statement(sql).get(...values) as Row | undefined;
  }

  #run(sql: string, ...values: Value[]) {
    return this.#statement(sql).run(...values);
  }
}

/** A form of fewer letters is near to too much. */
const SHORTEST = 4;

type Value = string | number | bigint | null;

/** Of a meeting `m`, with what {@linkcode days} gives. */
const DATES = "substr(m.started, 1, 10) BETWEEN ? AND ?";

const days = ({ from = "", to = "9999" }: SearchWithin): [string, string] => [from, to];

/** A term in the words of FTS5: each form is a string, so nothing that was typed is an operator. */
function matchOf(words: SearchTerm["words"]): string {
  const phrase = (form: "fr" | "en") => words.map((word) => quoted(word[form])).join(" + ");
  return `({fr} : (${phrase("fr")})) OR ({en} : (${phrase("en")}))`;
}

const quoted = (form: string) => `"${form.replaceAll('"', '""')}"`;
