import { systemClock } from "../../clock.ts";
import { GreffierError, message } from "../../errors.ts";
import { silentLog } from "../../log.ts";
import type { AudioDevice, AudioSource, AudioStream, StreamRequest } from "../audio_source.ts";
import { knownDevice } from "../find_device.ts";
import { firstThatOpens } from "./attempts.ts";
import { type CommandLine, runProgram, spawnProgram } from "./child.ts";
import { hearsPlayback } from "./ffmpeg_lists.ts";
import { parseSystemProfiler, SYSTEM_PROFILER } from "./mac_devices.ts";
import { type ProgramOptions, refuseProcess, refuseSide } from "./options.ts";
import { missing, openProgram, type ProgramParts, RATE } from "./program_stream.ts";
import { QUICK_PULSE } from "./quick_pulse.ts";

/**
 * sox: waveaudio on Windows, CoreAudio on macOS, PulseAudio or else ALSA on Linux. By itself it hears the microphone, and
 * on PulseAudio also what the default output plays; elsewhere the side `system` needs the id of an input that hears what
 * the computer plays ("Stereo Mix"). It cannot list what PulseAudio has, and takes any name there.
 */
export function createSoxSource(options: ProgramOptions = {}): AudioSource {
  const { os = Deno.build.os, ...parts } = {
    spawn: spawnProgram,
    clock: systemClock,
    log: silentLog,
    ...options,
  };
  return new Sox(os, parts);
}

/** The name under which sox knows the default input everywhere. */
const DEFAULT_INPUT: AudioDevice = {
  id: "default",
  name: "default",
  flow: "input",
  roles: ["default"],
  format: null,
};

/** PulseAudio's own name for what the default output plays. */
const DEFAULT_MONITOR: AudioDevice = { ...DEFAULT_INPUT, id: "@DEFAULT_MONITOR@", flow: "output" };

class Sox implements AudioSource {
  readonly name = "sox";
  readonly sides: AudioSource["sides"];
  readonly #os: typeof Deno.build.os;
  readonly #parts: ProgramParts;

  constructor(os: typeof Deno.build.os, parts: ProgramParts) {
    this.#os = os;
    this.#parts = parts;
    this.sides = this.#lists ? ["microphone"] : ["microphone", "system"];
  }

  /** Whether all devices can be listed. */
  get #lists(): boolean {
    return this.#os === "windows" || this.#os === "darwin";
  }

  async devices(): Promise<readonly AudioDevice[]> {
    if (this.#os === "windows") {
      // Looking for a device by name, sox tells each that it passes by.
      const args = ["-V4", "-t", "waveaudio", "greffier: which are there?", "-n"];
      return parseWaveaudio((await this.#ask({ program: "sox", args })).stderr);
    }
    await this.#ask({ program: "sox", args: ["--version"] });
    if (this.#os === "darwin") return parseSystemProfiler((await this.#ask(SYSTEM_PROFILER)).stdout);
    return [DEFAULT_INPUT, DEFAULT_MONITOR];
  }

  async open(request: StreamRequest): Promise<AudioStream> {
    request.signal?.throwIfAborted();
    refuseProcess(request);
    const device = this.#pick(await this.devices(), request);
    const open = (driver: string) =>
      openProgram(recording(driver, device.id, request.device), device, request, this.#parts);
    if (this.#os === "windows") return open("waveaudio");
    if (this.#os === "darwin") return open("coreaudio");
    const drivers = request.device === null && request.side === "system"
      ? ["pulseaudio"]
      : ["pulseaudio", "alsa"];
    return firstThatOpens(drivers.map((driver) => () => open(driver)));
  }

  #pick(devices: readonly AudioDevice[], { side, device, ...rest }: StreamRequest): AudioDevice {
    const flow = side === "microphone" ? "input" : "output";
    if (device !== null) {
      return this.#lists
        ? knownDevice(devices, device, flow)
        : { ...DEFAULT_INPUT, id: device, name: device, flow };
    }
    const own = devices.find((one) => one.flow === flow && one.roles.includes("default"));
    if (own) return own;
    if (side === "microphone") throw new GreffierError(message("capture.noMicrophone"));
    throw refuseSide(this.name, { side, device, ...rest });
  }

  async #ask(command: CommandLine) {
    try {
      return await runProgram(command, this.#parts);
    } catch (error) {
      throw missing(error, command.program);
    }
  }
}

/** The default is asked for as such, so that the system may move it; a device that was named, by its name. */
function recording(driver: string, id: string, asked: string | null): CommandLine {
  const input = asked === null && id !== DEFAULT_MONITOR.id ? DEFAULT_INPUT.id : id;
  return {
    program: "sox",
    args: [
      ...["-q", "-t", driver, input],
      ...["-r", `${RATE}`, "-c", "1", "-e", "signed-integer", "-b", "16", "-L", "-t", "raw", "-"],
    ],
    ...(driver === "pulseaudio" && { env: QUICK_PULSE }),
  };
}

/**
 * The inputs that sox tells of while it looks for one: `Enumerating input device  0: "Microphone (Realtek High Defini"`.
 * Windows gives it no more than 31 letters of a name. Number -1 stands for whichever is the default.
 */
export function parseWaveaudio(printed: string): AudioDevice[] {
  return Array.from(printed.matchAll(/Enumerating input device +(-?\d+): "(.*)"/g), ([, number, name]) => {
    const isDefault = Number(number) === -1;
    return {
      id: isDefault ? DEFAULT_INPUT.id : name,
      name: name.trim(),
      flow: hearsPlayback(name) ? "output" : "input",
      roles: isDefault ? ["default"] : [],
      format: null,
    };
  });
}
