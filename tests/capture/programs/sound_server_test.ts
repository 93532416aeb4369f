import { createMicrophoneSource } from "../../../src/capture/programs/microphone.ts";
import { createSoxSource } from "../../../src/capture/programs/sox.ts";
import { audioSourceContract } from "../../contracts/audio_source.ts";
import { programHarness } from "../../support/program_harness.ts";

const NEEDED =
  "sox is needed for the tests of recording: install the Debian packages sox and libsox-fmt-pulse.";

audioSourceContract("sox", {
  make: programHarness(createSoxSource, NEEDED),
  sides: ["microphone", "system"],
  plays: true,
  // PulseAudio moves a program to another device when its own is taken away, and tells only who forbids it.
  stopsServer: true,
  process: "unsupported",
  namesDevices: false,
});

audioSourceContract("node-record-lpcm16", {
  make: programHarness((options) => createMicrophoneSource({ ...options, os: "linux" }), NEEDED),
  sides: ["microphone"],
  plays: true,
  stopsServer: true,
  process: "unsupported",
  // It names sound cards, and here is none.
  namesDevices: false,
});
