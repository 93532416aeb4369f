import assert from "node:assert/strict";
import { join } from "node:path";
import { tellFailureApart } from "../../../src/app/background/failures.ts";
import type { OwnProcess } from "../../../src/app/background/own_process.ts";
import { startCommand } from "../../../src/app/background/start_command.ts";
import { systemClock } from "../../../src/clock.ts";
import { GreffierError, message } from "../../../src/errors.ts";
import {
  diskFiles,
  type Files,
  homeLayout,
  leaveFailure,
  type Owner,
  Store,
} from "../../../src/store/mod.ts";
import { type TemporaryHome, temporaryHome, testApp } from "../../support/home.ts";
import { ManualClock } from "../../support/manual_clock.ts";
import { refused } from "../../support/refusal.ts";
import { until } from "../../support/until.ts";

const storeOf = (home: TemporaryHome) => new Store(homeLayout(home.path));

/** A process that does what a test says, under a number that no other has. */
function scripted(act: (pid: number, end: (code: number) => void) => unknown) {
  const asked: string[] = [];
  const startOwn = (command: string, args: readonly string[] = []): OwnProcess => {
    asked.push([command, ...args].join(" "));
    const { promise: ended, resolve } = Promise.withResolvers<number>();
    void act(PID, resolve);
    return { pid: PID, ended, kill: () => resolve(1) };
  };
  return { asked, startOwn };
}

const PID = 4_000_000_000;

/** Takes the home, though somebody looks at it. */
async function claim(home: TemporaryHome, owner: Owner): Promise<AsyncDisposable> {
  for (;;) {
    const claimed = await storeOf(home).claim(owner);
    if (claimed) return claimed;
  }
}

const owner = (pid: number) => ({ pid, command: "watch", since: "2026-11-23T14:05:00" });

Deno.test("a command apart is there once it holds the home", async () => {
  await using home = await temporaryHome();
  let held: Promise<AsyncDisposable | undefined> | undefined;
  const process = scripted((pid) => {
    held = claim(home, owner(pid));
  });
  await using app = testApp(home, { ...process, clock: systemClock });
  await app.startApart("watch");
  await using _held = await held;
  assert.deepEqual(process.asked, ["watch --apart"]);
  assert.equal((await app.status()).owner?.pid, PID);
});

Deno.test("nothing is started beside somebody who works in the home, and he is named", async () => {
  await using home = await temporaryHome();
  const process = scripted(() => assert.fail());
  await using app = testApp(home, process);
  await using _held = await storeOf(home).claim(owner(17));
  for (const command of ["run", "watch"] as const) {
    const { key, values } = (await refused(app.startApart(command))).text;
    assert.equal(key, "lock.held");
    assert.match(String(values.owner), /greffier watch, depuis .* \(processus 17\)/);
  }
});

Deno.test("a command that could not be there is told in its own words; without any, with its exit code", async () => {
  await using home = await temporaryHome();
  const cause = message("file.missing", { file: "modele" });
  const failure = { command: "watch", at: "2026-11-23T14:05:00", cause };
  // Another that failed before is none of its business.
  await leaveFailure(storeOf(home), { ...failure, pid: 17 });
  await using silent = testApp(home, scripted((_pid, end) => end(139)));
  const told = (await refused(silent.startApart("watch"))).text;
  assert.deepEqual([told.key, told.values.code, told.values.command], ["background.ended", 139, "watch"]);
  const words = scripted(async (pid, end) => {
    await leaveFailure(storeOf(home), { ...failure, pid });
    end(1);
  });
  await using speaking = testApp(home, { ...words, clock: systemClock });
  assert.deepEqual((await refused(speaking.startApart("watch"))).text, cause);
});

Deno.test("a run that is over before anybody looked has been there, whatever it found; so has a tray that called the first", async () => {
  await using home = await temporaryHome();
  for (const [command, code] of [["run", 0], ["run", 1], ["tray", 0]] as const) {
    await using app = testApp(home, scripted((_pid, end) => end(code)));
    await app.startApart(command);
  }
});

Deno.test("why a process ended is forgotten when another is started, which may get its number", async () => {
  await using home = await temporaryHome();
  const cause = message("file.missing", { file: "modele" });
  await leaveFailure(storeOf(home), { command: "run", at: "2026-11-23T14:05:00", cause, pid: PID });
  await using app = testApp(home, scripted((_pid, end) => end(0)));
  await app.startApart("run");
  assert.deepEqual(await home.names("state"), []);
});

Deno.test("who waits for a command to be there does not take the lock that it is about to take", async () => {
  await using home = await temporaryHome();
  const { layout } = storeOf(home);
  await Deno.mkdir(layout.state, { recursive: true });
  for (const path of [layout.lock, join(layout.state, "tray.lock")]) await Deno.writeTextFile(path, "");
  const locked: string[] = [];
  const lock: Files["lock"] = (path) => {
    locked.push(path);
    return diskFiles.lock(path);
  };
  const store = new Store(layout, { ...diskFiles, lock });
  const clock = new ManualClock();
  for (const command of ["watch", "tray"] as const) {
    const ended = Promise.withResolvers<number>();
    const process = { pid: PID, ended: ended.promise, kill() {} };
    const starting = startCommand({ store, clock, start: () => process, free: async () => {} }, command);
    for (let looks = 0; looks < 3; looks++) {
      await until(() => clock.sleepers > 0);
      clock.advance(100);
    }
    ended.resolve(0);
    let isOver = false;
    const over = starting.then(() => isOver = true);
    await until(() => isOver, () => clock.sleepers > 0 ? clock.advance(100) : undefined);
    await over;
  }
  assert.deepEqual(locked, []);
});

Deno.test("a command that says nothing for a minute is told of", async () => {
  await using home = await temporaryHome();
  await using app = testApp(home, scripted(() => {}));
  const { key, values } = (await refused(app.startApart("tray"))).text;
  assert.deepEqual([key, values.seconds], ["background.silent", 60]);
});

Deno.test("a failure without a window leaves its sentence, and no failure of its own", async () => {
  await using home = await temporaryHome();
  await tellFailureApart(home.path, "watch", new GreffierError(message("file.missing", { file: "a" })));
  const { pid, command, cause } = await home.json("state", "watch.failure.json");
  assert.deepEqual([pid, command, cause], [Deno.pid, "watch", message("file.missing", { file: "a" })]);
  await home.drop("fichier", "x");
  await tellFailureApart(`${home.path}/inbox/fichier`, "watch", new Error("x"));
});

Deno.test("a watch that is asked to end does, after what it does; nobody else is asked, and no one later hears of it", async () => {
  await using home = await temporaryHome();
  await using app = testApp(home, { command: "watch" });
  assert.equal(await app.askToEnd(), false);
  {
    await using _run = await storeOf(home).claim({ ...owner(17), command: "run" });
    assert.equal(await app.askToEnd(), false);
  }
  // To one that died before it saw it.
  {
    await using _dead = await storeOf(home).claim(owner(17));
    assert.equal(await app.askToEnd(), true);
  }
  assert.deepEqual(await home.json("state", "quit"), { pid: 17 });
  const held = Promise.withResolvers<void>();
  const watching = app.watch({ onHeld: held.resolve });
  await held.promise;
  await until(async () => !(await home.names("state")).includes("quit"));
  assert.equal((await app.status()).owner?.pid, Deno.pid, "it was asked of another");
  assert.equal(await app.askToEnd(), true);
  await watching;
  assert.ok(!(await home.names("state")).includes("quit"));
  assert.equal((await app.status()).owner, null);
});
