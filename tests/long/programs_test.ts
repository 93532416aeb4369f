import assert from "node:assert/strict";
import { createFfmpegSource } from "../../src/capture/programs/ffmpeg.ts";
import { createMicrophoneSource } from "../../src/capture/programs/microphone.ts";
import { audioSourceContract } from "../contracts/audio_source.ts";
import { collect, earOf, samplesOf } from "../support/listening.ts";
import { programHarness } from "../support/program_harness.ts";
import { sine } from "../support/pulse_server.ts";

audioSourceContract("ffmpeg", {
  make: programHarness(
    createFfmpegSource,
    "ffmpeg is needed for the long tests: install the Debian package ffmpeg.",
  ),
  sides: ["microphone", "system"],
  plays: true,
  // PulseAudio moves a program to another device when its own is taken away, and tells only who forbids it.
  stopsServer: true,
  process: "unsupported",
});

Deno.test("node-record-lpcm16 hears forty seconds of a tone without a seam", async () => {
  const make = programHarness(
    (options) => createMicrophoneSource({ ...options, os: "linux" }),
    "sox is needed for the long tests: install the Debian packages sox and libsox-fmt-pulse.",
  );
  await using harness = await make();
  await using _playing = await harness.server.play("bouche", sine(440, 0.5, 60));
  await using stream = await harness.source.open({ side: "microphone", device: null, process: null });
  const heard = await collect(earOf(stream), harness.clock, { seconds: 40, skip: 1 });
  const samples = samplesOf(heard);
  assert.ok(samples.length >= 40 * heard.rate);
  // Of a sine each sample follows from the two before it: x[n] = 2 cos(w) x[n-1] - x[n-2]. A seam breaks that.
  const turn = 2 * Math.cos(2 * Math.PI * 440 / heard.rate);
  let worst = 0;
  for (let n = 2; n < samples.length; n++) {
    worst = Math.max(worst, Math.abs(samples[n] - turn * samples[n - 1] + samples[n - 2]));
  }
  assert.ok(worst < 0.001, `a sample is ${worst} from where the sine is`);
});
