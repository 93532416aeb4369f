import assert from "node:assert/strict";
import { GreffierError, message } from "../../src/errors.ts";
import { runCli } from "../../src/cli/mod.ts";
import { FakeApp, fakeIo } from "./fake_io.ts";
import { temporaryFolder } from "../support/temporary_folder.ts";

const held = new GreffierError(message("lock.held", { owner: "greffier watch, since 14:05 (process 12)" }));

Deno.test("tray says where its icon is, and what taking it away leaves", async () => {
  const io = fakeIo();
  io.app.desk.place = true;
  assert.equal(await runCli(["tray"], io), 0);
  assert.match(
    io.out(),
    /^greffier is near the clock, for \/nowhere\/greffier\. Ctrl\+C takes the icon away\.\n/,
  );
  assert.match(io.out(), /The icon is gone\. Writing down goes on/);
  assert.equal(io.listeners(), 0);
});

Deno.test("tray says so where the system has no place for an icon", async () => {
  const io = fakeIo();
  assert.equal(await runCli(["tray"], io), 0);
  assert.match(io.out(), /^This system has no place for an icon: greffier looks after \/nowhere\/greffier/);
  assert.match(io.out(), /\ngreffier goes on without a window; greffier quit ends it\.\n$/);
});

Deno.test("no icon is promised where the one that works for the home cannot show it", async () => {
  const called = fakeIo();
  called.app.desk.hidden = true;
  called.app.desk.doRun = () => Promise.resolve("called");
  assert.equal(await runCli(["tray"], called), 0);
  assert.match(called.out(), /^greffier already works here, without an icon.*greffier quit ends it/);
  assert.doesNotMatch(called.out(), /shown itself/);

  const apart = fakeIo();
  apart.app.desk.hidden = true;
  assert.equal(await runCli(["tray", "--background"], apart), 0);
  assert.deepEqual(apart.app.calls, ["startApart tray"]);
  assert.match(apart.out(), /^There is no place for an icon here\. greffier works without one/);

  const clicked = fakeIo({ terminal: true });
  clicked.app.desk.there = clicked.app.desk.hidden = true;
  assert.equal(await runCli([], clicked), 0);
  assert.match(clicked.out(), /^greffier already works here, without an icon/);
});

Deno.test("tray says that another one works for the home already", async () => {
  const io = fakeIo();
  io.app.desk.doRun = () => Promise.resolve("called");
  assert.equal(await runCli(["tray"], io), 0);
  assert.match(io.out(), /^greffier already works here, near the clock: it has just shown itself/);
});

Deno.test("Ctrl+C ends the icon", async () => {
  const io = fakeIo();
  io.app.desk.doRun = ({ signal, onThere }) =>
    new Promise((resolve) => {
      signal.addEventListener("abort", () => resolve("stopped"));
      onThere?.(true);
      io.pressCtrlC();
    });
  assert.equal(await runCli(["tray"], io), 0);
});

Deno.test("tray --background starts one apart", async () => {
  const io = fakeIo();
  assert.equal(await runCli(["tray", "--background"], io), 0);
  assert.deepEqual(io.app.calls, ["startApart tray"]);
});

Deno.test("a double-click greets, watches, and shows the icon where there is a place for it", async () => {
  const io = fakeIo({ terminal: true });
  io.app.desk.place = true;
  assert.equal(await runCli([], io), 0);
  assert.deepEqual(io.app.calls, ["init", "watch", "startApart tray"]);
  assert.match(io.out(), /Hello! Drop a recording into .*inbox/);
  assert.doesNotMatch(io.out(), /Ctrl\+C/);
});

Deno.test("a double-click without a place for an icon is a window that watches", async () => {
  const io = fakeIo({ terminal: true });
  assert.equal(await runCli([], io), 0);
  assert.deepEqual(io.app.calls, ["init", "watch"]);
  assert.match(io.out(), /Ctrl\+C to stop; nothing will be lost/);
});

Deno.test("an icon that cannot be shown stops nothing: the window says why", async () => {
  const io = fakeIo({ terminal: true });
  io.app.desk.place = true;
  io.app.doStartApart = () => Promise.reject(new GreffierError(message("recording.nothing")));
  io.app.doWatch = async ({ onHeld }) => {
    onHeld?.();
    await Promise.resolve();
    await Promise.resolve();
  };
  assert.equal(await runCli([], io), 0);
  assert.match(io.out(), /Nothing is being recorded/);
});

Deno.test("a second double-click calls the icon, shows where things are, opens the inbox and waits to be read", async () => {
  const io = fakeIo({ terminal: true });
  io.app.desk.there = io.app.desk.place = true;
  assert.equal(await runCli([], io), 0);
  assert.deepEqual(io.app.calls, ["init", "call the icon", "open the inbox"]);
  for (const text of ["near the clock", "Drop recordings into ", "Reports are in ", "Press Enter"]) {
    assert.ok(io.out().includes(text), text);
  }
  assert.equal(io.entersAwaited(), 1);
});

Deno.test("a double-click where a watch works without an icon says who it is, and shows the icon", async () => {
  const app = new FakeApp();
  app.doWatch = () => Promise.reject(held);
  app.desk.place = true;
  const io = fakeIo({ app, terminal: true });
  assert.equal(await runCli([], io), 0);
  assert.match(io.err(), /Another greffier already works in this home: greffier watch, since 14:05/);
  assert.deepEqual(app.calls, ["init", "watch", "startApart tray", "open the inbox"]);
  assert.equal(io.entersAwaited(), 1);
});

Deno.test("in a pipe a second greffier opens nothing and waits for nobody", async () => {
  const app = new FakeApp();
  app.doWatch = () => Promise.reject(held);
  const io = fakeIo({ app });
  assert.equal(await runCli([], io), 0);
  assert.deepEqual([app.calls, io.entersAwaited()], [["init", "watch"], 0]);
});

Deno.test("settings that are wrong do not keep the icon from being shown", async () => {
  await using folder = await temporaryFolder();
  await Deno.writeTextFile(`${folder.path}/greffier.json`, "{ audio: }");
  const io = fakeIo({ home: folder.path });
  assert.equal(await runCli(["tray"], io), 0);
  assert.ok(io.app.calls.includes("show the icon"));
});
