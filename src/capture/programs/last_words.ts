import { GreffierError, message } from "../../errors.ts";
import type { LossReason, StreamRequest } from "../audio_source.ts";
import { decode } from "./child.ts";

/** How much of what a program printed last is kept, in bytes. */
const KEPT = 2_000;

/** The end of what a program prints to its standard error, read as it comes so that the pipe never fills. */
export class LastWords {
  /** Resolves when the program has closed its standard error. */
  readonly complete: Promise<void>;
  #bytes = new Uint8Array(0);

  constructor(stderr: ReadableStream<Uint8Array<ArrayBuffer>>) {
    // A pipe that breaks is as good as closed.
    this.complete = this.#read(stderr).catch(() => {});
  }

  get text(): string {
    return decode(this.#bytes).replaceAll("\r", "\n").trim();
  }

  async #read(stderr: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<void> {
    for await (const part of stderr) {
      const joined = new Uint8Array(this.#bytes.length + part.length);
      joined.set(this.#bytes);
      joined.set(part, this.#bytes.length);
      this.#bytes = joined.slice(-KEPT);
    }
  }
}

const SERVER = /connection (refused|terminated|reset)|unable to connect|no such process|host is down/i;
const UNKNOWN =
  /no such (entity|device|file)|(device|source|entity) (was )?not found|could not find|cannot find|unknown pcm/i;
/** sox, when its driver is not installed. */
const NO_DRIVER = /no handler for given file type [`'](\w+)'/;
const BUSY = /\bbusy\b|already (in use|allocated|used)|in use by|exclusive/i;
const FORBIDDEN = /permission|access (is )?denied|not permitted|not authori[sz]ed/i;

/** The sound server of Linux, as its people call it. */
export const SERVER_NAME = "PulseAudio";

/** Why a program gave no sound at all, from what it printed. */
export function refusal(
  words: string,
  code: number,
  { side, device }: Pick<StreamRequest, "side" | "device">,
  { program, name }: { readonly program: string; readonly name: string },
): GreffierError {
  const driver = NO_DRIVER.exec(words)?.[1];
  if (driver !== undefined) {
    return new GreffierError(message("capture.programMissing", { program: `${program}, ${driver}` }));
  }
  const cause = lastLine(words) || `${program}: exit code ${code}`;
  if (BUSY.test(words)) return new GreffierError(message("capture.busy", { device: name }));
  if (FORBIDDEN.test(words)) return new GreffierError(message("capture.forbidden"));
  if (SERVER.test(words)) {
    return new GreffierError(message("capture.noServer", { server: SERVER_NAME, cause }));
  }
  if (UNKNOWN.test(words)) {
    if (device !== null) return new GreffierError(message("capture.deviceUnknown", { found: device }));
    return new GreffierError(
      side === "microphone" ? message("capture.noMicrophone") : message("capture.noOutput"),
    );
  }
  return new GreffierError(message("capture.failed", { device: name, cause }));
}

/** Why a program that gave sound stopped: its server went away, or else what it heard. */
export function lossFrom(words: string): LossReason & ("server-gone" | "unplugged") {
  return SERVER.test(words) ? "server-gone" : "unplugged";
}

const MARKS = /^(\[[^\]]*\]\s*)+|^\S*sox(\.exe)? (FAIL|WARN|DBUG) (\w+: )?/;

/** The last line that says something, without the marks programs put before it. */
function lastLine(words: string): string {
  const lines = words.split("\n").map((line) => line.replace(MARKS, "").trim());
  return lines.findLast((line) => line !== "") ?? "";
}
