import { mixDown, readFrames, readWavInfo } from "../audio/mod.ts";
import { GreffierError, type Message, message } from "../errors.ts";
import { type ChannelPlan, channelsOf, type Window, type WindowsRecord } from "../model/mod.ts";
import type { SessionSnapshot, Store } from "../store/mod.ts";
import { sourcesIn } from "./window_inputs.ts";

/** What to say when the sound of a window is no longer there; undefined while it is. */
export function goneAudio(
  session: SessionSnapshot,
  { sources }: WindowsRecord,
  window: Window,
): Message | undefined {
  const gone = sourcesIn(sources, window).find(({ heard }) => !session.audio.has(heard.file));
  if (!gone) return undefined;
  const name = session.record.originals.find(({ file }) => file === gone.file)?.name ?? gone.file;
  return message("audio.gone", { file: gone.file, name });
}

/**
 * The sound of a window, an array of 16 kHz samples for each channel of the session. Throws `audio.gone` when the file
 * is no longer there: no retry brings it back.
 */
export async function readWindow(
  store: Store,
  session: SessionSnapshot,
  windows: WindowsRecord,
  window: Window,
): Promise<Float32Array[]> {
  const samples = channelsOf(windows.channels).map(() => new Float32Array(window.to - window.from));
  for (const source of sourcesIn(windows.sources, window)) {
    const from = Math.max(window.from, source.from);
    const to = Math.min(window.to, source.to);
    if (from >= to) continue;
    const { file } = source.heard;
    const gone = goneAudio(session, windows, window);
    if (gone) throw new GreffierError(gone);
    await using reader = await store.openAudio(session, file);
    const info = await readWavInfo(reader, { name: file });
    // The 16 kHz copy holds the session's channels already.
    const plan: ChannelPlan = file === source.file ? windows.channels : { kind: "apart" };
    let at = from - window.from;
    for await (
      const block of readFrames(reader, info, { name: file, from: from - source.from, to: to - source.from })
    ) {
      const heard = info.format.channels === 1 ? block : mixDown(block, plan);
      heard.forEach((channel, index) => samples[index]?.set(channel, at));
      at += block[0].length;
    }
  }
  return samples;
}
