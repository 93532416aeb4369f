import type { Clock } from "../../clock.ts";

/** A program to start. */
export interface CommandLine {
  readonly program: string;
  readonly args: readonly string[];
  /** Variables it gets besides those of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A program that runs. */
export interface Child {
  /** A byte stream, for one reader. */
  readonly stdout: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly stderr: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number>;
  /** Ends it at once; nothing happens when it has ended. */
  kill(): void;
}

/** Starts a program; throws `Deno.errors.NotFound` when it is not installed. The seam that tests replace. */
export type Spawn = (command: CommandLine) => Child;

/** Starts a program of this machine. */
export const spawnProgram: Spawn = ({ program, args, env }) => {
  const child = new Deno.Command(program, {
    args: [...args],
    ...(env && { env: { ...env } }),
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  return {
    stdout: child.stdout,
    stderr: child.stderr,
    ended: child.status.then(({ code }) => code),
    kill() {
      try {
        // It keeps nothing that a gentler end would save.
        child.kill("SIGKILL");
      } catch {
        // It has ended.
      }
    },
  };
};

/** What a program that has ended printed. */
export interface Printed {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** No list of devices is longer, in bytes; what comes after is not kept. */
const MOST_PRINTED = 1_000_000;

/** A program that lists devices answers at once, or hangs. In milliseconds. */
const PATIENCE_MS = 10_000;

/**
 * Runs a program to its end and gives what it printed; one that takes longer than 10 s is killed, and what it printed
 * until then counts. Throws `Deno.errors.NotFound` when it is not installed.
 */
export async function runProgram(
  command: CommandLine,
  { spawn, clock }: { readonly spawn: Spawn; readonly clock: Clock },
): Promise<Printed> {
  const child = spawn(command);
  const over = new AbortController();
  const limit = clock.sleep(PATIENCE_MS, { signal: over.signal }).then(() => child.kill(), () => {});
  try {
    const [stdout, stderr, code] = await Promise.all([
      readAll(child.stdout),
      readAll(child.stderr),
      child.ended,
    ]);
    return { code, stdout: decode(stdout), stderr: decode(stderr) };
  } finally {
    over.abort();
    await limit;
  }
}

async function readAll(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const part of stream) {
    if (length < MOST_PRINTED) parts.push(part);
    length += part.length;
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** What a program printed, as text: UTF-8, or the code page of Western Windows, which older programs print in. */
export function decode(bytes: Uint8Array<ArrayBuffer>): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
