import assert from "node:assert/strict";
import { PacketTimes } from "../../../src/capture/wasapi/packet_times.ts";
import { ManualClock } from "../../support/manual_clock.ts";

/** A counter that began a million milliseconds before the clock, and runs a little fast or slow. */
function setUp(speed = 1) {
  const clock = new ManualClock();
  const counterMs = () => 1_000_000 + clock.monotonic() * speed;
  return { clock, counterMs, times: new PacketTimes(clock, counterMs) };
}

Deno.test("a stamp of the counter becomes the time of the clock", () => {
  const { clock, times } = setUp();
  clock.advance(50);
  assert.equal(times.of(1_000_020, 10), 20);
});

Deno.test("counters that drift apart are set against each other again", () => {
  const { clock, counterMs, times } = setUp(1.0003);
  for (let second = 0; second < 4 * 3600; second++) {
    clock.advance(1000);
    const heardAt = clock.monotonic() - 20;
    const at = times.of(counterMs() - 20, 10);
    assert.ok(Math.abs(at - heardAt) <= 4, `${at - heardAt} ms off after ${second} s`);
  }
});

Deno.test("a packet is never placed later than it was received, before its predecessor, or before the stream", () => {
  const { clock, times } = setUp();
  clock.advance(5_000);
  assert.equal(times.of(1_009_999, 10), 4_990);
  assert.equal(times.of(1_003_000, 10), 4_990);
  clock.advance(100);
  assert.equal(times.of(17, 10), 5_090);
});

Deno.test("a look at both clocks that was interrupted changes nothing", () => {
  const clock = new ManualClock();
  let stall = 0;
  const counterMs = () => {
    clock.advance(stall);
    return 1_000_000 + clock.monotonic();
  };
  const times = new PacketTimes(clock, counterMs);
  clock.advance(20_000);
  stall = 300;
  assert.equal(times.of(1_019_900, 10), 19_900);
});

/** Ten seconds of packets, each read as soon as it is there; how far each is from when it was heard, in milliseconds. */
function errorsOf(stampOf: (heardMs: number) => number, read = (packet: number) => packet): number[] {
  const { clock, times } = setUp();
  return Array.from({ length: 1000 }, (_, packet) => {
    const heardMs = packet * 10;
    const ready = 10 * (read(packet) + 1);
    if (ready > clock.monotonic()) {
      times.drained();
      clock.advance(ready - clock.monotonic());
    }
    return times.of(1_000_000 + stampOf(heardMs), 10) - heardMs;
  });
}

Deno.test("stamps that stand still, run slowly or go back are not believed, and cost no sound", () => {
  for (
    const [what, stampOf] of Object.entries({
      "stand still": (ms: number) => Math.min(ms, 3_000),
      "stand still for a second": (ms: number) => ms >= 3_000 && ms < 4_000 ? 3_000 : ms,
      "are constant": () => 0,
      "run at half speed": (ms: number) => ms / 2,
      "go back by two seconds": (ms: number) => ms < 5_000 ? ms : ms - 2_000,
      "are of another clock": (ms: number) => ms - 900_000,
    })
  ) {
    const errors = errorsOf(stampOf);
    // The line drops what comes a tenth of a second before its place.
    assert.ok(errors.every((error) => error > -90 && error < 1), `${what}: ${Math.min(...errors)} ms`);
  }
});

Deno.test("a device whose clock is a little slow keeps its stamps, also while many packets wait", () => {
  const late = 8;
  const errors = errorsOf((ms) => ms - late, (packet) => Math.ceil(packet / 150) * 150);
  assert.ok(errors.slice(150).every((error) => Math.abs(error + late) < 1), `${Math.max(...errors)}`);
  assert.ok(errorsOf((ms) => ms * 0.9997 - late).every((error) => error > -late - 4 && error < 0));
});

Deno.test("what waited while nobody read keeps its stamps, however long that was", () => {
  const { clock, times } = setUp();
  times.of(1_000_000, 10);
  clock.advance(10);
  times.drained();
  clock.advance(60_000);
  assert.deepEqual([times.of(1_000_010, 10), times.of(1_000_020, 10), times.of(1_060_000, 10)], [
    10,
    20,
    60_000,
  ]);
});
