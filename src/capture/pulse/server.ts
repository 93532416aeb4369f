import type { Clock } from "../../clock.ts";
import { GreffierError, message } from "../../errors.ts";
import { type Child, type Children, textOf } from "./children.ts";
import type { Snapshot } from "./devices.ts";
import { type Entry, parseInfo, parseListing } from "./listing.ts";
import { linesOf } from "./words.ts";

/** How the server is called in sentences. */
export const SERVER = "PulseAudio";

/** How long the server may take for an answer, in milliseconds. */
export const PATIENCE_MS = 5000;

/** How long to wait before looking without a hint, in milliseconds: hints are not lost but with who gives them. */
const LOOK_MS = 60_000;

/** Questions to the server. */
export interface Server {
  snapshot(signal?: AbortSignal): Promise<Snapshot>;
  sinkInputs(signal?: AbortSignal): Promise<readonly Entry[]>;
}

/** Asks by `pactl`. Throws a `GreffierError` when it is not installed, or the server does not answer in time. */
export function pactlServer(children: Children, clock: Clock): Server {
  async function ask(args: readonly string[], signal?: AbortSignal): Promise<string> {
    signal?.throwIfAborted();
    const done = new AbortController();
    const late = new AbortController();
    const waiting = clock.sleep(PATIENCE_MS, { signal: done.signal }).then(() => late.abort(), () => {});
    try {
      const either = AbortSignal.any(signal ? [signal, late.signal] : [late.signal]);
      const { code, stdout, stderr } = await children.run("pactl", args, { signal: either });
      signal?.throwIfAborted();
      if (code === 0 && !late.signal.aborted) return stdout;
      const cause = late.signal.aborted ? "Connection timed out" : stderr.split("\n")[0] || `pactl: ${code}`;
      throw new GreffierError(message("capture.noServer", { server: SERVER, cause }));
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
      throw new GreffierError(message("capture.programMissing", { program: "pactl" }), { cause: error });
    } finally {
      done.abort();
      await waiting;
    }
  }
  return {
    async snapshot(signal) {
      // All are waited for, so that nothing of a question that failed goes on.
      const answers = await Promise.allSettled(
        [["info"], ["list", "sinks"], ["list", "sources"]].map((args) => ask(args, signal)),
      );
      const [info, sinks, sources] = answers.map((answer) => {
        if (answer.status === "rejected") throw answer.reason;
        return answer.value;
      });
      return { info: parseInfo(info), sinks: parseListing(sinks), sources: parseListing(sources) };
    },
    sinkInputs: async (signal) => parseListing(await ask(["list", "sink-inputs"], signal)),
  };
}

/** Options of {@linkcode watchServer}. */
export interface WatchOptions {
  readonly children: Children;
  readonly clock: Clock;
  /** What to look at anew when it changes: `server`, whose defaults are part of it, or `sink-input`. */
  readonly facility: "server" | "sink-input";
  /**
   * Called after a change, and every minute; never twice at once. Aborted at the end. What it throws is taken as "not
   * now".
   */
  readonly look: (signal: AbortSignal) => Promise<void>;
}

/** Looks when something changes; dispose to stop. */
export interface Watch extends AsyncDisposable {
  /** Looks now, or once more when it is looking; resolves when that is done. */
  nudge(): Promise<void>;
}

/**
 * Watches the server by `pactl subscribe`. Its events are hints: the first, whatever it says, is taken too, since
 * something may have changed just before; and without any, the look is had anyway, and `pactl` begun anew if it has ended.
 */
export function watchServer({ children, clock, facility, look }: WatchOptions): Watch {
  const over = new AbortController();
  const ofInterest = new RegExp(` on ${facility}(?: |$)`);
  let looking: Promise<void> | undefined;
  let again = false;
  let subscription: { readonly child: Child; readonly ended: Promise<void> } | undefined;

  const nudge = (): Promise<void> => {
    again = true;
    return looking ??= (async () => {
      while (again && !over.signal.aborted) {
        again = false;
        try {
          await look(over.signal);
        } catch {
          // The server does not answer: that the sound ends says so, and it is looked at again.
        }
      }
      looking = undefined;
    })();
  };

  function subscribe(): void {
    const child = children.start("pactl", ["subscribe"]);
    const ended = (async () => {
      let first = true;
      try {
        for await (const line of linesOf(textOf(child))) {
          if (first || ofInterest.test(line)) nudge();
          first = false;
        }
      } catch {
        // Its pipe broke: as good as ended.
      }
      await child[Symbol.asyncDispose]();
      subscription = undefined;
      nudge();
    })();
    subscription = { child, ended };
  }
  subscribe();

  const ticking = (async () => {
    for (;;) {
      try {
        await clock.sleep(LOOK_MS, { signal: over.signal });
      } catch {
        return; // Disposed.
      }
      if (!subscription) subscribe();
      nudge();
    }
  })();

  return {
    nudge,
    async [Symbol.asyncDispose]() {
      over.abort();
      await ticking;
      const last = subscription;
      await last?.child[Symbol.asyncDispose]();
      await last?.ended;
      await looking;
    },
  };
}

/** One watch of the devices for all streams. */
export interface DeviceWatch {
  /** Shows what the server has: after a change, and every minute. Dispose to see no more; the last ends the watch. */
  follow(see: (snapshot: Snapshot) => void): AsyncDisposable;
}

/** Looks once for all that follow, and only while somebody does. */
export function watchDevices(
  { server, ...parts }: Pick<WatchOptions, "children" | "clock"> & { readonly server: Server },
): DeviceWatch {
  const followers = new Set<(snapshot: Snapshot) => void>();
  let watch: Watch | undefined;

  const start = () =>
    watchServer({
      ...parts,
      facility: "server",
      async look(signal) {
        const snapshot = await server.snapshot(signal);
        for (const see of [...followers]) see(snapshot);
      },
    });

  return {
    follow(see) {
      // Not the caller's own: the same function may follow twice.
      const follower = (snapshot: Snapshot) => see(snapshot);
      followers.add(follower);
      // What changed since the caller looked is hinted at by a new watch; one that goes on may have seen it already.
      if (watch) watch.nudge();
      else watch = start();
      return {
        async [Symbol.asyncDispose]() {
          if (!followers.delete(follower) || followers.size > 0) return;
          const last = watch;
          watch = undefined;
          await last?.[Symbol.asyncDispose]();
        },
      };
    },
  };
}
