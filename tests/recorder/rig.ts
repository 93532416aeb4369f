import assert from "node:assert/strict";
import { setImmediate } from "node:timers";
import { join } from "node:path";
import type { AudioSource } from "../../src/capture/audio_source.ts";
import { loadSettings, type Settings } from "../../src/config/mod.ts";
import { silentLog } from "../../src/log.ts";
import type { EndReason, LevelsRecord, SessionRecord, Side } from "../../src/model/mod.ts";
import { record } from "../../src/recorder/mod.ts";
import { TICK_MS } from "../../src/recorder/record.ts";
import { diskFiles, type Files, homeLayout, Store } from "../../src/store/mod.ts";
import { FakeAudioSource, type FakeDeviceOptions } from "../support/fake_audio_source.ts";
import { type TemporaryHome, temporaryHome } from "../support/home.ts";
import { readRecorded, type Recorded } from "../support/recorded.ts";
import { SimClock } from "../support/sim_clock.ts";

export const STARTED_AT = "2026-11-23T14:05:00";
export const ID = "2026-11-23_1405_point";

/** A sample of 16-bit PCM that tells its place in the device's count, of 65,536. */
export const counting = (index: number) => (index % 65_536 - 32_768) / 32_768;

/** How a rig differs from two steady devices and the usual settings. */
export interface RigOptions {
  readonly sides?: readonly Side[];
  readonly microphone?: FakeDeviceOptions;
  readonly system?: FakeDeviceOptions;
  readonly session?: Partial<Settings["session"]>;
  readonly files?: Files;
  readonly source?: (fake: FakeAudioSource) => AudioSource;
  /** Bytes that are free on the disk; the disk's own unless told. */
  readonly freeBytes?: () => number | null;
}

/** A recorder at work on a clock that the test moves, in a home of its own. */
export interface Rig extends AsyncDisposable {
  readonly home: TemporaryHome;
  readonly clock: SimClock;
  readonly source: FakeAudioSource;
  /** Of the disk as it is, whatever the recorder's files do. */
  readonly store: Store;
  /** Starts a recorder; a second time, it resumes. */
  start(): Promise<void>;
  /** The machine is about to end the recorder, or to sleep; resolves when what was heard is safe. */
  secure(): Promise<void>;
  /** The recorder's process is asked to close. */
  close(): void;
  /** Lets time go by, in seconds. */
  pass(seconds: number): Promise<void>;
  /** Runs until the recorder has ended. */
  ended(): Promise<EndReason>;
  /** The recorder's process dies here. */
  kill(): Promise<void>;
  levels(): Promise<LevelsRecord>;
  recorded(): Promise<Recorded>;
}

/** A session of this moment, as the store makes its folders for. */
export function recordOf(sides: readonly Side[] = ["microphone", "system"]): SessionRecord {
  const { audio, transcription, analysis, output, session } = loadSettings().settings;
  return {
    schema: 1,
    id: ID,
    name: "Point",
    origin: "recorded",
    startedAt: STARTED_AT,
    originals: [],
    consent: null,
    pinned: {
      settings: { audio, transcription, analysis, output, session },
      model: { name: "fake", revision: "0", demo: true },
      prompts: {},
      vocabulary: "",
      interface: "fr",
    },
    recording: { sides: [...sides], devices: { microphone: null, system: null }, process: null },
  };
}

/** Marks a recorder of a test that dies. */
class Killed extends Error {}

export async function makeRig(options: RigOptions = {}): Promise<Rig> {
  const { sides = ["microphone", "system"], microphone, system, files = diskFiles } = options;
  const home = await temporaryHome();
  const layout = homeLayout(home.path);
  const store = new Store(layout);
  await store.createRecording(recordOf(sides));
  const clock = new SimClock(Date.parse(STARTED_AT));
  const source = new FakeAudioSource(clock, {
    microphone: { sound: counting, ...microphone },
    system: { sound: counting, ...system },
  });
  const { settings } = loadSettings();
  let running: Promise<EndReason> | undefined;
  let settled = true;
  let dying = false;
  let closing = new AbortController();
  let secure: (() => Promise<void>) | undefined;
  const killable: Files = new Proxy(files, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      return (...given: unknown[]) => {
        if (dying) throw new Killed("killed");
        if (name === "freeBytes" && options.freeBytes) return Promise.resolve(options.freeBytes());
        return Reflect.apply(value, target, given);
      };
    },
  });

  async function settle(): Promise<void> {
    do await new Promise<void>((resolve) => setImmediate(resolve)); while (
      !settled && clock.sleeping(TICK_MS) === 0
    );
  }

  async function pass(seconds: number): Promise<void> {
    for (let left = Math.round(seconds * 1000 / TICK_MS); left > 0 && !settled; left--) {
      clock.advance(TICK_MS);
      source.pump();
      await settle();
    }
  }

  return {
    home,
    clock,
    source,
    store,
    pass,
    secure: () => secure?.() ?? assert.fail("nobody hears of a danger"),
    close: () => closing.abort(),
    async start() {
      settled = dying = false;
      closing = new AbortController();
      running = (async () => {
        await using folder = await new Store(layout, killable).openRecording(ID);
        assert.ok(folder);
        return await record({
          folder,
          source: options.source?.(source) ?? source,
          clock,
          settings: { ...settings, session: { ...settings.session, disk_reserve: 50, ...options.session } },
          log: silentLog,
          signal: closing.signal,
          onDanger(hear) {
            secure = hear;
            return { [Symbol.dispose]: () => void (secure = undefined) };
          },
        });
      })().finally(() => settled = true);
      running.catch(() => {}); // whoever waits for the end is told
      await settle();
    },
    async ended() {
      while (!settled) await pass(1);
      return await running!;
    },
    async kill() {
      dying = true;
      while (!settled) await pass(0.1);
      await assert.rejects(running!, Killed);
    },
    async levels() {
      const levels = await store.levels(ID);
      assert.ok(levels);
      return levels;
    },
    recorded: () => readRecorded(join(home.path, "inbox", ID), STARTED_AT),
    async [Symbol.asyncDispose]() {
      dying = true;
      while (!settled) await pass(0.1);
      await running?.catch(() => {}); // told above, when it mattered
      await home[Symbol.asyncDispose]();
    },
  };
}
