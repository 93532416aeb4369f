import assert from "node:assert/strict";
import { type AudioStream, StreamLostError } from "../../../src/capture/audio_source.ts";
import { createPulseSource } from "../../../src/capture/pulse/mod.ts";
import type { Side } from "../../../src/model/mod.ts";
import { ManualClock } from "../../support/manual_clock.ts";
import { until } from "../../support/until.ts";
import { ScriptedChildren } from "./scripted_children.ts";

const LISTING = ["info", "list sinks", "list sources"];

function setUp() {
  const clock = new ManualClock();
  const children = new ScriptedChildren();
  const source = createPulseSource({ clock, children });
  const open = (side: Side, device: string | null = null, signal?: AbortSignal) =>
    source.open({ side, device, process: null, signal });
  const watches = () => children.started.filter(({ line }) => line === "pactl subscribe");
  /** Lets all that is under way come to rest. */
  const settle = async () => {
    let turns = 0;
    await until(() => ++turns > 20);
  };
  return { clock, children, open, watches, settle };
}

/** Listens until the stream is lost. */
async function lossOf(stream: AudioStream): Promise<string> {
  try {
    for await (const _ of stream);
  } catch (error) {
    assert.ok(error instanceof StreamLostError, `${error}`);
    return error.reason;
  }
  return "ended";
}

Deno.test("while nothing happens, the server is asked for its devices once a minute, for all streams at once", async () => {
  const { clock, children, open, watches, settle } = setUp();
  await using _system = await open("system");
  await using _microphone = await open("microphone");
  await settle();
  assert.equal(watches().length, 1);
  children.asked.length = 0;
  for (let minute = 0; minute < 10; minute++) {
    clock.advance(60_000);
    await settle();
  }
  assert.deepEqual(children.asked, Array(10).fill(LISTING).flat());
});

Deno.test("of what the server tells, only what may move the default is looked at, once for all streams", async () => {
  const { children, open, watches, settle } = setUp();
  await using system = await open("system");
  await using microphone = await open("microphone");
  await using byId = await open("system", "haut_parleurs");
  const losses = [system, microphone, byId].map(lossOf);
  const [watch] = watches();
  watch.write("Event 'new' on client #5\n");
  await settle();
  children.asked.length = 0;
  watch.write(
    "Event 'new' on source-output #5\nEvent 'change' on sink #1\nEvent 'change' on sink-input #1\n",
  );
  await settle();
  assert.deepEqual(children.asked, []);

  [children.defaultSink, children.defaultSource] = ["casque", "micro_casque"];
  watch.write("Event 'change' on server #0\n");
  assert.deepEqual(await Promise.all(losses.slice(0, 2)), ["default-moved", "default-moved"]);
  assert.deepEqual(children.asked, LISTING);
  assert.equal(children.started.filter(({ line, isOver }) => line.startsWith("parec") && !isOver).length, 1);
  await byId[Symbol.asyncDispose]();
  assert.equal(await losses[2], "ended");
});

Deno.test("the watch ends with the last stream that follows, and begins again with the next", async () => {
  const { open, watches } = setUp();
  await using _byId = await open("system", "casque");
  assert.equal(watches().length, 0);
  const system = await open("system");
  const microphone = await open("microphone");
  await system[Symbol.asyncDispose]();
  assert.deepEqual(watches().map(({ isOver }) => isOver), [false]);
  await microphone[Symbol.asyncDispose]();
  assert.deepEqual(watches().map(({ isOver }) => isOver), [true]);
  await using _again = await open("microphone");
  assert.deepEqual(watches().map(({ isOver }) => isOver), [true, false]);
});

Deno.test("a watch whose program ends is begun again within a minute, and the default is followed meanwhile", async () => {
  const { clock, children, open, watches, settle } = setUp();
  await using stream = await open("system");
  watches()[0].end();
  await settle();
  clock.advance(60_000);
  await settle();
  assert.deepEqual(watches().map(({ isOver }) => isOver), [true, false]);
  const loss = lossOf(stream);
  children.defaultSink = "casque";
  clock.advance(60_000);
  assert.equal(await loss, "default-moved");
});

Deno.test("whenever opening is given up, nothing stays open but what was handed over before", async () => {
  let handedOver = 0;
  for (let turns = 0; turns < 60; turns++) {
    const { children, open } = setUp();
    const controller = new AbortController();
    children.whenConnected = async () => {
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      controller.abort(new Error("plus besoin"));
    };
    let wasAborted = false;
    const opening = open("system", null, controller.signal);
    const seen = opening.then(() => wasAborted = controller.signal.aborted, () => {});
    try {
      const stream = await opening;
      await seen;
      if (wasAborted) handedOver++;
      await stream[Symbol.asyncDispose]();
    } catch (error) {
      assert.match(`${error}`, /plus besoin/);
    }
    assert.ok(children.started.every(({ isOver }) => isOver), `given up after ${turns} turns`);
  }
  // One turn passes between the last look at the signal and the caller, who has to look itself.
  assert.ok(handedOver <= 1, `${handedOver} streams were handed over though given up`);
});

Deno.test("a device at a rate that the resampler does not take is asked for at 48 kHz", async () => {
  const { children, open } = setUp();
  for (const [rate, asked] of [[384_000, 48_000], [192_000, 192_000], [2_000, 48_000], [44_100, 44_100]]) {
    children.rate = rate;
    await using stream = await open("system");
    assert.equal(stream.rate, asked);
    assert.ok(children.started.at(-1)!.line.includes("subscribe"));
    assert.ok(children.started.at(-2)!.line.includes(`--rate=${asked} `));
  }
});
