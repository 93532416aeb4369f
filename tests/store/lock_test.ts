import assert from "node:assert/strict";
import { join } from "node:path";
import { homeLayout, Store } from "../../src/store/mod.ts";
import { namesIn, temporaryFolder } from "../support/temporary_folder.ts";

const OWNER = { pid: 12, command: "watch", since: "2026-01-19T14:30:00" };

Deno.test("A home is claimed by one at a time, who is named while it holds it", async () => {
  await using home = await temporaryFolder();
  const one = new Store(homeLayout(home.path));
  const other = new Store(homeLayout(home.path));
  assert.equal(await one.owner(), null);
  {
    await using claim = await one.claim(OWNER);
    assert.ok(claim);
    assert.equal(await other.claim({ ...OWNER, pid: 13 }), undefined);
    assert.deepEqual(await other.owner(), OWNER);
  }
  assert.equal(await other.owner(), null);
  await using again = await other.claim(OWNER);
  assert.ok(again);
});

Deno.test("An owner file without a lock names nobody", async () => {
  await using home = await temporaryFolder();
  await Deno.writeTextFile(join(home.path, "greffier.lock"), "");
  await Deno.writeTextFile(join(home.path, "greffier.owner"), JSON.stringify(OWNER));
  const store = new Store(homeLayout(home.path));
  assert.equal(await store.owner(), null);
  {
    await using _claim = await store.claim({ ...OWNER, pid: 14 });
    assert.equal((await store.owner())?.pid, 14);
  }
  assert.deepEqual(await namesIn(home.path), ["greffier.lock"]);
});
