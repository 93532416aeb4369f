import assert from "node:assert/strict";
import { inRecordingOrder, namesTellOrder } from "../../src/jobs/drop_order.ts";

Deno.test("names that count, begin with a number or differ in one sign tell an order; others do not", () => {
  const telling = [
    ["f/REC001.mp3", "f/REC002.m4a", "f/rec010.wav"],
    ["f/1 - accueil.mp3", "f/2 - budget.mp3", "f/10.wav"],
    ["f/2026-11-22 14h05.mp3", "f/2026-11-22 14h35 suite.mp3"],
    ["f/partie a.wav", "f/partie b.wav"],
    ["f/CD1/piste 1.wav", "f/CD1/piste 2.wav", "f/CD2/piste 1.wav"],
    ["f/seul.wav"],
  ];
  const silent = [
    ["f/accueil.mp3", "f/budget.mp3"],
    ["f/9bc1e2.mp3", "f/a8f3e2.mp3"],
    ["f/suite.wav", "f/début.wav"],
    ["f/Enregistrement.m4a", "f/Enregistrement 2.m4a"],
  ];
  for (const paths of telling) assert.ok(namesTellOrder(paths), paths.join());
  for (const paths of silent) assert.ok(!namesTellOrder(paths), paths.join());
});

Deno.test("without an order of names the times of the headers tell, then those of the files, then the names after all", () => {
  const order = (sounds: Parameters<typeof inRecordingOrder>[0]) =>
    inRecordingOrder(sounds).map(({ path }) => path);
  const [suite, start] = ["f/fin.wav", "f/début.wav"];
  assert.deepEqual(
    order([
      { path: suite, startedAt: "2026-11-22T15:00:00", modifiedMs: 1000 },
      { path: start, startedAt: "2026-11-22T14:00:00", modifiedMs: 9000 },
    ]),
    [start, suite],
  );
  const files = [{ path: suite, modifiedMs: 9000 }, {
    path: start,
    startedAt: "2026-11-22T16:00:00",
    modifiedMs: 1000,
  }];
  assert.deepEqual(order(files), [start, suite]);
  assert.deepEqual(order(files.map(({ path }) => ({ path, modifiedMs: 1000 }))), [suite, start]);
  assert.deepEqual(
    order([{ path: "f/REC1.wav", modifiedMs: 9000 }, { path: "f/REC2.wav", modifiedMs: 1000 }]),
    ["f/REC1.wav", "f/REC2.wav"],
  );
});
