import type { AudioDevice } from "../audio_source.ts";

/**
 * Devices as `ffmpeg -sources pulse`, `-sinks pulse` and `-sources alsa` list them: `* id [name] (none)`, the default
 * marked. Null when it says that there is nobody to ask. A monitor, which hears what an output plays, counts as an output.
 */
export function parseSources(printed: string): AudioDevice[] | null {
  const lines = printed.split(/\r?\n/);
  if (!lines.some((line) => /^Auto-detected (sources|sinks)/.test(line))) return null;
  if (lines.some((line) => /^Cannot list (sources|sinks)/.test(line))) return null;
  return lines.flatMap((line) => {
    const found = /^([* ]) (\S+) \[(.*)\](?: \([^)]*\))?$/.exec(line);
    if (!found) return [];
    const [, mark, id, name] = found;
    return [device(id, name, /\.monitor$/.test(id) ? "output" : "input", mark === "*")];
  });
}

/** Of the PCMs of ALSA, those that are a sound card or the default; the others are filters. */
export function isSoundCard({ id }: AudioDevice): boolean {
  return id === "default" || /^(plug)?hw:/.test(id);
}

/** What Windows and its drivers call the input that hears what the PC plays, in the languages of their users. */
const PLAYBACK = new RegExp(
  [
    ...["stereo ?mix", "mixage st[ée]r[ée]o", "st[ée]r[ée]omix", "mezcla est[ée]reo", "mixagem est[ée]reo"],
    ...["missaggio stereo", "wave out mix", "what u hear", "rec\\.? playback", "virtual-audio-capturer"],
    ...["cable output", "loopback", "blackhole"],
  ].join("|"),
  "i",
);

/** Whether an input of that name hears what the computer plays. */
export function hearsPlayback(name: string): boolean {
  return PLAYBACK.test(name);
}

/**
 * Devices as ffmpeg's `-f dshow -list_devices true` lists them. Since version 5 each line says `(audio)`; before, a
 * headline stands over them. The id is the "alternative name", which tells two of the same name apart. DirectShow lists
 * the default first, and says nothing more of it.
 */
export function parseDshow(printed: string): AudioDevice[] {
  const devices: AudioDevice[] = [];
  let section = "";
  let last: { id: string; name: string } | null = null;
  const keep = () => {
    if (last) devices.push(device(last.id, last.name, hearsPlayback(last.name) ? "output" : "input", false));
    last = null;
  };
  for (const line of printed.split(/\r?\n/)) {
    const text = line.replace(/^\[[^\]]*\]\s*/, "");
    const alternative = /^Alternative name "(.*)"$/.exec(text);
    if (alternative) {
      if (last) last.id = alternative[1];
      continue;
    }
    keep();
    section = /^DirectShow (\w+) devices/.exec(text)?.[1] ?? section;
    const named = /^"(.*)"(?: \(([\w, ]+)\))?$/.exec(text);
    if (!named) continue;
    const [, name, kinds = section] = named;
    if (/\baudio\b/.test(kinds)) last = { id: name, name: name.trim() };
  }
  keep();
  return withDefault(devices);
}

/** Devices as ffmpeg's `-f avfoundation -list_devices true` lists them: `[0] Name`, since version 8 with `[uid:…]` after. */
export function parseAvfoundation(printed: string): AudioDevice[] {
  const devices: AudioDevice[] = [];
  let listing = false;
  for (const line of printed.split(/\r?\n/)) {
    const text = line.replace(/^\[[^\]]*@[^\]]*\]\s*/, "");
    if (/^AVFoundation \w+ devices/.test(text)) listing = /^AVFoundation audio/.test(text);
    const named = listing ? /^\[\d+\] (.*?)(?:\s*\[uid:[^\]]*\])?$/.exec(text) : null;
    const name = named?.[1].trim();
    if (name) devices.push(device(name, name, hearsPlayback(name) ? "output" : "input", false));
  }
  return devices;
}

function device(id: string, name: string, flow: AudioDevice["flow"], isDefault: boolean): AudioDevice {
  return { id, name: name.trim() || id, flow, roles: isDefault ? ["default"] : [], format: null };
}

/** The same devices, the first input being the default. */
function withDefault(devices: readonly AudioDevice[]): AudioDevice[] {
  const first = devices.findIndex(({ flow }) => flow === "input");
  return devices.map((one, i) => i === first ? { ...one, roles: ["default"] } : one);
}
