import assert from "node:assert/strict";
import { join } from "node:path";
import { createPulseSource } from "../../src/capture/mod.ts";
import { type Clock, systemClock } from "../../src/clock.ts";
import { loadSettings } from "../../src/config/mod.ts";
import { silentLog } from "../../src/log.ts";
import { type GapStretch, gapStretches, type RecordingPlan, SAMPLE_RATE } from "../../src/model/mod.ts";
import { record } from "../../src/recorder/mod.ts";
import { homeLayout, localTime, Store } from "../../src/store/mod.ts";
import { type TemporaryHome, temporaryHome } from "../support/home.ts";
import { checkoutProgram } from "../support/program.ts";
import { amplitudeAt } from "../support/listening.ts";
import { PulseServer, sine } from "../support/pulse_server.ts";
import { readRecorded, type Recorded } from "../support/recorded.ts";
import { programCommand, runProgram } from "../support/run_program.ts";
import { until } from "../support/until.ts";
import { recordOf } from "./rig.ts";

/** The machine's clock, whose time of day a test may set. */
class SettableClock implements Clock {
  ahead = 0;
  now = () => systemClock.now() + this.ahead;
  monotonic = () => systemClock.monotonic();
  uptime = () => systemClock.uptime();
  sleep = systemClock.sleep;
}

interface Studio extends AsyncDisposable {
  readonly server: PulseServer;
  readonly clock: SettableClock;
  /** Waits until so many more seconds are recorded. */
  recorded(seconds: number): Promise<void>;
  /** Waits until a channel has its device, or has lost it. */
  channel(channel: number, state: "hearing" | "lost"): Promise<void>;
  /** Ends the recording; gives what lies on the disk. */
  end(): Promise<Recorded>;
}

/** Looks that cost the machine next to nothing while real time goes by. */
const eventually = (holds: () => Promise<boolean>) => until(holds, () => systemClock.sleep(50));

/** Records both sides of a real sound server on which something plays everywhere. */
async function studio(devices: Partial<RecordingPlan["devices"]> = {}): Promise<Studio> {
  const server = await PulseServer.start();
  const home = await temporaryHome();
  const clock = new SettableClock();
  const played = [
    await server.play("haut_parleurs", sine(440, 0.3, 120)),
    await server.play("bouche", sine(660, 0.3, 120)),
  ];
  const startedAt = localTime(clock.now());
  const layout = homeLayout(home.path);
  const store = new Store(layout);
  const base = recordOf(["microphone", "system"]);
  const plan = { ...base.recording!, devices: { microphone: null, system: null, ...devices } };
  await store.createRecording({ ...base, startedAt, recording: plan });
  const folder = await store.openRecording(base.id);
  assert.ok(folder);
  const recording = record({
    folder,
    source: createPulseSource({ clock, environment: server.environment }),
    clock,
    settings: loadSettings().settings,
    log: silentLog,
  });
  recording.catch(() => {}); // whoever ends it is told
  const levels = () => store.levels(base.id);
  await eventually(async () => (await levels())?.state === "recording");
  return {
    server,
    clock,
    async recorded(seconds) {
      const from = (await levels())!.position;
      await eventually(async () => (await levels())!.position >= from + seconds * SAMPLE_RATE);
    },
    channel: (channel, state) => eventually(async () => (await levels())?.channels[channel]?.state === state),
    async end() {
      await store.request(base.id, "stop");
      assert.equal(await recording, "stopped");
      return await readRecorded(join(layout.inbox, base.id), startedAt);
    },
    async [Symbol.asyncDispose]() {
      await store.request(base.id, "stop");
      await recording;
      await folder[Symbol.asyncDispose]();
      for (const sound of played) await sound[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
      await home[Symbol.asyncDispose]();
    },
  };
}

const seconds = ({ from, to }: Pick<GapStretch, "from" | "to">) => (to - from) / SAMPLE_RATE;

/** The stretches that are missing on a channel, of half a second or more. */
function missing({ gaps }: Recorded, channel: 0 | 1): GapStretch[] {
  return gapStretches(gaps).filter((gap) => gap.channels.includes(channel) && seconds(gap) >= 0.5);
}

Deno.test("loudspeakers that are unplugged and plugged in again leave a gap of the system, and none of the microphone", async () => {
  await using set = await studio({ system: "haut_parleurs" });
  await set.recorded(2);
  await set.server.unplug("haut_parleurs");
  await set.channel(1, "lost");
  await set.recorded(3);
  await set.server.plug("haut_parleurs");
  await set.channel(1, "hearing");
  await set.recorded(2);
  const recorded = await set.end();
  assert.deepEqual(missing(recorded, 1).map(({ cause }) => cause), ["device"]);
  const [gap] = missing(recorded, 1);
  assert.ok(seconds(gap) > 2.5 && seconds(gap) < 8, `${seconds(gap)} s`);
  assert.deepEqual(missing(recorded, 0), []);
});

Deno.test("another default is heard within two seconds, and the other side goes on", async () => {
  await using set = await studio();
  await using _headset = await set.server.play("casque", sine(880, 0.3, 60));
  await set.recorded(2);
  await set.server.setDefault("output", "casque");
  await set.recorded(4);
  const recorded = await set.end();
  const away = missing(recorded, 1).reduce((sum, gap) => sum + seconds(gap), 0);
  assert.ok(away < 2, `${away} s`);
  assert.deepEqual(missing(recorded, 0), []);
  const samples = Float32Array.from(
    recorded.chunks.at(-1)!.samples[1].subarray(-SAMPLE_RATE),
    (value) => value / 32_768,
  );
  const heard = { rate: SAMPLE_RATE, packets: [{ samples, atMs: 0, discontinuity: false, receivedMs: 0 }] };
  // A recorder that follows its clock makes a tone higher or lower by two thousandths.
  const tones = [-2, -1, 0, 1, 2].map((off) => amplitudeAt(heard, 880 + off));
  assert.ok(Math.max(...tones) > 0.2, String(tones));
});

Deno.test("a sound server that restarts leaves a gap of both sides, and both are heard again", async () => {
  await using set = await studio();
  await set.recorded(2);
  await set.server.stop();
  await set.channel(0, "lost");
  await set.channel(1, "lost");
  await set.server.restart();
  await set.channel(0, "hearing");
  await set.channel(1, "hearing");
  await set.recorded(2);
  const recorded = await set.end();
  for (const channel of [0, 1] as const) {
    const causes = new Set(missing(recorded, channel).map(({ cause }) => cause));
    assert.deepEqual([...causes], ["device"]);
  }
});

Deno.test("a clock that is set by an hour leaves a mark without length, and nothing is missing", async () => {
  await using set = await studio();
  await set.recorded(2);
  set.clock.ahead = 3_600_000;
  await set.recorded(3);
  const recorded = await set.end();
  assert.deepEqual(recorded.gaps.map(({ cause, from, to }) => [cause, to - from]), [["clock", 0]]);
  assert.ok(recorded.length < 60 * SAMPLE_RATE, `${recorded.length / SAMPLE_RATE} s`);
});

/** How long the recorder's process stands still: longer than what the sound server keeps for it. */
const STOPPED_MS = 60_000;

async function endedRecording(home: TemporaryHome, id: string): Promise<Recorded> {
  const { startedAt } = await home.json("inbox", id, "session.json");
  return await readRecorded(join(home.path, "inbox", id), startedAt);
}

Deno.test("a recorder's process that stands still for a minute goes on, with a gap for what nobody kept", async () => {
  await using server = await PulseServer.start();
  await using home = await temporaryHome();
  await using _sound = await server.play("haut_parleurs", sine(440, 0.3, 150));
  const { HOME: _home, ...variables } = server.environment;
  const environment = { home: home.path, variables };
  // The pipeline is kept away: what the recorder left is looked at before anything moves it.
  await using _watch = await new Store(homeLayout(home.path)).claim({ pid: 1, command: "test", since: "" });
  const start = programCommand(
    checkoutProgram(),
    ["start", "--background", "--json", "--name", "Point"],
    environment,
  );
  const { id } = JSON.parse(new TextDecoder().decode((await start.output()).stdout));
  const levels = () => home.json("inbox", id, "levels.json");
  await eventually(async () => (await levels()).position > 2 * SAMPLE_RATE);
  const { pid } = await levels();
  const began = systemClock.now();
  Deno.kill(pid, "SIGSTOP");
  try {
    await eventually(() => Promise.resolve(systemClock.now() - began > STOPPED_MS));
  } finally {
    Deno.kill(pid, "SIGCONT");
  }
  const { position: before } = await levels();
  await eventually(async () => (await levels()).position > before + (STOPPED_MS / 1000 + 3) * SAMPLE_RATE);
  const stopped = await runProgram(checkoutProgram(), ["stop"], environment);
  assert.equal(stopped.code, 0, stopped.stderr);
  await eventually(async () => (await home.names("inbox", id)).includes("ended"));
  const recorded = await endedRecording(home, id);
  for (const channel of [0, 1] as const) {
    const gaps = missing(recorded, channel);
    assert.deepEqual(gaps.map(({ cause }) => cause), ["sleep"]);
    assert.ok(seconds(gaps[0]) > 10 && seconds(gaps[0]) < STOPPED_MS / 1000 + 2, `${seconds(gaps[0])} s`);
  }
});
