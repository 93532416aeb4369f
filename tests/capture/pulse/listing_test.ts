import assert from "node:assert/strict";
import { devicesIn, findTarget, parseFormat, type Snapshot } from "../../../src/capture/pulse/devices.ts";
import { lossOf } from "../../../src/capture/pulse/device_stream.ts";
import { parseInfo, parseListing } from "../../../src/capture/pulse/listing.ts";

// As `LC_ALL=C pactl list` of PulseAudio 16.1 prints it, shortened; the headset as a Bluetooth one is shown.
const SINKS = `Sink #0
	State: IDLE
	Name: haut_parleurs
	Description: Haut-parleurs d’essai
	Driver: module-null-sink.c
	Sample Specification: s16le 2ch 48000Hz
	Channel Map: front-left,front-right
	Mute: no
	Volume: front-left: 65536 / 100% / 0.00 dB,   front-right: 65536 / 100% / 0.00 dB
	        balance 0.00
	Monitor Source: haut_parleurs.monitor
	Latency: 25285 usec, configured 50000 usec
	Flags: DECIBEL_VOLUME LATENCY SET_FORMATS 
	Properties:
		device.description = "Haut-parleurs d’essai"
		device.class = "abstract"
	Formats:
		pcm

Sink #7
	State: SUSPENDED
	Name: bluez_sink.00_1B_66.handsfree_head_unit
	Description: Casque "bureau" : Jabra
	Sample Specification: s16le 1ch 16000Hz
	Monitor Source: bluez_sink.00_1B_66.handsfree_head_unit.monitor
	Properties:
		device.description = "Casque \\"bureau\\" : Jabra"
		device.intended_roles = "phone"
	Ports:
		headset-output: Headset (type: Headset, priority: 0, available)
	Active Port: headset-output
	Formats:
		pcm`;

const SOURCES = `Source #0
	Name: haut_parleurs.monitor
	Description: Monitor of Haut-parleurs d’essai
	Sample Specification: s16le 2ch 48000Hz
	Monitor of Sink: haut_parleurs
	Properties:
		device.class = "monitor"

Source #4
	Name: alsa_input.pci
	Description: Micro
	Sample Specification: s24-32le 2ch 44100Hz
	Monitor of Sink: n/a
	Properties:
		device.class = "sound"

Source #8
	Name: bluez_sink.00_1B_66.handsfree_head_unit.monitor
	Description: Monitor of Jabra
	Sample Specification: s16le 1ch 16000Hz
	Monitor of Sink: bluez_sink.00_1B_66.handsfree_head_unit
	Properties:
		device.class = "monitor"`;

const INFO = `Server String: /run/user/1000/pulse/native
Server Name: PulseAudio (on PipeWire 0.3.65)
Default Sample Specification: float32le 2ch 48000Hz
Default Sink: haut_parleurs
Default Source: alsa_input.pci
Cookie: 4ea4:df44
`;

const snapshot = (info = INFO): Snapshot => ({
  info: parseInfo(info),
  sinks: parseListing(SINKS),
  sources: parseListing(SOURCES),
});

Deno.test("a listing gives the devices with their names as people wrote them, their roles and formats", () => {
  assert.deepEqual(devicesIn(snapshot()), [
    {
      id: "haut_parleurs",
      name: "Haut-parleurs d’essai",
      flow: "output",
      roles: ["default"],
      format: { encoding: "pcm", bits: 16, channels: 2, rate: 48_000 },
    },
    {
      id: "bluez_sink.00_1B_66.handsfree_head_unit",
      name: 'Casque "bureau" : Jabra',
      flow: "output",
      roles: ["communications"],
      format: { encoding: "pcm", bits: 16, channels: 1, rate: 16_000 },
    },
    {
      id: "alsa_input.pci",
      name: "Micro",
      flow: "input",
      roles: ["default"],
      format: { encoding: "pcm", bits: 24, channels: 2, rate: 44_100 },
    },
  ]);
  assert.equal(parseListing(SINKS)[1].properties.get("device.description"), 'Casque "bureau" : Jabra');
});

Deno.test("the system is heard through the monitor of its output, at the rate that output works", () => {
  assert.deepEqual(findTarget(snapshot(), { side: "system", device: null }), {
    source: "haut_parleurs.monitor",
    device: { id: "haut_parleurs", name: "Haut-parleurs d’essai" },
    rate: 48_000,
  });
  const headset = "bluez_sink.00_1B_66.handsfree_head_unit";
  const target = findTarget(snapshot(), { side: "system", device: headset });
  assert.equal(target?.source, `${headset}.monitor`);
  assert.equal(target?.rate, 16_000);
});

Deno.test("a monitor is a microphone only for who asks for it by its id", () => {
  const withoutMicrophone = snapshot(INFO.replace("alsa_input.pci", "haut_parleurs.monitor"));
  assert.equal(findTarget(withoutMicrophone, { side: "microphone", device: null }), undefined);
  const monitor = "haut_parleurs.monitor";
  assert.equal(findTarget(withoutMicrophone, { side: "microphone", device: monitor })?.source, monitor);
  assert.equal(findTarget(snapshot(), { side: "system", device: monitor }), undefined);
});

Deno.test("a server without devices has no default", () => {
  assert.deepEqual(parseInfo("Default Sink: n/a\nDefault Source: \n"), {
    defaultSink: "",
    defaultSource: "",
  });
  assert.deepEqual(parseInfo("Default Sink: @DEFAULT_SINK@\n"), { defaultSink: "", defaultSource: "" });
  const empty: Snapshot = { info: parseInfo(""), sinks: [], sources: [] };
  assert.deepEqual(devicesIn(empty), []);
  assert.equal(findTarget(empty, { side: "system", device: null }), undefined);
});

Deno.test("formats are read, and what is none is not", () => {
  assert.deepEqual(parseFormat("float32le 6ch 96000Hz"), {
    encoding: "float",
    bits: 32,
    channels: 6,
    rate: 96_000,
  });
  assert.deepEqual(parseFormat("ulaw 1ch 8000Hz"), { encoding: "pcm", bits: 8, channels: 1, rate: 8000 });
  assert.equal(parseFormat("n/a"), null);
});

Deno.test("a stream is over when its source is gone, and that of the default when another is", () => {
  const byDefault = { side: "system", device: null, process: null } as const;
  const target = findTarget(snapshot(), byDefault)!;
  const byId = { ...byDefault, device: target.device.id };
  const moved = snapshot(INFO.replace("haut_parleurs", "bluez_sink.00_1B_66.handsfree_head_unit"));
  const none = snapshot(INFO.replace("haut_parleurs", "n/a"));
  const unplugged: Snapshot = { ...moved, sinks: moved.sinks.slice(1), sources: moved.sources.slice(1) };
  const losses = (now: Snapshot) => [byDefault, byId].map((request) => lossOf(now, request, target));
  assert.deepEqual(losses(snapshot()), [undefined, undefined]);
  assert.deepEqual(losses(moved), ["default-moved", undefined]);
  assert.deepEqual(losses(none), [undefined, undefined]);
  assert.deepEqual(losses(unplugged), ["unplugged", "unplugged"]);
});
