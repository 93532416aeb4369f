import assert from "node:assert/strict";
import { runCli } from "../../src/cli/mod.ts";
import { type drained, FakeApp, fakeIo } from "./fake_io.ts";

/** A promise that a test settles. */
function gate<T>() {
  return Promise.withResolvers<T>();
}

Deno.test("in watch, Ctrl+C lets the running job end and says what a second one does", async () => {
  const app = new FakeApp();
  const started = gate<void>();
  app.doWatch = ({ finish, signal }) => {
    const ended = gate<void>();
    finish?.addEventListener("abort", () => ended.resolve());
    signal?.addEventListener("abort", () => ended.reject(new Error("should not stop at once")));
    started.resolve();
    return ended.promise;
  };
  const io = fakeIo({ app });
  const running = runCli(["watch"], io);
  await started.promise;
  io.pressCtrlC();
  assert.equal(await running, 0);
  assert.match(io.out(), /The running job ends, then greffier stops\. Ctrl\+C once more: stop at once\./);
  assert.match(io.out(), /Goodbye/);
  assert.equal(io.listeners(), 0);
  assert.ok(app.disposed);
});

Deno.test("in watch, a second Ctrl+C stops the running job at once", async () => {
  const app = new FakeApp();
  const started = gate<void>();
  app.doWatch = ({ signal }) => {
    const ended = gate<void>();
    signal?.addEventListener("abort", () => ended.reject(signal.reason));
    started.resolve();
    return ended.promise;
  };
  const io = fakeIo({ app });
  const running = runCli(["watch", "--lang", "fr"], io);
  await started.promise;
  io.pressCtrlC();
  io.pressCtrlC();
  assert.equal(await running, 130);
  assert.match(io.out(), /Arrêt en cours\. Rien n'est perdu/);
  assert.match(io.err(), /Arrêté avant la fin/);
});

Deno.test("one more Ctrl+C leaves even work that does not answer", async () => {
  const app = new FakeApp();
  const started = gate<void>();
  app.doRun = () => {
    started.resolve();
    return gate<ReturnType<typeof drained>>().promise;
  };
  const io = fakeIo({ app });
  const running = runCli(["run"], io);
  await started.promise;
  io.pressCtrlC();
  io.pressCtrlC();
  assert.equal(await running, 130);
});

Deno.test("in run, the first Ctrl+C stops the running job at once", async () => {
  const app = new FakeApp();
  const started = gate<void>();
  app.doRun = ({ signal }) => {
    const ended = gate<ReturnType<typeof drained>>();
    signal?.addEventListener("abort", () => ended.reject(signal.reason));
    started.resolve();
    return ended.promise;
  };
  const io = fakeIo({ app });
  const running = runCli(["run"], io);
  await started.promise;
  io.pressCtrlC();
  assert.equal(await running, 130);
  assert.match(io.err(), /Start the same command to go on/);
});
