/** Where things may stand: the tables that the lint rules of layers.ts read. Paths are relative to the checkout. */

/** The layers of src/, lowest first. A file imports from lower layers and its own folder; never sideways, never up. */
export const LAYERS: readonly (readonly string[])[] = [
  ["schema", "clock", "texts"],
  ["errors"],
  ["log", "config"],
  ["windows"],
  ["model"],
  ["words"],
  ["store"],
  ["llm"],
  ["asr", "summarisers", "ask", "report", "audio", "search"],
  ["capture", "decoding", "archive", "printing"],
  ["jobs", "recorder"],
  ["watchers", "doctor", "server", "agent", "cluster", "desktop", "aftercare"],
  ["app"],
  ["cli"],
  ["main"],
];

/**
 * Files besides mod.ts that other folders may import: each declares a port, or the types of one, and no adapter; those of
 * desktop/ are the doors of its parts, which have nothing in common.
 */
export const DOORS: readonly string[] = [
  "src/asr/transcriber.ts",
  "src/capture/audio_source.ts",
  "src/desktop/install/mod.ts",
  "src/desktop/schedule/mod.ts",
  "src/desktop/tray/mod.ts",
  "src/jobs/progress.ts",
  "src/report/report_input.ts",
  "src/llm/language_model.ts",
  "src/summarisers/refiner.ts",
  "src/summarisers/summariser.ts",
];

/** What src/ imports from outside itself: texts that the executable carries, and the version. */
export const CARRIED: readonly string[] = [
  "demo/recordings/SHA256SUMS",
  "deno.json",
  "inbox/LISEZMOI.txt",
  "outbox/LISEZMOI.txt",
  "templates/",
];

/** Folders of adapters, of which jobs/ knows the port and the types alone. */
export const ADAPTERS: readonly string[] = ["asr", "summarisers"];

/** The one file or folder (with a `/` at its end) of src/ that imports each npm package. */
export const PACKAGES: Readonly<Record<string, string>> = {
  "@alexanderolsen/libsamplerate-js": "src/audio/",
  "@commander-js/extra-typings": "src/cli/",
  "@evan/opus": "src/archive/",
  "@huggingface/transformers": "src/asr/",
  "@logtape/file": "src/log.ts",
  "@logtape/logtape": "src/log.ts",
  "@logtape/redaction": "src/log.ts",
  "@orama/stemmers": "src/words/",
  "@wasm-audio-decoders/ogg-vorbis": "src/decoding/",
  "chokidar": "src/watchers/",
  "cli-progress": "src/cli/",
  "commander": "src/cli/",
  "dbus-native": "src/desktop/tray/status_notifier/",
  "docx": "src/report/docx/",
  "eta": "src/report/",
  "fastest-levenshtein": "src/config/",
  "ical-generator": "src/report/",
  "jsonc-parser": "src/config/",
  "nodemailer": "src/aftercare/delivery/",
  "node-record-lpcm16": "src/capture/",
  "ollama": "src/llm/",
  "onnxruntime-node": "src/asr/",
  "opus-decoder": "src/decoding/",
  "p-retry": "src/store/",
  "yazl": "src/store/",
  "zod": "src/schema.ts",
};

/** Something the runtime offers that only few places may use. */
export interface Gate {
  /** What it does, for the message. */
  readonly what: string;
  /** Properties of `Deno`, of `process` and of `console` (`*`: all), and modules, that do it. */
  readonly deno: readonly string[];
  readonly process?: readonly string[];
  readonly console?: boolean;
  readonly modules?: readonly string[];
  /** Files or folders that may. */
  readonly places: readonly string[];
}

const withSync = (names: readonly string[]) => names.flatMap((name) => [name, `${name}Sync`]);

/** By the name of the rule. */
export const GATES: Readonly<Record<string, Gate>> = {
  "files": {
    what: "makes, names, changes or removes files",
    deno: withSync([
      ...["chmod", "copyFile", "create", "link", "makeTempDir", "makeTempFile", "mkdir", "remove", "rename"],
      ...["symlink", "truncate", "utime", "writeFile", "writeTextFile"],
    ]),
    modules: ["node:fs", "node:fs/promises"],
    places: [
      "src/store/",
      "src/log.ts", // LogTape writes the logs by itself; the folder must be there
      "src/asr/native_files.ts", // a cache of the program's own files, which hold nothing of a meeting
      "src/desktop/install/", // shortcuts, outside of any home
      "src/desktop/schedule/", // units and plists of the system's own scheduler
    ],
  },
  "environment": {
    what: "reads the environment",
    deno: ["env"],
    process: ["env"],
    places: ["src/config/"],
  },
  "print": {
    what: "prints",
    deno: ["stdout", "stderr"],
    process: ["stdout", "stderr"],
    console: true,
    places: [
      "src/log.ts",
      "src/cli/",
      "src/asr/engine_child.ts", // its standard output is the pipe to the process that started it
      "src/decoding/decode_child.ts", // likewise
    ],
  },
  "ffi": {
    what: "calls the system's own libraries",
    deno: ["dlopen", "UnsafeCallback", "UnsafeFnPointer", "UnsafePointer", "UnsafePointerView"],
    places: [
      "src/capture/wasapi/ffi/",
      "src/desktop/tray/windows/",
      "src/desktop/install/windows/",
      "src/windows/",
      "src/recorder/host.ts", // Windows is told not to sleep
    ],
  },
  "database": {
    what: "opens a database, and with it a file, by itself",
    deno: [],
    modules: ["node:sqlite"],
    places: ["src/search/"], // its file lies in state/: a cache, made from what the store reads
  },
  "exit": {
    what: "ends the program",
    deno: ["exit", "exitCode"],
    process: ["exit", "exitCode", "abort"],
    places: ["main.ts"],
  },
};
