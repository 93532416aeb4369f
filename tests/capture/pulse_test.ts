import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { type AudioStream, StreamLostError } from "../../src/capture/audio_source.ts";
import { type Children, systemChildren } from "../../src/capture/pulse/children.ts";
import { createPulseSource } from "../../src/capture/pulse/mod.ts";
import { systemClock } from "../../src/clock.ts";
import { GreffierError } from "../../src/errors.ts";
import { type AudioHarness, audioSourceContract } from "../contracts/audio_source.ts";
import { amplitudeAt, collect, type Ear, earOf, hearing, samplesOf, within } from "../support/listening.ts";
import { ManualClock } from "../support/manual_clock.ts";
import { PulseServer, sine } from "../support/pulse_server.ts";
import { until } from "../support/until.ts";

/** The programs of a server's, which tell when `parec` says that it is connected, and how many of them run. */
function tellingChildren(server: PulseServer) {
  const children = systemChildren(server);
  let act = () => {};
  let running = 0;
  const telling: Children = {
    ...children,
    start(program, args) {
      const child = children.start(program, args);
      let isOver = false;
      running++;
      async function* words() {
        for await (const words of child.words) {
          if (words.includes("Connected to device")) act();
          yield words;
        }
      }
      return {
        read: (buffer) => child.read(buffer),
        words: { [Symbol.asyncIterator]: words },
        async [Symbol.asyncDispose]() {
          await child[Symbol.asyncDispose]();
          if (!isOver) running--;
          isOver = true;
        },
      };
    },
  };
  return {
    children: telling,
    whenConnected: (told: () => void) => void (act = told),
    running: () => running,
  };
}

async function harness(): Promise<AudioHarness> {
  const server = await PulseServer.start();
  const { children, whenConnected, running } = tellingChildren(server);
  return {
    source: createPulseSource({ children }),
    clock: systemClock,
    play: (side, { hz, amplitude }) =>
      server.play(side === "microphone" ? "bouche" : "haut_parleurs", sine(hz, amplitude)),
    unplug: (side) => server.unplug(side === "microphone" ? "micro" : "haut_parleurs"),
    moveDefault: (side) =>
      side === "microphone"
        ? server.setDefault("input", "micro_casque")
        : server.setDefault("output", "casque"),
    playFromProgram: ({ hz, amplitude }) =>
      server.play("haut_parleurs", sine(hz, amplitude), { as: "greffier-essai" }),
    stopServer: () => server.stop(),
    whenOpened: whenConnected,
    held: running,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

audioSourceContract("PulseAudio", {
  make: harness,
  sides: ["microphone", "system"],
  plays: true,
  unplugs: true,
  movesDefault: true,
  stopsServer: true,
  tellsOpening: true,
  process: "supported",
});

/** A case with a server and a source of its own. */
function test(sentence: string, body: (server: PulseServer, open: Open) => Promise<void>): void {
  Deno.test(`PulseAudio: ${sentence}`, async () => {
    await using server = await PulseServer.start();
    const source = createPulseSource({ environment: server.environment });
    await body(
      server,
      (side, { device = null, process = null } = {}) => source.open({ side, device, process }),
    );
  });
}

type Open = (
  side: "microphone" | "system",
  options?: { readonly device?: string | null; readonly process?: string | null },
) => Promise<AudioStream>;

const listen = (ear: Ear, seconds: number, skip = 0) =>
  within(20_000, collect(ear, systemClock, { seconds, skip }));

/** Listens, half a second at a time, until a tone is heard or is no more. */
async function untilHeard(ear: Ear, hz: number, isHeard = true): Promise<void> {
  await within(20_000, until(async () => amplitudeAt(await listen(ear, 0.5), hz) > 0.1 === isHeard));
}

/** Reads on until the stream is lost. */
async function reasonOf({ packets }: Ear): Promise<string> {
  try {
    await within(
      20_000,
      (async () => {
        while (!(await packets.next()).done);
      })(),
    );
  } catch (error) {
    if (error instanceof StreamLostError) return error.reason;
    throw error;
  }
  return "ended";
}

const keyOf = (expected: string) => (error: unknown) => {
  assert.ok(error instanceof GreffierError, `${error}`);
  assert.equal(error.text.key, expected);
  return true;
};

test(
  "an output that is unplugged is refused by name until it is back, and is then heard again",
  async (server, open) => {
    const device = "casque";
    await using stream = await open("system", { device });
    const ear = earOf(stream);
    await listen(ear, 0.1);
    await server.unplug("casque");
    assert.equal(await reasonOf(ear), "unplugged");
    await assert.rejects(open("system", { device }), keyOf("capture.deviceUnknown"));
    await server.plug("casque");
    await using again = await open("system", { device });
    await using _playing = await server.play("casque", sine(600, 0.4));
    await untilHeard(earOf(again), 600);
  },
);

test("a server that restarts is heard again", async (server, open) => {
  await using stream = await open("microphone");
  const ear = earOf(stream);
  await listen(ear, 0.1);
  await server.restart();
  assert.equal(await reasonOf(ear), "server-gone");
  await using again = await open("microphone");
  await using _playing = await server.play("bouche", sine(600, 0.4));
  await untilHeard(earOf(again), 600);
});

test(
  "a recording that the server moves to another device comes back to its own",
  async (server, open) => {
    await using _there = await server.play("casque", sine(1500, 0.4));
    await using stream = await open("system", { device: "haut_parleurs" });
    const ear = earOf(stream);
    await listen(ear, 0.3);
    await server.setDefault("output", "casque");
    await server.pactl("set-default-source", "haut_parleurs.monitor");
    await server.pactl("set-default-source", "casque.monitor");
    await within(20_000, until(async () => (await ear.packets.next()).value?.discontinuity === true));
    // Only now: the server moves what plays as well.
    await using _here = await server.play("haut_parleurs", sine(600, 0.4));
    await untilHeard(ear, 600);
    const heard = await listen(ear, 1);
    assert.ok(amplitudeAt(heard, 600) > 0.3, `${amplitudeAt(heard, 600)}`);
    assert.ok(amplitudeAt(heard, 1500) < 0.01);
  },
);

test(
  "an output that plays nothing, and that the server would put to sleep, is heard as silence",
  async (server, open) => {
    await server.pactl("load-module", "module-suspend-on-idle", "timeout=0");
    await until(async () => /haut_parleurs\t.*SUSPENDED/.test(await server.pactl("list", "short", "sinks")));
    await using stream = await open("system");
    assert.equal(stream.silentWhenIdle, false);
    const heard = await listen(earOf(stream), 2);
    assert.equal(hearing(heard), false);
  },
);

test("the two sides of one sound stand at the same time", async (server, open) => {
  await using system = await open("system", { device: "bouche" });
  await using microphone = await open("microphone");
  const ears = [system, microphone].map(earOf);
  for (const ear of ears) await listen(ear, 0.1);
  await using _playing = await server.play("bouche", sine(600, 0.4));
  const onsets = await Promise.all(ears.map(async (ear) => {
    const heard = await listen(ear, 1.5);
    const first = samplesOf(heard).findIndex((sample) => Math.abs(sample) > 0.01);
    assert.notEqual(first, -1);
    return heard.packets[0].atMs + first / heard.rate * 1000;
  }));
  assert.ok(Math.abs(onsets[0] - onsets[1]) < 100, `${onsets[0]} ms and ${onsets[1]} ms`);
});

test(
  "a computer without a microphone says so, but hears a monitor for who asks for it",
  async (server, open) => {
    await server.unplug("micro");
    await server.unplug("micro_casque");
    await assert.rejects(open("microphone"), keyOf("capture.noMicrophone"));
    await using stream = await open("microphone", { device: "haut_parleurs.monitor" });
    await using _playing = await server.play("haut_parleurs", sine(600, 0.4));
    await untilHeard(earOf(stream), 600);
  },
);

test(
  "of a program, what it begins and ends, and what it moves elsewhere, is heard; silence between",
  async (server, open) => {
    const as = "greffier-essai";
    await using _others = await server.play("haut_parleurs", sine(1500, 0.4));
    const call = await server.play("haut_parleurs", sine(600, 0.3), { as });
    await using stream = await open("system", { process: "ESSAI" });
    assert.equal(stream.device.name, as);
    assert.equal(stream.silentWhenIdle, true);
    const ear = earOf(stream);
    await untilHeard(ear, 600);

    await using ringing = await server.play("casque", sine(900, 0.3), { as });
    await untilHeard(ear, 900);
    assert.ok(amplitudeAt(await listen(ear, 0.5), 600) > 0.2);

    const inputs = (await server.pactl("list", "short", "sink-inputs")).split("\n").map((line) =>
      line.split("\t")[0]
    );
    await server.pactl("move-sink-input", inputs[1], "casque");
    await listen(ear, 0.5);
    await untilHeard(ear, 600);

    await call[Symbol.asyncDispose]();
    await untilHeard(ear, 600, false);
    assert.ok(amplitudeAt(await listen(ear, 0.5), 900) > 0.2);
    await ringing[Symbol.asyncDispose]();

    await using _again = await server.play("haut_parleurs", sine(750, 0.3), { as });
    await untilHeard(ear, 750);
    assert.ok(amplitudeAt(await listen(ear, 0.5), 1500) < 0.01);
  },
);

test("a recorder that is killed leaves no program behind", async (server) => {
  const clients = async () => {
    const listed = await server.pactl("list", "short", "clients");
    return listed.split("\n").filter((line) => /\t(greffier|parec|pacat|pactl)/.test(line)).length;
  };
  const before = await clients();
  const recorder = new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", fileURLToPath(new URL("../support/pulse_listener.ts", import.meta.url))],
    env: { ...server.environment, HOME: Deno.env.get("HOME") ?? "" },
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const output = recorder.stdout.pipeThrough(new TextDecoderStream()).getReader();
  assert.match((await output.read()).value ?? "", /hearing/);
  // Two recordings, and one that watches for both, which may take a moment longer.
  await within(20_000, until(async () => await clients() === before + 3));
  // A suspended device sends nothing more, so that nobody notices by writing into a closed pipe.
  await server.pactl("suspend-sink", "haut_parleurs", "1");
  recorder.kill("SIGKILL");
  await recorder.status;
  assert.equal((await output.read()).done, true);
  await within(20_000, until(async () => await clients() === before));
});

Deno.test("PulseAudio: without pactl, the program that is missing is named", async () => {
  const children: Children = {
    run: () => Promise.reject(new Deno.errors.NotFound("pactl")),
    start: () => assert.fail(),
  };
  const source = createPulseSource({ children });
  await assert.rejects(source.devices(), keyOf("capture.programMissing"));
});

Deno.test("PulseAudio: without a server, or one that does not answer, that is what is said", async () => {
  const environment = { PULSE_SERVER: "unix:/nulle/part" };
  const refused = createPulseSource({ environment });
  await assert.rejects(refused.devices(), keyOf("capture.noServer"));
  await assert.rejects(
    refused.devices(),
    /PulseAudio\) does not answer \(.*refused\)\. Start it .*PipeWire.*greffier add FILE/,
  );
  await assert.rejects(
    refused.open({ side: "system", device: null, process: "teams" }),
    keyOf("capture.noServer"),
  );

  const clock = new ManualClock();
  const children: Children = {
    ...systemChildren(),
    run: (_program, _args, { signal } = {}) =>
      new Promise((resolve) => {
        signal?.addEventListener("abort", () => resolve({ code: 143, stdout: "", stderr: "" }));
      }),
  };
  const listing = createPulseSource({ clock, children }).devices();
  let settled = false;
  listing.catch(() => {}).finally(() => settled = true);
  await until(() => settled, () => clock.advance(1000));
  await assert.rejects(listing, keyOf("capture.noServer"));
});
