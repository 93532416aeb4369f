import assert from "node:assert/strict";
import { runCli } from "../../src/cli/mod.ts";
import { GreffierError, message } from "../../src/errors.ts";
import { temporaryHome } from "../support/home.ts";
import { FakeApp, type FakeIo, fakeIo, line, quiet } from "./fake_io.ts";

async function call(args: readonly string[], app: FakeApp, home?: string) {
  const io: FakeIo = fakeIo({ app, ...(home === undefined ? {} : { home }) });
  return { code: await runCli(args, io), out: io.out(), err: io.err(), io };
}

Deno.test("--background starts the same command apart and says that it works", async () => {
  for (const command of ["run", "watch"]) {
    const app = new FakeApp();
    const { code, out } = await call([command, "--background"], app);
    assert.equal(code, 0);
    assert.deepEqual(app.calls, [`startApart ${command}`]);
    assert.match(out, /without a window/);
    assert.ok(app.disposed);
  }
});

Deno.test("--background beside somebody who works there already names him, and nothing is wrong", async () => {
  const app = new FakeApp();
  app.doStartApart = () => Promise.reject(new GreffierError(message("lock.held", { owner: "watch (12)" })));
  const { code, out, err } = await call(["watch", "--background"], app);
  assert.deepEqual([code, out], [0, ""]);
  assert.match(err, /^Another greffier already works in this home: watch \(12\)\n$/);
});

Deno.test("--background tells why it could not be there", async () => {
  const app = new FakeApp();
  const silent = message("background.silent", { command: "watch", seconds: 60, folder: "/home/logs" });
  app.doStartApart = () => Promise.reject(new GreffierError(silent));
  const { code, err } = await call(["watch", "--background"], app);
  assert.equal(code, 1);
  assert.match(err, /did not answer within 60 seconds.*\/home\/logs/);
});

Deno.test("a command that was started apart leaves word of its failure, also when nobody foresaw it", async () => {
  for (const error of [new GreffierError(message("file.missing", { file: "x" })), new TypeError("x")]) {
    await using home = await temporaryHome();
    const app = new FakeApp(home.path);
    app.doWatch = () => Promise.reject(error);
    const { code } = await call(["watch", "--apart"], app, home.path);
    assert.equal(code, 1);
    const { pid, cause } = await home.json("state", "watch.failure.json");
    assert.equal(pid, Deno.pid);
    assert.equal(cause.key, error instanceof GreffierError ? "file.missing" : "error.other");
    assert.match(await home.text("logs", "greffier.jsonl"), /failed unexpectedly|Cannot find/);
  }
});

Deno.test("quit asks the icon first, then the watch, and says what is left", async () => {
  const app = new FakeApp();
  app.watching = true;
  app.statusNow = quiet({ owner: { pid: 7, command: "watch", since: "2026-11-23T14:05:00" } });
  const asked = await call(["quit"], app);
  assert.equal(asked.code, 0);
  assert.deepEqual(app.calls, ["askTrayToEnd", "askToEnd"]);
  assert.match(asked.out, /^greffier is asked to end/);
  const told = JSON.parse((await call(["quit", "--json"], app)).out);
  assert.deepEqual([told.asked, told.told[0].key], [true, "background.asked"]);
});

Deno.test("quit where nothing can be asked to end says so and ends well", async () => {
  const none = await call(["quit"], new FakeApp());
  assert.deepEqual([none.code, none.out], [
    0,
    "No greffier waits for recordings in /home: there is nothing to end.\n",
  ]);
  const running = new FakeApp();
  running.statusNow = quiet({ owner: { pid: 7, command: "run", since: "2026-11-23T14:05:00" } });
  assert.match((await call(["quit"], running)).out, /^greffier run works in \/home \(process 7\)/);
});

Deno.test("quit ends no recording, and says how to", async () => {
  const app = new FakeApp();
  app.watching = true;
  const recording = {
    state: "recording" as const,
    seconds: 60,
    chunks: 6,
    channels: [],
    notices: [],
    pauseAsked: false,
    stopAsked: false,
    backlog: 0,
    speed: null,
    hoursFree: null,
    lastBlock: null,
    lastBlockBy: null,
    writer: null,
    modelPending: 0,
  };
  app.statusNow = quiet({
    open: [{ ...line({ open: true }), windowsDone: 0, windows: 0, recording, troubles: [] }],
  });
  const { out } = await call(["quit"], app);
  assert.match(out, /The recording goes on\. To stop it: greffier stop\n$/);
  assert.deepEqual(app.calls, ["askTrayToEnd", "askToEnd"]);
});
