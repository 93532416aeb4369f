/**
 * The edge to PulseAudio's programs: `pactl`, which answers, and `parec`, which sends sound until it is stopped.
 *
 * @module
 */

/** What a program that has ended left. */
export interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that runs; dispose to end it, whatever state it is in. */
export interface Child extends AsyncDisposable {
  /**
   * Reads what it writes into `buffer`, which is used up: the bytes come back in one of their own, to be given again.
   * Undefined when it has ended.
   */
  read(buffer: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** What it says on its error output, until it ends; for one reader. */
  readonly words: AsyncIterable<string>;
}

/** Starts programs. A program that is not installed: `Deno.errors.NotFound` from `run`, exit code 127 from `start`. */
export interface Children {
  run(program: string, args: readonly string[], options?: { readonly signal?: AbortSignal }): Promise<Answer>;
  start(program: string, args: readonly string[]): Child;
}

/** Options of {@linkcode systemChildren}. */
export interface SystemChildrenOptions {
  /** Added to the environment that the programs inherit. @default {{}} */
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * Ends the program when the shell's standard input ends, which it also does when this process is killed: neither `parec`
 * on a suspended device nor `pactl subscribe`, which ignores a closed pipe, would end by themselves. The shell lets go of
 * the outputs, so that they end with the program, and stays when the whole group is told to end. SIGKILL, since it reaches one that was stopped and there is nothing to save.
 */
const GUARD = `"$@" </dev/null & trap "" INT HUP TERM; exec >/dev/null 2>&1; read -r _; kill -9 $!; wait $!`;

/** The programs of this machine, asked to speak English, whose sentences do not change with the user's language. */
export function systemChildren({ environment = {} }: SystemChildrenOptions = {}): Children {
  const env = { ...environment, LC_ALL: "C" };
  return {
    async run(program, args, { signal } = {}) {
      const { code, stdout, stderr } = await new Deno.Command(program, {
        args: [...args],
        env,
        signal,
        stdin: "null",
        stdout: "piped",
        stderr: "piped",
      }).output();
      const decoder = new TextDecoder();
      return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr).trim() };
    },
    start: (program, args) => {
      const child = new Deno.Command("/bin/sh", {
        args: ["-c", GUARD, "sh", program, ...args],
        env,
        stdin: "piped",
        stdout: "piped",
        stderr: "piped",
      }).spawn();
      return guardedChild(child);
    },
  };
}

function guardedChild(child: Deno.ChildProcess): Child {
  const reader = child.stdout.getReader({ mode: "byob" });
  let closing: Promise<void> | undefined;
  let listened = false;

  function words(): AsyncGenerator<string> {
    listened = true;
    const words = child.stderr.getReader({ mode: "byob" });
    return textFrom(async (buffer) => (await words.read(buffer)).value);
  }

  async function close(): Promise<void> {
    await child.stdin.close().catch(() => {}); // It ended before: there is no one to tell.
    await child.status;
    await reader.cancel();
    if (!listened) await child.stderr.cancel();
  }

  return {
    async read(buffer) {
      const { value } = await reader.read(buffer);
      return value && value.length > 0 ? value : undefined;
    },
    words: { [Symbol.asyncIterator]: words },
    [Symbol.asyncDispose]: () => closing ??= close(),
  };
}

/** What a child writes, as text in pieces. */
export const textOf = (child: Child): AsyncGenerator<string> => textFrom((buffer) => child.read(buffer));

/** Text from a reader that gives its buffer back: `parec` says something twenty times a second, for hours. */
async function* textFrom(
  read: (buffer: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer> | undefined>,
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let buffer = new Uint8Array(4096);
  for (;;) {
    const bytes = await read(buffer);
    if (!bytes || bytes.length === 0) return;
    yield decoder.decode(bytes, { stream: true });
    buffer = new Uint8Array(bytes.buffer);
  }
}
