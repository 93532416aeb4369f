import { dirname, join } from "node:path";
import { resolveModel, verifyModel } from "../asr/mod.ts";
import type { Clock } from "../clock.ts";
import type { Keys, ResolvedSettings } from "../config/mod.ts";
import { createLanguageModel, LanguageModelError, leavesThePc } from "../llm/mod.ts";
import { silentLog } from "../log.ts";
import {
  GreffierError,
  isFileSystemError,
  type Message,
  NewerFileError,
  textOf,
  troubleKind,
  WaitingError,
} from "../errors.ts";
import { ffmpegVersion } from "../decoding/mod.ts";
import { findBrowser } from "../printing/mod.ts";
import { isOnNetwork, type Store } from "../store/mod.ts";
import { isElsewhere, isTranslated, readRegistry } from "../windows/mod.ts";
import { cloudOf, longestPath, longPathBelow } from "./home_place.ts";
import { microphoneAccess } from "./microphone_access.ts";
import type {
  HomeProbe,
  LanguageModelProbe,
  ModelProbe,
  PlaceProbe,
  PrintingProbe,
  Probes,
  Refusal,
  RuntimeProbe,
  TimesProbe,
} from "./probes.ts";

/** What the probes of a real machine need. */
export interface SystemProbesOptions {
  readonly store: Store;
  readonly resolved: ResolvedSettings;
  readonly clock: Clock;
  /** The keys of services that the settings may name. */
  readonly keys: Keys;
  /** The folder of the model in use, and whether it is the demo's; unpacks it when the program carries it. */
  readonly model: () => Promise<{ readonly directory: string; readonly demo: boolean }>;
  /** Has the speech engine hear something; throws when it cannot. */
  readonly tryEngine: () => Promise<void>;
  /** Folders that the environment names as kept in step with OneDrive. @default none */
  readonly oneDrive?: readonly string[];
  /** The folder of the program, to be named to an antivirus program; absent: it runs from a checkout. */
  readonly programFolder?: string;
  readonly autostart?: Probes["autostart"];
  readonly tasks?: Probes["tasks"];
  readonly delivery?: Probes["delivery"];
  /** Reads the kind of meeting that the settings choose; throws a sentence when it cannot be used. */
  readonly tryKind: () => Promise<unknown>;
}

/** The probes of this machine. */
export function systemProbes(
  { store, resolved, clock, keys, model, tryEngine, tryKind, ...others }: SystemProbesOptions,
): Probes {
  const { oneDrive, programFolder, autostart, tasks, delivery } = others;
  const isWindows = Deno.build.os === "windows";
  const { layout, files } = store;
  const { model: name, compute_type } = resolved.settings.transcription;
  let looked: Promise<ModelProbe> | undefined;

  async function lookAtModel(): Promise<ModelProbe> {
    let directory = join(layout.models, name), demo = false;
    let unusable: Message | null = null;
    try {
      ({ directory, demo } = await model());
      await resolveModel(directory, compute_type);
    } catch (error) {
      if (!(error instanceof WaitingError)) throw error;
      unusable = error.text;
    }
    if (unusable) return { name, directory, demo, unusable, listed: false, wrong: [] };
    const { listed, missing, changed } = await verifyModel(directory);
    return { name, directory, demo, unusable, listed, wrong: [...missing, ...changed] };
  }

  /** Writes, renames and removes a small file; its time as the file system has it. */
  async function tryWriting(
    folder: string,
  ): Promise<{ readonly refusal: Refusal | null; readonly time: number | null }> {
    // Scans of the inbox pass over `.part`, whoever runs one at this moment.
    const path = join(folder, `greffier-doctor-${crypto.randomUUID()}.part`);
    try {
      {
        await using writer = await files.openToWrite(path);
        await writer.write(new TextEncoder().encode("greffier doctor\n"));
        await writer.sync();
      }
      const renamed = path.replace(/\.part$/, "-2.part");
      await files.rename(path, renamed);
      const time = (await files.stat(renamed))?.modifiedMs ?? null;
      await files.remove(renamed);
      return { refusal: null, time };
    } catch (error) {
      if (await files.stat(path).catch(() => undefined)) await files.remove(path).catch(() => {});
      const words = error instanceof Error ? error.message : String(error);
      // The path of the file that was tried is of no use to anybody.
      return {
        refusal: { kind: troubleKind(error), words: words.replace(/: [a-z]+ '.*$/s, "") },
        time: null,
      };
    }
  }

  /** The folder at `path`, or the first above it that is there; the root when there is none. */
  async function nearestFolder(path: string): Promise<string> {
    for (let folder = path;; folder = dirname(folder)) {
      if (await files.stat(folder) || dirname(folder) === folder) return folder;
    }
  }

  /** Makes a path that is longer than usual, and takes it away again. */
  async function tryLongPath(): Promise<boolean> {
    const { folders, file } = longPathBelow(layout.home, `greffier-doctor-${crypto.randomUUID()}.part`);
    const made: string[] = [];
    try {
      for (const folder of folders) {
        await files.makeFolder(folder);
        made.push(folder);
      }
      await (await files.openToWrite(file))[Symbol.asyncDispose]();
      made.push(file);
      return true;
    } catch (error) {
      if (!isFileSystemError(error)) throw error;
      return false;
    } finally {
      for (const path of made.reverse()) await files.remove(path);
    }
  }

  async function lookForBrowser(): Promise<PrintingProbe> {
    const { output, tools } = resolved.settings;
    const wanted = output.formats.includes("pdf");
    try {
      return { wanted, browser: await findBrowser(tools.browser), problem: null };
    } catch (error) {
      if (!(error instanceof GreffierError)) throw error;
      return { wanted, browser: undefined, problem: error.text };
    }
  }

  return {
    home: layout.home,
    async ffmpeg() {
      const named = resolved.settings.tools.ffmpeg;
      return { version: await ffmpegVersion(named), named };
    },
    printing: lookForBrowser,
    model: () => looked ??= lookAtModel(),
    async languageModel(): Promise<LanguageModelProbe | undefined> {
      const { analysis } = resolved.settings;
      const { llm_backend: backend } = analysis;
      const found = createLanguageModel(analysis, { keys, clock, log: silentLog });
      if (!found || backend === "none") return undefined;
      const { name, address } = found;
      const { model } = analysis[backend === "auto" ? "ollama" : backend];
      const about = { backend, name, model, address, leavesTo: leavesThePc(analysis) };
      try {
        return { ...about, ...await found.look({ signal: new AbortController().signal }) };
      } catch (error) {
        if (!(error instanceof LanguageModelError)) throw error;
        return { ...about, failure: error.text };
      }
    },
    async kind() {
      try {
        await tryKind();
        return null;
      } catch (error) {
        if (!(error instanceof GreffierError)) throw error;
        return error.text;
      }
    },
    freeBytes: async () => await files.stat(layout.home) ? await files.freeBytes(layout.home) : null,
    async places(): Promise<PlaceProbe[]> {
      const places: PlaceProbe[] = [];
      for (const path of [layout.home, layout.inbox, layout.outbox, layout.rejected]) {
        const exists = (await files.stat(path))?.isFolder ?? false;
        const { refusal } = await tryWriting(exists ? path : await nearestFolder(dirname(path)));
        places.push({ path, exists, refusal });
      }
      return places;
    },
    lock: async () => ({
      owner: await store.owner(),
      ownerFile: await files.stat(layout.owner) !== undefined,
    }),
    unknownMeetings: () => store.unknownMeetings(),
    vocabulary: () => store.vocabulary(),
    async newerFiles() {
      const paths = new Map<string, Message>();
      const note = (error: unknown) => {
        if (error instanceof NewerFileError) paths.set(error.message, error.text);
      };
      await store.outboxSessions({ onNewer: note });
      for (const { error } of (await store.home()).unreachable) note(error);
      return [...paths.values()];
    },
    async homePlace(): Promise<HomeProbe> {
      const isMade = await files.stat(layout.home) !== undefined;
      return {
        cloud: cloudOf(layout.home, oneDrive),
        network: await isOnNetwork(layout.home),
        elsewhere: isWindows
          ? (await files.list(layout.inbox)).filter(({ name }) => isElsewhere(join(layout.inbox, name)))
            .length
          : 0,
        longest: longestPath(layout.outbox),
        longPaths: isWindows ? isMade && await tryLongPath() : undefined,
        longPathsAllowed: !isWindows ||
          readRegistry("HKLM", "SYSTEM\\CurrentControlSet\\Control\\FileSystem", "LongPathsEnabled") === 1,
      };
    },
    microphone: () => Promise.resolve(isWindows ? microphoneAccess(readRegistry) : undefined),
    antivirus: () =>
      Promise.resolve(isWindows ? [...new Set([programFolder ?? layout.home, layout.home])] : []),
    autostart: autostart ?? (() => Promise.resolve(undefined)),
    delivery: delivery ?? (() => Promise.resolve(undefined)),
    tasks: tasks ?? (() => Promise.resolve(undefined)),
    async times(): Promise<TimesProbe> {
      const first = clock.monotonic();
      const now = clock.now();
      const { time } = await tryWriting(layout.home);
      return {
        now,
        file: time,
        zone: Intl.DateTimeFormat().resolvedOptions().timeZone ?? "",
        monotonic: [first, clock.monotonic()],
      };
    },
    settings: () => Promise.resolve(resolved),
    async runtime(): Promise<RuntimeProbe> {
      const { unusable, wrong } = await (looked ??= lookAtModel());
      const translated = isWindows && isTranslated();
      const about = { deno: Deno.version.deno, os: Deno.build.os, arch: Deno.build.arch, translated };
      if (unusable || wrong.length > 0) return { ...about, engineFailure: undefined };
      try {
        await tryEngine();
        return { ...about, engineFailure: null };
      } catch (error) {
        return { ...about, engineFailure: textOf(error) };
      }
    },
  };
}
