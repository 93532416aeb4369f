import assert from "node:assert/strict";
import { join } from "node:path";
import type { App } from "../../../src/app.ts";
import { createSoundDecoder } from "../../../src/decoding/mod.ts";
import { type TemporaryHome, temporaryHome, testApp } from "../../support/home.ts";
import { refused } from "../../support/refusal.ts";
import { decodeEntry, made } from "../../support/sound_files.ts";
import { spokenWav } from "../../support/spoken_wav.ts";

function appWith(home: TemporaryHome, as: string, ...more: readonly [key: string, value: string][]): App {
  const rules: readonly [string, string][] = [["retention.audio.as", as], ...more];
  return testApp(home, {
    flags: rules.map(([key, value]) => ({ key, value, flag: `--set ${key}=${value}` })),
    decoder: createSoundDecoder({ command: decodeEntry(), ffmpeg: "" }),
  });
}

/** Drops a folder of a WAV, an MP3 or M4A, an A-law WAV and another WAV, and runs; returns the id of the meeting. */
async function mixedMeeting(home: TemporaryHome, app: App, as: string, ending: string): Promise<string> {
  const inbox = join(home.path, "inbox", "Comité");
  await home.drop("Comité/REC001.wav", spokenWav({ seconds: 12, rate: 44_100, channels: 2 }));
  await home.drop("Comité/REC004.wav", spokenWav({ seconds: 9, seed: 5 }));
  const from = join(home.path, "from.wav");
  await Deno.writeFile(from, spokenWav({ seconds: 14, rate: 44_100, channels: 2, seed: 3 }));
  await made(inbox, `REC002.${ending}`, from, "-b:a", "64k");
  await made(inbox, "REC003.wav", from, "-ar", "8000", "-c:a", "pcm_alaw");
  const { published, waiting, retained } = await app.run({});
  assert.deepEqual(waiting, []);
  assert.equal(published[0]?.last.failures, 0);
  const { archived, removed, kept, freed = 0, meetings } = retained ?? {};
  assert.deepEqual([meetings, archived, removed, kept], as === "flac" ? [1, 2, 0, 2] : [1, 3, 0, 1]);
  assert.ok(freed > 500_000, `${freed}`);
  return published[0].id;
}

async function transcripts(home: TemporaryHome, id: string): Promise<Map<string, unknown>> {
  const names = (await home.names("outbox", id, "stages")).filter((name) =>
    name.endsWith(".transcript.json")
  );
  const read = async (name: string) => [name, await home.json("outbox", id, "stages", name)] as const;
  return new Map(await Promise.all(names.map(read)));
}

for (const [as, ending] of [["flac", "mp3"], ["opus", "m4a"]] as const) {
  Deno.test(`a meeting of WAV and ${ending} whose WAV became ${as} is heard again whole`, async () => {
    await using home = await temporaryHome();
    await using app = appWith(home, as);
    const id = await mixedMeeting(home, app, as, ending);
    const audio = await home.names("outbox", id, "audio");
    assert.ok(audio.includes(`source.${as}`) && audio.includes(`source-2.${ending}`), audio.join(" "));
    assert.equal(audio.includes("source-3.wav"), as === "flac", audio.join(" "));
    const windows = await home.json("outbox", id, "stages", "windows.json");
    const before = await transcripts(home, id);
    for (const stage of ["transcribe", "ingest"] as const) {
      await app.redo(id, stage);
      assert.equal((await transcripts(home, id)).size, 0);
      const { published, waiting } = await app.run({});
      assert.deepEqual([waiting, published[0]?.last.failures], [[], 0]);
      const after = await transcripts(home, id);
      assert.deepEqual([...after.keys()], [...before.keys()]);
      // What was compressed with loss is other sound; what stayed as it is has the very words.
      const asBefore = windows.windows.filter(({ from, to }: { from: number; to: number }) =>
        as === "flac" || (from >= windows.sources[1].from && to <= windows.sources[1].to)
      );
      assert.ok(asBefore.length > 0);
      for (const { id: window } of asBefore) {
        const name = `${window}.transcript.json`;
        assert.deepEqual(after.get(name), before.get(name), name);
      }
      assert.deepEqual(await home.names("outbox", id, "audio"), audio);
      assert.deepEqual(await home.names("inbox"), []);
    }
  });
}

Deno.test("what cannot be heard again is refused before a transcript is deleted", async () => {
  await using home = await temporaryHome();
  await using app = appWith(home, "flac");
  const id = await mixedMeeting(home, app, "flac", "m4a");
  const before = await transcripts(home, id);
  const refusal = async (by: App = app) => {
    const { text } = await refused(by.redo(id, "transcribe"));
    assert.deepEqual(await transcripts(home, id), before);
    return text.key;
  };
  const path = (...names: string[]) => join(home.path, "outbox", id, ...names);
  {
    await using without = appWith(home, "flac", ["tools.ffmpeg", join(home.path, "none")]);
    assert.equal(await refusal(without), "redo.noFfmpeg");
  }
  for (
    const [file, key] of [
      [path("audio", "source.flac"), "redo.noAudio"],
      [path("audio", "source-2.m4a"), "redo.noAudio"],
      [path("stages", "windows.json"), "redo.noWindows"],
    ]
  ) {
    await Deno.rename(file, path("away"));
    assert.equal(await refusal(), key);
    await Deno.rename(path("away"), file);
  }
  // A meeting of archives whose windows went stays as it is: nothing could make its words again.
  const windows = path("stages", "windows.json");
  await Deno.rename(windows, path("away"));
  assert.deepEqual((await app.run({})).published, []);
  assert.deepEqual(await transcripts(home, id), before);
  await Deno.rename(path("away"), windows);
  const archive = await Deno.readFile(path("audio", "source.flac"));
  archive[archive.length >> 1] ^= 1;
  await Deno.writeFile(path("audio", "source.flac"), archive);
  assert.equal(await refusal(), "retention.unreadable");
  {
    await using removing = appWith(home, "remove");
    await removing.run({});
    assert.equal(await refusal(removing), "redo.audioRemoved");
  }
});

Deno.test("a look ahead tells what will be kept, and why, without a change; another format leaves archives alone", async () => {
  await using home = await temporaryHome();
  let id: string;
  {
    await using app = appWith(home, "keep");
    const inbox = join(home.path, "inbox", "Comité");
    await home.drop("Comité/REC001.wav", spokenWav({ seconds: 6 }));
    const from = join(home.path, "from.wav");
    await Deno.writeFile(from, spokenWav({ seconds: 5, seed: 3 }));
    await made(inbox, "REC002.wav", from, "-ar", "8000", "-c:a", "pcm_alaw");
    id = (await app.run({})).published[0].id;
  }
  {
    await using app = appWith(home, "flac");
    const { meetings: [{ steps: [step] }] } = await app.retention({ dryRun: true });
    assert.equal(step.files, 1);
    assert.deepEqual(step.kept?.map(({ file, why }) => [file, why.key]), [
      ["audio/source-2.wav", "retention.alreadyCompressed"],
    ]);
    const { done } = await app.retention({});
    assert.deepEqual([done?.archived, done?.kept], [1, 1]);
  }
  await using app = appWith(home, "opus");
  assert.equal((await app.retention({})).otherFormat, 1);
  assert.deepEqual(await home.names("outbox", id, "audio"), ["source-2.opus", "source.flac"]);
});
