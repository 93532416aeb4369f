import assert from "node:assert/strict";
import type { StreamRequest } from "../../../src/capture/audio_source.ts";
import { createMicrophoneSource } from "../../../src/capture/programs/microphone.ts";
import { GreffierError } from "../../../src/errors.ts";
import { type Script, ScriptedPrograms, SOUND } from "../../support/scripted_programs.ts";

const CARDS = ` 0 [PCH            ]: HDA-Intel - HDA Intel PCH
                      HDA Intel PCH at 0xf7f10000 irq 32
 1 [U0x46d0x825    ]: USB-Audio - USB Device 0x46d:0x825
                      USB Device 0x46d:0x825 at usb-0000:00:14.0-3, high speed
`;
const PCM = `00-00: ALC269VC Analog : ALC269VC Analog : playback 1 : capture 1
00-03: HDMI 0 : HDMI 0 : playback 1
01-00: USB Audio : USB Audio : capture 1
`;

const request = (more: Partial<StreamRequest> = {}): StreamRequest => ({
  side: "microphone",
  device: null,
  process: null,
  ...more,
});

/** A machine with these programs; what each does when it records. */
function microphoneOn(os: typeof Deno.build.os, installed: Readonly<Record<string, Script>>, files = true) {
  const programs = new ScriptedPrograms(({ program, args }) => {
    if (installed[program] === undefined) return null;
    return args.includes("--version") ? { stdout: "1.0\n", code: 0 } : installed[program];
  });
  const readText = (path: string) =>
    files
      ? Promise.resolve(path.endsWith("cards") ? CARDS : PCM)
      : Promise.reject(new Deno.errors.NotFound(path));
  const source = createMicrophoneSource({ os, spawn: programs.spawn, readText });
  const open = async (more?: Partial<StreamRequest>) => {
    await using stream = await source.open(request(more));
    const { command } = programs.started.at(-1)!;
    return { device: stream.device, line: [command.program, ...command.args].join(" "), env: command.env };
  };
  return { source, open };
}

const RECORDS: Script = { stdout: SOUND, code: null };

async function refusal(opening: Promise<unknown>): Promise<GreffierError["text"]> {
  try {
    await opening;
  } catch (error) {
    assert.ok(error instanceof GreffierError, `${error}`);
    return error.text;
  }
  return assert.fail("it was opened");
}

Deno.test("ALSA: the inputs of the sound cards, by names that people know", async () => {
  const { source } = microphoneOn("linux", { arecord: RECORDS });
  assert.deepEqual(source.sides, ["microphone"]);
  assert.deepEqual((await source.devices()).map(({ id, name }) => [id, name]), [
    ["default", "default"],
    ["plughw:CARD=PCH,DEV=0", "HDA Intel PCH, ALC269VC Analog"],
    ["plughw:CARD=U0x46d0x825,DEV=0", "USB Device 0x46d:0x825, USB Audio"],
  ]);
});

Deno.test("ALSA: without a card nothing is listed, and the default can still be opened", async () => {
  const { source, open } = microphoneOn("linux", { sox: RECORDS }, false);
  assert.deepEqual(await source.devices(), []);
  assert.equal((await open()).device.id, "default");
});

Deno.test("ALSA: arecord records the default, or the device that is named", async () => {
  const { open } = microphoneOn("linux", { arecord: RECORDS, sox: RECORDS });
  assert.equal((await open()).line, "arecord -q -r 16000 -c 1 -t raw -f S16_LE -");
  const { line, device } = await open({ device: "plughw:CARD=PCH,DEV=0" });
  assert.equal(line, "arecord -D plughw:CARD=PCH,DEV=0 -q -r 16000 -c 1 -t raw -f S16_LE -");
  assert.equal(device.name, "HDA Intel PCH, ALC269VC Analog");
  const near = await refusal(open({ device: "plughw:CARD=PCH,DEV=1" }));
  assert.deepEqual([near.key, near.values.nearest], ["capture.deviceUnknownNear", "plughw:CARD=PCH,DEV=0"]);
});

Deno.test("ALSA: sox takes the place of arecord, with the same devices", async () => {
  const { open } = microphoneOn("linux", { sox: RECORDS });
  const { line, env } = await open({ device: "plughw:CARD=PCH,DEV=0" });
  assert.equal(
    line,
    "sox --default-device --no-show-progress --rate 16000 --channels 1 --encoding signed-integer --bits 16 --type raw -",
  );
  assert.equal(env?.AUDIODRIVER, "alsa");
  assert.equal(env?.AUDIODEV, "plughw:CARD=PCH,DEV=0");
});

Deno.test("ALSA: a microphone that is busy is not looked for by another program", async () => {
  const busy: Script = { stderr: "arecord: main:831: audio open error: Device or resource busy\n", code: 1 };
  const { open } = microphoneOn("linux", { arecord: busy, sox: RECORDS });
  assert.equal((await refusal(open())).key, "capture.busy");
});

Deno.test("macOS: sox hears the default, or the device that is named", async () => {
  const profile = JSON.stringify({
    SPAudioDataType: [{
      _items: [{
        _name: "Micro interne",
        coreaudio_default_audio_input_device: "spaudio_yes",
        coreaudio_device_input: 1,
      }],
    }],
  });
  const installed = { sox: RECORDS, "/usr/sbin/system_profiler": { stdout: profile, code: 0 } };
  const { open } = microphoneOn("darwin", installed);
  const { device, env } = await open();
  assert.equal(device.name, "Micro interne");
  assert.equal(env?.AUDIODEV, undefined);
  assert.equal((await open({ device: "Micro interne" })).env?.AUDIODEV, "Micro interne");
});

Deno.test("the other side, one program alone and missing programs are refused in words", async () => {
  const { open } = microphoneOn("linux", { arecord: RECORDS });
  assert.equal((await refusal(open({ side: "system" }))).key, "capture.sideUnsupported");
  assert.equal((await refusal(open({ process: "teams" }))).key, "capture.processUnsupported");
  const bare = microphoneOn("linux", {});
  const missing = { key: "capture.programMissing", values: { program: "arecord" } };
  assert.deepEqual(await refusal(bare.source.devices()), missing);
  assert.deepEqual(await refusal(bare.open()), missing);
  assert.equal((await refusal(microphoneOn("darwin", {}).source.devices())).values.program, "sox");
});
