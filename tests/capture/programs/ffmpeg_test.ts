import assert from "node:assert/strict";
import type { StreamRequest } from "../../../src/capture/audio_source.ts";
import { createFfmpegSource } from "../../../src/capture/programs/ffmpeg.ts";
import { parseAvfoundation, parseDshow, parseSources } from "../../../src/capture/programs/ffmpeg_lists.ts";
import { GreffierError } from "../../../src/errors.ts";
import { type Script, ScriptedPrograms, SOUND } from "../../support/scripted_programs.ts";

/** As ffmpeg 7 prints it. */
const DSHOW = String.raw`[dshow @ 000001f2a1b2c3d0] "Integrated Camera" (video)
[dshow @ 000001f2a1b2c3d0]   Alternative name "@device_pnp_\\?\usb#vid_04f2&pid_b6d9\global"
[dshow @ 000001f2a1b2c3d0] "Réseau de microphones (Realtek(R) Audio)" (audio)
[dshow @ 000001f2a1b2c3d0]   Alternative name "@device_cm_{33D9A762}\wave_{E2766CC5}"
[dshow @ 000001f2a1b2c3d0] "HD Webcam C920" (video, audio)
[dshow @ 000001f2a1b2c3d0]   Alternative name "@device_pnp_c920"
[dshow @ 000001f2a1b2c3d0] "Mixage stéréo (Realtek(R) Audio)" (audio)
[dshow @ 000001f2a1b2c3d0]   Alternative name "@device_cm_{33D9A762}\wave_{0A0A0A0A}"
[in#0 @ 000001f2a1b0f000] Error opening input: Immediate exit requested
Error opening input file dummy.
`.replaceAll("\n", "\r\n");

/** As ffmpeg 4.4 prints it. */
const DSHOW_OLD =
  `[dshow @ 0000021d8f1c2400] DirectShow video devices (some may be both video and audio devices)
[dshow @ 0000021d8f1c2400]  "Integrated Camera"
[dshow @ 0000021d8f1c2400]     Alternative name "@device_pnp_camera"
[dshow @ 0000021d8f1c2400] DirectShow audio devices
[dshow @ 0000021d8f1c2400]  "Microphone (Realtek Audio)"
[dshow @ 0000021d8f1c2400]     Alternative name "@device_cm_wave"
[dshow @ 0000021d8f1c2400]  "Micro sans autre nom"
dummy: Immediate exit requested
`;

const AVFOUNDATION = `[AVFoundation indev @ 0x7f8] AVFoundation video devices:
[AVFoundation indev @ 0x7f8] [0] FaceTime HD Camera
[AVFoundation indev @ 0x7f8] [1] Capture screen 0
[AVFoundation indev @ 0x7f8] AVFoundation audio devices:
[AVFoundation indev @ 0x7f8] [0] MacBook Pro Microphone  [uid:BuiltInMicrophoneDevice]
[AVFoundation indev @ 0x7f8] [1] BlackHole 2ch
[in#0 @ 0x7cf5010000] Error opening input: Input/output error
`;

const PULSE = `Auto-detected sources for pulse:
* alsa_input.usb-Jabra-00.mono-fallback [Jabra Evolve] (none)
  alsa_output.pci-0000_00_1f.3.analog-stereo.monitor [Monitor of Built-in Audio] (none)
  alsa_output.usb-Jabra-00.analog-stereo.monitor [Monitor of Jabra Evolve] (none)
`;
const PULSE_SINKS = `Auto-detected sinks for pulse:
  alsa_output.pci-0000_00_1f.3.analog-stereo [Built-in Audio] (none)
* alsa_output.usb-Jabra-00.analog-stereo [Jabra Evolve] (none)
`;
const NO_PULSE =
  "Auto-detected sources for pulse:\nCannot list sources: Generic error in an external library\n";
const ALSA = `Auto-detected sources for alsa:
  null [Discard all samples (playback) or generate zero samples (capture)] (none)
* default [Playback/recording through the PulseAudio sound server] (none)
  hw:CARD=PCH,DEV=0 [HDA Intel PCH, ALC269VC Analog] (none)
  speex [Plugin using Speex DSP (resample, agc, denoise, echo, dereverb)] (none)
`;

const request = (more: Partial<StreamRequest> = {}): StreamRequest => ({
  side: "microphone",
  device: null,
  process: null,
  ...more,
});

/** ffmpeg on a system, where asking for the lists prints those. */
function ffmpegOn(os: typeof Deno.build.os, lists: Readonly<Record<string, Script>>) {
  const programs = new ScriptedPrograms(({ args }) => {
    const line = args.join(" ");
    const asked = Object.keys(lists).find((part) => line.includes(part));
    return asked === undefined ? { stdout: SOUND, code: null } : lists[asked];
  });
  const source = createFfmpegSource({ os, spawn: programs.spawn });
  const open = async (more?: Partial<StreamRequest>) => {
    await using stream = await source.open(request(more));
    return { device: stream.device, command: programs.started.at(-1)!.command };
  };
  return { source, open };
}

const onWindows = (stderr: string) =>
  ffmpegOn("windows", { "-list_devices true -f dshow": { stderr, code: 1 } });
const onLinux = (sources: string) =>
  ffmpegOn("linux", {
    "-sources pulse": { stdout: sources, code: 0 },
    "-sinks pulse": { stdout: PULSE_SINKS, code: 0 },
    "-sources alsa": { stdout: ALSA, code: 0 },
  });

async function refusal(opening: Promise<unknown>): Promise<string> {
  try {
    await opening;
  } catch (error) {
    assert.ok(error instanceof GreffierError, `${error}`);
    return error.text.key;
  }
  return assert.fail("it was opened");
}

Deno.test("DirectShow: audio devices alone, by their alternative names, the first being the default", () => {
  assert.deepEqual(parseDshow(DSHOW).map(({ id, name, flow, roles }) => [id, name, flow, roles.join()]), [
    [
      "@device_cm_{33D9A762}\\wave_{E2766CC5}",
      "Réseau de microphones (Realtek(R) Audio)",
      "input",
      "default",
    ],
    ["@device_pnp_c920", "HD Webcam C920", "input", ""],
    ["@device_cm_{33D9A762}\\wave_{0A0A0A0A}", "Mixage stéréo (Realtek(R) Audio)", "output", ""],
  ]);
  assert.deepEqual(parseDshow(DSHOW_OLD).map(({ id, name }) => [id, name]), [
    ["@device_cm_wave", "Microphone (Realtek Audio)"],
    ["Micro sans autre nom", "Micro sans autre nom"],
  ]);
});

Deno.test("AVFoundation: audio devices alone, by name", () => {
  assert.deepEqual(parseAvfoundation(AVFOUNDATION).map(({ id, flow }) => [id, flow]), [
    ["MacBook Pro Microphone", "input"],
    ["BlackHole 2ch", "output"],
  ]);
});

Deno.test("a sound server that does not answer is told from one without devices", () => {
  assert.equal(parseSources(NO_PULSE), null);
  assert.equal(parseSources("ffmpeg: unrecognised option"), null);
  assert.deepEqual(parseSources("Auto-detected sources for pulse:\n"), []);
});

Deno.test("Windows: the first microphone is heard through DirectShow as 16 kHz mono", async () => {
  const { open } = onWindows(DSHOW);
  const { device, command } = await open();
  assert.equal(device.name, "Réseau de microphones (Realtek(R) Audio)");
  assert.equal(
    command.args.join(" "),
    "-nostdin -hide_banner -loglevel warning -fflags nobuffer -audio_buffer_size 50 -f dshow " +
      "-i audio=@device_cm_{33D9A762}\\wave_{E2766CC5} -vn -ac 1 -ar 16000 -f s16le -flush_packets 1 pipe:1",
  );
});

Deno.test("Windows: what the computer plays is heard only where such an input is named", async () => {
  const { source, open } = onWindows(DSHOW);
  assert.deepEqual(source.sides, ["microphone"]);
  assert.equal(await refusal(open({ side: "system" })), "capture.sideUnsupported");
  const mix = "@device_cm_{33D9A762}\\wave_{0A0A0A0A}";
  assert.equal((await open({ side: "system", device: mix })).device.id, mix);
  assert.match(await refusal(open({ device: mix })), /^capture.deviceUnknown/, "it is no microphone");
});

Deno.test("Windows: without a microphone, that is said", async () => {
  const listing = '[dshow @ 0] "Integrated Camera" (video)\nCould not enumerate audio only devices\n';
  assert.equal(await refusal(onWindows(listing).open()), "capture.noMicrophone");
});

Deno.test("macOS: the default and a named device", async () => {
  const { open } = ffmpegOn("darwin", { "-list_devices": { stderr: AVFOUNDATION, code: 251 } });
  assert.match((await open()).command.args.join(" "), /-f avfoundation -i :default /);
  const named = await open({ device: "MacBook Pro Microphone" });
  assert.ok(named.command.args.includes(":MacBook Pro Microphone"));
  assert.equal(await refusal(open({ device: "MacBook Pro Microphon" })), "capture.deviceUnknownNear");
});

Deno.test("Linux: the default source, and the monitor of the default sink", async () => {
  const { source, open } = onLinux(PULSE);
  assert.deepEqual(source.sides, ["microphone", "system"]);
  assert.equal((await open()).device.name, "Jabra Evolve");
  const { device, command } = await open({ side: "system" });
  assert.equal(device.id, "alsa_output.usb-Jabra-00.analog-stereo.monitor");
  assert.deepEqual(command.env, { PULSE_LATENCY_MSEC: "40" });
});

Deno.test("Linux: without a sound server, the sound cards", async () => {
  const { source, open } = onLinux(NO_PULSE);
  assert.deepEqual((await source.devices()).map(({ id }) => id), ["default", "hw:CARD=PCH,DEV=0"]);
  assert.match(
    (await open({ device: "hw:CARD=PCH,DEV=0" })).command.args.join(" "),
    /-f alsa -i hw:CARD=PCH,DEV=0 /,
  );
  assert.equal(await refusal(open({ side: "system" })), "capture.sideUnsupported");
});

Deno.test("Linux: with neither server nor card, the server is what is missing", async () => {
  const { open } = ffmpegOn("linux", {
    "-sources pulse": { stdout: NO_PULSE, code: 0 },
    "-sources alsa": { stdout: "Auto-detected sources for alsa:\n* default [PulseAudio] (none)\n", code: 0 },
  });
  assert.equal(await refusal(open()), "capture.noServer");
});

Deno.test("Linux: when ffmpeg ends, the server is asked whether it went away or the device did", async () => {
  for (const [answer, reason] of [[PULSE, "unplugged"], [NO_PULSE, "server-gone"]] as const) {
    let answering = PULSE;
    const programs = new ScriptedPrograms(({ args }) =>
      args.includes("-sources")
        ? { stdout: answering, code: 0 }
        : args.includes("-sinks")
        ? { stdout: PULSE_SINKS, code: 0 }
        : { stdout: SOUND, code: null }
    );
    const source = createFfmpegSource({ os: "linux", spawn: programs.spawn });
    await using stream = await source.open(request());
    const packets = stream[Symbol.asyncIterator]();
    await packets.next();
    answering = answer;
    programs.started.at(-1)!.end(1, "x: Input/output error\n");
    await assert.rejects(packets.next(), { reason });
  }
});

Deno.test("one program alone is refused, and ffmpeg that is not installed is named", async () => {
  assert.equal(await refusal(onWindows(DSHOW).open({ process: "teams" })), "capture.processUnsupported");
  const source = createFfmpegSource({ spawn: new ScriptedPrograms(() => null).spawn });
  assert.equal(await refusal(source.devices()), "capture.programMissing");
  assert.equal(await refusal(source.open(request())), "capture.programMissing");
});
