import assert from "node:assert/strict";
import {
  besideSession,
  type HearSession,
  type SessionListener,
} from "../../../src/app/background/session_end.ts";
import { until } from "../../support/until.ts";

/** A system of which a test says when its session ends. */
class FakeSession {
  readonly listeners = new Set<SessionListener>();

  readonly hear: HearSession = (listener) => {
    this.listeners.add(listener);
    return { [Symbol.dispose]: () => void this.listeners.delete(listener) };
  };

  /** Resolves when everybody is ready. */
  async end(): Promise<void> {
    await Promise.all([...this.listeners].map(({ onEnd }) => onEnd()));
  }

  stay(): void {
    for (const { onStay } of this.listeners) onStay?.();
  }
}

/** Work that goes on until it is broken off, and then writes one thing more. */
function endless(log: string[]): (signal: AbortSignal) => Promise<never> {
  return async (signal) => {
    log.push("begins");
    await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
    log.push("writes");
    throw signal.reason;
  };
}

const never = () => new AbortController().signal;

Deno.test("at the end of the session the work is broken off, and what it writes is waited for", async () => {
  const [session, log]: [FakeSession, string[]] = [new FakeSession(), []];
  const stop = new AbortController();
  const working = besideSession(session.hear, endless(log), stop.signal);
  await session.end();
  assert.deepEqual(log, ["begins", "writes"]);
  stop.abort(new Error("stopped"));
  await assert.rejects(working, /stopped/);
  assert.equal(session.listeners.size, 0);
});

Deno.test("when the shutdown is called off, the work begins anew", async () => {
  const [session, log]: [FakeSession, string[]] = [new FakeSession(), []];
  const stop = new AbortController();
  const working = besideSession(session.hear, endless(log), stop.signal);
  for (let times = 0; times < 2; times++) {
    await session.end();
    session.stay();
    // The listener of the work that begins anew is another one.
    await until(() => log.filter((did) => did === "begins").length === times + 2);
  }
  assert.deepEqual(log, ["begins", "writes", "begins", "writes", "begins"]);
  stop.abort(new Error("stopped"));
  await assert.rejects(working, /stopped/);
  assert.equal(log.at(-1), "writes");
});

Deno.test("work that ends by itself, or fails, does so; nobody hears of the session any more", async () => {
  const session = new FakeSession();
  assert.equal(await besideSession(session.hear, () => Promise.resolve(3), never()), 3);
  const broken = () => Promise.reject(new Error("broken"));
  await assert.rejects(besideSession(session.hear, broken, never()), /broken/);
  assert.equal(session.listeners.size, 0);
});

Deno.test("work that is done just as the session ends is done", async () => {
  const session = new FakeSession();
  const done = Promise.withResolvers<string>();
  const working = besideSession(session.hear, () => done.promise, never());
  const ended = session.end();
  done.resolve("done");
  assert.equal(await working, "done");
  await ended;
});
