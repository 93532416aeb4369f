import assert from "node:assert/strict";
import fc from "fast-check";
import { floatFormat } from "../../../src/capture/wasapi/ffi/layouts.ts";
import { MonoMixer, parseMixFormat } from "../../../src/capture/wasapi/mix_format.ts";
import { encode, extensibleFormat } from "./fake_core_audio.ts";

Deno.test("a plain WAVEFORMATEX and an extensible one are read", () => {
  assert.deepEqual(parseMixFormat(floatFormat(2, 48_000)), {
    format: { encoding: "float", bits: 32, channels: 2, rate: 48_000 },
    blockAlign: 8,
  });
  assert.deepEqual(parseMixFormat(extensibleFormat({ tag: 1, bits: 24, channels: 6, rate: 96_000 })), {
    format: { encoding: "pcm", bits: 24, channels: 6, rate: 96_000 },
    blockAlign: 18,
  });
});

Deno.test("bytes that are no format that can be read give null, and never an error", () => {
  const good = extensibleFormat({ tag: 1, bits: 16, channels: 2, rate: 48_000 });
  const changed = (at: number, value: number) => {
    const bytes = good.slice();
    new DataView(bytes.buffer).setUint16(at, value, true);
    return bytes;
  };
  for (
    const [what, bytes] of Object.entries({
      "a short one": good.slice(0, 15),
      "compressed sound": changed(24, 0x55),
      "a foreign sub-format": changed(38, 0),
      "no channels": changed(2, 0),
      "a block of other channels": changed(2, 3),
      "an absurd rate": changed(6, 0xffff),
      "more bits than its bytes hold": changed(14, 24),
    })
  ) assert.equal(parseMixFormat(bytes), null, what);
  fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
    const mix = parseMixFormat(bytes);
    assert.ok(mix === null || mix.blockAlign >= mix.format.channels);
  }));
});

const mixed = (channels: number, output: boolean, values: readonly number[]) => {
  const format = floatFormat(channels, 48_000);
  return new MonoMixer(parseMixFormat(format)!, { output }).mix(encode(format, 1, () => values), 1)[0];
};

Deno.test("two channels, and all of a microphone, become their mean", () => {
  assert.equal(mixed(1, true, [0.5]), 0.5);
  assert.equal(mixed(2, true, [1, 0.5]), 0.75);
  assert.equal(mixed(4, false, [1, 0, 0, 0]), 0.25);
});

Deno.test("speech in the front channels of a surround output is as loud as in stereo, and never beyond full scale", () => {
  assert.equal(mixed(8, true, [0.5, 0.5, 0, 0, 0, 0, 0, 0]), 0.5);
  assert.equal(mixed(8, true, [1, 1, 1, 1, 1, 1, 1, 1]), 1);
  assert.equal(mixed(2, true, [-3, -3]), -1);
});

Deno.test("packets of any length after each other are mixed each by itself", () => {
  const format = extensibleFormat({ tag: 1, bits: 16, channels: 2, rate: 48_000 });
  const mixer = new MonoMixer(parseMixFormat(format)!, { output: false });
  for (const frames of [3, 1, 7, 2]) {
    const samples = mixer.mix(encode(format, frames, (frame) => [frame / 10, frame / 10]), frames);
    assert.equal(samples.length, frames);
    samples.forEach((sample, frame) => assert.ok(Math.abs(sample - frame / 10) < 1e-4));
    assert.deepEqual([...mixer.silence(frames)], Array(frames).fill(0));
  }
});

Deno.test("a rate beyond what the resampler takes is divided, across packets of any length, silence included", () => {
  for (const [rate, division] of [[192_000, 1], [352_800, 2], [384_000, 2], [705_600, 4], [768_000, 4]]) {
    const format = floatFormat(1, rate);
    const mixer = new MonoMixer(parseMixFormat(format)!, { output: false });
    assert.equal(mixer.rate, rate / division);
    const given: number[] = [];
    let at = 0;
    for (const frames of [1, 2, 5, 4, 4]) {
      given.push(...mixer.mix(encode(format, frames, (frame) => [(at + frame) / 64]), frames));
      at += frames;
    }
    given.push(...mixer.silence(2 * division));
    assert.deepEqual(
      given,
      Array.from(
        { length: 16 / division + 2 },
        (_, n) => n * division < 16 ? (n * division + (division - 1) / 2) / 64 : 0,
      ),
    );
  }
});
