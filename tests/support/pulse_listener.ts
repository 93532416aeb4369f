// Records the two sides of the PulseAudio that its environment names, until it is killed. Prints a line once both sound.
import { createPulseSource } from "../../src/capture/pulse/mod.ts";

const source = createPulseSource();
const packets = await Promise.all((["microphone", "system"] as const).map(async (side) => {
  const stream = await source.open({ side, device: null, process: null });
  return stream[Symbol.asyncIterator]();
}));
await Promise.all(packets.map((each) => each.next()));
console.log("hearing");
await Promise.all(packets.map(async (each) => {
  while (!(await each.next()).done);
}));
