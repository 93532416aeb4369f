import assert from "node:assert/strict";
import { coverageOf, lengthOf, type TranscriptRecord, type WindowsRecord } from "../../src/model/mod.ts";
import { ID, makeRig } from "../recorder/rig.ts";
import { HastyClock } from "../support/manual_clock.ts";
import { watchedRun } from "../support/meeting.ts";

/** A voice that is heard two seconds out of three. */
const voice = (pitch: number) => (index: number) =>
  index % 48_000 < 32_000 ? 0.3 * Math.sin(index * pitch * (1 + Math.floor(index / 48_000) % 7)) : 0;

Deno.test("What a recorder wrote is the meeting: its length, its gaps and every chunk, whatever happened meanwhile", async () => {
  await using rig = await makeRig({ microphone: { sound: voice(0.05) }, system: { sound: voice(0.07) } });
  const { clock, source, store, home } = rig;
  const run = () => watchedRun(home, { clock: new HastyClock(clock.now()) });
  await rig.start();
  await rig.pass(35);
  const live = await run();
  assert.deepEqual(live.drained.published, []);
  assert.ok(live.jobs.some((job) => job.startsWith("transcribe/")));

  await store.request(ID, "pause");
  await rig.pass(60);
  await store.withdraw(ID, "pause");
  await rig.pass(25);
  source.system.unplug();
  source.system.unplug();
  await rig.pass(20);
  source.system.plug();
  await rig.pass(12);
  await rig.kill();
  clock.advance(100_000);
  await rig.start();
  await store.addNote(ID, { at: 200, text: "la suite" });
  await rig.pass(20);
  await run();
  clock.fallAsleep(300_000);
  await rig.pass(25);
  await store.request(ID, "stop");
  assert.equal(await rig.ended(), "stopped");

  const { chunks, length } = await rig.recorded();
  const { drained } = await run();
  assert.deepEqual(drained.published.map(({ last }) => [last.failures, last.ended]), [[0, "stopped"]]);

  const stages = ["outbox", ID, "stages"];
  const windows: WindowsRecord = await home.json(...stages, "windows.json");
  assert.equal(lengthOf(windows), length);
  assert.equal(windows.sources.length, chunks.length);
  assert.equal(windows.unreadable, undefined);
  for (const { from, to } of windows.windows) {
    const inside = windows.sources.filter((source) => source.from >= from && source.to <= to);
    assert.equal(inside.reduce((sum, source) => sum + source.to - source.from, 0), to - from);
  }
  const transcripts: TranscriptRecord[] = [];
  for (const { id } of windows.windows) transcripts.push(await home.json(...stages, `${id}.transcript.json`));
  const { lost, expected, captured, transcribed } = coverageOf(windows, transcripts, []);
  const script = { pause: 60, interrupted: 100, sleep: 300, device: 20 };
  const slack = { pause: 0.5, interrupted: 1.5, sleep: 1.5, device: 3 };
  for (const [cause, seconds] of Object.entries(script)) {
    const found = lost.filter((loss) => loss.cause === cause).reduce((sum, { seconds }) => sum + seconds, 0);
    const most = slack[cause as keyof typeof slack];
    assert.ok(Math.abs(found - seconds) <= most, `${cause}: ${found} s instead of ${seconds} s`);
  }
  const ofAll = lost.filter(({ channels }) => channels.length === 2).reduce(
    (sum, { seconds }) => sum + seconds,
    0,
  );
  assert.ok(Math.abs(captured[0] + ofAll - expected) < 0.1, `${captured[0]} + ${ofAll} of ${expected} s`);
  assert.equal(transcribed.toFixed(3), (expected - ofAll).toFixed(3));

  const report = (await home.text("outbox", ID, "report.md")).replaceAll("\u00a0", " ");
  assert.match(report, /la suite \(3:20\)/);
  for (const cause of ["pause", "interrompu", "en veille", "« Les autres » n'a pas été enregistré"]) {
    assert.ok(report.includes(cause), cause);
  }
});
