import assert from "node:assert/strict";
import { runCli } from "../../src/cli/mod.ts";
import { message } from "../../src/errors.ts";
import { FakeApp, fakeIo, type FakeIoOptions, quiet } from "./fake_io.ts";

async function call(args: string[], options: FakeIoOptions = {}) {
  const io = fakeIo(options);
  const code = await runCli(args, io);
  return { code, out: io.out(), err: io.err(), io };
}

Deno.test("install hands on what is wanted, and tells what became of each shortcut and task", async () => {
  const app = new FakeApp();
  app.installed = {
    program: "/opt/greffier",
    shortcuts: [
      { spot: "menu", path: "/m", outcome: "made" },
      { spot: "desktop", path: "/d", outcome: "foreign", before: null },
      { spot: "autostart", path: "/a", outcome: "taken-over", before: "/old/greffier" },
      { spot: "send-to", path: "/s", outcome: "unchanged" },
    ],
    removed: ["/x"],
    tasks: [{ name: "nightly", outcome: "added" }],
    cautions: [message("install.switchedOff")],
    troubles: [],
  };
  const { code, out, io } = await call(["install", "--nightly"], { app });
  assert.equal(code, 0);
  assert.deepEqual(io.app.calls, [`install {"autostart":true,"desktop":true,"nightly":"02:00"}`]);
  assert.match(out, /within reach: \/opt\/greffier\n {2}Menu: shortcut made, \/m\n/);
  assert.match(out, /\/d starts something else; it was left as it is/);
  assert.match(out, /\/a started \/old\/greffier, it starts this one now/);
  assert.match(out, /Removed: \/x\n {2}Scheduled task: nightly\n.*switched off/);
  const told = JSON.parse((await call(["install", "--json"], { app })).out);
  assert.deepEqual([told.shortcuts.length, told.cautions[0].key], [4, "install.switchedOff"]);

  app.installed = { ...app.installed, troubles: [message("error.other", { found: "no answer" })] };
  const failed = await call(["install"], { app });
  assert.equal(failed.code, 1);
  assert.match(failed.err, /no answer/);
});

Deno.test("install can do without the desktop and the log-on, and refuses a time that is none", async () => {
  const { io } = await call(["install", "--no-autostart", "--no-desktop", "--nightly", "2:30"]);
  assert.deepEqual(io.app.calls, [`install {"autostart":false,"desktop":false,"nightly":"02:30"}`]);
  for (const time of ["25:00", "3", "midi"]) {
    const { code, err, io } = await call(["install", "--nightly", time]);
    assert.equal(code, 2);
    assert.match(err, new RegExp(`"${time}" is no time`));
    assert.deepEqual(io.app.calls, []);
  }
});

Deno.test("uninstall asks in a terminal, where silence means no; with --yes, or where nobody can answer, it does not", async () => {
  const cases: [string[], FakeIoOptions, boolean][] = [
    [[], { terminal: true, answers: ["y"] }, true],
    [[], { terminal: true, answers: ["Oui"] }, true],
    [[], { terminal: true, answers: [""] }, false],
    [[], { terminal: true, answers: ["n"] }, false],
    [[], { terminal: true }, false],
    [["--yes"], { terminal: true }, true],
    [[], {}, true],
  ];
  for (const [args, options, removes] of cases) {
    const { code, io, out } = await call(["uninstall", ...args], options);
    assert.equal(code, 0);
    assert.deepEqual(io.app.calls, removes ? ["uninstall"] : [], JSON.stringify([args, options]));
    assert.match(out, removes ? /Your meetings stay in .*outbox/ : /Nothing was removed/);
  }
});

Deno.test("uninstall asks nothing where there is nothing to remove", async () => {
  const app = new FakeApp();
  app.isInstalledNow = false;
  const { code, out } = await call(["uninstall"], { app, terminal: true, answers: ["n"] });
  assert.equal(code, 0);
  assert.match(out, /There was nothing to remove/);
  assert.deepEqual(app.calls, ["uninstall"]);
});

Deno.test("uninstall tells what went, what it left and who is still at work", async () => {
  const app = new FakeApp();
  app.statusNow = quiet({ owner: { pid: 42, command: "watch", since: "2026-11-23T13:00:00" } });
  app.uninstalled = {
    program: "/opt/greffier",
    removed: ["/m"],
    tasks: ["nightly"],
    left: [{ path: "/d", program: null }, { path: "/s", program: "/usr/bin/notes" }],
    troubles: [],
  };
  const { out } = await call(["uninstall"], { app });
  assert.match(
    out,
    /Removed: \/m\nScheduled task removed: nightly\n\/d is no shortcut of greffier's; it stays/,
  );
  assert.match(out, /\/s starts something else \(\/usr\/bin\/notes\); it stays/);
  assert.match(out, /you may delete \/opt\/greffier\.\ngreffier watch, since .* greffier quit/);

  app.uninstalled = { ...app.uninstalled, troubles: [message("error.other", { found: "no answer" })] };
  const failed = await call(["uninstall"], { app });
  assert.equal(failed.code, 1);
  assert.match(failed.err, /no answer/);
});
