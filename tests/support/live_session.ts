import { join } from "node:path";
import { encodePcm16 } from "../../src/audio/mod.ts";
import {
  type EndReason,
  type GapRecord,
  type NoteRecord,
  NOTHING_KNOWN,
  SAMPLE_RATE,
  type SessionRecord,
} from "../../src/model/mod.ts";
import { chunkHeader } from "../../src/model/mod.ts";
import { diskFiles } from "../../src/store/mod.ts";
import { ManualClock } from "./manual_clock.ts";
import { testPinned } from "./pipeline.ts";

/** Id of the session that {@linkcode liveSession} makes. */
export const LIVE = "2026-01-19_1430_point";

export const LIVE_STARTED = "2026-01-19T14:30:00";

/** When the clocks of tests begin. */
const TEST_NOW = new ManualClock().now();

/** How a recorded session differs from the usual one, which hears both sides. */
export interface LiveSessionOptions {
  readonly id?: string;
  readonly sides?: NonNullable<SessionRecord["recording"]>["sides"];
  readonly record?: Partial<SessionRecord>;
  /** Changes the pinned settings. */
  readonly pinned?: SessionRecord["pinned"];
}

/** How a chunk differs from the usual one of 10 s of speech that carries its place. */
export interface ChunkOptions {
  readonly seconds?: number;
  /** Samples, one array a channel, in place of bursts of tone. */
  readonly sound?: readonly Float32Array[];
  /** `false`: its header does not tell where it stands. */
  readonly placed?: boolean;
  /** Its place when it is not the end of what was written, in samples. */
  readonly position?: number;
}

/** A session as a recorder writes it, chunk by chunk. Disposing lets go of its lock. */
export interface LiveSession extends AsyncDisposable {
  readonly id: string;
  readonly inbox: string;
  readonly outbox: string;
  /** Length of what was written, in samples. */
  readonly position: number;
  /** Writes the next chunk; returns its file's name. */
  chunk(options?: ChunkOptions): Promise<string>;
  /** Writes a gap at the end of what was written (all channels), or in the last chunk (one channel). */
  gap(cause: GapRecord["cause"], seconds: number, channels?: GapRecord["channels"]): Promise<string>;
  /** Writes a file of the session's folder in the inbox. */
  write(name: string, content: string | Uint8Array | object): Promise<void>;
  note(note: NoteRecord): Promise<void>;
  /** The recording ends as it should. */
  end(reason?: EndReason): Promise<void>;
  /** The recorder dies: its lock is free, and nothing is ended. */
  die(): Promise<void>;
}

/**
 * Bursts of tone, two seconds long, with pauses of half a second; of two channels they take turns. They follow the place
 * in the session, so that no two chunks sound the same.
 */
export function speech(seconds: number, channels: number, from = 0): Float32Array[] {
  return Array.from({ length: channels }, (_, channel) => {
    const samples = new Float32Array(Math.round(seconds * SAMPLE_RATE));
    for (let i = 0; i < samples.length; i++) {
      const time = (from + i) / SAMPLE_RATE;
      const turn = Math.floor(time / 2.5);
      if (time % 2.5 >= 2 || (channels === 2 && turn % 2 !== channel)) continue;
      samples[i] = 0.3 * Math.sin(2 * Math.PI * (180 + 17 * (turn % 23)) * time);
    }
    return samples;
  });
}

/** The bytes of a chunk, header and samples. */
export function chunkBytes(
  sound: readonly Float32Array[],
  { position, placed = true }: { readonly position: number; readonly placed?: boolean },
): Uint8Array<ArrayBuffer> {
  const header = chunkHeader(LIVE_STARTED, { channels: sound.length, position }, sound[0].length);
  // The TimeReference of `bext`, as a writer that knows nothing of it leaves it.
  if (!placed) header.fill(0, 20 + 338, 20 + 346);
  const data = encodePcm16(sound);
  const bytes = new Uint8Array(header.length + data.length);
  bytes.set(header);
  bytes.set(data, header.length);
  return bytes;
}

/** Begins a recorded session in a home. */
export async function liveSession(
  home: { readonly path: string },
  { id = LIVE, sides = ["microphone", "system"], record: given = {}, pinned = testPinned() }:
    LiveSessionOptions = {},
): Promise<LiveSession> {
  const inbox = join(home.path, "inbox", id);
  const outbox = join(home.path, "outbox", id);
  const record: SessionRecord = {
    schema: 1,
    id,
    name: "Point",
    origin: "recorded",
    startedAt: LIVE_STARTED,
    originals: [],
    consent: null,
    pinned,
    recording: { sides, devices: { microphone: null, system: null }, process: null },
    ...given,
  };
  const text = (value: object) => JSON.stringify(value, null, 2) + "\n";
  await Deno.mkdir(join(outbox, "stages"), { recursive: true });
  await Deno.mkdir(inbox, { recursive: true });
  const last = { ...NOTHING_KNOWN, state: "partial" };
  await Deno.writeTextFile(join(outbox, "session.json"), text({ ...record, last }));
  await Deno.writeTextFile(join(inbox, "session.json"), text(record));
  const lock = await diskFiles.lock(join(inbox, "recorder.lock"));
  const die = async () => await lock?.[Symbol.asyncDispose]();
  let number = 0, position = 0, notes = 0, written = 0;
  const six = (n: number) => String(n).padStart(6, "0");
  const write: LiveSession["write"] = async (name, content) => {
    const path = join(inbox, name);
    const bytes = content instanceof Uint8Array
      ? content
      : new TextEncoder().encode(typeof content === "string" ? content : text(content));
    await Deno.writeFile(`${path}.part`, bytes);
    // On the clock of a test nothing is old until it says so; no two files have the same time.
    const time = new Date(TEST_NOW + 10 * ++written);
    await Deno.utime(`${path}.part`, time, time);
    await Deno.rename(`${path}.part`, path);
  };
  return {
    id,
    inbox,
    outbox,
    get position() {
      return position;
    },
    async chunk({ seconds = 10, sound, placed, position: at = position } = {}) {
      const samples = sound ?? speech(seconds, sides.length, at);
      const name = `${six(number++)}.wav`;
      await write(name, chunkBytes(samples, { position: at, placed }));
      position = at + samples[0].length;
      return name;
    },
    async gap(cause, seconds, channels = sides.length === 2 ? [0, 1] : [0]) {
      const name = `${six(number++)}.gap.json`;
      const length = Math.round(seconds * SAMPLE_RATE);
      const all = channels.length === sides.length;
      const [from, to] = all ? [position, position + length] : [position - length, position];
      await write(name, { schema: 1, from, to, channels, cause });
      if (all) position = to;
      return name;
    },
    write,
    note: (note) => write(`note-${++notes}.json`, note),
    async end(reason = "stopped") {
      await write("ended", { schema: 1, reason });
      await die();
    },
    die,
    [Symbol.asyncDispose]: die,
  };
}
