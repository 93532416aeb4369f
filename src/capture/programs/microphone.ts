// @deno-types="./node_record_lpcm16.d.ts"
import arecord from "node-record-lpcm16/recorders/arecord.js";
// @deno-types="./node_record_lpcm16.d.ts"
import sox from "node-record-lpcm16/recorders/sox.js";
import { systemClock } from "../../clock.ts";
import { silentLog } from "../../log.ts";
import type { AudioDevice, AudioSource, AudioStream, StreamRequest } from "../audio_source.ts";
import { knownDevice } from "../find_device.ts";
import { ALSA_FILES, parseAlsaCards } from "./alsa_cards.ts";
import { firstThatOpens } from "./attempts.ts";
import { type CommandLine, runProgram, spawnProgram } from "./child.ts";
import { parseSystemProfiler, SYSTEM_PROFILER } from "./mac_devices.ts";
import type { RecorderCommand, RecorderOptions } from "./node_record_lpcm16.d.ts";
import { type ProgramOptions, refuseProcess, refuseSide } from "./options.ts";
import { missing, openProgram, type ProgramParts, RATE } from "./program_stream.ts";
import { QUICK_PULSE } from "./quick_pulse.ts";

/** Options of {@linkcode createMicrophoneSource}. */
export interface MicrophoneOptions extends ProgramOptions {
  /** Reads a file of the system; rejects when there is none. @default {Deno.readTextFile} */
  readonly readText?: (path: string) => Promise<string>;
}

/**
 * The microphone alone, on macOS and on a Linux without a sound server, by the command lines of node-record-lpcm16: sox
 * on macOS, arecord or else sox on Linux.
 *
 * Only the command lines are the library's. Its own way to run them cannot be used: it says of every program that was
 * stopped that it failed, and keeps what the program printed to itself; it loads the command lines by a path that is
 * known at run time alone, which no bundle holds; and it lets nothing be said to the program by its environment, which
 * a program that records from PulseAudio needs ({@linkcode QUICK_PULSE}).
 */
export function createMicrophoneSource(options: MicrophoneOptions = {}): AudioSource {
  const { os = Deno.build.os, readText = Deno.readTextFile, ...parts } = {
    spawn: spawnProgram,
    clock: systemClock,
    log: silentLog,
    ...options,
  };
  return new Microphone(os, readText, parts);
}

/** What sox and arecord take when no device is named. */
const DEFAULT: AudioDevice = {
  id: "default",
  name: "default",
  flow: "input",
  roles: ["default"],
  format: null,
};

class Microphone implements AudioSource {
  readonly name = "microphone";
  readonly sides = ["microphone"] as const;
  readonly #os: typeof Deno.build.os;
  readonly #readText: (path: string) => Promise<string>;
  readonly #parts: ProgramParts;

  constructor(os: typeof Deno.build.os, readText: (path: string) => Promise<string>, parts: ProgramParts) {
    this.#os = os;
    this.#readText = readText;
    this.#parts = parts;
  }

  async devices(): Promise<readonly AudioDevice[]> {
    if (this.#os === "darwin") {
      await this.#ask({ program: "sox", args: ["--version"] });
      const { stdout } = await this.#ask(SYSTEM_PROFILER);
      return parseSystemProfiler(stdout).filter(({ flow }) => flow === "input");
    }
    const programs = ["arecord", "sox"];
    await firstThatOpens(programs.map((program) => () => this.#ask({ program, args: ["--version"] })));
    const [cards, pcm] = await Promise.all(
      [ALSA_FILES.cards, ALSA_FILES.pcm].map((path) => this.#readText(path).catch(() => "")),
    );
    const inputs = parseAlsaCards(cards, pcm);
    return inputs.length > 0 ? [DEFAULT, ...inputs] : [];
  }

  async open(request: StreamRequest): Promise<AudioStream> {
    request.signal?.throwIfAborted();
    refuseProcess(request);
    if (request.side === "system") throw refuseSide(this.name, request);
    const devices = await this.devices();
    const device = request.device === null
      ? devices.find(({ roles }) => roles.includes("default")) ?? DEFAULT
      : knownDevice(devices, request.device, "input");
    return firstThatOpens(
      commandsOf(this.#os, device.id === DEFAULT.id ? null : request.device)
        .map((command) => () => openProgram(command, device, request, this.#parts)),
    );
  }

  async #ask(command: CommandLine) {
    try {
      return await runProgram(command, this.#parts);
    } catch (error) {
      throw missing(error, command.program);
    }
  }
}

/** What may hear a device, null being the default, in the order to try. */
export function commandsOf(os: typeof Deno.build.os, device: string | null): CommandLine[] {
  const options: RecorderOptions = {
    sampleRate: RATE,
    channels: 1,
    audioType: "raw",
    ...(device !== null && { device }),
  };
  if (os === "darwin") return [commandLine(sox(options), {})];
  return [
    commandLine(arecord(options), QUICK_PULSE),
    commandLine(sox(options), { AUDIODRIVER: "alsa" }),
    // ALSA's own driver of sox is a package of its own on some systems.
    commandLine(sox(options), { AUDIODRIVER: "pulseaudio", ...QUICK_PULSE }),
  ];
}

/** The library's environment for a device is a copy of all of this process's, and what it adds. */
function commandLine(
  { cmd, args, spawnOptions }: RecorderCommand,
  env: Readonly<Record<string, string>>,
): CommandLine {
  return { program: cmd, args: args.map(String), env: { ...spawnOptions?.env, ...env } };
}
