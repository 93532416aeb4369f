import type { Clock } from "../../clock.ts";
import { GreffierError, message } from "../../errors.ts";
import type { Log } from "../../log.ts";
import type { StreamRequest } from "../audio_source.ts";
import type { Spawn } from "./child.ts";

/** How sources over programs are made. */
export interface ProgramOptions {
  /** @default {systemClock} */
  readonly clock?: Clock;
  /** @default {silentLog} */
  readonly log?: Log;
  /** The system whose programs are run. @default {Deno.build.os} */
  readonly os?: typeof Deno.build.os;
  /** @default {spawnProgram} */
  readonly spawn?: Spawn;
}

/** No program of this folder can tell one player from another. */
export function refuseProcess({ process }: StreamRequest): void {
  if (process !== null) throw new GreffierError(message("capture.processUnsupported"));
}

/** That `source` does not hear a side. */
export function refuseSide(source: string, { side }: StreamRequest): GreffierError {
  return new GreffierError(message("capture.sideUnsupported", { source, side }));
}
