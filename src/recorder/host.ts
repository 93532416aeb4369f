/**
 * What the recorder asks of the machine it runs on: to be served first, and not to fall asleep. Neither is ever an
 * error: a machine that refuses is recorded on all the same, and the log says what it refused.
 *
 * @module
 */
import { constants, setPriority } from "node:os";
import type { Log } from "../log.ts";

/** A helper program that keeps the machine awake while it runs. */
export interface WakeKeeper {
  /** Resolves with its exit code once it has ended. */
  readonly ended: Promise<number>;
  /** Ends it; nothing happens when it has ended. */
  stop(): void;
}

/** The machine; the seam that tests replace. */
export interface Host {
  readonly os: typeof Deno.build.os;
  readonly pid: number;
  /** Sets the priority of this process, as `node:os` counts it; throws when that is not allowed. */
  setPriority(priority: number): void;
  /**
   * Starts a program that ends by itself when its standard input closes: when this process dies, however it dies.
   * Throws when it is not installed.
   */
  start(program: string, args: readonly string[]): WakeKeeper;
  /** Windows: calls SetThreadExecutionState on the thread this is called from; gives what that returns. */
  setThreadExecutionState(flags: number): number;
}

/** From the best down: for Windows classes of their own, elsewhere degrees of niceness that few may ask for. */
const PRIORITIES = [constants.priority.PRIORITY_HIGH, constants.priority.PRIORITY_ABOVE_NORMAL];

/** Asks for a higher priority than that of ordinary programs. */
export function raisePriority(log: Log, host: Host = machine): void {
  for (const priority of PRIORITIES) {
    try {
      host.setPriority(priority);
      return log.info("The priority is {priority}", { priority });
    } catch (error) {
      log.info("The priority {priority} is refused: {error}", { priority, error: String(error) });
    }
  }
}

/**
 * Keeps the machine from falling asleep by itself until it is disposed. The screen may go dark, and a lid that is
 * closed or a person who asks for sleep still puts it to sleep. Call it from the main thread.
 */
export function keepAwake(log: Log, host: Host = machine): AsyncDisposable {
  try {
    if (host.os === "windows") return byExecutionState(log, host);
    return byProgram(log, host, host.os === "darwin" ? caffeinate(host.pid) : SYSTEMD_INHIBIT);
  } catch (error) {
    log.info("Nothing keeps this machine awake: {error}", { error: String(error) });
    return NOTHING;
  }
}

const NOTHING: AsyncDisposable = { [Symbol.asyncDispose]: () => Promise.resolve() };

/** Of SetThreadExecutionState (winbase.h). */
const ES_CONTINUOUS = 0x80000000;
const ES_SYSTEM_REQUIRED = 0x00000001;

/** The state belongs to the thread that sets it, and ends with it. JavaScript runs on the main thread for good. */
function byExecutionState(log: Log, host: Host): AsyncDisposable {
  if (host.setThreadExecutionState(ES_CONTINUOUS + ES_SYSTEM_REQUIRED) === 0) {
    log.info("Windows refuses to stay awake");
    return NOTHING;
  }
  log.info("Windows stays awake");
  let kept = true;
  return {
    [Symbol.asyncDispose]() {
      if (kept) host.setThreadExecutionState(ES_CONTINUOUS);
      kept = false;
      return Promise.resolve();
    },
  };
}

type Helper = readonly [program: string, ...args: string[]];

/**
 * It inhibits for as long as its command runs, and `cat` runs until its standard input closes. Only what the machine does
 * by itself when nobody touches it: to inhibit `sleep` would refuse a person's own wish too.
 */
const SYSTEMD_INHIBIT: Helper = [
  "systemd-inhibit",
  "--what=idle",
  "--mode=block",
  "--who=greffier",
  "--why=greffier",
  "cat",
];

/** It watches the process by itself. */
const caffeinate = (pid: number): Helper => ["/usr/bin/caffeinate", "-i", "-w", `${pid}`];

function byProgram(log: Log, host: Host, [program, ...args]: Helper): AsyncDisposable {
  const keeper = host.start(program, args);
  log.info("{program} keeps the machine awake", { program });
  let disposed = false;
  const seen = keeper.ended.then((code) => {
    if (!disposed) {
      log.info("{program} ended by itself with {code}: the machine may sleep", { program, code });
    }
  });
  return {
    async [Symbol.asyncDispose]() {
      disposed = true;
      keeper.stop();
      await seen;
    },
  };
}

/** The machine this runs on. */
export const machine: Host = {
  os: Deno.build.os,
  pid: Deno.pid,
  setPriority: (priority) => setPriority(priority),
  start(program, args) {
    const child = new Deno.Command(program, {
      args: [...args],
      stdin: "piped",
      stdout: "null",
      stderr: "null",
    }).spawn();
    return {
      ended: child.status.then(({ code }) => code),
      stop() {
        // A pipe that is broken already is as good as closed.
        child.stdin.close().catch(() => {});
        try {
          child.kill("SIGTERM");
        } catch {
          // It has ended.
        }
      },
    };
  },
  setThreadExecutionState(flags) {
    const kernel = Deno.dlopen("kernel32.dll", {
      SetThreadExecutionState: { parameters: ["u32"], result: "u32" },
    });
    try {
      return kernel.symbols.SetThreadExecutionState(flags);
    } finally {
      kernel.close();
    }
  },
};
