import assert from "node:assert/strict";
import { runCli } from "../../src/cli/mod.ts";
import { GreffierError, message } from "../../src/errors.ts";
import { FakeApp, fakeIo, type FakeIoOptions, quiet } from "./fake_io.ts";

async function call(args: string[], options: FakeIoOptions = {}) {
  const io = fakeIo(options);
  const code = await runCli(args, io);
  assert.equal(io.listeners(), 0, "a signal listener was left behind");
  return { code, out: io.out(), err: io.err(), io };
}

const OWNER = { pid: 42, command: "watch", since: "2026-11-23T13:00:00" };

Deno.test("add says what was added, and how its report is made", async () => {
  const { code, out, io } = await call(["add", "a.wav", "b.wav"]);
  assert.equal(code, 0);
  assert.deepEqual(io.app.calls, ["add a.wav b.wav"]);
  assert.match(out, /Added: a\.wav \(64 kB\)\nAdded: b\.wav \(64 kB\)\nTo make the report: greffier run\n/);
});

Deno.test("add says who works on it when somebody does, and starts nobody then", async () => {
  const app = new FakeApp();
  app.statusNow = quiet({ owner: OWNER });
  const { out, io } = await call(["add", "a.wav", "--run"], { app });
  assert.match(out, /greffier watch, since .* \(process 42\) works on it\. The report will be in .*outbox/);
  assert.deepEqual(io.app.calls, ["add a.wav"]);
});

Deno.test("add --run starts the work when nobody does it, and is content when somebody just began", async () => {
  const { out, io } = await call(["add", "a.wav", "--run"]);
  assert.deepEqual(io.app.calls, ["add a.wav", "startApart run"]);
  assert.match(out, /The report is being made in the background\. It will be in .*outbox/);

  const app = new FakeApp();
  app.doStartApart = () =>
    Promise.reject(new GreffierError(message("lock.held", { owner: "greffier watch" })));
  assert.equal((await call(["add", "a.wav", "--run"], { app })).code, 0);
});

Deno.test("add hands on the name, counts the recordings of a folder, and tells programs all of it", async () => {
  const app = new FakeApp();
  app.doAdd = () => Promise.resolve([{ from: "/usb/c", path: "/home/inbox/Comité", files: 3, bytes: 3e6 }]);
  const { out, io } = await call(["add", "/usb/c", "--name", "Comité"], { app });
  assert.deepEqual(io.app.calls, ["add /usb/c as Comité"]);
  assert.match(out, /Added: Comité \(3 recordings, 3 MB\), one meeting/);
  const { added, owner, started } = JSON.parse((await call(["add", "/usb/c", "--json"], { app })).out);
  assert.deepEqual([added[0].path, owner, started], ["/home/inbox/Comité", null, false]);
});

Deno.test("add hands on when, in which language, with whom and how the files come", async () => {
  const app = new FakeApp();
  const told: unknown[] = [];
  app.doAdd = (_paths, options) => {
    const { date, language, participants, way, name } = options ?? {};
    told.push({ date, language, participants, way, name });
    return Promise.resolve([{ from: "/usb/a", path: "/home/inbox/a", files: 1, bytes: 1, kept: ["/usb/a"] }]);
  };
  const { err } = await call(
    ["add", "a.wav", "--date", "22/11/2026 14h05", "--language", "en", "--participants", "A, B;C", "--move"],
    { app },
  );
  assert.deepEqual(told, [{
    date: "22/11/2026 14h05",
    language: "en",
    participants: ["A", " B", "C"],
    way: "move",
    name: undefined,
  }]);
  assert.match(err, /could not be removed: \/usb\/a/);
});

Deno.test("add is told one way for its files, not two", async () => {
  const { code, err, io } = await call(["add", "a.wav", "--link", "--move"]);
  assert.equal(code, 2);
  assert.match(err, /--link, --move contradict each other/);
  assert.deepEqual(io.app.calls, []);
});

Deno.test("add without a file is wrong use; the window of a shortcut stays open for what must be read, and only then", async () => {
  assert.equal((await call(["add"])).code, 2);
  assert.equal((await call(["add", " "])).code, 2);
  const app = new FakeApp();
  app.doAdd = () => Promise.reject(new GreffierError(message("file.missing", { file: "a.wav" })));
  const failed = await call(["add", "a.wav", "--window"], { app, terminal: true });
  assert.equal(failed.code, 1);
  assert.match(failed.err, /Cannot find "a\.wav"\n.*Press Enter/);
  assert.equal(failed.io.entersAwaited(), 1);
  assert.equal((await call(["add", "a.wav"], { app, terminal: true })).io.entersAwaited(), 0);
  assert.equal((await call(["add", "a.wav", "--window"], { terminal: true })).io.entersAwaited(), 0);
});

Deno.test("a shortcut to a home that lies elsewhere opens the same window as a double-click", async () => {
  const { code, io } = await call(["--window", "--home", "/nowhere/greffier"]);
  assert.equal(code, 0);
  assert.ok(io.app.calls.includes("init"));
});

Deno.test("a home that add had to make is told: its name may have been mistyped", async () => {
  const { err } = await call(["add", "a.wav", "--home", "/nowhere/gerffier"]);
  assert.match(err, /New greffier home made/);
});
