import { dirname, join, resolve } from "node:path";
import type { Format } from "../config/mod.ts";
import { GreffierError, isFileSystemError, type Message, message, textOf } from "../errors.ts";
import { stepsOf } from "../model/mod.ts";
import type { PdfPrinter } from "../printing/mod.ts";
import { type RenderedView, renderViews, VIEW_FILES } from "../report/mod.ts";
import { audioThere, isWithin, NAMES, placeFile, type Store, viewsThere } from "../store/mod.ts";
import { type Language, size } from "../texts/mod.ts";

/** Formats that are nothing but the transcript. */
const TRANSCRIPTS: ReadonlySet<Format> = new Set(["txt", "srt", "vtt"]);

/** Folder of `state/` for what a browser makes while it prints. */
const SCRATCH = "exporting";

/** What is exported, and how. */
export interface ExportOptions {
  /** Folder, relative to that of the process. */
  readonly to: string;
  /** @default those that each meeting has */
  readonly formats?: readonly Format[];
  /** @default {false} */
  readonly withAudio?: boolean;
  /** Whether a file there that differs is replaced. @default {false} */
  readonly force?: boolean;
  readonly signal?: AbortSignal;
  /** Called as bytes are copied: of how many, and of what. */
  readonly onProgress?: (done: number, total: number, name: string) => void;
}

/** What became of a meeting that was to be exported. Names are relative to `folder`, with `/`. */
export interface Exported {
  readonly id: string;
  readonly name: string;
  /** Where its files are: an absolute path. */
  readonly folder: string;
  readonly copied: readonly string[];
  /** Those that were there already, byte for byte. */
  readonly same: readonly string[];
  /** Those that were left as they are: something else has their name. */
  readonly differs: readonly string[];
  /** What could not be exported, and why. */
  readonly missing: readonly { readonly what: string; readonly why: Message }[];
}

interface Parts {
  readonly store: Store;
  readonly language: Language;
  readonly printer: PdfPrinter;
}

/** A file to be placed: from where, or what it holds. */
interface Wanted {
  readonly name: string;
  readonly from: string | Uint8Array;
  readonly bytes: number;
}

interface Plan extends Pick<Exported, "id" | "name" | "folder"> {
  readonly files: Wanted[];
  readonly missing: { what: string; why: Message }[];
}

/**
 * Copies the views of the meetings `ids` to a folder, one folder a meeting; formats that a meeting does not have are
 * rendered. Throws a sentence when the folder lies in the home's own, or has no room.
 */
export async function exportMeetings(
  { store, language, printer }: Parts,
  ids: readonly string[],
  { to, formats, withAudio = false, force = false, signal, onProgress = () => {} }: ExportOptions,
): Promise<readonly Exported[]> {
  const target = resolve(to);
  const { inbox, outbox, rejected, models, state } = store.layout;
  const own = [inbox, outbox, rejected, models, state].find((folder) => isWithin(folder, target));
  if (own !== undefined) throw new GreffierError(message("export.ownFolder", { folder: target, own }));
  if ((await store.files.stat(target))?.isFolder === false) {
    throw new GreffierError(message("export.isFile", { folder: target }));
  }
  const found = new Map((await store.outboxSessions()).map((one) => [one.session.id, one]));
  const plans: Plan[] = [];
  for (const id of ids) {
    signal?.throwIfAborted();
    const session = found.get(id);
    if (session) plans.push(await planOf(session));
  }
  const total = plans.flatMap(({ files }) => files).reduce((sum, { bytes }) => sum + bytes, 0);
  const needed = await bytesNotThere(store, plans);
  const free = await freeAt(store, target);
  if (free !== null && free < needed) {
    const sizes = { size: size(needed, language, "up"), free: size(free, language, "down") };
    throw new GreffierError(message("export.noRoom", { ...sizes, folder: target }));
  }
  let done = 0;
  const exported: Exported[] = [];
  for (const { files, missing, ...meeting } of plans) {
    const placed = { copied: [] as string[], same: [] as string[], differs: [] as string[] };
    for (const { name, from, bytes } of files) {
      signal?.throwIfAborted();
      const before = done;
      try {
        const became = await placeFile(store.files, join(meeting.folder, ...name.split("/")), from, {
          force,
          signal,
          onBytes: (count) => onProgress(done += count, total, name),
        });
        placed[became].push(name);
      } catch (error) {
        if (signal?.aborted || !isFileSystemError(error)) throw error;
        missing.push({ what: name, why: textOf(error) });
      }
      onProgress(done = before + bytes, total, name);
    }
    exported.push({ ...meeting, ...placed, missing });
  }
  return exported;

  async function planOf(
    { session, folder }: {
      readonly session: { readonly id: string; readonly name: string };
      readonly folder: string;
    },
  ): Promise<Plan> {
    const { id, name } = session;
    const plan: Plan = { id, name, folder: join(target, id), files: [], missing: [] };
    const place = (name: string) => join(outbox, folder, ...name.split("/"));
    const there = await viewsThere(store.files, store.layout, folder);
    const wanted = formats?.map((format) => VIEW_FILES[format]) ?? there;
    for (const file of wanted.filter((file) => there.includes(file))) {
      plan.files.push({
        name: file,
        from: place(file),
        bytes: (await store.files.stat(place(file)))?.bytes ?? 0,
      });
    }
    const others = (formats ?? []).filter((format) => !there.includes(VIEW_FILES[format]));
    if (others.length > 0) await render(plan, id, others);
    if (formats === undefined && there.length === 0) {
      plan.missing.push({ what: VIEW_FILES.html, why: message("export.noViews") });
    }
    if (withAudio) {
      const audio = await audioThere(store.files, store.layout, folder);
      for (const { name, bytes } of audio) {
        plan.files.push({ name: `${NAMES.audio}/${name}`, from: place(`${NAMES.audio}/${name}`), bytes });
      }
      if (audio.length === 0) plan.missing.push({ what: NAMES.audio, why: message("export.noAudio") });
    }
    return plan;
  }

  /** Renders what a meeting's settings did not ask for, from what it was sealed with. */
  async function render({ files, missing }: Plan, id: string, wanted: readonly Format[]): Promise<void> {
    const { sealedReport } = await import("../jobs/mod.ts");
    const why = (cause: Message) =>
      wanted.forEach((format) => missing.push({ what: VIEW_FILES[format], why: cause }));
    try {
      const meeting = await store.sealedMeeting(id);
      if (!meeting) return why(message("export.notFinal"));
      const input = await sealedReport(store, meeting);
      const isGone = stepsOf(meeting.retention, "transcript", "removed").length > 0;
      const formats = wanted.filter((format) => format !== "pdf" && !(isGone && TRANSCRIPTS.has(format)));
      const output = {
        ...input.output,
        formats: [...formats, ...wanted.includes("pdf") ? ["html" as const] : []],
      };
      if (isGone) output.include_full_transcript = false;
      const { views } = await renderViews({ ...input, output }, await store.userTemplates());
      for (const format of wanted) {
        const view = format === "pdf"
          ? await print(views.find(({ file }) => file === VIEW_FILES.html))
          : formats.includes(format)
          ? views.find(({ file }) => file === VIEW_FILES[format])
          : undefined;
        if (view) {
          const content = typeof view.content === "string"
            ? new TextEncoder().encode(view.content)
            : view.content;
          files.push({ name: view.file, from: content, bytes: content.length });
        } else {
          const cause = format === "pdf"
            ? "export.noPdf"
            : formats.includes(format)
            ? "export.nothingIn"
            : "export.transcriptGone";
          missing.push({ what: VIEW_FILES[format], why: message(cause) });
        }
      }
    } catch (error) {
      if (signal?.aborted || !isFileSystemError(error) && !(error instanceof GreffierError)) throw error;
      why(textOf(error));
    }
  }

  /** Undefined where nothing prints. */
  async function print(page: RenderedView | undefined): Promise<RenderedView | undefined> {
    if (!page || typeof page.content !== "string") return undefined;
    const bytes = new TextEncoder().encode(page.content);
    const pdf = await store.withScratchFolder(SCRATCH, async (folder) => {
      const path = join(folder, page.file);
      await placeFile(store.files, path, bytes, { force: true });
      // The browser's own folder must be empty.
      await store.files.makeFolder(join(folder, "browser"));
      return await printer.print(path, { folder: join(folder, "browser"), signal });
    });
    return pdf && { file: VIEW_FILES.pdf, content: pdf };
  }
}

/** Bytes of the plans whose files are not in their place yet: one of the same size will most likely be left as it is. */
async function bytesNotThere({ files }: Store, plans: readonly Plan[]): Promise<number> {
  let sum = 0;
  for (const plan of plans) {
    for (const { name, bytes } of plan.files) {
      const present = await files.stat(join(plan.folder, ...name.split("/")));
      if (present?.bytes !== bytes) sum += bytes;
    }
  }
  return sum;
}

/** Free bytes where a folder will be; null when the system does not tell. */
async function freeAt(store: Store, folder: string): Promise<number | null> {
  if (await store.files.stat(folder) || dirname(folder) === folder) {
    return await store.files.freeBytes(folder);
  }
  return await freeAt(store, dirname(folder));
}
