import assert from "node:assert/strict";
import { hearSession, MESSAGES, POWER, SESSION_WINDOW, type SessionListener } from "../../src/windows/mod.ts";
import { FakeWindows } from "../support/fake_windows.ts";

const { queryEndSession, endSession, powerBroadcast, close } = MESSAGES;

interface Heard extends Disposable {
  readonly windows: FakeWindows;
  readonly events: string[];
  readonly errors: unknown[];
  /** Ends the work that `onEnd` began. */
  readonly finish: () => void;
}

function hear(changes: Partial<SessionListener> = {}): Heard {
  const windows = new FakeWindows();
  const events: string[] = [];
  const errors: unknown[] = [];
  const work = Promise.withResolvers<void>();
  const listener: SessionListener = {
    onEnd() {
      events.push("end");
      return work.promise;
    },
    onStay: () => void events.push("stay"),
    onSuspend: () => void events.push("suspend"),
    onResume: () => void events.push("resume"),
    onClose: () => void events.push("close"),
    ...changes,
  };
  const session = hearSession(listener, {
    reason: "greffier termine l’enregistrement",
    onError: (error) => void errors.push(error),
    system: windows,
  });
  return { windows, events, errors, finish: work.resolve, [Symbol.dispose]: () => session[Symbol.dispose]() };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

Deno.test("asked whether the session may end, it says yes, gives a reason, and begins at once", async () => {
  using heard = hear();
  const { windows, events, finish } = heard;
  const answer = windows.send(SESSION_WINDOW, queryEndSession);
  windows.pump.turn();
  assert.equal(await answer, 1);
  assert.deepEqual(events, ["end"]);
  assert.deepEqual([...windows.reasons.values()], ["greffier termine l’enregistrement"]);
  finish();
  await settle();
  assert.equal(windows.reasons.size, 0);
});

Deno.test("told that the session ends, it answers only once the work is done: Windows waits so long", async () => {
  using heard = hear();
  const { windows, events, finish } = heard;
  void windows.send(SESSION_WINDOW, queryEndSession);
  void windows.send(SESSION_WINDOW, endSession, { wParam: 1n }).then(() => events.push("answered"));
  windows.pump.turn();
  await settle();
  windows.pump.turn();
  await settle();
  assert.deepEqual(events, ["end"]);
  finish();
  await settle();
  windows.pump.turn();
  await settle();
  assert.deepEqual(events, ["end", "answered"]);
});

Deno.test("when the shutdown is called off the work goes on, after what had begun is done", async () => {
  using heard = hear();
  const { windows, events, finish } = heard;
  void windows.send(SESSION_WINDOW, queryEndSession);
  void windows.send(SESSION_WINDOW, endSession);
  windows.pump.turn();
  finish();
  await settle();
  windows.pump.turn();
  await settle();
  assert.deepEqual(events, ["end", "stay"]);
  const again = windows.send(SESSION_WINDOW, queryEndSession);
  windows.pump.turn();
  assert.equal(await again, 1);
  assert.deepEqual(events, ["end", "stay", "end"]);
  await settle();
});

Deno.test("told without having been asked, it begins all the same", async () => {
  using heard = hear();
  const { windows, events, finish } = heard;
  void windows.send(SESSION_WINDOW, endSession, { wParam: 1n });
  windows.pump.turn();
  assert.deepEqual(events, ["end"]);
  finish();
  await settle();
});

Deno.test("sleep, waking and a polite end are heard, and other broadcasts are not", async () => {
  using heard = hear();
  const { windows, events } = heard;
  const batteryLow = 0x9n;
  for (const wParam of [BigInt(POWER.suspend), batteryLow, BigInt(POWER.resumeAutomatic)]) {
    void windows.send(SESSION_WINDOW, powerBroadcast, { wParam });
  }
  const answer = windows.send(SESSION_WINDOW, close);
  windows.pump.turn();
  assert.deepEqual(events, ["suspend", "resume", "close"]);
  assert.equal(await answer, 0, "or Windows would destroy the window");
});

Deno.test("what a listener throws goes to onError, and Windows has its answer", async () => {
  const failure = new Error("the disk is full");
  using heard = hear({
    onEnd: () => Promise.reject(failure),
    onSuspend() {
      throw failure;
    },
  });
  const { windows, errors } = heard;
  void windows.send(SESSION_WINDOW, powerBroadcast, { wParam: BigInt(POWER.suspend) });
  const answer = windows.send(SESSION_WINDOW, queryEndSession);
  windows.pump.turn();
  assert.equal(await answer, 1);
  await settle();
  assert.deepEqual(errors, [failure, failure]);
  assert.equal(windows.reasons.size, 0, "Windows need not wait for what failed");
});

Deno.test("disposing destroys the window, from inside of a message too", async () => {
  const windows = new FakeWindows();
  const session: Disposable = hearSession({ onEnd: () => session[Symbol.dispose]() }, {
    reason: "",
    onError: (error) => assert.fail(`${error}`),
    system: windows,
  });
  const answer = windows.send(SESSION_WINDOW, queryEndSession);
  windows.pump.turn();
  assert.equal(await answer, 1);
  assert.equal(windows.count, 0);
  await settle();
});
