import { type Clock, systemClock } from "../../clock.ts";
import { GreffierError, message } from "../../errors.ts";
import { type Log, silentLog } from "../../log.ts";
import type { AudioSource, AudioStream, StreamRequest } from "../audio_source.ts";
import { unknownDevice } from "../unknown_device.ts";
import { type Children, systemChildren } from "./children.ts";
import { devicesIn, findTarget, type Snapshot } from "./devices.ts";
import { openDeviceStream, type StreamParts } from "./device_stream.ts";
import { openProgramStream } from "./program_stream.ts";
import { type Ancestry, systemAncestry } from "./programs.ts";
import { pactlServer, watchDevices } from "./server.ts";

/** Options of {@linkcode createPulseSource}. */
export interface PulseSourceOptions {
  /** @default {systemClock} */
  readonly clock?: Clock;
  /** @default {silentLog} */
  readonly log?: Log;
  /** Added to what `pactl` and `parec` inherit: `PULSE_SERVER` names another server. @default {{}} */
  readonly environment?: Readonly<Record<string, string>>;
  /** Starts programs. @default {systemChildren({ environment })} */
  readonly children?: Children;
  /** @default {systemAncestry} */
  readonly ancestry?: Ancestry;
}

/** Why nothing is found for a request. */
function notFound(snapshot: Snapshot, { side, device }: StreamRequest): GreffierError {
  if (device === null) {
    return new GreffierError(message(side === "microphone" ? "capture.noMicrophone" : "capture.noOutput"));
  }
  const flow = side === "microphone" ? "input" : "output";
  const ids = devicesIn(snapshot).filter((known) => known.flow === flow).map(({ id }) => id);
  return unknownDevice(device, ids);
}

/**
 * Sound by PulseAudio, or by PipeWire in its place, through the programs `pactl` and `parec` (Debian: pulseaudio-utils).
 * Hears both sides, and of the system one program alone; a process is asked for by a part of its name, and a microphone is
 * heard whole whatever process is named.
 */
export function createPulseSource(options: PulseSourceOptions = {}): AudioSource {
  const { clock = systemClock, log = silentLog, environment, ancestry = systemAncestry } = options;
  const children = options.children ?? systemChildren({ environment });
  const server = pactlServer(children, clock);
  const parts: StreamParts = {
    children,
    clock,
    log,
    server,
    watch: watchDevices({ children, clock, server }),
  };

  async function opened(request: StreamRequest): Promise<AudioStream> {
    const { side, process, signal } = request;
    if (side === "system" && process !== null) {
      const unknown = () => new GreffierError(message("capture.processUnknown", { found: process }));
      return await openProgramStream(parts, { ...request, process }, { ancestry, unknown });
    }
    const snapshot = await server.snapshot(signal);
    const target = findTarget(snapshot, request);
    if (!target) throw notFound(snapshot, request);
    return await openDeviceStream(parts, request, target);
  }

  return {
    name: "pulseaudio",
    sides: ["microphone", "system"],
    devices: async () => devicesIn(await server.snapshot()),
    async open(request) {
      const { signal } = request;
      signal?.throwIfAborted();
      const stream = await opened(request);
      if (!signal?.aborted) return stream;
      await stream[Symbol.asyncDispose]();
      throw signal.reason;
    },
  };
}
