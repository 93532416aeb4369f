import { basename, join, resolve } from "node:path";
import inboxReadme from "../../inbox/LISEZMOI.txt" with { type: "text" };
import outboxReadme from "../../outbox/LISEZMOI.txt" with { type: "text" };
import type { SoundReader } from "../archive/mod.ts";
import type { ChosenSource } from "../capture/mod.ts";
import { type Clock, systemClock } from "../clock.ts";
import {
  defaultSettingsFile,
  isPattern,
  readKeys,
  readPlaces,
  readWebhookSecret,
  type ResolvedSettings,
  type SettingFlag,
  settingsJsonSchema,
  understandPattern,
} from "../config/mod.ts";
import { createSoundDecoder, type SoundDecoder } from "../decoding/mod.ts";
import { GreffierError, isFileSystemError, message } from "../errors.ts";
import type { DropPatience, EngineSource, Outcome, RefinerSource } from "../jobs/mod.ts";
import { isThisMachine } from "../llm/mod.ts";
import { logOf, openLogs } from "../log.ts";
import { countWords, type Pinned, SAMPLE_RATE, SpokenLanguage } from "../model/mod.ts";
import type { PdfPrinter } from "../printing/mod.ts";
import {
  askTray,
  diskFiles,
  type Files,
  homeLayout,
  isOnNetwork,
  requestEnd,
  type SessionSnapshot,
  Store,
} from "../store/mod.ts";
import type { Language } from "../texts/mod.ts";
import type { App, Drained, SessionLine } from "./app.ts";
import type { FindModel } from "./ask.ts";
import { decodeCommand, DEMO_MODEL, engineCommand, EnginePool, modelFolder } from "./engine_pool.ts";
import { archiveReader } from "./archive_reader.ts";
import { createClaiming } from "./claiming.ts";
import type { InstallParts } from "./install.ts";
import { hearSamples } from "./hear_samples.ts";
import { copyKind, kindTexts, listKinds } from "./kinds.ts";
import { homeStatus, listSessions, sessionLine } from "./home_status.ts";
import { modelToAsk } from "./model_to_ask.ts";
import { plainText } from "./plain_text.ts";
import { pin, pinAgain } from "./pinning.ts";
import { awaitEndRequest } from "./background/end_requests.ts";
import { type OwnProcess, ownProcesses, type StartApart } from "./background/own_process.ts";
import { besideSession, type HearSession, hearSystemSession } from "./background/session_end.ts";
import { startCommand } from "./background/start_command.ts";
import { createRecordings } from "./recording/create_recordings.ts";
import { redoSession } from "./redo.ts";
import { RefinerPool } from "./refiner_pool.ts";
import { hasOverrides, overridden } from "./redo_overrides.ts";
import { sentTo, writerLine } from "./writer.ts";

/** What an app is made for. */
export interface AppRequest {
  /** Absolute path. */
  readonly home: string;
  readonly resolved: ResolvedSettings;
  /** Flags that set settings: a process started for this home gets them too. */
  readonly flags: readonly SettingFlag[];
  readonly language: Language;
  /** The command as the owner file names it: `watch`. */
  readonly command: string;
  /** Whether logs also go to standard error. */
  readonly verbose: boolean;
  /** Absolute path or address of main.ts, to start the engine's process with; unused in an executable. */
  readonly main: string;
  /** Name and version of the program. */
  readonly program: string;
}

/** Parts that tests put in place of the machine's. */
export interface AppParts {
  readonly files?: Files;
  readonly clock?: Clock;
  readonly engines?: EngineSource;
  readonly refiners?: RefinerSource;
  /** Looks for the language model to ask; null: none. @default the one of the settings */
  readonly findModel?: FindModel;
  readonly patience?: DropPatience;
  /** Prints the PDF of a report. @default the browser that is installed */
  readonly printer?: PdfPrinter;
  /** Reads back what retention archived. @default the program's own decoders */
  readonly readArchive?: SoundReader;
  /** Decodes what is no plain WAV. @default a process of this program, and ffmpeg */
  readonly decoder?: SoundDecoder;
  /** Whether to watch the inbox; the rescan works without. @default {true} */
  readonly watchInbox?: boolean;
  /** The way to sound. */
  readonly source?: ChosenSource["source"];
  /** Starts the recorder, and whoever follows a recording. @default a process of this program */
  readonly startApart?: StartApart;
  /** Starts a command of this program apart. @default a process */
  readonly startOwn?: (command: string, args?: readonly string[]) => OwnProcess;
  /** How the system tells that the person signs out, or that the PC sleeps. */
  readonly hearSession?: HearSession;
  /** What installing works with. @default that of this machine */
  readonly install?: Partial<InstallParts>;
  /** Whether to write logs; there is one set of them a process. @default {true} */
  readonly logs?: boolean;
}

/** Puts an app together on one home. */
export function createApp(request: AppRequest, parts: AppParts = {}): App {
  const { home, resolved, language, command, verbose } = request;
  const { files = diskFiles, clock = systemClock } = parts;
  const layout = homeLayout(home, resolved.settings.output.directory);
  const store = new Store(layout, files);
  const log = logOf("pipeline");
  const pool = new EnginePool({ layout, command: engineCommand(request.main), log: logOf("asr"), clock });
  const engines = parts.engines ?? pool;
  const refiners: RefinerSource = parts.refiners ??
    new RefinerPool({ keys: readKeys, clock, log: logOf("llm") });
  /** For a person who can still set right what is wrong. */
  const pinNow = () => pin({ store, resolved, language });
  /** For the work that goes on whatever became of a template meanwhile. */
  const pinAnyway = () =>
    pin({
      ...{ store, resolved, language },
      onProblem: ({ message }) => log.warn("the kind of meeting cannot be used: {error}", { error: message }),
    });

  const decoder = parts.decoder ?? createSoundDecoder({
    command: decodeCommand(request.main),
    ffmpeg: resolved.settings.tools.ffmpeg,
    log: logOf("decoding"),
    clock,
  });

  const findModel = parts.findModel ??
    modelToAsk(resolved.settings.analysis, { keys: readKeys, clock, log: logOf("llm") });

  const writerOf = ({ record }: SessionSnapshot) => refiners.of(record.pinned)?.name;

  const claiming = createClaiming({ store, clock, language, command, user: readPlaces().account });

  async function browserPrinter() {
    const { createBrowserPrinter, findBrowser } = await import("../printing/mod.ts");
    return parts.printer ??
      createBrowserPrinter({ find: () => findBrowser(resolved.settings.tools.browser), clock });
  }

  async function compose(onProgress: Parameters<App["run"]>[0]["onProgress"]) {
    const { composePipeline } = await import("./compose.ts");
    const { requestsAtSealing } = await import("../aftercare/mod.ts");
    return composePipeline({
      store,
      clock,
      log,
      engines,
      refiners,
      pin: pinAnyway,
      program: request.program,
      readArchive,
      requests: (at) => requestsAtSealing(resolved.settings.delivery, at),
      printer: await browserPrinter(),
      patience: parts.patience,
      decoder,
      abandonedAfterMinutes: resolved.settings.session.abandoned_after_minutes,
      fileNames: resolved.settings.inbox.file_names.map(understandPattern).filter(isPattern),
      onProgress,
    });
  }

  const readArchive: SoundReader = parts.readArchive ?? archiveReader();

  /** What is done to sealed meetings, and the look at the clock that it is done by. */
  async function care(onProgress: Parameters<App["run"]>[0]["onProgress"] = () => {}) {
    const { composeAftercare } = await import("./aftercare.ts");
    const { ClockWatch } = await import("./clock_watch.ts");
    const clockWatch = new ClockWatch({ store, clock, log: logOf("aftercare") });
    const aftercare = composeAftercare({
      countTo: clockWatch.countTo,
      ...{ store, clock, language, settings: resolved.settings, program: request.program, read: readArchive },
      log: logOf("aftercare"),
      onProgress: ({ meeting, task, done, total }) =>
        onProgress({ kind: "aftercare", session: meeting, task, done, total }),
      onTold: (session, text) => onProgress({ kind: "told", session, text }),
      onRetained: (session, done) => onProgress({ kind: "retained", session, done }),
    });
    return { aftercare, clockWatch };
  }

  /** Reopens the sealed sessions that lost a file or were corrected. */
  async function sweep(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      try {
        if (!await store.wantsReopening(id)) continue;
        await store.reopen(id);
        log.info("reopened {session}: a file of it was deleted, or its corrections changed", { session: id });
      } catch (error) {
        // One meeting that cannot be reopened now must not keep the others from being written.
        if (!isFileSystemError(error)) throw error;
        log.warn("{session} could not be reopened: {error}", { session: id, error: String(error) });
      }
    }
  }

  const logs = async () => parts.logs === false ? undefined : await openLogs(layout.logs, { verbose });

  const hearSession = async (): Promise<HearSession> =>
    parts.hearSession ?? await hearSystemSession({ log, language });

  /** Runs the pipeline of the home, which is held, for ever. */
  async function work(
    { finish, signal, onProgress }: Pick<Parameters<App["watch"]>[0], "finish" | "signal" | "onProgress">,
  ): Promise<void> {
    await using _logs = await logs();
    const { rescan, watchInbox } = await import("../watchers/mod.ts");
    const { Sweeper } = await import("./sweeper.ts");
    const { pipeline, bell } = await compose(onProgress);
    const { watch } = resolved.settings.inbox;
    await using watcher = parts.watchInbox === false
      ? undefined
      : watchInbox(layout.inbox, bell.ring, (error) =>
        log.warn("the inbox sends no events: {error}", { error: String(error) }), {
        poll: watch === "auto" ? await isOnNetwork(layout.inbox) : watch === "poll",
      });
    const over = new AbortController();
    const broken = new AbortController();
    const sweeper = new Sweeper(store, sweep);
    const { CareRound } = await import("./aftercare.ts");
    const { retention } = resolved.settings;
    const round = new CareRound({ ...await care(onProgress), store, retention });
    let caring: Promise<void> | undefined;
    // Beside the pipeline, and never waited for by it: a long encoding must not keep a scan from being made.
    const goRound = () => {
      caring ??= round.next(over.signal)
        .catch((error) => over.signal.aborted || broken.abort(error))
        .then(() => caring = undefined);
    };
    const ticking = rescan(clock, async () => {
      await sweeper.next();
      await watcher?.lookAgain();
      bell.ring();
      goRound();
    }, { signal: over.signal }).catch((error) => broken.abort(error));
    try {
      const stop = signal ? AbortSignal.any([signal, broken.signal]) : broken.signal;
      await besideSession(
        await hearSession(),
        (signal) => pipeline.run({ until: "never", finish, signal }),
        stop,
      );
    } finally {
      over.abort();
      await ticking;
      await caring;
    }
  }

  const startOwn = parts.startOwn ??
    ownProcesses({ main: request.main, home: layout.home, language, flags: request.flags });

  const recordings = createRecordings({
    store,
    clock,
    language,
    resolved,
    startApart: parts.startApart ?? ((hidden, id) => startOwn(hidden, [id])),
    hearSession,
    pin: pinNow,
    claim: claiming.now,
    writerOf,
    work,
    lineOf: (id) => sessionLine(store, id),
    openLogs: async () =>
      parts.logs === false ? undefined : await openLogs(layout.logs, { verbose, file: "recorder.jsonl" }),
    async source() {
      if (parts.source) return { source: parts.source, notices: [] };
      const { chooseSource } = await import("../capture/mod.ts");
      const { capture_type: captureType } = resolved.settings.audio;
      return await chooseSource(captureType, { clock, log: logOf("capture"), language });
    },
    async find(devices, written, flow) {
      const { findDevice } = await import("../capture/mod.ts");
      return findDevice(devices, written, flow);
    },
    async hear(samples, signal) {
      const { transcription, audio } = resolved.settings;
      return await hearSamples(samples, {
        transcriber: await engines.of(await pinAnyway()),
        language: transcription.language,
        silenceThreshold: audio.silence_threshold,
        signal,
      });
    },
  });

  async function installParts(): Promise<InstallParts> {
    const { systemInstallParts } = await import("./install.ts");
    return {
      ...await systemInstallParts({ home: layout.home, main: request.main, language, clock }),
      ...parts.install,
    };
  }

  function drained({ published, rejected, waiting }: Outcome): Drained {
    const lines = published.map(({ record, last }): SessionLine => ({
      id: record.id,
      name: record.name,
      startedAt: record.startedAt,
      open: false,
      last,
      folder: join(layout.outbox, record.id),
    }));
    return {
      published: lines.filter(({ last }) => last.failures === 0),
      withFailures: lines.filter(({ last }) => last.failures > 0),
      rejected,
      waiting,
    };
  }

  return {
    home: layout.home,
    async init() {
      const made = await store.makeFolders();
      const texts: [string, string][] = [
        [join(layout.inbox, "LISEZMOI.txt"), inboxReadme],
        [join(layout.outbox, "LISEZMOI.txt"), outboxReadme],
        [layout.settings, defaultSettingsFile(language)],
        [layout.settingsSchema, JSON.stringify(settingsJsonSchema(language), null, 2) + "\n"],
      ];
      for (const [path, text] of texts) if (await store.writeHomeFile(path, text)) made.push(path);
      return { made };
    },

    async run({ signal, onProgress, onHeld }) {
      await store.makeFolders();
      await kindTexts(store, resolved.settings.analysis.template);
      await using _claim = await claiming.orThrow();
      onHeld?.();
      await using _logs = await logs();
      await store.home();
      await sweep(store.sealedIds());
      const { pipeline } = await compose(onProgress);
      return await besideSession(
        await hearSession(),
        async (signal) => {
          const { waiting, ...outcome } = await pipeline.run({ until: "drained", signal });
          const { careForAll } = await import("./aftercare.ts");
          const { retention } = resolved.settings;
          const { RetainedCount } = await import("./retained.ts");
          const count = new RetainedCount();
          let delivered = 0;
          const { aftercare, clockWatch } = await care((at) => {
            if (at.kind === "told" && at.text.key.startsWith("delivery.done.")) delivered++;
            if (at.kind === "retained") count.add(at.session, at.done);
            onProgress?.(at);
          });
          await clockWatch.look();
          const undone = await careForAll(aftercare, store, retention, signal);
          const done = drained({ ...outcome, waiting: [...waiting, ...undone] });
          const retained = count.sum();
          return { ...done, ...(delivered === 0 ? {} : { delivered }), ...(retained && { retained }) };
        },
        signal ?? new AbortController().signal,
      );
    },

    async retention({ dryRun = false, signal = new AbortController().signal, onProgress }) {
      const { applyRetention, foreseeRetention } = await import("./retention.ts");
      const { retention } = resolved.settings;
      const { countsDays, hasRules } = await import("./aftercare.ts");
      const { ClockWatch } = await import("./clock_watch.ts");
      const clockWatch = new ClockWatch({ store, clock, log: logOf("aftercare") });
      const look = { store, clock, retention, countTo: clockWatch.countTo };
      await store.home();
      if (dryRun) {
        await clockWatch.look(false);
        const heldUntil = countsDays(retention) ? clockWatch.heldUntil : undefined;
        const foreseen = await foreseeRetention(look);
        return { ...foreseen, undone: [], hasRules: hasRules(retention), heldUntil };
      }
      await using _claim = await claiming.orThrow();
      await using _logs = await logs();
      const tasks = { read: readArchive, program: request.program, log: logOf("aftercare"), language };
      await clockWatch.look();
      const heldUntil = countsDays(retention) ? clockWatch.heldUntil : undefined;
      return { ...await applyRetention({ ...look, ...tasks, onProgress }, signal), heldUntil };
    },

    async watch({ finish, signal, onProgress, onHeld }) {
      await store.makeFolders();
      await kindTexts(store, resolved.settings.analysis.template);
      await using claim = await claiming.orThrow();
      onHeld?.();
      const over = new AbortController();
      const asked = new AbortController();
      const gone = new AbortController();
      const looking = awaitEndRequest({ store, clock, log, claim }, over.signal).then((end) => {
        if (end === "asked") asked.abort();
        if (end === "moved") gone.abort(new GreffierError(message("lock.moved", { home: layout.home })));
      });
      try {
        await work({
          finish: finish ? AbortSignal.any([finish, asked.signal]) : asked.signal,
          signal: signal ? AbortSignal.any([signal, gone.signal]) : gone.signal,
          onProgress,
        });
      } finally {
        over.abort();
        await looking;
      }
    },

    async startApart(wanted) {
      await store.makeFolders();
      await startCommand({ store, clock, start: startOwn, free: claiming.isFree }, wanted);
    },
    async askToEnd() {
      const owner = await store.owner();
      if (owner?.command !== "watch" || owner.pid === 0) return false;
      await requestEnd(store, owner.pid);
      return true;
    },
    askTrayToEnd: () => askTray(store, "quit"),
    recordings,
    status: () => homeStatus({ store, resolved, clock, writerOf }),
    list: (options) => listSessions(store, options),

    writer: async () => writerLine(await pinAnyway(), refiners),
    announcesTo() {
      const { url, content } = resolved.settings.delivery.webhook;
      return url === "" || isThisMachine(url) ? undefined : { host: new URL(url).host, content };
    },
    kinds: () => listKinds(store, language),
    copyKind: (kind, { as } = {}) => copyKind(store, kind, { as, language }),

    async redo(id, stage, overrides = {}) {
      const other = hasOverrides(overrides);
      const from = stage ?? (other ? "summarise" : "ingest");
      const wanted = other ? overridden(resolved, overrides, from) : resolved;
      // Nothing of a kind of meeting is in the layout of a page.
      // A kind that was asked for, here or on the command line, comes before the meeting's own.
      const isNewKind = overrides.template !== undefined ||
        wanted.origins.get("analysis.template") === "flag";
      const fresh = async (pinned: Pinned) =>
        from === "render"
          ? await pinAnyway()
          : isNewKind
          ? await pin({ store, resolved: wanted, language })
          : await pinAgain({ store, resolved: wanted, language }, pinned);
      const sent = from === "render" ? {} : sentTo(wanted.settings.analysis);
      // Held while it deletes, if nobody holds it: beside a pipeline at work only sealed meetings are touched.
      const claimed = await claiming.now();
      try {
        const { ffmpeg } = resolved.settings.tools;
        const alone = claimed !== undefined;
        return { id, deleted: await redoSession(store, id, from, fresh, { alone, ffmpeg }), ...sent };
      } finally {
        await claimed?.[Symbol.asyncDispose]();
      }
    },

    async corrections(id) {
      const { meetingCorrections } = await import("./correct.ts");
      return await meetingCorrections({ store, language }, id);
    },
    async correct(id, request) {
      const { correctMeeting } = await import("./correct.ts");
      return await correctMeeting({ store, language }, id, request);
    },

    async ask(ids, question, options = {}) {
      const { ask } = await import("./ask.ts");
      await using _logs = await logs();
      return await ask({ store, language, findModel }, ids, question, options);
    },

    async search(query, options) {
      const { search } = await import("./search.ts");
      return await search({ store, language }, query, options);
    },
    async export(ids, options) {
      const { exportMeetings } = await import("./exporting.ts");
      return await exportMeetings({ store, language, printer: await browserPrinter() }, ids, options);
    },
    async stats(options) {
      const { statsOf } = await import("./stats.ts");
      return await statsOf({ store, language }, options);
    },
    async verify(ids, options) {
      const { verifyMeetings } = await import("./verify.ts");
      return await verifyMeetings(store, ids, options);
    },
    async pack(id, options) {
      const { packMeeting } = await import("./pack.ts");
      return await packMeeting({ store, clock, language, program: request.program }, id, options);
    },

    async transcribe(file, { signal, onProgress }) {
      const { transcribeFile } = await import("../jobs/mod.ts");
      const { transcription, audio } = resolved.settings;
      await using reader = await openForeign(files, file);
      const { segments, language: spoken, seconds } = await transcribeFile({
        source: reader,
        name: basename(file),
        path: resolve(file),
        decoder,
        transcriber: await engines.of(await pinAnyway()),
        language: transcription.language,
        allowed: SpokenLanguage.options,
        silenceThreshold: audio.silence_threshold,
        maxChunkSeconds: audio.micro_batch_seconds,
        signal,
        onProgress,
      });
      const words = segments.reduce((sum, { text }) => sum + countWords(text), 0);
      return { text: plainText(segments), language: spoken, seconds, words };
    },

    async add(paths, options) {
      const { addRecordings } = await import("./adding.ts");
      return await addRecordings({ store, clock, language }, paths, options);
    },
    async deliver(id, kinds) {
      const { requestDeliveries } = await import("./deliver.ts");
      return await requestDeliveries({ store, clock, settings: resolved.settings.delivery }, id, kinds);
    },
    async install(request) {
      const { install } = await import("./install.ts");
      return await install(await installParts(), request);
    },
    async isInstalled() {
      const { isInstalled } = await import("./install.ts");
      return await isInstalled(await installParts());
    },
    async uninstall() {
      const { uninstall } = await import("./install.ts");
      return await uninstall(await installParts());
    },
    async startsAtLogOn() {
      const { startsAtLogOn } = await import("./install.ts");
      return await startsAtLogOn(await installParts());
    },
    async checkForUpdate({ signal } = {}) {
      const { checkForUpdate, platformName } = await import("./updates.ts");
      const [, current = ""] = /(\S+)$/.exec(request.program) ?? [];
      const { address } = resolved.settings.updates;
      return await checkForUpdate({ address, current, platform: platformName(), clock, signal });
    },

    async scheduler() {
      const { homeScheduler } = await import("./schedule.ts");
      return homeScheduler({ home: layout.home, main: request.main, language, clock });
    },

    async doctor() {
      const { examine } = await import("../doctor/mod.ts");
      const { doctorProbes } = await import("./doctor_probes.ts");
      const { lookAtDeliveries } = await import("./delivery_probe.ts");
      const { model } = resolved.settings.transcription;
      const probes = doctorProbes({
        store,
        resolved,
        clock,
        install: await installParts(),
        model: async () => ({ directory: await modelFolder(layout, model), demo: model === DEMO_MODEL }),
        tryKind: () => kindTexts(store, resolved.settings.analysis.template),
        delivery: () => lookAtDeliveries(store, resolved.settings.delivery, readWebhookSecret()),
        tryEngine: async () => {
          const engine = await engines.of(await pinAnyway());
          await engine.detect(new Float32Array(SAMPLE_RATE), { languages: SpokenLanguage.options });
        },
      });
      return await examine(probes, language);
    },

    [Symbol.asyncDispose]: () => pool[Symbol.asyncDispose](),
  };
}

/** Opens a file from anywhere; one that is not there is a sentence, not a system error. */
async function openForeign(files: Files, file: string) {
  const path = resolve(file);
  const stat = await files.stat(path);
  if (!stat) throw new GreffierError(message("file.missing", { file }));
  if (stat.isFolder) throw new GreffierError(message("file.isFolder", { file }));
  return await files.openToRead(path);
}
