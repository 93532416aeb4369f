import { dirname, join } from "node:path";
import type { AftercareTask, TaskContext } from "../../src/aftercare/task.ts";
import { silentLog } from "../../src/log.ts";
import type { ReportInput } from "../../src/report/mod.ts";
import { diskFiles, type Files, homeLayout, Store } from "../../src/store/mod.ts";
import type { Language } from "../../src/texts/mod.ts";
import { ManualClock } from "./manual_clock.ts";
import { atlasMeeting } from "./sample_report.ts";
import { temporaryFolder } from "./temporary_folder.ts";

/** When the meeting of a {@linkcode SealedHome} was sealed: local time. */
export const SEALED_AT = "2026-11-23T15:02:00";

/** A home with one sealed meeting, and what its tasks are run with. */
export interface SealedHome extends AsyncDisposable {
  readonly path: string;
  readonly id: string;
  readonly store: Store;
  readonly clock: ManualClock;
  /** Puts a file into the meeting's folder. */
  put(path: string, content: unknown): Promise<void>;
  /** The text of a file of the meeting. */
  text(path: string): Promise<string>;
  // deno-lint-ignore no-explicit-any -- tests look into files whose shape is what they test
  json(path: string): Promise<any>;
  has(path: string): Promise<boolean>;
  /** Runs a task once, when it is pending; returns whether it was. */
  run(task: AftercareTask, change?: Partial<TaskContext>): Promise<boolean>;
}

/** How a {@linkcode SealedHome} differs from the usual one. */
export interface SealedHomeOptions {
  readonly input?: ReportInput;
  /** Views by file name. */
  readonly views?: Readonly<Record<string, string | Uint8Array>>;
  readonly files?: Files;
  readonly language?: Language;
}

/** Makes a home that has nothing but one sealed meeting, as its files would be after a run. */
export async function sealedHome(
  { input = atlasMeeting(), views = {}, files = diskFiles, language = "fr" }: SealedHomeOptions = {},
): Promise<SealedHome> {
  const folder = await temporaryFolder();
  const { path } = folder;
  const { id } = input.session;
  const store = new Store(homeLayout(path), files);
  const clock = new ManualClock(new Date(SEALED_AT).getTime() + 60_000);
  const place = (name: string) => join(path, "outbox", id, ...name.split("/"));
  const put = async (name: string, content: unknown) => {
    await Deno.mkdir(dirname(place(name)), { recursive: true });
    if (content instanceof Uint8Array) await Deno.writeFile(place(name), content);
    else {await Deno.writeTextFile(
        place(name),
        typeof content === "string" ? content : JSON.stringify(content),
      );}
  };
  const { synthesis, transcripts, blocks, windows, coverage } = input;
  await put("session.json", {
    ...input.session,
    last: {
      state: "final",
      language: input.language,
      seconds: coverage.expected,
      words: 120,
      decisions: synthesis?.findings.decisions.length ?? 0,
      actions: synthesis?.findings.actions.length ?? 0,
      failures: 0,
      notices: input.notices,
    },
  });
  await put("stages/windows.json", windows);
  await put("stages/synthesis.json", synthesis);
  for (const transcript of transcripts) await put(`stages/${transcript.window}.transcript.json`, transcript);
  for (const block of blocks) {
    await put(`stages/${String(block.block).padStart(2, "0")}.summary.json`, block);
  }
  for (const [name, content] of Object.entries(views)) await put(name, content);
  await put("sealed.json", {
    schema: 1,
    program: "greffier 1.2.3",
    sealedAt: SEALED_AT,
    files: {},
    audio: {},
    corrections: null,
  });
  const text = (name: string) => Deno.readTextFile(place(name));
  return {
    path,
    id,
    store,
    clock,
    put,
    text,
    json: async (name) => JSON.parse(await text(name)),
    has: async (name) => await diskFiles.stat(place(name)) !== undefined,
    async run(task, change = {}) {
      const meeting = await store.sealedMeeting(id);
      if (!meeting || !task.pending(meeting, clock.now())) return false;
      const { signal } = new AbortController();
      await task.run(meeting, { store, clock, log: silentLog, signal, language, progress() {}, ...change });
      return true;
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}
