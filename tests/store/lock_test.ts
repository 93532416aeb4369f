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

// An open file keeps its folder in place on Windows.
if (Deno.build.os !== "windows") {
  Deno.test("A home that was moved away or removed is no longer in its place; what another put there stays", async () => {
    for (const how of ["moved", "removed"]) {
      await using folder = await temporaryFolder();
      const path = join(folder.path, "home");
      await Deno.mkdir(path);
      const store = new Store(homeLayout(path));
      {
        await using claim = await store.claim(OWNER);
        assert.equal(await claim?.isInPlace(), true);
        if (how === "moved") await Deno.rename(path, join(folder.path, "elsewhere"));
        else await Deno.remove(path, { recursive: true });
        assert.equal(await claim?.isInPlace(), false);
        await Deno.mkdir(path);
        await using other = await store.claim({ ...OWNER, pid: 13 });
        assert.deepEqual([await claim?.isInPlace(), await other?.isInPlace()], [false, true]);
        await claim?.[Symbol.asyncDispose]();
        assert.equal((await store.owner())?.pid, 13);
      }
      assert.equal(await store.owner(), null);
    }
  });
}
