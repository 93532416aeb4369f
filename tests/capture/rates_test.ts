import assert from "node:assert/strict";
import { createResampler } from "../../src/audio/mod.ts";
import { RATES } from "../../src/capture/rates.ts";

Deno.test("every rate that a source may give is one that the resampler takes", async () => {
  for (const from of [RATES.least, RATES.most]) {
    using resampler = await createResampler({ channels: 1, from });
    const given = resampler.push([new Float32Array(from)])[0].length + resampler.finish()[0].length;
    assert.equal(given, 16_000);
  }
});
