import { audioSourceContract } from "../contracts/audio_source.ts";
import { FakeAudioSource } from "../support/fake_audio_source.ts";
import { ManualClock } from "../support/manual_clock.ts";

audioSourceContract("The source that tests play", {
  sides: ["microphone", "system"],
  unplugs: true,
  movesDefault: true,
  process: "unsupported",
  // deno-lint-ignore require-await -- the contract is asynchronous
  async make() {
    const clock = new ManualClock();
    const source = new FakeAudioSource(clock, {
      microphone: { ppm: 200, jitterMs: 20 },
      system: { rate: 48_000, ppm: -100 },
    });
    return {
      source,
      clock,
      pass() {
        clock.advance(10);
        source.pump();
      },
      // deno-lint-ignore require-await -- the contract is asynchronous
      unplug: async (side) => source[side].unplug(),
      // deno-lint-ignore require-await -- the contract is asynchronous
      moveDefault: async (side) => source[side].moveDefault(),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    };
  },
});
