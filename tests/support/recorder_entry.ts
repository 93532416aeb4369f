/**
 * A recorder as a process of its own, on a fake source and a clock that goes faster: `recorder_entry.ts JSON`. For tests
 * that kill it, and for the bench.
 *
 * @module
 */
import process from "node:process";
import { loadSettings } from "../../src/config/mod.ts";
import { silentLog } from "../../src/log.ts";
import { record } from "../../src/recorder/mod.ts";
import { homeLayout, Store } from "../../src/store/mod.ts";
import { FakeAudioSource, type FakeDeviceOptions } from "./fake_audio_source.ts";
import { ScaledClock } from "./scaled_clock.ts";

/** What it is told. */
export interface RecorderEntry {
  readonly home: string;
  readonly id: string;
  readonly speed: number;
  /** See {@linkcode ScaledClock}. */
  readonly epoch: number;
  readonly start: number;
  readonly chunkSeconds: number;
  /** Of both devices; their samples count. */
  readonly device: Omit<FakeDeviceOptions, "sound">;
  /**
   * A file that tells, as a 64-bit number, how far the microphone's count has come in what was given to the recorder.
   */
  readonly toldIn?: string;
  /** The samples do not count, so that making them costs next to nothing. @default {false} */
  readonly cheapSound?: boolean;
}

/** What it prints when it has ended by itself. */
export interface RecorderFigures {
  readonly reason: string;
  /** In seconds, making the sound included. */
  readonly cpu: number;
  /** In bytes. */
  readonly peak: number;
}

/** A sample of 16-bit PCM that tells its place in a count of 65,536. */
export const counting = (index: number): number => (index % 65_536 - 32_768) / 32_768;

if (import.meta.main) {
  const task: RecorderEntry = JSON.parse(Deno.args[0]);
  const { home, id, speed, epoch, start, chunkSeconds, device, cheapSound, toldIn } = task;
  const sound = cheapSound ? () => 0.1 : counting;
  const told = toldIn === undefined ? undefined : Deno.openSync(toldIn, { write: true, create: true });
  const place = new BigInt64Array(1);
  /** Told once in ten milliseconds of sound. */
  const telling = (index: number) => {
    if (told && index % 160 === 0) {
      place[0] = BigInt(index);
      told.seekSync(0, Deno.SeekMode.Start);
      told.writeSync(new Uint8Array(place.buffer));
    }
    return sound(index);
  };
  const clock = new ScaledClock({ speed, epoch, start });
  const source = new FakeAudioSource(clock, {
    microphone: { ...device, sound: toldIn === undefined ? sound : telling },
    system: { ...device, sound },
  });
  const { settings } = loadSettings();
  const playing = new AbortController();
  // Every few milliseconds of real time: a timer that is always due would leave the disk's answers waiting.
  const played = source.run(playing.signal, Math.max(10, 4 * speed));
  await using folder = await new Store(homeLayout(home)).openRecording(id);
  if (!folder) throw new Error("Another recorder has the session");
  const reason = await record({
    folder,
    source,
    clock,
    settings: { ...settings, audio: { ...settings.audio, micro_batch_seconds: chunkSeconds } },
    log: silentLog,
  });
  told?.close();
  playing.abort();
  await played;
  const { user, system } = process.cpuUsage();
  const figures: RecorderFigures = {
    reason,
    cpu: (user + system) / 1e6,
    peak: process.resourceUsage().maxRSS * 1024,
  };
  console.log(JSON.stringify(figures));
}
