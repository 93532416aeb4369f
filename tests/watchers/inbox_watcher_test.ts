import assert from "node:assert/strict";
import { join } from "node:path";
import { FSWatcher } from "chokidar";
import { watchInbox, type WatchOptions } from "../../src/watchers/mod.ts";
import { temporaryFolder } from "../support/temporary_folder.ts";

/** An inbox that is watched by watchers that do as the test says. */
async function scripted() {
  const folder = await temporaryFolder();
  const inbox = join(folder.path, "inbox");
  await Deno.mkdir(inbox);
  const begun: FSWatcher[] = [];
  const options: unknown[] = [];
  let rings = 0;
  const errors: string[] = [];
  const watch = (settings: Pick<WatchOptions, "poll" | "patienceMs"> = {}) =>
    watchInbox(inbox, () => rings++, (error) => errors.push(String(error)), {
      ...settings,
      start(_paths, given) {
        options.push(given);
        const watcher = new FSWatcher();
        begun.push(watcher);
        return watcher;
      },
    });
  return {
    inbox,
    away: join(folder.path, "away"),
    begun,
    options,
    errors,
    rings: () => rings,
    watch,
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

Deno.test("a folder that went and came back is watched anew, once, and rings for what came meanwhile", async () => {
  await using desk = await scripted();
  await using watch = desk.watch();
  desk.begun[0]!.emit("ready");
  await watch.lookAgain();
  assert.equal(desk.begun.length, 1);
  await Deno.rename(desk.inbox, desk.away);
  await watch.lookAgain();
  await watch.lookAgain();
  assert.deepEqual([desk.begun.length, desk.rings()], [1, 0]);
  await Deno.rename(desk.away, desk.inbox);
  await watch.lookAgain();
  assert.deepEqual([desk.begun.length, desk.begun[0]!.closed, desk.rings()], [2, true, 1]);
  await watch.lookAgain();
  assert.equal(desk.begun.length, 2);
  desk.begun[1]!.emit("add", "appel.wav");
  assert.equal(desk.rings(), 2);
});

Deno.test("another folder in its place is watched; a watcher that still begins is not cut short", async () => {
  await using desk = await scripted();
  await using watch = desk.watch();
  await watch.lookAgain();
  await Deno.rename(desk.inbox, desk.away);
  await Deno.mkdir(desk.inbox);
  await watch.lookAgain();
  assert.equal(desk.begun.length, 1);
  desk.begun[0]!.emit("ready");
  await watch.lookAgain();
  assert.deepEqual([desk.begun.length, desk.rings()], [2, 1]);
});

Deno.test("a watcher that cannot work is told once, and tried again at each look", async () => {
  await using desk = await scripted();
  await using watch = desk.watch();
  desk.begun[0]!.emit("error", new Error("no events here"));
  desk.begun[0]!.emit("error", new Error("no events here"));
  assert.deepEqual(desk.errors, ["Error: no events here"]);
  await watch.lookAgain();
  assert.equal(desk.begun.length, 2);
  desk.begun[1]!.emit("error", new Error("no events here"));
  assert.equal(desk.errors.length, 1);
});

Deno.test("once it is closed nothing begins anew", async () => {
  await using desk = await scripted();
  const watch = desk.watch({ poll: true });
  await watch[Symbol.asyncDispose]();
  await Deno.rename(desk.inbox, desk.away);
  await Deno.mkdir(desk.inbox);
  await watch.lookAgain();
  assert.deepEqual([desk.begun.length, desk.begun[0]!.closed], [1, true]);
  assert.equal((desk.options[0] as { readonly usePolling?: boolean }).usePolling, true);
});

Deno.test("a watcher whose end never comes holds up neither the look that replaces it nor the end of the program", async () => {
  await using desk = await scripted();
  const watch = desk.watch({ patienceMs: 1 });
  const [first] = desk.begun;
  const stuck = Promise.withResolvers<void>();
  first!.close = () => stuck.promise;
  first!.emit("ready");
  await Deno.rename(desk.inbox, desk.away);
  await Deno.mkdir(desk.inbox);
  await watch.lookAgain();
  assert.deepEqual([desk.begun.length, desk.rings()], [2, 1]);
  desk.begun[1]!.emit("add", "appel.wav");
  assert.equal(desk.rings(), 2);
  await watch[Symbol.asyncDispose]();
  stuck.resolve();
});
