import { type Clock, systemClock } from "../../clock.ts";
import { GreffierError, message } from "../../errors.ts";
import type { AudioSource, AudioStream, StreamRequest } from "../audio_source.ts";
import { hearBoth } from "./both_outputs.ts";
import {
  type Choice,
  chosenDevice,
  chosenProgram,
  devicesOf,
  followedDefault,
  type Part,
} from "./choices.ts";
import { HResultError } from "../../windows/mod.ts";
import type { CoreAudio } from "./core_audio.ts";
import { windowsCoreAudio } from "./ffi/mod.ts";
import { type MixFormat, parseMixFormat } from "./mix_format.ts";
import { refusalOf } from "./refusals.ts";
import { WasapiStream, type WasapiStreamOptions } from "./stream.ts";

/** Options of {@linkcode createWasapiSource}. */
export interface WasapiSourceOptions {
  /** @default {systemClock} */
  readonly clock?: Clock;
  /** The sound of Windows, asked for when it is first needed. @default {windowsCoreAudio} */
  readonly core?: () => CoreAudio;
}

/**
 * Windows: WASAPI in shared mode, called through the FFI of the runtime. A microphone is a capture endpoint; what the PC
 * plays is the loopback of a render endpoint, or of two; of one program, a process loopback.
 *
 * Packets come in the mix format and are converted here: a conversion by Windows (AUTOCONVERTPCM) would put a second
 * resampler, of lower quality and unknown delay, before ours. A process loopback alone asks for it, having no mix format.
 */
export function createWasapiSource(options: WasapiSourceOptions = {}): AudioSource {
  const { clock = systemClock, core: load = windowsCoreAudio } = options;
  let loaded: CoreAudio | undefined;
  const core = () => loaded ??= load();

  async function opened({ side }: StreamRequest, { device, parts }: Choice): Promise<AudioStream> {
    await using held = new AsyncDisposableStack();
    const ready: (Pick<WasapiStreamOptions, "client" | "mix"> & Part)[] = [];
    for (const part of parts) {
      const client = held.use(await part.open());
      ready.push({ ...part, client, mix: readable(client.format, part.device.name) });
    }
    // Opening may take seconds: all begin together.
    const streams = ready.map((one) => {
      const counterMs = () => core().counterMs();
      return new WasapiStream({ ...one, clock, counterMs, loopback: side === "system" });
    });
    const stream = streams.length === 1 ? streams[0] : await hearBoth(streams, device);
    held.move();
    return stream;
  }

  async function openFirst(request: StreamRequest): Promise<AudioStream> {
    const { side, device } = request;
    let name = device;
    try {
      const choices = device === null ? followedDefault(core(), side) : [chosenDevice(core(), side, device)];
      for (const choice of choices.slice(0, -1)) {
        try {
          return await opened(request, choice);
        } catch (error) {
          if (!(error instanceof HResultError)) throw error;
        }
      }
      const last = choices[choices.length - 1];
      name = last.device.name;
      return await opened(request, last);
    } catch (error) {
      throw refusalOf(error, { device: name, side });
    }
  }

  async function openProgram(request: StreamRequest, part: string): Promise<AudioStream> {
    let choice: Choice;
    try {
      choice = chosenProgram(core(), part, clock);
    } catch (error) {
      throw refusalOf(error, { device: null, side: request.side });
    }
    try {
      return await opened(request, choice);
    } catch (error) {
      if (!(error instanceof HResultError)) throw error;
      throw new GreffierError(message("capture.processUnsupported"), { cause: error });
    }
  }

  return {
    name: "wasapi",
    sides: ["microphone", "system"],
    async devices() {
      await Promise.resolve();
      try {
        return devicesOf(core());
      } catch (error) {
        throw refusalOf(error, { device: null, side: null });
      }
    },
    async open(request) {
      const { side, process, signal } = request;
      signal?.throwIfAborted();
      const stream = side === "system" && process !== null
        ? await openProgram(request, process)
        : await openFirst(request);
      if (!signal?.aborted) return stream;
      await stream[Symbol.asyncDispose]();
      throw signal.reason;
    },
  };
}

/** The format of a device, when it is one that can be read. */
function readable(bytes: Uint8Array, device: string): MixFormat {
  const mix = parseMixFormat(bytes);
  if (mix) return mix;
  const found = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
  throw new GreffierError(message("capture.formatUnknown", { device, found }));
}
