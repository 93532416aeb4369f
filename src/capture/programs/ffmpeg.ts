import { systemClock } from "../../clock.ts";
import { GreffierError, message } from "../../errors.ts";
import { silentLog } from "../../log.ts";
import type { AudioDevice, AudioSource, AudioStream, StreamRequest } from "../audio_source.ts";
import { knownDevice } from "../find_device.ts";
import { type CommandLine, runProgram, spawnProgram } from "./child.ts";
import { isSoundCard, parseAvfoundation, parseDshow, parseSources } from "./ffmpeg_lists.ts";
import { SERVER_NAME } from "./last_words.ts";
import { type ProgramOptions, refuseProcess, refuseSide } from "./options.ts";
import { missing, openProgram, type ProgramParts, RATE } from "./program_stream.ts";
import { QUICK_PULSE } from "./quick_pulse.ts";

/** A way of ffmpeg to sound: the name of its input format, and what it can hear. */
interface Input {
  readonly format: "pulse" | "alsa" | "dshow" | "avfoundation";
  readonly devices: readonly AudioDevice[];
}

/**
 * ffmpeg: DirectShow on Windows, AVFoundation on macOS, PulseAudio or else ALSA on Linux. By itself it hears the
 * microphone, and on PulseAudio also what the default output plays; elsewhere the side `system` needs the id of an
 * input that hears what the computer plays ("Stereo Mix"), which `devices` lists as an output.
 */
export function createFfmpegSource(options: ProgramOptions = {}): AudioSource {
  const {
    os = Deno.build.os,
    ...parts
  } = { spawn: spawnProgram, clock: systemClock, log: silentLog, ...options };
  return new Ffmpeg(os, parts);
}

class Ffmpeg implements AudioSource {
  readonly name = "ffmpeg";
  readonly sides: AudioSource["sides"];
  readonly #os: typeof Deno.build.os;
  readonly #parts: ProgramParts;

  constructor(os: typeof Deno.build.os, parts: ProgramParts) {
    this.#os = os;
    this.#parts = parts;
    this.sides = os === "windows" || os === "darwin" ? ["microphone"] : ["microphone", "system"];
  }

  async devices(): Promise<readonly AudioDevice[]> {
    return (await this.#input()).devices;
  }

  async open(request: StreamRequest): Promise<AudioStream> {
    request.signal?.throwIfAborted();
    refuseProcess(request);
    const { format, devices } = await this.#input();
    const device = pick(devices, request, format);
    if (device === undefined) throw refuseSide(this.name, request);
    const command: CommandLine = {
      program: "ffmpeg",
      args: [
        ...["-nostdin", "-hide_banner", "-loglevel", "warning", "-fflags", "nobuffer"],
        ...(format === "dshow" ? ["-audio_buffer_size", "50"] : []),
        ...["-f", format, "-i", inputName(format, device.id)],
        ...["-vn", "-ac", "1", "-ar", `${RATE}`, "-f", "s16le", "-flush_packets", "1", "pipe:1"],
      ],
      ...(format === "pulse" && { env: QUICK_PULSE }),
    };
    return openProgram(command, device, request, {
      ...this.#parts,
      ...(format === "pulse" && { serverAnswers: async () => await this.#pulseSources() !== null }),
    });
  }

  /** What PulseAudio has to record from; null when it does not answer. */
  async #pulseSources(): Promise<AudioDevice[] | null> {
    return parseSources((await this.#ask(["-sources", "pulse"])).stdout);
  }

  /** The way to sound that this system has, and its devices. */
  async #input(): Promise<Input> {
    if (this.#os === "windows") {
      const args = ["-list_devices", "true", "-f", "dshow", "-i", "dummy"];
      return { format: "dshow", devices: parseDshow((await this.#ask(args)).stderr) };
    }
    if (this.#os === "darwin") {
      const args = ["-f", "avfoundation", "-list_devices", "true", "-i", ""];
      const devices = parseAvfoundation((await this.#ask(args)).stderr);
      return { format: "avfoundation", devices: [SYSTEM_DEFAULT, ...devices] };
    }
    const ofServer = await this.#pulseSources();
    if (ofServer) {
      const played = parseSources((await this.#ask(["-sinks", "pulse"])).stdout) ?? [];
      return { format: "pulse", devices: withDefaultOutput(ofServer, played) };
    }
    const cards = parseSources((await this.#ask(["-sources", "alsa"])).stdout)?.filter(isSoundCard) ?? [];
    // Without a card the default is the sound server again, which has just not answered.
    if (!cards.some(({ id }) => id !== "default")) {
      throw new GreffierError(
        message("capture.noServer", { server: SERVER_NAME, cause: "ffmpeg -sources pulse" }),
      );
    }
    return { format: "alsa", devices: cards };
  }

  async #ask(args: readonly string[]) {
    try {
      return await runProgram({ program: "ffmpeg", args: ["-hide_banner", ...args] }, this.#parts);
    } catch (error) {
      throw missing(error, "ffmpeg");
    }
  }
}

/** AVFoundation's name for whatever microphone the system uses. */
const SYSTEM_DEFAULT: AudioDevice = {
  id: "default",
  name: "default",
  flow: "input",
  roles: ["default"],
  format: null,
};

/** The device to hear; undefined when that side can only be heard from a device that is named. */
function pick(
  devices: readonly AudioDevice[],
  { side, device }: StreamRequest,
  format: Input["format"],
): AudioDevice | undefined {
  const flow = side === "microphone" ? "input" : "output";
  if (device !== null) return knownDevice(devices, device, flow);
  const own = devices.find((one) => one.flow === flow && one.roles.includes("default"));
  if (own) return own;
  if (side === "microphone") throw new GreffierError(message("capture.noMicrophone"));
  if (format === "pulse") throw new GreffierError(message("capture.noOutput"));
  return undefined;
}

/** Of the monitors, that of the default output is what is heard by default. */
function withDefaultOutput(sources: readonly AudioDevice[], sinks: readonly AudioDevice[]): AudioDevice[] {
  const played = sinks.find(({ roles }) => roles.includes("default"));
  return sources.map((source) => {
    if (source.flow === "input") return source;
    return { ...source, roles: source.id === `${played?.id}.monitor` ? ["default"] : [] };
  });
}

function inputName(format: Input["format"], id: string): string {
  if (format === "dshow") return `audio=${id}`;
  return format === "avfoundation" ? `:${id}` : id;
}
