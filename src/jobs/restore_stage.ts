import type { SoundReader } from "../archive/mod.ts";
import { createResampler, encodePcm16, mixDown, wavHeader } from "../audio/mod.ts";
import type { SoundDecoder } from "../decoding/mod.ts";
import { message, WaitingError } from "../errors.ts";
import { channelsOf, SAMPLE_RATE, type Source, type WindowsRecord } from "../model/mod.ts";
import { restoredFile } from "../store/mod.ts";
import { archiveOf, toRestore } from "./archived.ts";
import { ingested } from "./ingest_stage.ts";
import { languageOf } from "./language_stage.ts";
import { copyAgain } from "./session_copy.ts";
import { type Job, type JobContext, jobOf, type Stage } from "./stage.ts";
import { transcriptsOf } from "./transcribe_stage.ts";

const STAGE = "restore";

/** Room left free on the disk beside the copies, as a share of them. */
const RESERVE_SHARE = 0.25;

/** What the copies are made again with. */
export interface RestoreParts {
  readonly read: SoundReader;
  /** For sources that are there themselves and are no plain WAV. */
  readonly decoder?: SoundDecoder;
}

/**
 * The stage that makes the 16 kHz copies of a meeting with archived audio again, when something of it is to be heard once
 * more: from the archives, and from the sources that retention left as they were. They go into the inbox's folder and go
 * away with it.
 */
export function createRestoreStage({ read, decoder }: RestoreParts): Stage {
  return {
    name: STAGE,
    lane: "intake",
    pending(session) {
      const windows = session.ended ? ingested(session) : undefined;
      if (!windows || toRestore(session, windows).length === 0) return [];
      const isHeard = languageOf(session) &&
        windows.windows.every(({ id }) => transcriptsOf(session).has(id));
      return isHeard ? [] : [jobOf(STAGE, session.id)];
    },
    async run(_job: Job, context: JobContext) {
      const windows = ingested(context.session);
      if (!windows) return;
      const sources = toRestore(context.session, windows);
      await checkRoom(context, windows, sources);
      for (const source of sources) {
        const isThere = context.session.audio.has(source.file);
        if (isThere) await copyAgain(context, decoder, source, windows.channels);
        else await restore(context, windows, source, read);
      }
    },
  };
}

async function checkRoom(
  { store }: JobContext,
  { channels }: WindowsRecord,
  sources: readonly Source[],
): Promise<void> {
  const samples = sources.reduce((sum, { from, to, heard, format }) => {
    const held = heard.asRecorded ? Math.min(2, format.channels) : channelsOf(channels).length;
    return sum + (to - from) * held;
  }, 0);
  const needed = samples * 2 * (1 + RESERVE_SHARE);
  const free = await store.freeBytes();
  if (free === null || free >= needed) return;
  const file = sources.map(({ file }) => file).slice(0, 3).join(", ");
  throw new WaitingError(
    message("disk.full", { file, needed: Math.ceil(needed / 1e6), free: Math.floor(free / 1e6) }),
  );
}

/** Writes the sound of one source in the session's channels. */
async function restore(
  { session, store, signal }: JobContext,
  windows: WindowsRecord,
  source: Source,
  read: SoundReader,
): Promise<void> {
  const archive = archiveOf(session, source);
  if (archive === undefined) return;
  const plan = windows.channels;
  const channels = source.format.channels === 1 ? 1 : channelsOf(plan).length;
  await using reader = await store.openAudio(session, archive);
  await store.writeWork(session, restoredFile(source.file), async (writer) => {
    let frames = 0;
    await writer.write(wavHeader({ channels, rate: SAMPLE_RATE, frames: "open" }));
    const take = async (block: readonly Float32Array[]) => {
      if (block[0].length === 0) return;
      frames += block[0].length;
      await writer.write(encodePcm16(block));
    };
    let resampler: Awaited<ReturnType<typeof createResampler>> | undefined;
    try {
      for await (const { channels: block, rate } of read(reader, { name: archive, signal })) {
        // Opus has at most two channels: of more it has the mean.
        const isWhole = source.format.channels === block.length;
        const mixed = isWhole && block.length > 1 ? mixDown(block, plan) : [...block].slice(0, channels);
        if (rate !== SAMPLE_RATE) resampler ??= await createResampler({ channels, from: rate });
        await take(resampler?.push(mixed) ?? mixed);
      }
      if (resampler) await take(resampler.finish());
    } finally {
      resampler?.[Symbol.dispose]();
    }
    await writer.writeAt(0, wavHeader({ channels, rate: SAMPLE_RATE, frames }));
  });
}
