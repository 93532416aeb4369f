import assert from "node:assert/strict";
import fc from "fast-check";
import { viewModel } from "../../src/report/mod.ts";
import type { ReportInput } from "../../src/report/mod.ts";
import { longReport } from "../support/long_report.ts";
import { atlasMeeting, meeting, supportCall, withRecords } from "../support/sample_report.ts";
import { HOSTILE, hostileMeeting } from "./hostile.ts";

const timeline = (input: ReportInput) => viewModel(input).timeline!;
const plain = (text: string) => text.replaceAll("\u00a0", " ");

Deno.test("the line of a meeting has its lanes, its marks in order of time, and all of it in a sentence", () => {
  const { lanes, marks, holes, blocks, told } = timeline(atlasMeeting());
  assert.equal(lanes.length, 1);
  assert.equal(lanes[0].name, null);
  assert.deepEqual([holes, blocks], [[], []]);
  assert.equal(marks.filter(({ kind }) => kind === "decision").length, 4);
  assert.equal(marks.filter(({ kind }) => kind === "action").length, 5);
  const seconds = marks.map(({ moment }) => moment.seconds);
  assert.deepEqual(seconds, seconds.toSorted((a, b) => a - b));
  const boreal = marks.find(({ moment }) => moment.text === "1:19")!;
  assert.equal(
    plain(boreal.text),
    "Décision, à 1:19 : La décision est prise, nous arrêtons le projet Boréal.",
  );
  assert.ok(Math.abs(boreal.at - 1000 * 79.4 / 98.6) < 1);
  const devis = marks.find(({ text }) => text.includes("devis"))!;
  assert.match(plain(devis.text), /^Action, à 1:00 : Nadia — Envoyer le devis — d'ici lundi prochain$/);
  assert.equal(plain(told), "Fil d'une réunion de 1 min 38 s, 4 décisions, 5 actions.");
});

Deno.test("two sides have a lane and a share each, together the whole of what was said", () => {
  const { timeline, shares } = viewModel({ ...supportCall(), corrections: { channels: { "0": "Camille" } } });
  assert.deepEqual(timeline!.lanes.map(({ name }) => name), ["Camille", "Voie droite"]);
  assert.deepEqual(shares.map(({ name, channel }) => [name, channel]), [["Camille", 0], ["Voie droite", 1]]);
  const [camille, other] = shares;
  assert.ok(Math.abs(camille.width + other.width - 1000) <= 1);
  assert.match(plain(camille.share), /^\d+ %$/);
  assert.ok(camille.words > 20 && other.words > 20);
  assert.match(plain(timeline!.told), /Camille : \d+ s, soit \d+ %, Voie droite : \d+ s/);
});

Deno.test("what two say at once counts for both, and a sentence inside another once", () => {
  const say = (start: number, end: number, channel: number) => ({ start, end, channel, text: "Oui, oui." });
  const said = [say(0, 10, 0), say(2, 5, 0), say(0, 5, 1)];
  const { shares } = viewModel(meeting({ seconds: 20, channels: { kind: "apart" }, said }));
  assert.deepEqual(shares.map(({ seconds, width, words }) => [seconds, width, words]), [[10, 667, 4], [
    5,
    333,
    2,
  ]]);
});

Deno.test("nobody's share is told of a session of one channel, of one in which nobody spoke and of one not yet read", () => {
  assert.deepEqual(viewModel(atlasMeeting()).shares, []);
  assert.deepEqual(viewModel(meeting({ channels: { kind: "apart" } })).shares, []);
  const unread = viewModel(
    withRecords(atlasMeeting(), { windows: undefined, transcripts: [], state: "partial" }),
  );
  assert.deepEqual([unread.shares, unread.timeline], [[], null]);
});

Deno.test("silence, a pause, a side that is missing, what failed and what waits have their place and their words", () => {
  const call = supportCall();
  const gap = (from: number, to: number, channels: (0 | 1)[], cause: "pause" | "device") => ({
    ...{ schema: 1 as const, from: from * 16_000, to: to * 16_000, channels, cause },
  });
  const cause = { key: "error.other", values: { found: "x" } };
  const input = withRecords(call, {
    windows: { ...call.windows!, gaps: [gap(10, 20, [0, 1], "pause"), gap(22, 24, [1], "device")] },
    transcripts: [{
      ...call.transcripts[0],
      silence: [{ channel: 0, start: 5, end: 8 }, { channel: 1, start: 6, end: 7 }],
    }, { ...call.transcripts[1], segments: [], failed: { attempts: 3, cause } }],
  });
  const { holes, lanes, legend } = timeline(input);
  assert.deepEqual(holes.map(({ kind, channel }) => [kind, channel]), [["paused", null], ["lost", 1], [
    "failed",
    null,
  ]]);
  assert.match(plain(holes[1].text), /^De 0:22 à 0:24 \(2 s\), « Voie droite » n'a pas été enregistré/);
  assert.deepEqual(lanes.map(({ silence }) => silence.length), [1, 1]);
  assert.deepEqual(legend.map(({ kind }) => kind), ["silence", "paused", "lost", "failed"]);
  const waiting = timeline(
    withRecords(call, { transcripts: call.transcripts.slice(0, 1), state: "provisional" }),
  );
  assert.deepEqual(waiting.holes.map(({ kind }) => kind), ["pending"]);
});

Deno.test("ticks are round times, never more than a narrow page has room for", () => {
  const ticks = (seconds: number) => timeline(meeting({ seconds })).ticks.map(({ text }) => plain(text));
  assert.deepEqual(ticks(180), ["0", "0:30", "1 min", "1:30", "2 min", "2:30", "3 min"]);
  assert.deepEqual(ticks(3600), ["0", "10 min", "20 min", "30 min", "40 min", "50 min", "1 h"]);
  assert.deepEqual(ticks(4 * 3600), [
    "0",
    "30 min",
    "1 h",
    "1 h 30",
    "2 h",
    "2 h 30",
    "3 h",
    "3 h 30",
    "4 h",
  ]);
  assert.ok(ticks(40 * 24 * 3600).length < 40);
});

Deno.test("four hours have a block each ten minutes, and no more stretches than can be seen", () => {
  const { blocks, lanes } = timeline(longReport({ hours: 4 }));
  assert.equal(blocks.length, 24);
  assert.equal(plain(blocks[7].title), "De 1:10:00 à 1:20:00");
  for (const { speech } of lanes) assert.ok(speech.length < 1000, String(speech.length));
});

Deno.test("a note is a mark, and hostile words stay words", () => {
  const { marks } = timeline({ ...supportCall(), notes: [{ at: 12, text: HOSTILE[0] }] });
  assert.equal(plain(marks.find(({ kind }) => kind === "note")!.text), `Note, à 0:12 : ${HOSTILE[0]}`);
  for (const { text } of timeline(hostileMeeting()).marks) {
    assert.ok(text.length < 260);
    assert.doesNotMatch(text, /\u202e/);
  }
});

Deno.test("whatever is said and whenever, every stretch lies on the line and none overlaps the next", () => {
  const said = fc.array(
    fc.record({
      start: fc.double({ min: 0, max: 100, noNaN: true }),
      length: fc.double({ min: 0, max: 50, noNaN: true }),
      channel: fc.integer({ min: 0, max: 1 }),
    }),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(said, fc.double({ min: 0.5, max: 100, noNaN: true }), (spans, seconds) => {
      const input = meeting({
        seconds,
        channels: { kind: "apart" },
        said: spans.map(({ start, length, channel }) => ({
          start,
          end: start + length,
          channel,
          text: "Oui.",
        })),
      });
      for (const { speech } of timeline(input).lanes) {
        let end = 0;
        for (const { from, width } of speech) {
          assert.ok(from >= end - 0.05 && width > 0 && from + width <= 1000.05, `${end} ${from} ${width}`);
          end = from + width;
        }
      }
    }),
    { numRuns: 200 },
  );
});
