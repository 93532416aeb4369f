import assert from "node:assert/strict";
import { GreffierError } from "../../src/errors.ts";
import { type ByteSource, inOrder, readFrames, readWavInfo } from "../../src/audio/mod.ts";
import { memorySource } from "../support/memory_source.ts";
import { type BuildOptions, buildWav, concat, pcm16 } from "./wav_builder.ts";

/** Samples that every encoding can be asked for: silence, both ends, both signs, small and large. */
const REFERENCE = [0, 0.5, -0.5, 0.25, -0.25, 0.999, -0.999, 0.01, -0.01, -1];

interface Encoding {
  readonly name: string;
  readonly tag: number;
  readonly bits: number;
  /** Largest difference to the reference. */
  readonly tolerance: number;
  write(view: DataView, at: number, sample: number, little: boolean): void;
}

/** Whole numbers of `bits` bits, clipped as any converter does. */
function whole(sample: number, bits: number): number {
  const full = 2 ** (bits - 1);
  return Math.max(-full, Math.min(full - 1, Math.round(sample * full)));
}

/** Companding by search: the code whose value, by the formula of G.711, is nearest. */
function nearestCode(sample: number, valueOf: (code: number) => number): number {
  let best = 0;
  for (let code = 1; code < 256; code++) {
    if (Math.abs(valueOf(code) - sample) < Math.abs(valueOf(best) - sample)) best = code;
  }
  return best;
}

function alawValue(code: number): number {
  const bits = code ^ 0x55;
  const [segment, step] = [(bits >> 4) & 7, bits & 15];
  const magnitude = segment === 0 ? 2 * step + 1 : (2 * step + 33) * 2 ** (segment - 1);
  return (bits & 128 ? 1 : -1) * magnitude / 4096;
}

function mulawValue(code: number): number {
  const bits = 255 - code;
  const [segment, step] = [(bits >> 4) & 7, bits & 15];
  return (bits & 128 ? -1 : 1) * ((2 * step + 33) * 2 ** segment - 33) / 8192;
}

const ENCODINGS: readonly Encoding[] = [
  {
    name: "8-bit PCM",
    tag: 1,
    bits: 8,
    tolerance: 1 / 128,
    write: (view, at, sample) => view.setUint8(at, whole(sample, 8) + 128),
  },
  {
    name: "12-bit PCM",
    tag: 1,
    bits: 12,
    tolerance: 1 / 2048,
    write: (view, at, sample, little) => view.setInt16(at, whole(sample, 12) * 16, little),
  },
  {
    name: "16-bit PCM",
    tag: 1,
    bits: 16,
    tolerance: 1 / 32_768,
    write: (view, at, sample, little) => view.setInt16(at, whole(sample, 16), little),
  },
  {
    name: "24-bit PCM",
    tag: 1,
    bits: 24,
    tolerance: 2 ** -23,
    write(view, at, sample, little) {
      const bytes = [0, 8, 16].map((shift) => (whole(sample, 24) >> shift) & 255);
      (little ? bytes : bytes.reverse()).forEach((byte, index) => view.setUint8(at + index, byte));
    },
  },
  {
    name: "32-bit PCM",
    tag: 1,
    bits: 32,
    tolerance: 2 ** -24,
    write: (view, at, sample, little) => view.setInt32(at, whole(sample, 32), little),
  },
  {
    name: "32-bit float",
    tag: 3,
    bits: 32,
    tolerance: 0,
    write: (view, at, sample, little) => view.setFloat32(at, sample, little),
  },
  {
    name: "64-bit float",
    tag: 3,
    bits: 64,
    tolerance: 0,
    write: (view, at, sample, little) => view.setFloat64(at, sample, little),
  },
  {
    name: "A-law",
    tag: 6,
    bits: 8,
    tolerance: 0.02,
    write: (view, at, sample) => view.setUint8(at, nearestCode(sample, alawValue)),
  },
  {
    name: "µ-law",
    tag: 7,
    bits: 8,
    tolerance: 0.03,
    write: (view, at, sample) => view.setUint8(at, nearestCode(sample, mulawValue)),
  },
];

/** Frame f of channel c holds the reference, turned by c, so that a swapped channel shows. */
function sampleAt(frame: number, channel: number): number {
  return REFERENCE[(frame + 3 * channel) % REFERENCE.length];
}

function encode(encoding: Encoding, channels: number, frames: number, little: boolean): Uint8Array {
  const width = Math.ceil(encoding.bits / 8);
  const bytes = new Uint8Array(frames * channels * width);
  const view = new DataView(bytes.buffer);
  for (let frame = 0; frame < frames; frame++) {
    for (let channel = 0; channel < channels; channel++) {
      encoding.write(view, (frame * channels + channel) * width, sampleAt(frame, channel), little);
    }
  }
  return bytes;
}

async function readAll(
  source: ByteSource,
  options: { readonly blockFrames?: number } = {},
): Promise<number[][]> {
  const info = await readWavInfo(source, { name: "test.wav" });
  const all: number[][] = Array.from({ length: info.format.channels }, () => []);
  for await (const block of readFrames(source, info, { name: "test.wav", ...options })) {
    block.forEach((samples, channel) => all[channel].push(...samples));
  }
  return all;
}

for (const encoding of ENCODINGS) {
  for (const channels of [1, 2, 8]) {
    for (const container of ["RIFF", "RIFX", "RF64", "BW64"] as const) {
      Deno.test(`${encoding.name}, ${channels} channels, ${container}, is read as it was written`, async () => {
        const frames = 57;
        const wav: BuildOptions = {
          container,
          channels,
          tag: encoding.tag,
          bits: encoding.bits,
          data: encode(encoding, channels, frames, container !== "RIFX"),
        };
        for (const extensible of [false, true]) {
          const source = memorySource(buildWav({ ...wav, extensible }), { most: 101 });
          const all = await readAll(source, { blockFrames: 10 });
          assert.equal(all.length, channels);
          all.forEach((samples, channel) => {
            assert.equal(samples.length, frames);
            samples.forEach((sample, frame) => {
              const difference = Math.abs(sample - Math.fround(sampleAt(frame, channel)));
              assert.ok(difference <= encoding.tolerance, `frame ${frame}: off by ${difference}`);
            });
          });
        }
      });
    }
  }
}

Deno.test("floats that are no number are silence", async () => {
  const data = new Uint8Array(Float32Array.of(NaN, Infinity, -Infinity, 0.5).buffer);
  const [samples] = await readAll(memorySource(buildWav({ tag: 3, bits: 32, data })));
  assert.deepEqual(samples, [0, 0, 0, 0.5]);
});

Deno.test("samples at an odd place in the file are read alike", async () => {
  const values = [1, -2, 300, -32_768, 32_767];
  const odd = concat([new TextEncoder().encode("odd!"), Uint8Array.of(3, 0, 0, 0, 1, 2, 3)]);
  const source = memorySource(buildWav({ between: [odd], data: pcm16(values) }));
  const [samples] = await readAll(source);
  assert.deepEqual(samples.map((sample) => sample * 32_768), values);
});

Deno.test("a stretch of frames can be read alone", async () => {
  const source = memorySource(
    buildWav({ channels: 2, data: pcm16(Array.from({ length: 40 }, (_, n) => n)) }),
  );
  const info = await readWavInfo(source, { name: "a.wav" });
  const left: number[] = [];
  for await (const block of readFrames(source, info, { name: "a.wav", from: 3, to: 8, blockFrames: 2 })) {
    left.push(...block[0]);
  }
  assert.deepEqual(left.map((sample) => sample * 32_768), [6, 8, 10, 12, 14]);
});

Deno.test("reading stops with the signal's reason", async () => {
  const source = memorySource(buildWav({ data: new Uint8Array(64_000) }));
  const info = await readWavInfo(source, { name: "a.wav" });
  const controller = new AbortController();
  const reason = new Error("enough");
  const reading = readFrames(source, info, { name: "a.wav", blockFrames: 100, signal: controller.signal });
  await reading.next();
  controller.abort(reason);
  await assert.rejects(reading.next(), reason);
});

Deno.test("a file that shrinks while it is read is named", async () => {
  const bytes = buildWav({ data: new Uint8Array(64_000) });
  const info = await readWavInfo(memorySource(bytes), { name: "a.wav" });
  const shorter = memorySource(bytes.subarray(0, 10_000));
  const reading = Array.fromAsync(readFrames(shorter, info, { name: "a.wav" }));
  await assert.rejects(
    reading,
    (error) => error instanceof GreffierError && error.text.key === "wav.changed",
  );
});

Deno.test("inOrder() passes every byte once, in order, when a file is read forwards", async () => {
  const bytes = Uint8Array.from({ length: 700_001 }, (_, n) => n * 7);
  const wav = buildWav({ data: bytes, after: [buildWav({ data: bytes.subarray(0, 999) })] });
  const plain = memorySource(wav, { most: 65_537 });
  const info = await readWavInfo(plain, { name: "a.wav" });
  const seen: Uint8Array[] = [];
  const ordered = inOrder(plain, (part) => seen.push(part.slice()));
  for await (const _ of readFrames(ordered, info, { name: "a.wav" })) { /* only its bytes matter */ }
  await ordered.read(20, new Uint8Array(50));
  await ordered.finish();
  assert.deepEqual(concat(seen), wav);
});
