import { type Clock, systemClock } from "../clock.ts";
import type { Settings } from "../config/mod.ts";
import { GreffierError, type Message, message, textOf } from "../errors.ts";
import { type Log, silentLog } from "../log.ts";
import { type Language, say } from "../texts/mod.ts";
import type { AudioSource } from "./audio_source.ts";
import { createFfmpegSource } from "./programs/ffmpeg.ts";
import { createMicrophoneSource } from "./programs/microphone.ts";
import { createSoxSource } from "./programs/sox.ts";
import { createPulseSource } from "./pulse/mod.ts";
import { createWasapiSource } from "./wasapi/mod.ts";

/** The setting `audio.capture_type`. */
export type CaptureType = Settings["audio"]["capture_type"];

/** A way to capture sound. */
export type SourceName = Exclude<CaptureType, "auto">;

/** What a source is made with. */
export interface SourceParts {
  readonly clock: Clock;
  readonly log: Log;
}

/** Makes each source; none of them asks the system for anything before it is used. */
export type SourceMakers = Readonly<Record<SourceName, (parts: SourceParts) => AudioSource>>;

/** Options of {@linkcode chooseSource}. */
export interface ChooseOptions {
  /** @default {systemClock} */
  readonly clock?: Clock;
  /** @default {silentLog} */
  readonly log?: Log;
  /** In which the cause inside a notice is told. @default {"fr"} */
  readonly language?: Language;
  /** @default {Deno.build.os} */
  readonly os?: typeof Deno.build.os;
  /** @default the sources of this folder */
  readonly makers?: SourceMakers;
}

/** The source to hear with. */
export interface ChosenSource {
  readonly source: AudioSource;
  /** What a person must know of it: that it is not the usual one, and why; that it hears only the microphone. */
  readonly notices: readonly Message[];
}

const MAKERS: SourceMakers = {
  wasapi: createWasapiSource,
  pulseaudio: createPulseSource,
  ffmpeg: createFfmpegSource,
  sox: createSoxSource,
  microphone: createMicrophoneSource,
};

type System = "windows" | "darwin" | "linux";

/** What each system has. */
const CHOICES: Readonly<Record<System, readonly SourceName[]>> = {
  windows: ["wasapi", "ffmpeg", "sox"],
  darwin: ["microphone", "ffmpeg", "sox"],
  linux: ["pulseaudio", "microphone", "ffmpeg", "sox"],
};

/** What `auto` tries, in this order. On Linux ffmpeg and sox reach no more than the other two. */
const AUTO: Readonly<Record<System, readonly [SourceName, ...SourceName[]]>> = {
  windows: ["wasapi", "ffmpeg", "sox"],
  darwin: ["microphone", "ffmpeg"],
  linux: ["pulseaudio", "microphone"],
};

/** What says something of the person's devices or settings, not of the way to reach them: another way would hear no more. */
const OF_DEVICES: readonly string[] = [
  "capture.noMicrophone",
  "capture.noOutput",
  "capture.busy",
  "capture.forbidden",
];

/**
 * The source that `captureType` names. `auto` takes the first of the system's own that can be asked for its devices:
 * on Windows WASAPI, else ffmpeg, else sox; on Linux the sound server, else the microphone by ALSA; on macOS the
 * microphone by sox, else ffmpeg. Throws a sentence when the one that was named does not exist here or cannot be used, and with `auto`, when
 * none can, what stands in the way of the first.
 */
export async function chooseSource(
  captureType: CaptureType,
  { clock = systemClock, log = silentLog, language = "fr", os = Deno.build.os, makers = MAKERS }:
    ChooseOptions = {},
): Promise<ChosenSource> {
  const system = os === "windows" || os === "darwin" ? os : "linux";
  if (captureType !== "auto") {
    if (!CHOICES[system].includes(captureType)) {
      const choices = CHOICES[system].join(", ");
      throw new GreffierError(message("capture.typeUnsupported", { found: captureType, choices }));
    }
    const source = makers[captureType]({ clock, log });
    await source.devices();
    return { source, notices: limits(source) };
  }

  const [wanted] = AUTO[system];
  let refusal: unknown;
  for (const name of AUTO[system]) {
    const source = makers[name]({ clock, log });
    try {
      const devices = await source.devices();
      // The usual way may have nothing to hear; one that should mend it must have something.
      if (name !== wanted && devices.length === 0) continue;
    } catch (error) {
      if (!(error instanceof GreffierError && OF_DEVICES.includes(error.text.key))) {
        log.warn("{name} cannot be used: {error}", { name, error: String(error) });
        refusal ??= error;
        continue;
      }
    }
    log.info("Sound is captured by {name}", { name });
    const fallback = name === wanted ? [] : [
      message("capture.fallback", { wanted, source: name, cause: say(briefly(refusal), language) }),
    ];
    return { source, notices: [...fallback, ...limits(source)] };
  }
  throw new GreffierError(textOf(refusal), { cause: refusal });
}

/** What keeps a way from being used, without what to do about it: another way does. */
function briefly(refusal: unknown): Message {
  const text = textOf(refusal);
  return text.key === "capture.noServer" ? { ...text, key: "capture.serverSilent" } : text;
}

function limits({ name, sides }: AudioSource): Message[] {
  return sides.includes("system") ? [] : [message("capture.onlyMicrophone", { source: name })];
}
