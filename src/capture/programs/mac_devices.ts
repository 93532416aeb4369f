import { z } from "../../schema.ts";
import type { AudioDevice } from "../audio_source.ts";
import { hearsPlayback } from "./ffmpeg_lists.ts";

/** What every Mac has and answers with its sound devices. */
export const SYSTEM_PROFILER = {
  program: "/usr/sbin/system_profiler",
  args: ["SPAudioDataType", "-json"],
} as const;

const Item = z.object({
  _name: z.string(),
  coreaudio_device_input: z.union([z.number(), z.string()]).optional(),
  coreaudio_device_srate: z.number().optional(),
  coreaudio_default_audio_input_device: z.string().optional(),
});
const Group = z.object({ _items: z.array(z.unknown()) });
const Report = z.object({ SPAudioDataType: z.array(z.unknown()) });

/** The inputs of what {@linkcode SYSTEM_PROFILER} prints; none when it is something else. sox knows them by name. */
export function parseSystemProfiler(printed: string): AudioDevice[] {
  let report: unknown;
  try {
    report = JSON.parse(printed);
  } catch {
    return [];
  }
  return items(Report.safeParse(report).data?.SPAudioDataType ?? []).flatMap((item) => {
    const channels = Number(item.coreaudio_device_input ?? 0);
    if (!(channels > 0)) return [];
    const name = item._name.trim();
    const rate = item.coreaudio_device_srate;
    return [{
      id: item._name,
      name,
      flow: hearsPlayback(name) ? "output" as const : "input" as const,
      roles: item.coreaudio_default_audio_input_device === "spaudio_yes" ? ["default" as const] : [],
      format: rate ? { encoding: "float" as const, bits: 32, channels, rate } : null,
    }];
  });
}

/** Devices lie in groups, in some versions of macOS in groups of groups. */
function items(found: readonly unknown[]): z.infer<typeof Item>[] {
  return found.flatMap((one) => {
    const group = Group.safeParse(one);
    if (group.success) return items(group.data._items);
    const item = Item.safeParse(one);
    return item.success ? [item.data] : [];
  });
}
