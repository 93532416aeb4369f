import assert from "node:assert/strict";
import { join } from "node:path";
import type { Files } from "../../src/store/mod.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

async function write(files: Files, path: string, text: string): Promise<void> {
  await using writer = await files.openToWrite(path);
  await writer.write(bytesOf(text));
  await writer.sync();
}

/** What every adapter of the disk must do. */
export function filesContract(name: string, make: () => Files): void {
  const test = (sentence: string, body: (files: Files, folder: string) => Promise<void>) =>
    Deno.test(`${name}: ${sentence}`, async () => {
      const folder = await Deno.makeTempDir({ prefix: "greffier-files-" });
      try {
        await body(make(), folder);
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    });

  test(
    "what is missing has no stat and an empty list, and cannot be read, renamed or removed",
    async (files, folder) => {
      const path = join(folder, "rien");
      assert.equal(await files.stat(path), undefined);
      assert.deepEqual(await files.list(path), []);
      await assert.rejects(files.read(path), Deno.errors.NotFound);
      await assert.rejects(files.rename(path, `${path}2`), Deno.errors.NotFound);
      await assert.rejects(files.remove(path), Deno.errors.NotFound);
    },
  );

  test(
    "what is written is read back, in parts and as a whole, and its header may be written last",
    async (files, folder) => {
      const path = join(folder, "été.txt");
      {
        await using writer = await files.openToWrite(path);
        await writer.write(bytesOf("????"));
        await writer.write(bytesOf(" et la suite"));
        await writer.writeAt(0, bytesOf("tête"));
        await writer.write(bytesOf(" !"));
        await writer.sync();
      }
      assert.equal(textOf(await files.read(path)), "tête" + " et la suite".slice(1) + " !");
      await using reader = await files.openToRead(path);
      assert.equal(reader.size, (await files.stat(path))?.bytes);
      const into = new Uint8Array(4);
      assert.equal(await reader.read(8, into), 4);
      assert.equal(await reader.read(reader.size, into), 0);
    },
  );

  test("writing again empties the file first", async (files, folder) => {
    const path = join(folder, "a");
    await write(files, path, "long texte");
    await write(files, path, "court");
    assert.equal(textOf(await files.read(path)), "court");
  });

  test("a file that is there is cut and goes on where it was cut, or at its end", async (files, folder) => {
    const path = join(folder, "a");
    await assert.rejects(files.openToChange(path), Deno.errors.NotFound);
    {
      await using writer = await files.openToWrite(path);
      await writer.write(bytesOf("un deux trois"));
      await writer.truncate(3);
      await writer.write(bytesOf("quatre"));
    }
    assert.equal(textOf(await files.read(path)), "un quatre");
    {
      await using writer = await files.openToChange(path);
      await writer.write(bytesOf(" cinq"));
      await writer.writeAt(0, bytesOf("UN"));
      await writer.truncate(9);
      await writer.write(bytesOf("!"));
    }
    assert.equal(textOf(await files.read(path)), "UN quatre!");
  });

  test("a rename replaces what has the new name", async (files, folder) => {
    await write(files, join(folder, "a"), "neuf");
    await write(files, join(folder, "b"), "vieux");
    await files.rename(join(folder, "a"), join(folder, "b"));
    assert.deepEqual((await files.list(folder)).map(({ name }) => name), ["b"]);
    assert.equal(textOf(await files.read(join(folder, "b"))), "neuf");
  });

  test("a folder is made once, listed as one, and removed only when it is empty", async (files, folder) => {
    const path = join(folder, "dossier");
    await files.makeFolder(path);
    await assert.rejects(files.makeFolder(path), Deno.errors.AlreadyExists);
    assert.deepEqual(await files.list(folder), [{ name: "dossier", isFolder: true, isLink: false }]);
    await write(files, join(path, "a"), "x");
    await files.syncFolder(path);
    await assert.rejects(files.remove(path));
    await files.remove(join(path, "a"));
    await files.remove(path);
    assert.equal(await files.stat(path), undefined);
  });

  test(
    "a lock is held by one at a time and free again when it is let go; its file stays",
    async (files, folder) => {
      const path = join(folder, "verrou");
      {
        await using held = await files.lock(path);
        assert.ok(held);
        assert.equal(await files.lock(path), undefined);
      }
      await using again = await files.lock(path);
      assert.ok(again);
      assert.ok(await files.stat(path));
    },
  );

  test("the time of a file's last change is what it was set to", async (files, folder) => {
    const path = join(folder, "a");
    await write(files, path, "x");
    await files.setModified(path, Date.UTC(2020, 1, 3, 8, 30));
    assert.equal((await files.stat(path))?.modifiedMs, Date.UTC(2020, 1, 3, 8, 30));
    await assert.rejects(files.setModified(join(folder, "rien"), 0), Deno.errors.NotFound);
  });

  test("free room is a number of bytes, or null where the system does not tell", async (files, folder) => {
    const free = await files.freeBytes(folder);
    assert.ok(free === null || free > 0);
    assert.equal(await files.freeBytes(join(folder, "rien")), null);
  });
}
