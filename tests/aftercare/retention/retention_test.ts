import assert from "node:assert/strict";
import { join } from "node:path";
import { GreffierError } from "../../../src/errors.ts";
import { chunkHeader } from "../../../src/model/mod.ts";
import { encodePcm16 } from "../../../src/audio/mod.ts";
import { createFakeTranscriber } from "../../support/fake_transcriber.ts";
import { type TemporaryHome, temporaryHome, testApp, type TestAppOptions } from "../../support/home.ts";
import { HastyClock } from "../../support/manual_clock.ts";
import { spokenWav } from "../../support/spoken_wav.ts";

type Rules = Readonly<Record<string, string | number>>;

const DAY = 86_400_000;

/** An app whose home has these rules, `days` after the usual day. */
function appWith(home: TemporaryHome, rules: Rules, days = 0, options: TestAppOptions = {}) {
  const flags = Object.entries(rules).map(([key, value]) => ({
    key: `retention.${key}`,
    value: String(value),
    flag: `--set retention.${key}=${value}`,
  }));
  return testApp(home, {
    clock: new HastyClock(Date.parse("2026-11-23T14:05:00Z") + days * DAY),
    flags,
    ...options,
  });
}

/** Drops a file and runs; returns the id of the meeting. */
async function meeting(home: TemporaryHome, rules: Rules, wav: Uint8Array, options: TestAppOptions = {}) {
  await home.drop("point.wav", wav);
  await using app = appWith(home, rules, 0, options);
  const { published, waiting } = await app.run({});
  assert.deepEqual(waiting, []);
  assert.equal(published.length, 1);
  return published[0].id;
}

const transcripts = async (home: TemporaryHome, id: string) => {
  const names = (await home.names("outbox", id, "stages")).filter((name) =>
    name.endsWith(".transcript.json")
  );
  return await Promise.all(names.map((name) => home.json("outbox", id, "stages", name)));
};

for (const [as, rate, channels] of [["flac", 44_100, 2], ["flac", 16_000, 1], ["opus", 16_000, 2]] as const) {
  Deno.test(`audio of ${channels} × ${rate} Hz becomes ${as}, with a receipt, and can be heard again`, async () => {
    await using home = await temporaryHome();
    const id = await meeting(home, { "audio.as": as }, spokenWav({ seconds: 35, rate, channels }));
    const archive = `source.${as}`;
    assert.deepEqual(await home.names("outbox", id, "audio"), [archive]);
    const { steps } = await home.json("outbox", id, "retention.json");
    assert.equal(steps.length, 1);
    assert.equal(steps[0].did, "archived");
    assert.equal(steps[0].rule, `retention.audio.as = ${as}`);
    assert.equal(steps[0].files[0].file, "audio/source.wav");
    assert.equal(steps[0].files[0].became.file, `audio/${archive}`);
    const before = await transcripts(home, id);
    assert.ok(before.length > 0);

    // Nothing is done twice, and what is gone by receipt is not missing.
    const archived = await Deno.stat(join(home.path, "outbox", id, "audio", archive));
    await using app = appWith(home, { "audio.as": as });
    assert.deepEqual((await app.run({})).published, []);
    assert.equal((await home.json("outbox", id, "retention.json")).steps.length, 1);

    for (const stage of ["transcribe", "ingest"] as const) {
      await app.redo(id, stage);
      assert.deepEqual(await transcripts(home, id), []);
      const { published, waiting } = await app.run({});
      assert.deepEqual(waiting, []);
      assert.equal(published[0].last.failures, 0);
      const after = await transcripts(home, id);
      if (as === "flac") assert.deepEqual(after, before);
      else assert.equal(after.length, before.length);
      assert.deepEqual(await home.names("outbox", id, "audio"), [archive]);
      assert.deepEqual(await home.names("inbox"), []);
    }
    assert.equal((await home.json("outbox", id, "retention.json")).steps.length, 1);
    assert.equal(
      (await Deno.stat(join(home.path, "outbox", id, "audio", archive))).mtime?.getTime(),
      archived.mtime?.getTime(),
    );
  });
}

Deno.test("a file that is compressed already stays, and the receipt says why", async () => {
  await using home = await temporaryHome();
  const wav = spokenWav({ seconds: 5, rate: 8000 });
  const law = new Uint8Array(58 + 40_000);
  law.set(wav.subarray(0, 20));
  const view = new DataView(law.buffer);
  view.setUint32(4, law.length - 8, true);
  law.set(new TextEncoder().encode("WAVEfmt "), 8);
  view.setUint32(16, 18, true);
  view.setUint16(20, 7, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, 8000, true);
  view.setUint32(28, 8000, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  law.set(new TextEncoder().encode("data"), 38);
  view.setUint32(42, 40_000, true);
  for (let at = 46; at < law.length; at++) law[at] = 0x80 + at % 60;
  const id = await meeting(home, { "audio.as": "flac" }, law.subarray(0, 46 + 40_000));
  assert.deepEqual(await home.names("outbox", id, "audio"), ["source.wav"]);
  const { steps } = await home.json("outbox", id, "retention.json");
  assert.equal(steps[0].did, "kept");
  assert.equal(steps[0].files[0].why.key, "retention.alreadyCompressed");
});

Deno.test("a WAV that holds much more than its header counts stays: the rest may be sound", async () => {
  await using home = await temporaryHome();
  const sound = spokenWav({ seconds: 5 });
  const wav = new Uint8Array(sound.length + 2 ** 20 + 2);
  wav.set(sound);
  const id = await meeting(home, { "audio.as": "opus" }, wav);
  assert.deepEqual(await home.names("outbox", id, "audio"), ["source.wav"]);
  const { steps: [{ did, files: [{ why }] }] } = await home.json("outbox", id, "retention.json");
  assert.deepEqual([did, why.key], ["kept", "retention.moreThanSound"]);
});

Deno.test("audio is removed at once or after its days; the meeting cannot be heard again, and loses nothing", async () => {
  await using home = await temporaryHome();
  const rules = { "audio.days": 10 };
  const id = await meeting(home, rules, spokenWav({ seconds: 12 }));
  {
    await using app = appWith(home, rules, 9);
    const { meetings } = await app.retention({ dryRun: true });
    assert.deepEqual(meetings.map(({ steps }) => steps.map(({ rule, isDue }) => ({ rule, isDue }))), [
      [{ rule: "retention.audio.days = 10", isDue: false }],
    ]);
    await app.run({});
    assert.deepEqual(await home.names("outbox", id, "audio"), ["source.wav"]);
  }
  await using app = appWith(home, rules, 11);
  await app.run({});
  assert.deepEqual(await home.names("outbox", id, "audio"), []);
  const { steps } = await home.json("outbox", id, "retention.json");
  assert.deepEqual(steps.map(({ did, rule }: { did: string; rule: string }) => [did, rule]), [
    ["removed", "retention.audio.days = 10"],
  ]);
  const before = await transcripts(home, id);
  await assert.rejects(app.redo(id, "transcribe"), GreffierError);
  await app.redo(id, "render");
  const { published } = await app.run({});
  assert.equal(published.length, 1);
  assert.deepEqual(await transcripts(home, id), before);
});

/** Every file of a meeting that holds a text. */
async function holding(folder: string, word: string, under = ""): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(join(folder, under))) {
    const path = under === "" ? name : `${under}/${name}`;
    if (isDirectory) found.push(...await holding(folder, word, path));
    else if ((await Deno.readTextFile(join(folder, path))).includes(word)) found.push(path);
  }
  return found.sort();
}

Deno.test("what was said goes after its days, the report stays; then nothing stays but that there was a meeting", async () => {
  await using home = await temporaryHome();
  const rules = { "transcript.days": 30, "report.days": 60 };
  const word = "hippopotame";
  const transcriber = createFakeTranscriber({
    transcribe: () => ({
      pieces: [
        { start: 0.2, end: 1.8, text: "Nous avons décidé de peindre la salle en bleu.", logprob: -0.05 },
        { start: 2.2, end: 3.8, text: `Et un ${word}.`, logprob: -0.05 },
      ],
      noSpeech: 0,
    }),
  });
  const id = await meeting(home, rules, spokenWav({ seconds: 8 }), { transcriber });
  const folder = join(home.path, "outbox", id);
  assert.ok((await holding(folder, word)).includes("report.html"));
  await Deno.writeTextFile(join(folder, "mes notes.txt"), "à moi");
  {
    await using app = appWith(home, rules, 31, { transcriber });
    assert.deepEqual((await app.run({})).waiting, []);
    assert.deepEqual(await holding(folder, word), []);
    const names = await home.names("outbox", id);
    assert.ok(names.includes("report.html") && names.includes("report.md"), names.join(" "));
    assert.ok(!names.some((name) => name.startsWith("transcript.")), names.join(" "));
    assert.match(await home.text("outbox", id, "report.md"), /peindre la salle/);
    // Nothing opens it again, not even a correction: there is nothing to make it from.
    await Deno.writeTextFile(join(folder, "corrections.json"), "{}");
    assert.deepEqual((await app.run({})).published, []);
    // Its audio can still give the words back, when a person asks for it.
    await app.redo(id, "summarise");
    assert.equal((await app.run({})).published.length, 1);
    assert.ok((await holding(folder, word)).includes("transcript.txt"));
  }
  {
    // Nobody saw the clock for two months: it may be wrong, so that it takes a second look to remove anything.
    await using app = appWith(home, rules, 31 + 61, { transcriber });
    const before = await home.names("outbox", id);
    assert.deepEqual((await app.run({})).waiting, []);
    const { meetings, heldUntil } = await app.retention({});
    assert.deepEqual(meetings, []);
    assert.ok(heldUntil !== undefined);
    assert.deepEqual(await home.names("outbox", id), before);
  }
  await using app = appWith(home, rules, 31 + 63, { transcriber });
  assert.deepEqual((await app.run({})).waiting, []);
  assert.deepEqual(await home.names("outbox", id), [
    "mes notes.txt",
    "retention.json",
    "sealed.json",
    "session.json",
  ]);
  const [line] = await app.list();
  assert.deepEqual(line.last.notices.map(({ key }) => key), ["retention.reportGone"]);
  assert.deepEqual((await app.run({})).published, []);
});

Deno.test("a clock that leaps a year ahead, or back, removes nothing", async () => {
  await using home = await temporaryHome();
  const rules = { "audio.days": 10, "transcript.days": 20, "report.days": 30 };
  const id = await meeting(home, rules, spokenWav({ seconds: 5 }));
  const before = [await home.names("outbox", id), await home.names("outbox", id, "audio")];
  for (const days of [365, 365.5, 1, -365, 2]) {
    await using app = appWith(home, rules, days);
    await app.run({});
    await app.retention({});
    assert.deepEqual([await home.names("outbox", id), await home.names("outbox", id, "audio")], before);
  }
});

Deno.test("the chunks of a recording are archived one by one, and heard again", async () => {
  await using home = await temporaryHome();
  const id = await meeting(home, {}, spokenWav({ seconds: 30 }));
  // As a recording would have left it: chunks beside each other, a gap between two of them.
  const outbox = join(home.path, "outbox", id);
  const windows = await home.json("outbox", id, "stages", "windows.json");
  assert.equal(windows.sources.length, 1);
  const wav = (await Deno.readFile(join(outbox, "audio", "source.wav"))).subarray(44);
  await Deno.remove(join(outbox, "audio", "source.wav"));
  const inbox = join(home.path, "inbox", id);
  await Deno.mkdir(inbox, { recursive: true });
  const { last: _, ...session } = await home.json("outbox", id, "session.json");
  const record = {
    ...session,
    origin: "recorded",
    originals: [],
    recording: { sides: ["microphone"], devices: { microphone: null, system: null }, process: null },
  };
  await Deno.remove(outbox, { recursive: true });
  for (let number = 0; number < 3; number++) {
    const position = number * 160_000;
    const samples = new Int16Array(wav.slice(position * 2, position * 2 + 320_000).buffer);
    const head = chunkHeader(record.startedAt, { channels: 1, position }, 160_000);
    const data = encodePcm16([Float32Array.from(samples, (sample) => sample / 32768)]);
    await Deno.writeFile(
      join(inbox, `${String(number).padStart(6, "0")}.wav`),
      new Uint8Array([...head, ...data]),
    );
  }
  await Deno.writeTextFile(join(inbox, "ended"), JSON.stringify({ schema: 1, reason: "stopped" }));
  await Deno.writeTextFile(join(inbox, "session.json"), JSON.stringify(record));
  await Deno.mkdir(join(outbox, "stages"), { recursive: true });
  await Deno.writeTextFile(
    join(outbox, "session.json"),
    JSON.stringify({
      ...record,
      last: {
        state: "taking",
        language: null,
        seconds: null,
        words: 0,
        decisions: 0,
        actions: 0,
        failures: 0,
        notices: [],
      },
    }),
  );
  await using app = appWith(home, { "audio.as": "flac" });
  assert.deepEqual((await app.run({})).waiting, []);
  const chunks = ["000000.flac", "000001.flac", "000002.flac"];
  assert.deepEqual(await home.names("outbox", id, "audio"), chunks);
  const before = await transcripts(home, id);
  await app.redo(id, "transcribe");
  const { published } = await app.run({});
  assert.equal(published[0].last.failures, 0);
  assert.deepEqual(await transcripts(home, id), before);
  assert.deepEqual(await home.names("outbox", id, "audio"), chunks);
});
