import assert from "node:assert/strict";
import { join } from "node:path";
import { CHUNK_HEADER_BYTES, GapRecord, readChunkHeader } from "../../src/model/mod.ts";

/** A chunk of a recording on disk; `samples[channel][frame]` are its 16-bit values. */
export interface RecordedChunk {
  readonly number: number;
  readonly from: number;
  readonly to: number;
  readonly samples: readonly Int16Array[];
}

/** What a recording left on disk. */
export interface Recorded {
  readonly chunks: readonly RecordedChunk[];
  readonly gaps: readonly (GapRecord & { readonly number: number })[];
  /** Names that are neither. */
  readonly others: readonly string[];
  /** Length in samples: where the last thing ends. */
  readonly length: number;
}

/** Reads a recording's folder. Fails when a chunk is not a whole WAV, or when chunks and gaps do not tile its time. */
export async function readRecorded(folder: string, startedAt: string): Promise<Recorded> {
  const chunks: RecordedChunk[] = [];
  const gaps: (GapRecord & { number: number })[] = [];
  const others: string[] = [];
  const names = (await Array.fromAsync(Deno.readDir(folder), ({ name }) => name)).sort();
  for (const name of names) {
    const found = /^(\d{6})(\.wav|\.gap\.json)$/.exec(name);
    if (!found) {
      others.push(name);
      continue;
    }
    const number = Number(found[1]);
    const bytes = await Deno.readFile(join(folder, name));
    if (found[2] === ".gap.json") {
      gaps.push({ ...GapRecord.parse(JSON.parse(new TextDecoder().decode(bytes))), number });
      continue;
    }
    const head = readChunkHeader(startedAt, bytes);
    assert.ok(head, name);
    const { channels, position } = head;
    const values = new Int16Array(bytes.slice(CHUNK_HEADER_BYTES).buffer);
    const promised = new DataView(bytes.buffer).getUint32(CHUNK_HEADER_BYTES - 4, true);
    assert.equal(promised, values.byteLength, `${name} promises what it holds`);
    const frames = values.length / channels;
    const samples = Array.from({ length: channels }, (_, channel) => {
      const own = new Int16Array(frames);
      for (let frame = 0; frame < frames; frame++) own[frame] = values[frame * channels + channel];
      return own;
    });
    chunks.push({ number, from: position, to: position + frames, samples });
  }
  const channels = chunks[0]?.samples.length ?? 1;
  const stretches = [
    ...chunks,
    ...gaps.filter((gap) => gap.channels.length === channels && gap.to > gap.from),
  ]
    .sort((a, b) => a.from - b.from);
  let end = 0;
  for (const { number, from, to } of stretches) {
    assert.equal(from, end, `number ${number} begins where the one before it ends`);
    end = to;
  }
  const numbers = stretches.map(({ number }) => number);
  assert.deepEqual(numbers, [...numbers].sort((a, b) => a - b), "numbers follow time");
  return { chunks, gaps, others, length: end };
}

/** A stretch of a channel, in samples of the session. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

/** Options of {@linkcode silences}. */
export interface SilencesOptions {
  /** So many samples may one be from its place. @default {0} */
  readonly tolerance?: number;
  /** The session is so many samples ahead of the count. @default {0} */
  readonly ahead?: number;
}

/**
 * The stretches of a channel that are zeros, of chunks whose samples count from the start of the session. Fails where a sample that is not zero is not at its place, or where the count breaks off within a stretch.
 */
export function silences(
  chunks: readonly RecordedChunk[],
  channel: number,
  { tolerance = 0, ahead = 0 }: SilencesOptions = {},
): Run[] {
  const runs: { from: number; to: number }[] = [];
  for (const { from, samples } of chunks) {
    const values = samples[channel];
    let offset: number | undefined;
    /** What the next sample is when the count goes on; a value that no sample has when it is not known. */
    let next = NaN;
    for (let frame = 0; frame < values.length; frame++) {
      const value = values[frame];
      if (value === next) {
        next = value === 32_767 ? -32_768 : value + 1;
        continue;
      }
      const at = from + frame;
      const last = runs.at(-1);
      const apart = ((value + 32_768 + ahead - at) % 65_536 + 98_304) % 65_536 - 32_768;
      // The count passes through zero too.
      if (value === 0 && (Math.abs(apart) > tolerance || last?.to === at)) {
        if (last && last.to === at) last.to++;
        else runs.push({ from: at, to: at + 1 });
        offset = undefined;
        next = NaN;
        continue;
      }
      assert.ok(
        Math.abs(apart) <= tolerance,
        `the sample at ${at} of channel ${channel} is ${apart} samples away`,
      );
      if (offset !== undefined) {
        assert.equal(apart, offset, `the count breaks off at ${at} of channel ${channel}`);
      }
      offset = apart;
      next = value === 32_767 ? -32_768 : value + 1;
    }
  }
  return runs;
}
