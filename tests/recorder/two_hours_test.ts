import assert from "node:assert/strict";
import { silences } from "../support/recorded.ts";
import { ID, makeRig } from "./rig.ts";

const RATE = 16_000;

Deno.test("two hours with everything that can happen: the ledger of gaps is the script of events, and the length is the clock's", async () => {
  await using rig = await makeRig();
  const { clock, source, store } = rig;
  /** What is to be found, in seconds of the session. */
  const expected: { cause: string; channels: number[]; from: number; to: number }[] = [];
  const began = clock.now();
  let set = 0;
  const now = () => (clock.now() - began - set) / 1000;
  const both = [0, 1];
  const during = async (cause: string, channels: number[], what: () => Promise<void> | void) => {
    const from = now();
    await what();
    expected.push({ cause, channels, from, to: now() });
  };

  await rig.start();
  await rig.pass(600);
  await during("pause", both, async () => {
    await store.request(ID, "pause");
    await rig.pass(300);
    await store.withdraw(ID, "pause");
  });
  await rig.pass(400);
  await during("device", [1], async () => {
    source.system.unplug();
    source.system.unplug();
    await rig.pass(240);
    source.system.plug();
    await rig.pass(2); // until it is looked for again
  });
  await rig.pass(500);
  await during("interrupted", both, async () => {
    await rig.kill();
    clock.advance(180_000);
    await rig.start();
  });
  await rig.pass(300);
  await during("sleep", both, () => clock.fallAsleep(1_500_000));
  await rig.pass(400);
  await during("clock", both, () => {
    clock.set(clock.now() - 3_600_000);
    set -= 3_600_000;
  });
  await rig.pass(300);
  await during("device", both, async () => {
    for (const side of [source.microphone, source.system]) {
      side.unplug();
      side.unplug();
    }
    await rig.pass(60);
    for (const side of [source.microphone, source.system]) side.plug();
    await rig.pass(2);
  });
  await rig.pass(300);
  await during("discontinuity", [0], async () => {
    source.microphone.loseSound(800);
    await rig.pass(0.8);
  });
  await rig.pass(100);
  source.system.moveDefault();
  await rig.pass(7200 - now());
  rig.close();
  const end = now() + 0.1; // the recorder's next look at the clock
  assert.equal(await rig.ended(), "closed");

  const { chunks, gaps, length } = await rig.recorded();
  // A default that moves costs a moment of its own channel.
  const ledger: typeof expected = [];
  for (const { cause, channels, from, to } of gaps.toSorted((a, b) => a.from - b.from)) {
    if (cause !== "clock" && to - from < 0.3 * RATE) continue;
    const last = ledger.find((one) =>
      one.to * RATE === from && one.cause === cause && `${one.channels}` === `${channels}`
    );
    if (last) last.to = to / RATE;
    else ledger.push({ cause, channels, from: from / RATE, to: to / RATE });
  }
  const named = ({ cause, channels }: { cause: string; channels: number[] }) => `${cause} of ${channels}`;
  assert.deepEqual(ledger.map(named), expected.map(named));
  ledger.forEach(({ cause, from, to }, index) => {
    // A device is found again within two seconds of its return.
    const slack = cause === "device" ? 2.1 : 0.3;
    const script = expected[index];
    assert.ok(Math.abs(from - script.from) < 0.3, `${cause} from ${from} s, not ${script.from} s`);
    assert.ok(Math.abs(to - script.to) < slack, `${cause} to ${to} s, not ${script.to} s`);
  });
  assert.ok(Math.abs(length / RATE - end) <= 0.05, `${length / RATE} s, not ${end} s`);
  const sleep = gaps.find(({ cause }) => cause === "sleep")!;
  const tolerance = 0.05 * RATE;
  for (const channel of both) {
    // Every sample that is there stands within 50 ms of when it was heard.
    const quiet = [
      ...silences(chunks.filter(({ from }) => from < sleep.from), channel, { tolerance }),
      // The count of the devices stood still while the machine slept.
      ...silences(chunks.filter(({ from }) => from > sleep.from), channel, {
        tolerance,
        ahead: sleep.to - sleep.from,
      }),
    ].reduce((sum, { from, to }) => sum + to - from, 0) / RATE;
    const lost = ledger.filter(({ channels }) => channels.length === 1 && channels[0] === channel)
      .reduce((sum, { from, to }) => sum + to - from, 0);
    assert.ok(
      Math.abs(quiet - lost) < 1,
      `${quiet} s of channel ${channel} are zeros, ${lost} s are told of`,
    );
  }
});
