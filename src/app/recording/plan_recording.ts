import type { AudioDevice, AudioSource } from "../../capture/audio_source.ts";
import { GreffierError, type Message, message, UsageError } from "../../errors.ts";
import type { RecordingPlan, Side } from "../../model/mod.ts";
import { type Language, say } from "../../texts/mod.ts";
import type { StartRequest } from "../recordings.ts";

/** Which side a device is heard on. */
const SIDE_OF: Readonly<Record<AudioDevice["flow"], Side>> = { input: "microphone", output: "system" };

/** What {@linkcode planRecording} knows of the machine. */
export interface PlanParts {
  readonly source: AudioSource;
  readonly devices: readonly AudioDevice[];
  /** The device of that id or name, of this flow alone if one is given; throws a sentence when there is none. */
  readonly find: FindDevice;
  readonly language: Language;
}

/** See {@linkcode PlanParts.find}. */
export type FindDevice = (
  devices: readonly AudioDevice[],
  written: string,
  flow?: AudioDevice["flow"],
) => AudioDevice | Promise<AudioDevice>;

/**
 * What a recording will hear. Never another side, device or program than was asked for: what contradicts itself or
 * cannot be heard here throws a sentence.
 */
export async function planRecording(
  { only, devices: written = [], process }: Pick<StartRequest, "only" | "devices" | "process">,
  parts: PlanParts,
): Promise<RecordingPlan> {
  const { source, devices } = parts;
  const side = (name: Side) => say(sideName(name), parts.language);
  if (process !== undefined && only === "microphone") {
    throw new UsageError(message("recording.processNeedsSystem"));
  }
  const sides: readonly Side[] = only === undefined ? ["microphone", "system"] : [only];
  for (const wanted of sides) {
    if (!source.sides.includes(wanted)) {
      throw new GreffierError(
        message("capture.sideUnsupported", { source: source.name, side: side(wanted) }),
      );
    }
    // A source that cannot list its devices may still hear the default one: whoever opens it finds out.
    if (devices.length > 0 && !devices.some(({ flow }) => SIDE_OF[flow] === wanted)) {
      throw new GreffierError(
        wanted === "microphone" ? message("capture.noMicrophone") : message("capture.noOutput"),
      );
    }
  }

  const named = await Promise.all(
    written.map(async (name) => onSides(await devicesNamed(name, parts), sides)),
  );
  const chosen = new Map<Side, AudioDevice>();
  // A headset is a microphone and an output of one name: it gives the sides that no other was named for.
  for (const found of named.toSorted((a, b) => a.length - b.length)) {
    const free = found.length === 1 ? found : found.filter(({ flow }) => !chosen.has(SIDE_OF[flow]));
    for (const device of free) {
      const own = SIDE_OF[device.flow];
      const before = chosen.get(own);
      if (before && before.id !== device.id) {
        throw new UsageError(
          message("recording.devicesSameSide", { first: before.name, second: device.name, side: side(own) }),
        );
      }
      if (!sides.includes(own)) {
        throw new UsageError(message("recording.deviceOtherSide", { device: device.name, side: side(own) }));
      }
      if (own === "system" && process !== undefined) {
        if (found.length > 1) continue;
        throw new UsageError(message("recording.processWithOutput", { device: device.name }));
      }
      chosen.set(own, device);
    }
  }
  return {
    sides: [...sides],
    devices: {
      microphone: chosen.get("microphone")?.id ?? null,
      system: chosen.get("system")?.id ?? null,
    },
    process: process ?? null,
  };
}

/** The devices that a name means: one, or a headset's microphone and output. Throws a sentence when there is none. */
export async function devicesNamed(
  written: string,
  { devices, find }: Pick<PlanParts, "devices" | "find">,
): Promise<AudioDevice[]> {
  const found: AudioDevice[] = [];
  for (const flow of ["input", "output"] as const) {
    try {
      found.push(await find(devices, written, flow));
    } catch (error) {
      // There may be one of the other flow; that there are several is an answer.
      if (!(error instanceof GreffierError && error.text.key.startsWith("capture.deviceUnknown"))) {
        throw error;
      }
    }
  }
  return found.length > 0 ? found : [await find(devices, written)];
}

/** Of those that a name means, those of the sides that are recorded, if there are any. */
function onSides(found: readonly AudioDevice[], sides: readonly Side[]): readonly AudioDevice[] {
  const wanted = found.filter(({ flow }) => sides.includes(SIDE_OF[flow]));
  return wanted.length > 0 ? wanted : found.slice(0, 1);
}

/** A side as people say it. */
export function sideName(side: Side): Message {
  return side === "microphone" ? message("capture.side.microphone") : message("capture.side.system");
}
