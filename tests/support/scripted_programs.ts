import type { Child, CommandLine, Spawn } from "../../src/capture/programs/child.ts";

/** What a program does that is not there. */
export interface Script {
  /** Printed at once. */
  readonly stdout?: string | Uint8Array<ArrayBuffer>;
  readonly stderr?: string | Uint8Array<ArrayBuffer>;
  /** Its exit code, with which it ends at once; null: it runs until it is killed, or {@linkcode Running.end}. */
  readonly code: number | null;
}

/** A program that was started. */
export interface Running {
  readonly command: CommandLine;
  readonly killed: boolean;
  /** Writes to its standard output. */
  write(bytes: Uint8Array<ArrayBuffer>): void;
  end(code: number, stderr?: string): void;
}

const bytesOf = (text: string | Uint8Array<ArrayBuffer>) =>
  typeof text === "string" ? new TextEncoder().encode(text) : text;

/** A pipe as programs have it. */
function pipe() {
  let controller: ReadableByteStreamController;
  const source: UnderlyingByteSource = {
    type: "bytes",
    start(given) {
      controller = given;
    },
  };
  const stream = new ReadableStream(source) as ReadableStream<Uint8Array<ArrayBuffer>>;
  return { stream, controller: controller! };
}

/** Programs that do what `script` says of a command; null: it is not installed. */
export class ScriptedPrograms {
  readonly started: Running[] = [];
  readonly #script: (command: CommandLine) => Script | null;

  constructor(script: (command: CommandLine) => Script | null) {
    this.#script = script;
  }

  /** What was started, as it would be typed. */
  get lines(): string[] {
    return this.started.map(({ command: { program, args } }) => [program, ...args].join(" "));
  }

  readonly spawn: Spawn = (command) => {
    const script = this.#script(command);
    if (script === null) throw new Deno.errors.NotFound(command.program);
    const out = pipe();
    const err = pipe();
    const { promise: ended, resolve } = Promise.withResolvers<number>();
    let over = false;
    const child: Child = {
      stdout: out.stream,
      stderr: err.stream,
      ended,
      kill() {
        running.killed = true;
        running.end(137);
      },
    };
    const running = {
      command,
      killed: false,
      write(bytes: Uint8Array<ArrayBuffer>) {
        out.controller.enqueue(bytes.slice());
      },
      end(code: number, stderr = "") {
        if (over) return;
        over = true;
        if (stderr !== "") err.controller.enqueue(bytesOf(stderr));
        for (const controller of [out.controller, err.controller]) {
          controller.close();
          // A read that waits for bytes learns of the end only so.
          controller.byobRequest?.respond(0);
        }
        resolve(code);
      },
    };
    this.started.push(running);
    if (script.stdout?.length) running.write(bytesOf(script.stdout));
    if (script.stderr?.length) err.controller.enqueue(bytesOf(script.stderr).slice());
    if (script.code !== null) running.end(script.code);
    return child;
  };
}

/** Samples as a program writes them: 16 bits, little-endian. */
export function pcm(...samples: readonly number[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(2 * samples.length);
  const view = new DataView(bytes.buffer);
  samples.forEach((sample, i) => view.setInt16(2 * i, sample, true));
  return bytes;
}

/** What a program that hears begins with: 40 ms at 16 kHz. */
export const SOUND = pcm(...new Array<number>(640).fill(100));
