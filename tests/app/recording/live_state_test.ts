import assert from "node:assert/strict";
import { glanceOf, liveState, secondsNow } from "../../../src/app/recording/live_state.ts";
import { CHUNK_HEADER_BYTES, type LevelsRecord, type PaceRecord } from "../../../src/model/mod.ts";
import type { SessionSnapshot } from "../../../src/store/mod.ts";
import { snapshotOf } from "../../support/snapshot.ts";

const NOW = 1_000_000;
const clock = { now: () => NOW };

function levels(change: Partial<LevelsRecord> = {}): LevelsRecord {
  return {
    schema: 1,
    pid: 1,
    at: NOW - 400,
    position: 40 * 16_000,
    state: "recording",
    chunks: 4,
    channels: [{
      side: "system",
      device: { id: "out", name: "Haut-parleurs" },
      state: "hearing",
      rms: -30,
      peak: -20,
      lastHeard: 30,
    }],
    freeBytes: 32_000 * 3600 * 2 + 500,
    bytesPerSecond: 32_000,
    notices: [],
    ...change,
  };
}

/** Four chunks of ten seconds on one channel, of which the first `written` have their text. */
function session(written: number): SessionSnapshot {
  const base = snapshotOf("x");
  const audio = new Map(
    [0, 1, 2, 3].map((n) => [`00000${n}.wav`, {
      bytes: CHUNK_HEADER_BYTES + 320_000,
      modifiedMs: 1,
      place: "inbox" as const,
    }]),
  );
  const windows = [0, 1, 2, 3].map((n) => ({
    id: `00000${n}-00000${n}`,
    from: n * 160_000,
    to: (n + 1) * 160_000,
  }));
  const transcripts = windows.slice(0, written).map(({ id }) => {
    const value = { schema: 1, inputs: {}, window: id, segments: [], suppressed: [], silence: [] } as const;
    return [id, {
      value: { ...value, segments: [], suppressed: [], silence: [] },
      sha256: "",
    }];
  });
  const value = {
    schema: 1,
    inputs: {},
    sources: [],
    channels: { kind: "mixed" },
    chunks: [],
    windows,
    notices: [],
  };
  return {
    ...base,
    record: {
      ...base.record,
      origin: "recorded",
      recording: { sides: ["system"], devices: { microphone: null, system: null }, process: null },
    },
    ended: false,
    audio,
    windows: { value, sha256: "" } as unknown as SessionSnapshot["windows"],
    transcripts: new Map(
      transcripts as unknown as Iterable<[string, never]>,
    ) as SessionSnapshot["transcripts"],
  };
}

const live = (of: SessionSnapshot, pace?: PaceRecord) =>
  liveState({ session: of, levels: levels(), running: true, clock, pace, reserveBytes: 500 });

Deno.test("the clock of a recording goes on between two looks of the recorder, and stands still in a pause", () => {
  assert.equal(secondsNow(levels(), clock), 40.4);
  assert.equal(secondsNow(levels({ state: "paused" }), clock), 40);
  assert.equal(
    secondsNow(levels({ at: NOW - 60_000 }), clock),
    40,
    "nobody knows what a dead recorder heard",
  );
  assert.equal(secondsNow(levels({ at: NOW + 3_600_000 }), clock), 40, "a clock that was set says nothing");
});

Deno.test("a recorder that is gone leaves an interrupted recording, whatever it last said", () => {
  assert.equal(glanceOf({ levels: levels(), running: false, clock }).state, "interrupted");
  assert.equal(glanceOf({ levels: undefined, running: true, clock }).state, "starting");
  const [channel] = glanceOf({ levels: levels(), running: true, clock }).channels;
  assert.equal(Math.round(channel!.silentFor! * 10), 104);
});

Deno.test("the backlog is what is on disk without text, and the speed is that of the session's own last window", () => {
  const pace = { schema: 1, at: NOW, factor: 2, session: "x" } as const;
  const slow = live(session(2), pace);
  assert.deepEqual([slow.backlog, slow.speed], [20, 0.5]);
  assert.deepEqual([live(session(4)).backlog, live(session(4)).speed], [0, null]);
  assert.equal(live(session(4), { ...pace, session: "another" }).speed, null);
});

Deno.test("free disk is told in hours above the reserve; null where the system does not tell", () => {
  assert.equal(live(session(0)).hoursFree, 2);
  const unknown = { session: session(0), running: true, clock, pace: undefined, reserveBytes: 500 };
  assert.equal(liveState({ ...unknown, levels: levels({ freeBytes: null }) }).hoursFree, null);
  assert.equal(liveState({ ...unknown, levels: levels({ freeBytes: 100 }) }).hoursFree, 0);
});
