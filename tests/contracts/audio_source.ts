import assert from "node:assert/strict";
import type { AudioSource, AudioStream, LossReason, StreamRequest } from "../../src/capture/audio_source.ts";
import { StreamLostError } from "../../src/capture/audio_source.ts";
import type { Clock } from "../../src/clock.ts";
import { GreffierError, type TextKey } from "../../src/errors.ts";
import type { Side } from "../../src/model/mod.ts";
import {
  amplitudeAt,
  collect,
  type Ear,
  earOf,
  type Heard,
  type HeardPacket,
  hearing,
  within,
} from "../support/listening.ts";

/** A sound that can be told from others. */
export interface Tone {
  /** In Hz; the suite uses 300 to 2,000. */
  readonly hz: number;
  /** Peak of the sine, of full scale 1. */
  readonly amplitude: number;
}

/** A source to test and the hands to play with it. All of it is made anew for each case, and disposed after it. */
export interface AudioHarness extends AsyncDisposable {
  readonly source: AudioSource;
  /** The clock whose `monotonic()` the packets' times are on. */
  readonly clock: Clock;
  /** Lets time go by where it does not go by itself; called again and again while the suite waits. */
  pass?(): void | Promise<void>;
  /** Makes that side's default device hear a tone, at least from when this resolves until it is disposed. */
  play?(side: Side, tone: Tone): Promise<AsyncDisposable>;
  /** Takes away the default device of that side. */
  unplug?(side: Side): Promise<void>;
  /** Makes another device the default of that side. */
  moveDefault?(side: Side): Promise<void>;
  /** Starts a program called `greffier-essai` that plays a tone through the default output. */
  playFromProgram?(tone: Tone): Promise<AsyncDisposable>;
  /** Calls `act` as soon as a device has been opened for the source, while the source does not know of it yet. */
  whenOpened?(act: () => void): void;
  /** How many devices the source holds open. */
  held?(): number | Promise<number>;
  /** Makes whatever stands between the source and the devices go away. */
  stopServer?(): Promise<void>;
}

/** What a harness can do: a case that it cannot is not registered. */
export interface AudioSourceCase {
  readonly make: () => Promise<AudioHarness>;
  readonly sides: readonly Side[];
  /** It has `play`, or else what it hears is unknown. @default {false} */
  readonly plays?: boolean;
  /** It has `unplug`. @default {false} */
  readonly unplugs?: boolean;
  /** It has `moveDefault`, and the source follows the default. @default {false} */
  readonly movesDefault?: boolean;
  /** It has `whenOpened` and `held`. @default {false} */
  readonly tellsOpening?: boolean;
  /** It has `stopServer`. @default {false} */
  readonly stopsServer?: boolean;
  /** `supported` needs `playFromProgram`; `unknown` only that a program that plays nothing is refused by name. */
  readonly process: "supported" | "unknown" | "unsupported";
  /** Ids are known before opening, so that a wrong one is refused by name. @default {true} */
  readonly namesDevices?: boolean;
  /** How far the times of packets that did not wait may be from the truth, in milliseconds. @default {80} */
  readonly accuracyMs?: number;
  /** Amplitude heard over amplitude played. @default {[0.8, 1.25]} */
  readonly gain?: readonly [number, number];
}

const MICROPHONE_TONE: Tone = { hz: 440, amplitude: 0.4 };
const SYSTEM_TONE: Tone = { hz: 1250, amplitude: 0.3 };
const tone = (side: Side) => side === "microphone" ? MICROPHONE_TONE : SYSTEM_TONE;
const other = (side: Side): Side => side === "microphone" ? "system" : "microphone";

/** How long anything may take before it counts as hanging. */
const PATIENCE_MS = 20_000;

const request = (side: Side, more: Partial<StreamRequest> = {}): StreamRequest => ({
  side,
  device: null,
  process: null,
  ...more,
});

/** Opens what must be refused, and checks the text of the refusal. */
async function refused(opening: Promise<AudioStream>, ...keys: TextKey[]): Promise<GreffierError> {
  let stream: AudioStream;
  try {
    stream = await opening;
  } catch (error) {
    assert.ok(error instanceof GreffierError, `${error}`);
    assert.ok((keys as string[]).includes(error.text.key), `${error.text.key}, not ${keys.join(" or ")}`);
    return error;
  }
  await stream[Symbol.asyncDispose]();
  assert.fail(`"${stream.device.name}" was opened`);
}

/** The longest stretch within which the device said nothing of a loss. */
function wholeStretch({ packets }: Heard): readonly HeardPacket[] {
  const stretches = packets.reduce<HeardPacket[][]>((all, packet) => {
    if (packet.discontinuity || all.length === 0) all.push([packet]);
    else all[all.length - 1].push(packet);
    return all;
  }, []);
  return stretches.reduce((longest, one) => one.length > longest.length ? one : longest);
}

/**
 * Checks everything the port says about packets and their times. They may be late by whatever they waited, so what is
 * compared is the least late of each half: a machine that is busy makes packets late, but never all of them; and sound
 * that is lost or made up, or times that run at another speed, move them all.
 */
function assertPackets(heard: Heard, accuracyMs: number): void {
  const { packets, rate } = heard;
  assert.ok(packets.length > 1);
  let before = -Infinity;
  for (const { atMs, samples, receivedMs } of packets) {
    assert.ok(samples.length > 0);
    assert.ok(samples.every((sample) => sample >= -1 && sample <= 1));
    assert.ok(atMs >= before, `${atMs} ms comes after ${before} ms`);
    const duration = samples.length / rate * 1000;
    // What is received has been heard. One millisecond is for rates that do not divide a packet evenly.
    assert.ok(
      atMs + duration <= receivedMs + 1,
      `heard until ${atMs + duration} ms, received at ${receivedMs} ms`,
    );
    before = atMs;
  }
  let samplesBefore = 0;
  const origins = wholeStretch(heard).map(({ atMs, samples }) => {
    const origin = atMs - samplesBefore / rate * 1000;
    samplesBefore += samples.length;
    return origin;
  });
  const middle = Math.ceil(origins.length / 2);
  const [first, second] = [origins.slice(0, middle), origins.slice(middle)].map((half) => Math.min(...half));
  assert.ok(
    Math.abs(first - second) <= accuracyMs,
    `the second half comes ${second - first} ms later than the samples before it take`,
  );
}

/** Checks that a tone is heard at its level, and that `absent` is not. */
function assertTone(heard: Heard, present: Tone, absent: Tone, [low, high]: readonly [number, number]): void {
  const gain = amplitudeAt(heard, present.hz) / present.amplitude;
  assert.ok(
    gain >= low && gain <= high,
    `${present.hz} Hz is heard ${gain.toFixed(3)} times as loud as it is played`,
  );
  const leak = amplitudeAt(heard, absent.hz);
  assert.ok(
    leak < absent.amplitude / 20,
    `${absent.hz} Hz is heard at ${leak.toFixed(4)}, but is not played here`,
  );
}

/** So many stretches may be spoilt by a machine that is too busy to play. */
const TRIES = 10;

/**
 * Listens until a tone is heard at its level, and `absent` is not; gives that stretch. One that is wrong is wrong each
 * time; whoever plays may stutter now and then.
 */
async function hearsTone(
  listen: () => Promise<Heard>,
  ...[present, absent, gain]: [Tone, Tone, readonly [number, number]]
): Promise<Heard> {
  for (let tries = 1;; tries++) {
    const heard = await listen();
    try {
      assertTone(heard, present, absent, gain);
      return heard;
    } catch (error) {
      if (tries === TRIES) throw error;
    }
  }
}

/** What every {@linkcode AudioSource} keeps to. */
export function audioSourceContract(name: string, given: AudioSourceCase): void {
  const { sides, accuracyMs = 80, gain = [0.8, 1.25] } = given;

  const test = (sentence: string, body: (harness: AudioHarness) => Promise<void>) =>
    Deno.test(`${name}: ${sentence}`, async () => {
      await using harness = await given.make();
      await body(harness);
    });
  const eachSide = (sentence: string, body: (harness: AudioHarness, side: Side) => Promise<void>) => {
    for (const side of sides) test(`${side}: ${sentence}`, (harness) => body(harness, side));
  };
  /** The work, but never longer than anyone would wait; time passes meanwhile. */
  const patiently = <T>(harness: AudioHarness, work: PromiseLike<T>) =>
    within(PATIENCE_MS, work, () => harness.pass?.());
  const listen = (harness: AudioHarness, ear: Ear, seconds: number, skip = 0) =>
    patiently(harness, collect(ear, harness.clock, { seconds, skip }));
  /** Reads until the stream ends by itself, and gives the reason. */
  const lossOf = (harness: AudioHarness, { packets }: Ear) =>
    patiently(
      harness,
      (async (): Promise<LossReason | "ended"> => {
        try {
          while (!(await packets.next()).done);
        } catch (error) {
          assert.ok(error instanceof StreamLostError, `${error}`);
          assert.equal(error.text.key, `capture.lost.${error.reason}`);
          return error.reason;
        }
        return "ended";
      })(),
    );

  test("devices have ids, names, flows and roles, and each flow one default at most", async ({ source }) => {
    const devices = await source.devices();
    assert.equal(new Set(devices.map(({ id, flow }) => `${flow} ${id}`)).size, devices.length);
    for (const flow of ["input", "output"] as const) {
      const ofFlow = devices.filter((device) => device.flow === flow);
      for (const role of ["default", "communications"] as const) {
        assert.ok(ofFlow.filter(({ roles }) => roles.includes(role)).length <= 1, `${role} of ${flow}`);
      }
    }
    for (const { id, name, format } of devices) {
      assert.notEqual(id.trim(), "");
      assert.equal(name, name.trim());
      assert.notEqual(name, "");
      if (!format) continue;
      assert.ok(format.bits >= 8 && format.bits <= 64 && format.channels >= 1 && format.rate >= 4000);
    }
    assert.deepEqual([...source.sides].sort(), [...sides].sort());
  });

  eachSide(
    "packets follow each other in time, mono, within full scale, at the stated rate",
    async (harness, side) => {
      await using playing = await harness.play?.(side, tone(side));
      await using stream = await harness.source.open(request(side));
      assert.notEqual(stream.device.id, "");
      assert.notEqual(stream.device.name, "");
      const heard = await listen(harness, earOf(stream), 3, 0.5);
      assertPackets(heard, accuracyMs);
      assert.equal(playing !== undefined, given.plays === true);
    },
  );

  eachSide("disposal ends the reading, also one that waits, and may be done twice", async (harness, side) => {
    const stream = await harness.source.open(request(side));
    const packets = stream[Symbol.asyncIterator]();
    const first = packets.next();
    await patiently(harness, stream[Symbol.asyncDispose]());
    await patiently(harness, stream[Symbol.asyncDispose]());
    await patiently(harness, first);
    let last = await patiently(harness, packets.next());
    // What had come before may still be read; there is no more of it than fits in a moment.
    for (let left = 1000; !last.done && left > 0; left--) last = await patiently(harness, packets.next());
    assert.equal(last.done, true);
  });

  eachSide("gives nothing any more after disposal, though it goes on sounding", async (harness, side) => {
    await using playing = await harness.play?.(side, tone(side));
    const stream = await harness.source.open(request(side));
    const ear = earOf(stream);
    await listen(harness, ear, 0.2);
    await patiently(harness, stream[Symbol.asyncDispose]());
    for (let times = 0; times < 3; times++) {
      const { done, value } = await patiently(harness, ear.packets.next());
      assert.equal(done, true, `${value?.samples.length} samples`);
    }
    assert.equal(playing !== undefined, given.plays === true);
  });

  eachSide("a reader that leaves its loop needs nothing more than disposal", async (harness, side) => {
    await using playing = await harness.play?.(side, tone(side));
    await using stream = await harness.source.open(request(side));
    const reading = (async () => {
      for await (const { samples } of stream) return samples.length;
      return 0;
    })();
    assert.ok(await patiently(harness, reading) > 0);
    assert.equal(playing !== undefined, given.plays === true);
  });

  eachSide("opening with a signal that was aborted rejects with its reason", async ({ source }, side) => {
    const signal = AbortSignal.abort(new Error("plus besoin"));
    await assert.rejects(source.open(request(side, { signal })), /plus besoin/);
  });

  if (given.tellsOpening) {
    eachSide(
      "aborted just as it opens, opening rejects with the reason and holds nothing",
      async (harness, side) => {
        const controller = new AbortController();
        harness.whenOpened!(() => controller.abort(new Error("plus besoin")));
        await assert.rejects(
          patiently(harness, harness.source.open(request(side, { signal: controller.signal }))),
          /plus besoin/,
        );
        assert.equal(await harness.held!(), 0);
      },
    );
  }

  for (const side of (["microphone", "system"] as const).filter((side) => !sides.includes(side))) {
    test(`${side}: is refused in words`, async ({ source }) => {
      await refused(source.open(request(side)), "capture.sideUnsupported");
    });
  }

  if (given.namesDevices ?? true) {
    eachSide("an unknown device is refused, and a near one named", async ({ source }, side) => {
      const strange = "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq";
      const error = await refused(source.open(request(side, { device: strange })), "capture.deviceUnknown");
      assert.equal(error.text.values.found, strange);
      const flow = side === "microphone" ? "input" : "output";
      const device = (await source.devices()).find((device) =>
        device.flow === flow && device.roles.includes("default")
      );
      if (!device) return;
      const near = device.id.slice(0, -1) + (device.id.endsWith("x") ? "y" : "x");
      if ((await source.devices()).some(({ id }) => id === near)) return;
      const { text } = await refused(
        source.open(request(side, { device: near })),
        "capture.deviceUnknownNear",
      );
      assert.equal(text.values.found, near);
      assert.ok(
        (await source.devices()).some(({ id }) => id === text.values.nearest),
        `${text.values.nearest}`,
      );
    });

    eachSide("the default opened by its id is the same device", async (harness, side) => {
      const flow = side === "microphone" ? "input" : "output";
      const device = (await harness.source.devices())
        .find((device) => device.flow === flow && device.roles.includes("default"));
      assert.ok(device);
      await using stream = await harness.source.open(request(side, { device: device.id }));
      assert.deepEqual({ ...stream.device }, { id: device.id, name: device.name });
    });
  }

  if (given.plays) {
    eachSide("what is played is heard, as loud as it is", async (harness, side) => {
      await using _playing = await harness.play!(side, tone(side));
      await using stream = await harness.source.open(request(side));
      const ear = earOf(stream);
      await hearsTone(() => listen(harness, ear, 1, 0.5), tone(side), tone(other(side)), gain);
    });
  }

  if (sides.length === 2) {
    test("both sides are heard at once, each its own", async (harness) => {
      await using playing = new AsyncDisposableStack();
      for (const side of given.plays ? sides : []) playing.use(await harness.play!(side, tone(side)));
      await using microphone = await harness.source.open(request("microphone"));
      await using system = await harness.source.open(request("system"));
      const ears = [microphone, system].map(earOf);
      const hear = (ear: Ear) => collect(ear, harness.clock, { seconds: 1, skip: 0.5 });
      for (const one of await patiently(harness, Promise.all(ears.map(hear)))) assertPackets(one, accuracyMs);
      if (!given.plays) return;
      const tones = [[MICROPHONE_TONE, SYSTEM_TONE], [SYSTEM_TONE, MICROPHONE_TONE]] as const;
      const hearing = ears.map((ear, at) => hearsTone(() => hear(ear), ...tones[at], gain));
      await patiently(harness, Promise.all(hearing));
    });
  }

  if (given.unplugs) {
    eachSide("a device that is taken away ends the stream with its reason", async (harness, side) => {
      await using stream = await harness.source.open(request(side));
      const device = stream.device.id;
      await using byId = await harness.source.open(request(side, { device }));
      const ears = [stream, byId].map(earOf);
      for (const ear of ears) await listen(harness, ear, 0.2);
      const losses = ears.map((ear) => lossOf(harness, ear));
      await harness.unplug!(side);
      const [loss, lossById] = await Promise.all(losses);
      assert.ok(loss === "unplugged" || loss === "default-moved", loss);
      assert.equal(lossById, "unplugged");
    });
  }

  if (given.movesDefault) {
    eachSide("another default ends the stream of the default, and no other", async (harness, side) => {
      await using stream = await harness.source.open(request(side));
      const { id } = stream.device;
      await using byId = await harness.source.open(request(side, { device: id }));
      const ear = earOf(stream);
      await listen(harness, ear, 0.2);
      const loss = lossOf(harness, ear);
      await harness.moveDefault!(side);
      assert.equal(await loss, "default-moved");
      await using _playing = await harness.play?.(side, tone(side));
      await listen(harness, earOf(byId), 1);
      await using again = await harness.source.open(request(side));
      assert.notEqual(again.device.id, id);
    });
  }

  if (given.stopsServer) {
    eachSide("a server that goes away ends the stream, and opening again says so", async (harness, side) => {
      await using stream = await harness.source.open(request(side));
      const ear = earOf(stream);
      await listen(harness, ear, 0.2);
      const loss = lossOf(harness, ear);
      await harness.stopServer!();
      assert.equal(await loss, "server-gone");
      await refused(harness.source.open(request(side)), "capture.noServer");
    });
  }

  if (sides.includes("system")) {
    if (given.process === "unsupported") {
      test("one program alone is refused in words, never replaced by everything", async ({ source }) => {
        await refused(source.open(request("system", { process: "teams" })), "capture.processUnsupported");
      });
    } else {
      test("a program that plays nothing is refused by name, never replaced by everything", async ({ source }) => {
        const opening = source.open(request("system", { process: "qqqqqq" }));
        const { text } = await refused(opening, "capture.processUnknown", "capture.processUnsupported");
        if (text.key === "capture.processUnknown") assert.equal(text.values.found, "qqqqqq");
      });
    }
  }

  if (given.process === "supported") {
    test("of one program, only that program is heard", async (harness) => {
      await using _others = await harness.play!("system", SYSTEM_TONE);
      const mine: Tone = { hz: 700, amplitude: 0.25 };
      await using _program = await harness.playFromProgram!(mine);
      await using stream = await harness.source.open(request("system", { process: "Greffier-Essai" }));
      const ear = earOf(stream);
      const heard = await hearsTone(() => listen(harness, ear, 1, 0.5), mine, SYSTEM_TONE, gain);
      assertPackets(heard, accuracyMs);
      assert.ok(hearing(heard));
    });
  }
}
