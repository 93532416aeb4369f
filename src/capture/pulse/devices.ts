import type { Side } from "../../model/mod.ts";
import type { AudioDevice, DeviceFormat } from "../audio_source.ts";
import { RATES } from "../rates.ts";
import type { Entry, ServerInfo } from "./listing.ts";

/** What the server has at one moment. */
export interface Snapshot {
  readonly info: ServerInfo;
  readonly sinks: readonly Entry[];
  readonly sources: readonly Entry[];
}

/** A source to record from, and the device that a person knows it by. */
export interface Target {
  /** Name of the source: of a microphone itself, of an output's monitor. */
  readonly source: string;
  readonly device: Pick<AudioDevice, "id" | "name">;
  /** What to ask for, in Hz: as the device works, where the recordings' resampler takes that. */
  readonly rate: number;
}

/** What the server is asked for when a device says nothing, or works at a rate that the resampler does not take. */
const USUAL_RATE = 48_000;

const field = (entry: Entry, name: string) => entry.fields.get(name) ?? "";
const idOf = (entry: Entry) => field(entry, "Name");
const nameOf = (entry: Entry) => field(entry, "Description").trim() || idOf(entry);

/** Whether a source only hands on what a sink plays. */
function isMonitor(source: Entry): boolean {
  const sink = field(source, "Monitor of Sink");
  return (sink !== "" && sink !== "n/a") || source.properties.get("device.class") === "monitor";
}

/** Reads a sample specification, `s16le 2ch 44100Hz`; null when it is none. */
export function parseFormat(specification: string): DeviceFormat | null {
  const match = /^(\S+) (\d+)ch (\d+)Hz$/.exec(specification.trim());
  if (!match) return null;
  const [, name, channels, rate] = match;
  const bits = /^(?:s|u|float)(\d+)/.exec(name)?.[1] ?? (/^[au]law$/.test(name) ? "8" : undefined);
  if (bits === undefined) return null;
  return {
    encoding: name.startsWith("float") ? "float" : "pcm",
    bits: Number(bits),
    channels: Number(channels),
    rate: Number(rate),
  };
}

/** Whether telephony programs are meant to take it: the server's intended role "phone". */
const isForCalls = (entry: Entry) =>
  (entry.properties.get("device.intended_roles") ?? "").split(/[\s,]+/).includes("phone");

function devicesOf(flow: AudioDevice["flow"], entries: readonly Entry[], defaultId: string): AudioDevice[] {
  const phones = entries.filter(isForCalls);
  const phone = phones.find((entry) => idOf(entry) === defaultId) ?? phones[0];
  return entries.map((entry) => ({
    id: idOf(entry),
    name: nameOf(entry),
    flow,
    roles: [
      ...(idOf(entry) === defaultId ? ["default"] as const : []),
      ...(entry === phone ? ["communications"] as const : []),
    ],
    format: parseFormat(field(entry, "Sample Specification")),
  }));
}

/** The devices as the port names them. Monitors are left out: they are the outputs. */
export function devicesIn({ info, sinks, sources }: Snapshot): AudioDevice[] {
  const microphones = sources.filter((source) => !isMonitor(source));
  return [
    ...devicesOf("output", sinks, info.defaultSink),
    ...devicesOf("input", microphones, info.defaultSource),
  ];
}

const targetOf = (entry: Entry, source: string): Target => ({
  source,
  device: { id: idOf(entry), name: nameOf(entry) },
  rate: rateFor(parseFormat(field(entry, "Sample Specification"))?.rate),
});

const rateFor = (rate: number | undefined) =>
  rate !== undefined && rate >= RATES.least && rate <= RATES.most ? rate : USUAL_RATE;

/**
 * What to record for a side: the device with that id, or the side's default. Undefined when there is none. As a
 * microphone, the monitor of an output is taken only by its id: the server makes it the default when nothing else is left.
 */
export function findTarget(
  { info, sinks, sources }: Snapshot,
  { side, device }: { readonly side: Side; readonly device: string | null },
): Target | undefined {
  if (side === "microphone") {
    const source = sources.find((source) => idOf(source) === (device ?? info.defaultSource));
    return source && (device !== null || !isMonitor(source)) ? targetOf(source, idOf(source)) : undefined;
  }
  const sink = sinks.find((sink) => idOf(sink) === (device ?? info.defaultSink));
  const monitor = sink && field(sink, "Monitor Source");
  return monitor && sources.some((source) => idOf(source) === monitor) ? targetOf(sink, monitor) : undefined;
}
