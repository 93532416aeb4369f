import { join } from "node:path";
import { type Child, systemChildren } from "../../src/capture/pulse/children.ts";
import { linesOf } from "../../src/capture/pulse/words.ts";
import { until } from "./until.ts";

/** The devices of the server, each with the module that makes it. */
const DEVICES = {
  haut_parleurs: sink("haut_parleurs", "Haut-parleurs d’essai"),
  casque: sink("casque", "Casque (écouteurs)", "phone"),
  bouche: sink("bouche", "Ce qui est dit au micro"),
  micro: microphone("micro", "bouche", "Micro d’essai"),
  bouche_casque: sink("bouche_casque", "Ce qui est dit au casque"),
  micro_casque: microphone("micro_casque", "bouche_casque", "Micro du casque", "phone"),
} as const;

/** A device of the server: what is played into the sink `bouche` is what the source `micro` hears, and so for the headset. */
export type PulseDevice = keyof typeof DEVICES;

function properties(description: string, roles?: string): string {
  return `'device.description="${description}"${roles ? ` device.intended_roles="${roles}"` : ""}'`;
}

function sink(name: string, description: string, roles?: string): string {
  // Without rewinds it renders every 50 ms, as a card does; otherwise every two seconds.
  return `module-null-sink sink_name=${name} rate=48000 channels=2 norewinds=1 ` +
    `sink_properties=${properties(description, roles)}`;
}

function microphone(name: string, mouth: string, description: string, roles?: string): string {
  return `module-remap-source source_name=${name} master=${mouth}.monitor ` +
    `source_properties=${properties(description, roles)}`;
}

/** A sound to play. */
export interface PlayedSound {
  /** Mono, at `rate` Hz. */
  readonly samples: Float32Array;
  readonly rate: number;
}

/** Who plays. */
export interface PlayOptions {
  /** The program's name, as the server shows it. @default {"lecteur"} */
  readonly as?: string;
  /** Sound the player keeps ahead, in milliseconds: more, where a busy machine must not make it stutter. @default {200} */
  readonly aheadMs?: number;
}

/** A sine of 30 s at 48 kHz. */
export function sine(hz: number, amplitude: number, seconds = 30): PlayedSound {
  const rate = 48_000;
  const samples = Float32Array.from(
    { length: seconds * rate },
    (_, n) => amplitude * Math.sin(2 * Math.PI * hz * n / rate),
  );
  return { samples, rate };
}

/**
 * A PulseAudio of one's own, without a sound card: own folder, own socket, nothing of the machine's. Two outputs
 * (`haut_parleurs`, the default, and `casque`) and two microphones (`micro`, the default, and `micro_casque`). It dies with
 * the process that started it. Needs the Debian packages `pulseaudio` and `pulseaudio-utils`.
 */
export class PulseServer implements AsyncDisposable {
  /** For every program that should use this server. */
  readonly environment: Readonly<Record<string, string>>;
  readonly #folder: string;
  #daemon: Child | undefined;
  #daemonWords: Promise<void> = Promise.resolve();
  #sounds = 0;

  private constructor(folder: string) {
    this.#folder = folder;
    this.environment = {
      HOME: folder,
      XDG_RUNTIME_DIR: folder,
      XDG_CONFIG_HOME: folder,
      PULSE_SERVER: `unix:${join(folder, "native")}`,
      // No sound server and no desktop of the machine is asked.
      DBUS_SESSION_BUS_ADDRESS: "disabled:",
      DBUS_SYSTEM_BUS_ADDRESS: "disabled:",
      DISPLAY: "",
    };
  }

  /** Starts one. */
  static async start(): Promise<PulseServer> {
    const server = new PulseServer(await Deno.makeTempDir({ prefix: "greffier-pulse-" }));
    try {
      await server.restart();
      return server;
    } catch (error) {
      await server[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Ends it, if it runs, and starts it with all devices. */
  async restart(): Promise<void> {
    await this.stop();
    const lines: string[] = [];
    const daemon = systemChildren({ environment: this.environment }).start("pulseaudio", [
      ...["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disable-shm=yes"],
      ...["--high-priority=no", "--realtime=no", "--log-target=stderr", "--log-level=error"],
      ...["-L", `module-native-protocol-unix socket=${join(this.#folder, "native")} auth-anonymous=1`],
      ...Object.values(DEVICES).flatMap((module) => ["-L", module]),
    ]);
    this.#daemon = daemon;
    let ended = false;
    this.#daemonWords = (async () => {
      for await (const line of linesOf(daemon.words)) lines.push(line);
      ended = true;
    })();
    const children = systemChildren({ environment: this.environment });
    await until(async () => {
      if (ended) throw new Error(failure(lines));
      return (await children.run("pactl", ["info"]).catch(missing)).code === 0;
    });
    await this.setDefault("output", "haut_parleurs");
    await this.setDefault("input", "micro");
  }

  /** Ends it, as a crash would; its folder stays. */
  async stop(): Promise<void> {
    await this.#daemon?.[Symbol.asyncDispose]();
    await this.#daemonWords;
    this.#daemon = undefined;
  }

  /** Runs `pactl` on it, and gives what it prints. */
  async pactl(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await systemChildren(this).run("pactl", args);
    if (code !== 0) throw new Error(`pactl ${args.join(" ")}: ${stderr}`);
    return stdout.trim();
  }

  /** Takes a device away, as if it were unplugged. */
  async unplug(device: PulseDevice): Promise<void> {
    const modules = (await this.pactl("list", "short", "modules")).split("\n").map((line) =>
      line.split("\t")
    );
    const found = modules.find(([, , args]) =>
      new RegExp(`(?:sink|source)_name=${device} `).test(args ?? "")
    );
    if (!found) throw new Error(`"${device}" is not plugged in.`);
    await this.pactl("unload-module", found[0]);
  }

  /** Brings a device back. */
  async plug(device: PulseDevice): Promise<void> {
    await this.pactl("load-module", ...DEVICES[device].split(/ (?=\w+=(?!"))/));
  }

  async setDefault(flow: "input" | "output", device: PulseDevice): Promise<void> {
    await this.pactl(flow === "output" ? "set-default-sink" : "set-default-source", device);
  }

  /**
   * Plays into a sink: samples, or a WAV file. Resolves when it sounds; `ended` when it has ended, or was disposed.
   */
  async play(
    device: PulseDevice,
    sound: PlayedSound | string,
    { as = "lecteur", aheadMs = 200 }: PlayOptions = {},
  ): Promise<AsyncDisposable & { readonly ended: Promise<void> }> {
    const program = typeof sound === "string" ? ["paplay", sound] : ["pacat", await this.#write(sound)];
    const child = systemChildren(this).start(program[0], [
      ...[
        "--verbose",
        `--device=${device}`,
        `--client-name=${as}`,
        `--latency-msec=${aheadMs}`,
        "--volume=65536",
      ],
      ...(typeof sound === "string" ? [] : ["--playback", "--raw", "--format=float32le", "--channels=1"]),
      ...(typeof sound === "string" ? [] : [`--rate=${sound.rate}`]),
      program[1],
    ]);
    const started = Promise.withResolvers<void>();
    const ended = (async () => {
      for await (const line of linesOf(child.words)) {
        if (line.startsWith("Stream started")) started.resolve();
      }
      started.reject(new Error(`"${program[1]}" was not played.`));
      await child[Symbol.asyncDispose]();
    })();
    await started.promise;
    return {
      ended,
      async [Symbol.asyncDispose]() {
        await child[Symbol.asyncDispose]();
        await ended;
      },
    };
  }

  async #write({ samples }: PlayedSound): Promise<string> {
    const path = join(this.#folder, `son-${++this.#sounds}.raw`);
    await Deno.writeFile(path, new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
    return path;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await Deno.remove(this.#folder, { recursive: true });
  }
}

const NEEDED =
  "PulseAudio is needed for the tests of recording: install the Debian packages pulseaudio and pulseaudio-utils.";

function failure(lines: readonly string[]): string {
  if (lines.some((line) => line.endsWith("not found"))) return NEEDED;
  return `PulseAudio did not start: ${lines.join(" ")}`;
}

function missing(error: unknown): never {
  if (error instanceof Deno.errors.NotFound) throw new Error(NEEDED, { cause: error });
  throw error;
}
