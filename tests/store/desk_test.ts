import assert from "node:assert/strict";
import { join } from "node:path";
import {
  askTray,
  claimTray,
  diskFiles,
  homeLayout,
  isTrayClaimed,
  lastLooked,
  noteLooked,
  takeTrayRequests,
  trayOwner,
} from "../../src/store/mod.ts";
import { temporaryHome } from "../support/home.ts";

async function desk() {
  const home = await temporaryHome();
  return {
    home: { files: diskFiles, layout: homeLayout(home.path) },
    path: home.path,
    [Symbol.asyncDispose]: () => home[Symbol.asyncDispose](),
  };
}

Deno.test("one process is the icon of a home, and says when its icon is there", async () => {
  await using made = await desk();
  const { home } = made;
  assert.deepEqual([await isTrayClaimed(home), await trayOwner(home)], [false, undefined]);
  const claim = await claimTray(home, 12);
  assert.ok(claim);
  assert.equal(await claimTray(home, 13), undefined);
  assert.deepEqual([await isTrayClaimed(home), await trayOwner(home)], [true, undefined]);
  for (const shown of [false, true]) {
    await claim.there(shown);
    assert.deepEqual(await trayOwner(home), { pid: 12, shown });
  }
  await claim[Symbol.asyncDispose]();
  assert.deepEqual([await isTrayClaimed(home), await trayOwner(home)], [false, undefined]);
});

Deno.test("an icon whose process died is none, whatever it left", async () => {
  await using made = await desk();
  const { home, path } = made;
  await Deno.mkdir(join(path, "state"));
  await Deno.writeTextFile(join(path, "state", "tray.owner"), JSON.stringify({ pid: 12 }));
  await Deno.writeTextFile(join(path, "state", "tray.lock"), "");
  assert.equal(await trayOwner(home), undefined);
  assert.equal(await askTray(home, "show"), false);
});

Deno.test("what is asked of an icon is taken once, and forgotten with it", async () => {
  await using made = await desk();
  const { home } = made;
  {
    await using claim = await claimTray(home, 12);
    assert.ok(claim);
    assert.equal(await askTray(home, "show"), true);
    assert.equal(await askTray(home, "show"), true);
    assert.equal(await askTray(home, "quit"), true);
    assert.deepEqual(await takeTrayRequests(home), ["show", "quit"]);
    assert.deepEqual(await takeTrayRequests(home), []);
    await askTray(home, "quit");
  }
  await using next = await claimTray(home, 13);
  assert.ok(next);
  assert.deepEqual(await takeTrayRequests(home), []);
});

Deno.test("when the person last looked is known as long as the state is there", async () => {
  await using made = await desk();
  const { home, path } = made;
  assert.equal(await lastLooked(home), undefined);
  await noteLooked(home, 1_700_000_000_000);
  assert.equal(await lastLooked(home), 1_700_000_000_000);
  await Deno.writeTextFile(join(path, "state", "tray.json"), "{ damaged");
  assert.equal(await lastLooked(home), undefined);
});
