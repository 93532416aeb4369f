import { resolve } from "node:path";
import type {
  Added,
  AddOptions,
  ApartCommand,
  App,
  AskOptions,
  Corrected,
  CorrectRequest,
  Desk,
  Drained,
  Exported,
  ExportOptions,
  Finding,
  HomeStatus,
  Installed,
  InstallRequest,
  KindLine,
  MeetingCorrections,
  Packed,
  PackOptions,
  Redone,
  RedoOverrides,
  Scheduler,
  SearchOptions,
  SearchResult,
  SessionLine,
  Stats,
  StatsOptions,
  Uninstalled,
  UpdateCheck,
  Verified,
  WriterLine,
} from "../../src/app.ts";
import { FakeScheduler } from "../support/fake_scheduler.ts";
import { FakeRecordings } from "./fake_recordings.ts";
import type { AppRequest, CliIo } from "../../src/cli/mod.ts";
import { kindOf } from "../../src/cli/system_io.ts";
import type { Clock } from "../../src/clock.ts";
import type { Environment } from "../../src/config/mod.ts";

/** What {@linkcode line} changes. */
export type LineChange = Partial<Omit<SessionLine, "last">> & {
  readonly last?: Partial<SessionLine["last"]>;
};

/** A session as lists show it, with what a test changes. */
export function line(change: LineChange = {}): SessionLine {
  const id = change.id ?? "2026-11-23_1405_point-projet";
  return {
    id,
    name: "point-projet.wav",
    startedAt: "2026-11-23T14:05:00",
    open: false,
    folder: `/home/outbox/${id}`,
    ...change,
    last: {
      state: "final",
      language: "fr",
      seconds: 725,
      words: 1234,
      decisions: 2,
      actions: 3,
      failures: 0,
      notices: [],
      ...change.last,
    },
  };
}

/** A drain in which nothing happened, with what a test changes. */
export function drained(change: Partial<Drained> = {}): Drained {
  return { published: [], withFailures: [], rejected: [], waiting: [], ...change };
}

/** The status of a quiet home, with what a test changes. */
export function quiet(change: Partial<HomeStatus> = {}): HomeStatus {
  return {
    home: "/home",
    owner: null,
    waitingFiles: [],
    open: [],
    sealed: 0,
    rejected: 0,
    model: { name: "whisper-small", demo: false, present: true },
    freeBytes: 50e9,
    ...change,
  };
}

/** An app that does what a test says and notes what was asked of it. */
export class FakeApp implements App {
  readonly home: string;
  readonly calls: string[] = [];
  disposed = false;
  doRun: App["run"] = ({ onHeld }) => {
    onHeld?.();
    return Promise.resolve(drained());
  };
  doWatch: App["watch"] = ({ onHeld }) => Promise.resolve(onHeld?.());
  doTranscribe: App["transcribe"] = () =>
    Promise.resolve({ text: "Bonjour.\n\nAu revoir.", language: "fr", seconds: 3, words: 3 });
  doAsk: App["ask"] = () => Promise.reject(new Error("no answer was given to this fake"));
  doCorrections: App["corrections"] = () => Promise.reject(new Error("nothing was given to be shown"));
  doSearch: App["search"] = () => Promise.reject(new Error("nothing was given to be found"));
  exported: readonly Exported[] = [];
  statsNow: Stats | undefined;
  verified: readonly Verified[] = [];
  packed: Packed | undefined;
  doAdd: (paths: readonly string[], options?: AddOptions) => Promise<readonly Added[]> = (paths) =>
    Promise.resolve(paths.map((from) => ({ from, path: `/home/inbox/${from}`, files: 1, bytes: 64_000 })));
  announced: ReturnType<App["announcesTo"]>;
  doDeliver: () => ReturnType<App["deliver"]> = () => Promise.resolve([]);
  doCheckForUpdate: () => Promise<UpdateCheck> = () => Promise.reject(new Error("nobody was to be asked"));
  installed: Installed = {
    program: "/opt/greffier",
    shortcuts: [],
    removed: [],
    tasks: [],
    cautions: [],
    troubles: [],
  };
  startsAtLogOnNow = false;
  isInstalledNow = true;
  uninstalled: Uninstalled = { program: "/opt/greffier", removed: [], tasks: [], left: [], troubles: [] };
  doStartApart: () => Promise<void> = () => Promise.resolve();
  /** Whether a `watch` that can be asked to end works in the home. */
  watching = false;
  /** Whether the icon of the home is there. */
  hasTray = false;
  statusNow = quiet();
  sessions: readonly SessionLine[] = [];
  findings: readonly Finding[] = [];
  made: readonly string[] = [];
  writerNow: WriterLine | undefined;
  kindLines: readonly KindLine[] = [];
  /** What a redo tells besides the usual. */
  redone: Partial<Redone> = {};
  readonly recordings = new FakeRecordings(this.calls);
  readonly desk = new FakeDesk(this.calls);
  /** undefined: a system without. */
  schedulerNow: Scheduler | undefined = new FakeScheduler();

  constructor(home = "/home") {
    this.home = home;
  }

  init() {
    this.calls.push("init");
    return Promise.resolve({ made: this.made });
  }
  run(options: Parameters<App["run"]>[0]) {
    this.calls.push("run");
    return this.doRun(options);
  }
  watch(options: Parameters<App["watch"]>[0]) {
    this.calls.push("watch");
    return this.doWatch(options);
  }
  status() {
    return Promise.resolve(this.statusNow);
  }
  list() {
    return Promise.resolve(this.sessions);
  }
  corrections(id: string): Promise<MeetingCorrections> {
    this.calls.push(`corrections ${id}`);
    return this.doCorrections(id);
  }
  correct(id: string, request: CorrectRequest): Promise<Corrected> {
    this.calls.push(`correct ${id} ${JSON.stringify(request)}`);
    return Promise.resolve({
      id,
      path: `/home/outbox/${id}/corrections.json`,
      written: 1,
      undone: request.undo === true,
      live: false,
    });
  }
  redo(id: string, stage?: string, overrides: RedoOverrides = {}) {
    const others = Object.entries(overrides).map(([name, value]) => ` ${name}=${value}`).join("");
    this.calls.push(`redo ${id} ${stage ?? "all"}${others}`);
    return Promise.resolve({ id, deleted: ["report.md"], ...this.redone });
  }
  scheduler() {
    return Promise.resolve(this.schedulerNow);
  }
  writer() {
    return Promise.resolve(this.writerNow);
  }
  kinds() {
    return Promise.resolve(this.kindLines);
  }
  copyKind(kind: string, { as }: { readonly as?: string } = {}) {
    this.calls.push(`copyKind ${kind} ${as ?? ""}`.trim());
    return Promise.resolve(`/home/templates/${as ?? kind}.fr.md`);
  }
  transcribe(file: string, options: Parameters<App["transcribe"]>[1]) {
    this.calls.push(`transcribe ${file}`);
    return this.doTranscribe(file, options);
  }
  ask(ids: readonly string[], question: string, options?: AskOptions) {
    this.calls.push(`ask ${ids.join(",")} ${question}`);
    return this.doAsk(ids, question, options);
  }
  search(query: string, options: SearchOptions = {}): Promise<SearchResult> {
    const { from, to, kinds, limit } = options;
    this.calls.push(`search ${query} ${JSON.stringify({ from, to, kinds, limit })}`);
    return this.doSearch(query, options);
  }
  export(ids: readonly string[], { to, formats, withAudio, force }: ExportOptions) {
    this.calls.push(`export ${ids.join(",")} ${JSON.stringify({ to, formats, withAudio, force })}`);
    return Promise.resolve(this.exported);
  }
  stats({ from, to, today }: StatsOptions) {
    this.calls.push(`stats ${JSON.stringify({ from, to, today })}`);
    return this.statsNow ? Promise.resolve(this.statsNow) : Promise.reject(new Error("nothing was counted"));
  }
  verify(ids: readonly string[]) {
    this.calls.push(`verify ${ids.join(",")}`);
    return Promise.resolve(this.verified);
  }
  pack(id: string, { to, audio }: PackOptions = {}) {
    this.calls.push(`pack ${id} ${JSON.stringify({ to, audio })}`);
    return this.packed ? Promise.resolve(this.packed) : Promise.reject(new Error("nothing was packed"));
  }
  retention: App["retention"] = () => Promise.resolve({ meetings: [], undone: [], hasRules: false });
  announcesTo() {
    return this.announced;
  }
  deliver(id: string, kinds: Parameters<App["deliver"]>[1]) {
    this.calls.push(`deliver ${[id, ...kinds].join(" ")}`);
    return this.doDeliver();
  }
  doctor() {
    return Promise.resolve(this.findings);
  }
  add(paths: readonly string[], options: AddOptions = {}) {
    const { name } = options;
    this.calls.push(`add ${paths.join(" ")}${name === undefined ? "" : ` as ${name}`}`);
    return this.doAdd(paths, options);
  }
  checkForUpdate() {
    this.calls.push("checkForUpdate");
    return this.doCheckForUpdate();
  }
  install(request: InstallRequest) {
    this.calls.push(`install ${JSON.stringify(request)}`);
    return Promise.resolve(this.installed);
  }
  startsAtLogOn() {
    return Promise.resolve(this.startsAtLogOnNow);
  }
  isInstalled() {
    return Promise.resolve(this.isInstalledNow);
  }
  uninstall() {
    this.calls.push("uninstall");
    return Promise.resolve(this.uninstalled);
  }
  startApart(command: ApartCommand) {
    this.calls.push(`startApart ${command}`);
    return this.doStartApart();
  }
  askToEnd() {
    this.calls.push("askToEnd");
    return Promise.resolve(this.watching);
  }
  askTrayToEnd() {
    this.calls.push("askTrayToEnd");
    return Promise.resolve(this.hasTray);
  }
  [Symbol.asyncDispose]() {
    this.disposed = true;
    return Promise.resolve();
  }
}

/** An icon near the clock that does what a test says. */
export class FakeDesk implements Desk {
  readonly calls: string[];
  /** Whether the system has a place for icons. */
  place = false;
  /** Whether a process is the icon of the home. */
  there = false;
  /** Whether it has no place to show it. */
  hidden = false;
  doRun: Desk["run"] = ({ onThere }) => {
    onThere?.(this.place);
    return Promise.resolve("stopped");
  };

  constructor(calls: string[]) {
    this.calls = calls;
  }

  hasPlace() {
    return Promise.resolve(this.place);
  }
  isThere() {
    return Promise.resolve(this.there);
  }
  isHidden() {
    return Promise.resolve(this.hidden);
  }
  call() {
    if (this.there) this.calls.push("call the icon");
    return Promise.resolve(this.there);
  }
  run(options: Parameters<Desk["run"]>[0]) {
    this.calls.push("show the icon");
    return this.doRun(options);
  }
  openInbox() {
    this.calls.push("open the inbox");
    return Promise.resolve();
  }
}

/** What {@linkcode fakeIo} changes of a plain pipe in English. */
export interface FakeIoOptions {
  readonly app?: FakeApp;
  readonly environment?: Partial<Environment>;
  readonly terminal?: boolean;
  readonly home?: string;
  readonly recordings?: string;
  readonly demoHome?: string;
  /** What the person types when asked, line by line; then nothing any more. */
  readonly answers?: readonly string[];
  /** A clock for commands that wait. @default one on which nobody may sleep */
  readonly clock?: Clock;
}

/** A command line without a process: what was written, and a Ctrl+C to press. */
export interface FakeIo extends CliIo {
  readonly app: FakeApp;
  readonly requests: AppRequest[];
  /** What the person was asked. */
  readonly asked: readonly string[];
  readonly out: () => string;
  readonly err: () => string;
  readonly pressCtrlC: () => void;
  readonly closeWindow: () => void;
  /** Presses keys, one after the other. */
  readonly type: (keys: string) => void;
  readonly listeners: () => number;
  readonly entersAwaited: () => number;
  /** Moves the clock that never goes back. */
  readonly pass: (milliseconds: number) => void;
}

/** The character that begins every terminal escape. */
export const ESCAPE = "\x1b";

/** A home that counts as made, though nothing is there. */
const HOME = resolve("/nowhere/greffier");

/** Makes a {@linkcode FakeIo}; no-break spaces come out as plain ones. */
export function fakeIo(options: FakeIoOptions = {}): FakeIo {
  const { app = new FakeApp(), environment = {}, terminal = false, home = HOME } = options;
  let out = "", err = "", enters = 0, elapsed = 0;
  const requests: AppRequest[] = [];
  const asked: string[] = [];
  const answers = [...options.answers ?? []];
  const listeners = new Set<() => void>();
  const windowListeners = new Set<() => void>();
  const keyListeners = new Set<(key: string) => void>();
  const clock: Clock = options.clock ?? {
    now: () => Date.UTC(2026, 10, 23, 13, 0, 0) + elapsed,
    monotonic: () => elapsed,
    uptime: () => elapsed,
    sleep: () => Promise.reject(new Error("no command sleeps")),
  };
  const plain = (text: string) => text.replaceAll("\u00a0", " ");
  return {
    app,
    requests,
    asked,
    out: () => plain(out),
    err: () => plain(err),
    closeWindow: () => windowListeners.forEach((listener) => listener()),
    pressCtrlC: () => listeners.forEach((listener) => listener()),
    type(keys) {
      for (const key of keys) keyListeners.forEach((listener) => listener(key));
    },
    listeners: () => listeners.size + keyListeners.size + windowListeners.size,
    entersAwaited: () => enters,
    pass: (milliseconds) => elapsed += milliseconds,
    stdout: { write: (text) => void (out += text), isTerminal: terminal, columns: 80 },
    stderr: { write: (text) => void (err += text), isTerminal: terminal, columns: 80 },
    stdin: {
      isTerminal: terminal,
      waitForEnter: () => {
        enters++;
        return Promise.resolve();
      },
      ask(question) {
        asked.push(question.replaceAll("\u00a0", " "));
        return Promise.resolve(answers.shift() ?? null);
      },
      onKey(listener) {
        keyListeners.add(listener);
        return { [Symbol.dispose]: () => void keyListeners.delete(listener) };
      },
    },
    environment: { language: "en", colours: "terminal", isDumb: false, settings: {}, ...environment },
    clock,
    program: {
      version: "1.2.3",
      home,
      demoHome: options.demoHome ?? home,
      demoRecordings: () => Promise.resolve(options.recordings ?? "/nowhere/recordings"),
    },
    kindOf: (path) => path === HOME ? Promise.resolve("folder") : kindOf(path),
    onStopRequest(listener) {
      listeners.add(listener);
      return { [Symbol.dispose]: () => void listeners.delete(listener) };
    },
    onEndRequest(listener) {
      listeners.add(listener);
      return { [Symbol.dispose]: () => void listeners.delete(listener) };
    },
    onWindowClosed(listener) {
      windowListeners.add(listener);
      return { [Symbol.dispose]: () => void windowListeners.delete(listener) };
    },
    ignoreKeyboard() {
      app.calls.push("ignoreKeyboard");
      return { [Symbol.dispose]: () => {} };
    },
    createApp(request) {
      requests.push(request);
      return Promise.resolve(app);
    },
    createDesk: () => Promise.resolve(app.desk),
    runDecodeChild() {
      app.calls.push("__decode");
      return Promise.resolve();
    },
    runEngineChild() {
      app.calls.push("__engine");
      return Promise.resolve();
    },
  };
}
