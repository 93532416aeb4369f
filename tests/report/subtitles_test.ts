import assert from "node:assert/strict";
import fc from "fast-check";
import type { Segment } from "../../src/model/mod.ts";
import { renderViews, type ReportInput } from "../../src/report/mod.ts";
import { renderSrt } from "../../src/report/render_srt.ts";
import { renderVtt } from "../../src/report/render_vtt.ts";
import { atlasMeeting, meeting, supportCall } from "../support/sample_report.ts";
import { HOSTILE, hostileMeeting } from "./hostile.ts";

interface ParsedCue {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly voice: string | undefined;
  readonly lines: readonly string[];
}

/** Reads SubRip strictly: blocks of number, times, text; numbers from 1. Times in ms. */
function parseSrt(text: string): readonly ParsedCue[] {
  if (text === "") return [];
  assert.ok(text.endsWith("\n"));
  return text.slice(0, -1).split("\n\n").map((block, index) => {
    const [number, times, ...lines] = block.split("\n");
    assert.equal(number, String(index + 1));
    return { id: number, voice: undefined, lines, ...parseTimes(times, ",") };
  });
}

/** Reads WebVTT as the W3C's parser does, and strictly: header, then blocks of id, times, text. Times in ms. */
function parseVtt(text: string): readonly ParsedCue[] {
  assert.match(text, /^WEBVTT\n(\n|$)/);
  return text.slice("WEBVTT\n\n".length).split("\n\n").filter((block) => block !== "").map((block) => {
    const [id, times, ...payload] = block.replace(/\n$/, "").split("\n");
    assert.ok(!id.includes("-->"));
    const [, voice, spoken] = /^(?:<v ([^>\n]+)>)?([^]*)$/.exec(payload.join("\n"))!;
    assert.doesNotMatch(spoken, /[<>]|&(?!amp;|lt;|gt;)/, "cue text holds no tags and only known entities");
    const lines = spoken.split("\n").map(decode);
    return { id, voice: voice && decode(voice), lines, ...parseTimes(times, ".") };
  });
}

const decode = (text: string) =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

function parseTimes(line: string, point: string): { start: number; end: number } {
  const time = `(\\d{2,}):([0-5]\\d):([0-5]\\d)\\${point}(\\d{3})`;
  const found = new RegExp(`^${time} --> ${time}$`).exec(line);
  assert.ok(found, `times: ${line}`);
  const [h, m, s, ms, h2, m2, s2, ms2] = found.slice(1).map(Number);
  return { start: ((h * 60 + m) * 60 + s) * 1000 + ms, end: ((h2 * 60 + m2) * 60 + s2) * 1000 + ms2 };
}

function checkShape(cues: readonly ParsedCue[]): void {
  cues.forEach((cue, index) => {
    assert.ok(cue.start < cue.end, `${cue.id} lasts`);
    assert.ok(cue.end - cue.start <= 7000, `${cue.id} is not too long on screen`);
    assert.ok(
      cue.lines.length <= 2 && cue.lines.every((line) => line.length > 0 && line.length <= 42),
      `${cue.lines}`,
    );
    assert.ok(index === 0 || cues[index - 1].start <= cue.start, `${cue.id} does not go back`);
  });
}

const view = async (input: ReportInput, file: string) =>
  String((await renderViews(input)).views.find((view) => view.file === file)?.content ?? "");
const spoken = (cues: readonly ParsedCue[]) => cues.flatMap(({ lines }) => lines).join(" ");

Deno.test("the subtitles of a meeting hold every word, in order, without names", async () => {
  const input = atlasMeeting();
  const said = input.transcripts.flatMap(({ segments }) => segments.map(({ text }) => text)).join(" ");
  for (
    const cues of [
      parseSrt(await view(input, "transcript.srt")),
      parseVtt(await view(input, "transcript.vtt")),
    ]
  ) {
    checkShape(cues);
    assert.equal(spoken(cues).replaceAll("\u00a0", " "), said);
    assert.deepEqual([cues[0].start, cues[0].end], [1090, 2920]);
    assert.ok(cues.every(({ voice }) => voice === undefined));
  }
});

Deno.test("two channels have voice tags in WebVTT and names where they begin in SubRip", async () => {
  const input = { ...supportCall(), corrections: { channels: { "0": "Camille", "1": "A & B>C" } } };
  const vtt = parseVtt(await view(input, "transcript.vtt"));
  assert.deepEqual(vtt.slice(0, 2).map(({ voice }) => voice), ["Camille", "A & B>C"]);
  const srt = parseSrt(await view(input, "transcript.srt"));
  checkShape(srt);
  assert.match(srt[0].lines[0], /^\[Camille\] Support/);
  assert.match(srt[1].lines[0], /^\[A & B›C\] Bonjour/);
  assert.doesNotMatch(srt[2].lines[0], /^\[/, "the same one goes on");
});

Deno.test("hostile text breaks no subtitle", async () => {
  const input = hostileMeeting();
  checkShape(parseVtt(await view(input, "transcript.vtt")));
  const srt = await view(input, "transcript.srt");
  checkShape(parseSrt(srt));
  assert.doesNotMatch(srt, /[<{]/);
  const vtt = parseVtt(await view(input, "transcript.vtt"));
  assert.ok(spoken(vtt).includes(HOSTILE[10].replaceAll("-->", "-->")), "times that were said are text");
});

Deno.test("a meeting in which nobody spoke has subtitles without cues", async () => {
  assert.equal(await view(meeting(), "transcript.srt"), "");
  assert.equal(await view(meeting(), "transcript.vtt"), "WEBVTT\n");
});

Deno.test("a long sentence is split at punctuation, with time in proportion", () => {
  const text = "Nous avons revu le budget du trimestre avec toute l'équipe technique. " +
    "Il reste quarante mille euros pour la maquette et la documentation du projet.";
  const segments: Segment[] = [{ id: "000000-000000.0", channel: 0, start: 10, end: 19, text }];
  const cues = parseVtt(renderVtt(segments, [null]));
  checkShape(cues);
  assert.deepEqual(cues.map(({ id }) => id), ["000000-000000.0-1", "000000-000000.0-2"]);
  assert.match(cues[0].lines.join(" "), /technique\.$/);
  assert.equal(cues[0].end, cues[1].start);
  assert.deepEqual([cues[0].start, cues[1].end], [10_000, 19_000]);
});

Deno.test("times beyond a day keep their form", () => {
  const segments: Segment[] = [{ id: "a", channel: 0, start: 360_000.5, end: 360_001.5, text: "Oui." }];
  assert.match(renderSrt(segments, [null]), /^1\n100:00:00,500 --> 100:00:01,500\n/);
});

Deno.test("whatever the segments, no word is lost and the cues of one channel never overlap", () => {
  const segment = fc.record({
    channel: fc.constantFrom(0 as const, 1 as const),
    start: fc.double({ min: 0, max: 100, noNaN: true }),
    length: fc.double({ min: -1, max: 40, noNaN: true }),
    words: fc.array(fc.stringMatching(/^[a-zé.,?]{1,50}$/), { minLength: 1, maxLength: 60 }),
  });
  fc.assert(fc.property(fc.array(segment, { maxLength: 8 }), (made) => {
    const segments: Segment[] = made.toSorted((a, b) => a.start - b.start).map((
      { words, length, ...rest },
      index,
    ) => ({
      ...rest,
      id: `s${index}`,
      end: rest.start + length,
      text: words.join(" "),
    }));
    const cues = parseVtt(renderVtt(segments, ["zero", "un"]));
    checkShape(cues);
    for (const voice of ["zero", "un"]) {
      const own = cues.filter((cue) => cue.voice === voice);
      own.forEach((cue, index) => assert.ok(index === 0 || own[index - 1].end <= cue.start));
      const said = segments.filter(({ channel }) => channel === (voice === "un" ? 1 : 0));
      assert.equal(
        own.flatMap(({ lines }) => lines).join("").replaceAll(" ", ""),
        said.map(({ text }) => text).join("").replaceAll(" ", ""),
      );
    }
    parseSrt(renderSrt(segments, ["zero", "un"]));
  }));
});
