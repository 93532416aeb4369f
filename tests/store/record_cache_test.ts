import assert from "node:assert/strict";
import { join } from "node:path";
import { z } from "../../src/schema.ts";
import { RecordCache } from "../../src/store/record_cache.ts";
import { diskFiles, sha256 } from "../../src/store/mod.ts";
import { temporaryFolder } from "../support/temporary_folder.ts";

const Pair = z.object({ a: z.number() });

/** A cache over a folder, and how often it read. */
function counted() {
  let reads = 0;
  const cache = new RecordCache({
    ...diskFiles,
    read(path) {
      reads++;
      return diskFiles.read(path);
    },
  });
  return { cache, reads: () => reads };
}

Deno.test("A file of the same size and time is not read again; one of another is", async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "a.json");
  const { cache, reads } = counted();
  await Deno.writeTextFile(path, '{"a":1}');
  const time = new Date("2026-01-19T14:30:00Z");
  await Deno.utime(path, time, time);
  for (let look = 0; look < 3; look++) assert.equal((await cache.record(path, Pair))?.value.a, 1);
  assert.equal(reads(), 1);

  await Deno.writeTextFile(path, '{"a":2}');
  await Deno.utime(path, time, new Date(time.getTime() + 1000));
  assert.equal((await cache.record(path, Pair))?.value.a, 2);
  await Deno.writeTextFile(path, '{"a":33}');
  assert.equal((await cache.record(path, Pair))?.value.a, 33);
  assert.equal(reads(), 3);
});

Deno.test("A file that is missing, is not JSON, breaks its schema or is a folder is no record", async () => {
  await using folder = await temporaryFolder();
  const { cache, reads } = counted();
  const path = join(folder.path, "a.json");
  assert.equal(await cache.record(path, Pair), undefined);
  for (const text of ["", "{", '{"a":"1"}', "null", "\0\0\0\0\0\0\0\0\0"]) {
    await Deno.writeTextFile(path, text);
    assert.equal(await cache.record(path, Pair), undefined, text);
  }
  await cache.record(path, Pair);
  assert.equal(reads(), 5);
  assert.equal(await cache.record(folder.path, Pair), undefined);
});

Deno.test("A record has the hash of its file's bytes, and a byte-order mark does not hide it", async () => {
  await using folder = await temporaryFolder();
  const { cache } = counted();
  const path = join(folder.path, "a.json");
  const bytes = new TextEncoder().encode('\uFEFF{"a":1}');
  await Deno.writeFile(path, bytes);
  const record = await cache.record(path, Pair);
  assert.deepEqual([record?.value, record?.sha256], [{ a: 1 }, sha256(bytes)]);
  await Deno.remove(path);
  assert.equal(await cache.hash(path), undefined);
});
