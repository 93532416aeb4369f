import assert from "node:assert/strict";
import { createResampler } from "../../src/audio/mod.ts";
import { sine } from "./sound.ts";

/** Resamples in blocks of these lengths, again and again. */
async function resampled(
  channels: readonly Float32Array[],
  { from, blocks }: { readonly from: number; readonly blocks: readonly number[] },
): Promise<Float32Array[]> {
  using resampler = await createResampler({ channels: channels.length, from });
  const made: Float32Array[][] = [];
  for (let at = 0, turn = 0; at < channels[0].length; turn++) {
    const end = Math.min(channels[0].length, at + blocks[turn % blocks.length]);
    made.push(resampler.push(channels.map((samples) => samples.subarray(at, end))));
    at = end;
  }
  made.push(resampler.finish());
  return channels.map((_, channel) => {
    const parts = made.map((block) => block[channel]);
    const samples = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      samples.set(part, at);
      at += part.length;
    }
    return samples;
  });
}

/** Power of `expected` over that of its difference to `samples`, in dB, both ends left out. */
function signalToNoise(samples: Float32Array, expected: Float32Array): number {
  let signal = 0, difference = 0;
  for (let n = 200; n < samples.length - 200; n++) {
    signal += expected[n] ** 2;
    difference += (samples[n] - expected[n]) ** 2;
  }
  return 10 * Math.log10(signal / difference);
}

for (const from of [8_000, 11_025, 22_050, 44_100, 48_000, 96_000, 192_000, 4_000]) {
  for (const blocks of [[from / 2 | 0], [441, 1, 4_096, 37]]) {
    Deno.test(`${from} Hz in blocks of ${blocks} becomes 16 kHz without a seam, in place, each channel its own`, async () => {
      const length = 2 * from + 77;
      const [low, high] = [440, from === 4_000 ? 1_200 : 2_500];
      const made = await resampled([
        sine(length, { rate: from, frequency: low }),
        sine(length, { rate: from, frequency: high }),
      ], { from, blocks });
      const expectedLength = Math.round(length * 16_000 / from);
      [low, high].forEach((frequency, channel) => {
        assert.equal(made[channel].length, expectedLength);
        const ratio = signalToNoise(made[channel], sine(expectedLength, { rate: 16_000, frequency }));
        assert.ok(ratio > 75, `${frequency} Hz: ${ratio.toFixed(1)} dB`);
      });
    });
  }
}

Deno.test("what 16 kHz cannot carry is taken out, not folded into speech", async () => {
  const [samples] = await resampled([sine(96_000, { rate: 48_000, frequency: 10_000 })], {
    from: 48_000,
    blocks: [24_000],
  });
  const loudest = samples.subarray(200, -200).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  assert.ok(loudest < 0.001, String(loudest));
});

for (const from of [32_000, 48_000, 96_000, 192_000]) {
  Deno.test(`of ${from} Hz, what lies in 90 % of the band is kept to the hundredth, and nothing is mirrored into it`, async () => {
    const levelAt = async (frequency: number) => {
      const [samples] = await resampled([sine(from, { rate: from, frequency })], {
        from,
        blocks: [from / 5],
      });
      const inner = samples.subarray(200, -200);
      return Math.sqrt(2 * inner.reduce((sum, sample) => sum + sample ** 2, 0) / inner.length);
    };
    const amplitude = await levelAt(1000);
    for (const frequency of [50, 4_000, 7_000, 7_200]) {
      const level = await levelAt(frequency) / amplitude;
      assert.ok(Math.abs(level - 1) < 0.01, `${frequency} Hz: ${level}`);
    }
    for (const frequency of [8_050, 9_000, 15_000]) {
      const level = await levelAt(frequency) / amplitude;
      assert.ok(level < 1e-4, `${frequency} Hz: ${level}`);
    }
  });
}

Deno.test("at 16 kHz samples pass as they are, in arrays of their own", async () => {
  using resampler = await createResampler({ channels: 1, from: 16_000 });
  const block = Float32Array.of(0.1, 0.2);
  const [passed] = resampler.push([block]);
  assert.deepEqual(passed, block);
  assert.notEqual(passed.buffer, block.buffer);
  assert.deepEqual(resampler.finish(), [new Float32Array(0)]);
});

Deno.test("a few samples alone come out, as many as their time is worth", async () => {
  for (const length of [0, 1, 2, 3, 30]) {
    const [samples] = await resampled([new Float32Array(length).fill(0.5)], { from: 48_000, blocks: [7] });
    assert.equal(samples.length, Math.round(length / 3));
  }
});
