import { mixDown, readFrames, readWavInfo } from "../audio/mod.ts";
import { GreffierError, type Message, message } from "../errors.ts";
import { type ChannelPlan, channelsOf, SAMPLE_RATE, type Window, type WindowsRecord } from "../model/mod.ts";
import { heardFile } from "./archived.ts";
import type { SessionSnapshot, Store } from "../store/mod.ts";
import type { ChannelSound } from "./hearing/hear_window.ts";
import { type Seams, seamsOf, stretchesHeard, stretchToRead } from "./seams.ts";
import { hasNews } from "./ingest_stage.ts";
import { sourcesIn } from "./window_inputs.ts";

/** The sound of a window at 16 kHz. */
export interface WindowSound {
  /** What is to be heard, a channel each. */
  readonly heard: ChannelSound[];
  /** A stretch with all of that in it, of all channels alike: an array of samples a channel. */
  readonly around: Float32Array[];
  /** Where the stretch begins, in seconds of the session. */
  readonly aroundSeconds: number;
}

/** The seams of a window as they are by now: the last one ends only when every chunk is taken in. */
export function seamsByNow(session: SessionSnapshot, windows: WindowsRecord): (window: Window) => Seams {
  return seamsOf(windows, session.ended && session.unfinished.length === 0 && !hasNews(session, windows));
}

/** What to say when the sound of a window is no longer there; undefined while it is. */
export function goneAudio(
  session: SessionSnapshot,
  windows: WindowsRecord,
  window: Window,
): Message | undefined {
  const stretch = stretchToRead(window, seamsByNow(session, windows)(window));
  const gone = sourcesIn(windows.sources, stretch).find((source) =>
    !session.audio.has(heardFile(session, source))
  );
  if (!gone) return undefined;
  const name = session.record.originals.find(({ file }) => file === gone.file)?.name ?? gone.file;
  return message("audio.gone", { file: gone.file, name });
}

/** Reads the sound of a window. Throws `audio.gone` when the file is no longer there: no retry brings it back. */
export async function readWindow(
  store: Store,
  session: SessionSnapshot,
  windows: WindowsRecord,
  window: Window,
): Promise<WindowSound> {
  const gone = goneAudio(session, windows, window);
  if (gone) throw new GreffierError(gone);
  const seams = seamsByNow(session, windows)(window);
  const stretch = stretchToRead(window, seams);
  const around = channelsOf(windows.channels).map(() => new Float32Array(stretch.to - stretch.from));
  for (const source of sourcesIn(windows.sources, stretch)) {
    const from = Math.max(stretch.from, source.from);
    const to = Math.min(stretch.to, source.to);
    if (from >= to) continue;
    const file = heardFile(session, source);
    await using reader = await store.openAudio(session, file);
    const info = await readWavInfo(reader, { name: file });
    // The copy of a WAV holds the session's channels already.
    const isAsRecorded = file === source.file || (file === source.heard.file && source.heard.asRecorded);
    const plan: ChannelPlan = isAsRecorded ? windows.channels : { kind: "apart" };
    let at = from - stretch.from;
    for await (
      const block of readFrames(reader, info, { name: file, from: from - source.from, to: to - source.from })
    ) {
      const heard = info.format.channels === 1 ? block : mixDown(block, plan);
      heard.forEach((channel, index) => around[index]?.set(channel, at));
      at += block[0].length;
    }
  }
  const heard = stretchesHeard(around, window, seams).map(({ from, to }, channel) => ({
    samples: around[channel].subarray(from - stretch.from, to - stretch.from),
    startSeconds: from / SAMPLE_RATE,
  }));
  return { heard, around, aroundSeconds: stretch.from / SAMPLE_RATE };
}
