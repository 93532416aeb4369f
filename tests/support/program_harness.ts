import type { AudioSource } from "../../src/capture/audio_source.ts";
import { spawnProgram } from "../../src/capture/programs/child.ts";
import type { ProgramOptions } from "../../src/capture/programs/options.ts";
import { systemClock } from "../../src/clock.ts";
import type { AudioHarness } from "../contracts/audio_source.ts";
import { PulseServer, sine } from "./pulse_server.ts";

/** Makes a source whose programs hear a PulseAudio of their own; `needed` says what to install when one is missing. */
export function programHarness(
  make: (options: ProgramOptions) => AudioSource,
  needed: string,
): () => Promise<AudioHarness & { readonly server: PulseServer }> {
  return async () => {
    const server = await PulseServer.start();
    const source = make({
      spawn(command) {
        try {
          return spawnProgram({ ...command, env: { ...command.env, ...server.environment } });
        } catch (error) {
          // The source tries arecord first, and does without.
          if (command.program === "arecord") throw error;
          throw new Error(needed, { cause: error });
        }
      },
    });
    return {
      server,
      source,
      clock: systemClock,
      play: (side, { hz, amplitude }) =>
        server.play(side === "microphone" ? "bouche" : "haut_parleurs", sine(hz, amplitude)),
      stopServer: () => server.stop(),
      [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
    };
  };
}
