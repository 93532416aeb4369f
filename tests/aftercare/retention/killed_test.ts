import assert from "node:assert/strict";
import { join } from "node:path";
import { Aftercare, createRetentionTasks, type RetentionRules } from "../../../src/aftercare/mod.ts";
import { archiveReader } from "../../../src/app/archive_reader.ts";
import { silentLog } from "../../../src/log.ts";
import { diskFiles, type Files, homeLayout, Store } from "../../../src/store/mod.ts";
import { watchedFiles } from "../../support/faulty_files.ts";
import { type TemporaryHome, temporaryHome, testApp } from "../../support/home.ts";
import { ManualClock } from "../../support/manual_clock.ts";
import { contentsOf } from "../../support/outbox_contents.ts";
import { spokenWav } from "../../support/spoken_wav.ts";

const NEVER = { audio: { as: "keep", days: 0 }, transcript: { days: 0 }, report: { days: 0 } } as const;

const RULES: Readonly<Record<string, RetentionRules>> = {
  "sound as FLAC": { ...NEVER, audio: { as: "flac", days: 0 } },
  "no sound": { ...NEVER, audio: { as: "remove", days: 0 } },
  "no transcript": { ...NEVER, transcript: { days: 1 } },
  "no report": { ...NEVER, report: { days: 1 } },
};

/** Does what is due once, on a disk that is gone from operation `number` on; returns how many it did. */
async function care(home: string, id: string, rules: RetentionRules, number = Infinity): Promise<number> {
  let operations = 0;
  const files: Files = watchedFiles(diskFiles, (operation) => {
    if (operation.number >= number) throw new Deno.errors.NotFound("killed");
    operations = operation.number;
  });
  const store = new Store(homeLayout(home), files);
  const clock = new ManualClock(Date.parse("2030-01-01T12:00:00Z"));
  const tasks = createRetentionTasks({ rules, read: archiveReader(), program: "greffier test" });
  const aftercare = new Aftercare({ store, clock, log: silentLog, language: "fr", tasks });
  await aftercare.care(id, new AbortController().signal);
  return operations;
}

async function sealed(): Promise<TemporaryHome & { readonly id: string }> {
  const home = await temporaryHome();
  await home.drop("point.wav", spokenWav({ seconds: 4 }));
  const formats = { key: "output.formats", value: "markdown,txt", flag: "--set" };
  await using app = testApp(home, { flags: [formats] });
  const { published: [{ id }] } = await app.run({});
  return { ...home, id };
}

async function copied(from: string): Promise<TemporaryHome> {
  const home = await temporaryHome();
  const copy = async (path: string) => {
    await Deno.mkdir(join(home.path, path), { recursive: true });
    for await (const { name, isDirectory } of Deno.readDir(join(from, path))) {
      const below = join(path, name);
      if (isDirectory) await copy(below);
      else {
        await Deno.copyFile(join(from, below), join(home.path, below));
        const { mtime } = await Deno.stat(join(from, below));
        if (mtime) await Deno.utime(join(home.path, below), mtime, mtime);
      }
    }
  };
  await copy("outbox");
  return home;
}

Deno.test("retention that is killed before any file operation loses nothing and does nothing twice", async (t) => {
  await using origin = await sealed();
  for (const [name, rules] of Object.entries(RULES)) {
    await t.step(name, async () => {
      await using whole = await copied(origin.path);
      const operations = await care(whole.path, origin.id, rules);
      const expected = await contentsOf(whole.path);
      assert.ok(operations > 4, `${operations} operations`);
      assert.notDeepEqual(expected, await contentsOf(origin.path));
      for (let number = 1; number <= operations; number++) {
        await using home = await copied(origin.path);
        await care(home.path, origin.id, rules, number);
        const store = new Store(homeLayout(home.path));
        assert.equal(await store.wantsReopening(origin.id), false, `reopened when killed before ${number}`);
        await care(home.path, origin.id, rules);
        assert.deepEqual(await contentsOf(home.path), expected, `killed before operation ${number}`);
      }
    });
  }
});
