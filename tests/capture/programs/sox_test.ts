import assert from "node:assert/strict";
import type { StreamRequest } from "../../../src/capture/audio_source.ts";
import { decode } from "../../../src/capture/programs/child.ts";
import { createSoxSource, parseWaveaudio } from "../../../src/capture/programs/sox.ts";
import { GreffierError } from "../../../src/errors.ts";
import { type Script, ScriptedPrograms, SOUND } from "../../support/scripted_programs.ts";

/** As sox 14.4.2 prints it on a French Windows, in its code page. */
const WAVEAUDIO = Uint8Array.from(
  'sox:      SoX v14.4.2\r\nsox DBUG waveaudio: Enumerating input device -1: "Mappeur de sons Microsoft - In"\r\n' +
    'sox DBUG waveaudio: Enumerating input device  0: "R\xe9seau de microphones (Realtek("\r\n' +
    'sox DBUG waveaudio: Enumerating input device  1: "Mixage st\xe9r\xe9o (Realtek(R) Audi"\r\n' +
    "sox FAIL formats: can't open input  `greffier': The requested device was not found\r\n",
  (letter) => letter.charCodeAt(0),
);

const PROFILER = JSON.stringify({
  SPAudioDataType: [{
    _items: [
      { _name: "Haut-parleurs", coreaudio_device_output: 2, coreaudio_device_srate: 48000 },
      { _name: "Micro externe", coreaudio_device_input: 1, coreaudio_device_srate: 44100 },
      {
        _name: "Microphone MacBook Pro",
        coreaudio_default_audio_input_device: "spaudio_yes",
        coreaudio_device_input: 1,
        coreaudio_device_srate: 48000,
      },
    ],
    _name: "coreaudio_device",
  }],
});

const request = (more: Partial<StreamRequest> = {}): StreamRequest => ({
  side: "microphone",
  device: null,
  process: null,
  ...more,
});

function soxOn(os: typeof Deno.build.os, script: (line: string) => Script | null | undefined) {
  const programs = new ScriptedPrograms(({ program, args }) => {
    const found = script([program, ...args].join(" "));
    return found === undefined ? { stdout: SOUND, code: null } : found;
  });
  const source = createSoxSource({ os, spawn: programs.spawn });
  const open = async (more?: Partial<StreamRequest>) => {
    await using stream = await source.open(request(more));
    return { device: stream.device, line: programs.lines.at(-1)! };
  };
  return { source, open, programs };
}

const version = (line: string) =>
  line.endsWith("--version") ? { stdout: "sox: SoX v14.4.2\n", code: 0 } : undefined;
const onWindows = () =>
  soxOn("windows", (line) => line.includes("-V4") ? { stderr: WAVEAUDIO, code: 2 } : undefined);
const onMac = () =>
  soxOn("darwin", (line) => line.includes("system_profiler") ? { stdout: PROFILER, code: 0 } : version(line));
const onLinux = (trouble: (line: string) => Script | undefined = () => undefined) =>
  soxOn("linux", (line) => version(line) ?? trouble(line));

async function refusal(opening: Promise<unknown>): Promise<string> {
  try {
    await opening;
  } catch (error) {
    assert.ok(error instanceof GreffierError, `${error}`);
    return error.text.key;
  }
  return assert.fail("it was opened");
}

Deno.test("Windows: sox tells its devices, accents included, and what plays apart from microphones", () => {
  assert.deepEqual(
    parseWaveaudio(decode(WAVEAUDIO)).map(({ id, name, flow, roles }) => [id, name, flow, ...roles]),
    [
      ["default", "Mappeur de sons Microsoft - In", "input", "default"],
      ["Réseau de microphones (Realtek(", "Réseau de microphones (Realtek(", "input"],
      ["Mixage stéréo (Realtek(R) Audi", "Mixage stéréo (Realtek(R) Audi", "output"],
    ],
  );
});

Deno.test("Windows: the default, a named microphone, and what the computer plays where it is named", async () => {
  const { source, open } = onWindows();
  assert.deepEqual(source.sides, ["microphone"]);
  assert.equal(
    (await open()).line,
    "sox -q -t waveaudio default -r 16000 -c 1 -e signed-integer -b 16 -L -t raw -",
  );
  const device = "Réseau de microphones (Realtek(";
  assert.ok((await open({ device })).line.includes(`-t waveaudio ${device} -r`));
  assert.equal(await refusal(open({ side: "system" })), "capture.sideUnsupported");
  const mix = "Mixage stéréo (Realtek(R) Audi";
  assert.equal((await open({ side: "system", device: mix })).device.id, mix);
  assert.equal(await refusal(open({ device: "Réseau de microphones" })), "capture.deviceUnknown");
});

Deno.test("macOS: the default is asked for as such, and named as the system names it", async () => {
  const { source, open } = onMac();
  assert.deepEqual((await source.devices()).map(({ name, roles }) => [name, ...roles]), [
    ["Micro externe"],
    ["Microphone MacBook Pro", "default"],
  ]);
  const { device, line } = await open();
  assert.equal(device.name, "Microphone MacBook Pro");
  assert.match(line, /-t coreaudio default /);
  assert.match((await open({ device: "Micro externe" })).line, /-t coreaudio Micro externe /);
});

Deno.test("Linux: the sound server, for both sides", async () => {
  const { open } = onLinux();
  assert.match((await open()).line, /-t pulseaudio default /);
  assert.match((await open({ side: "system" })).line, /-t pulseaudio @DEFAULT_MONITOR@ /);
  assert.match(
    (await open({ side: "system", device: "jabra.monitor" })).line,
    /-t pulseaudio jabra\.monitor /,
  );
});

Deno.test("Linux: ALSA where no server answers or its driver is missing, and never for what is played", async () => {
  const failing = (stderr: string) => (line: string) =>
    line.includes("-t pulseaudio") ? { stderr, code: 2 } : undefined;
  const refused = failing(
    "sox FAIL formats: can't open input  `default': can not open audio device: Connection refused\n",
  );
  assert.match((await onLinux(refused).open()).line, /-t alsa default /);
  assert.equal(await refusal(onLinux(refused).open({ side: "system" })), "capture.noServer");
  const missing = failing("sox FAIL formats: no handler for given file type `pulseaudio'\n");
  assert.match((await onLinux(missing).open()).line, /-t alsa default /);
});

Deno.test("Linux: a device that the server does not know is not looked for elsewhere", async () => {
  const { open, programs } = onLinux((line) =>
    line.includes("-t pulseaudio")
      ? {
        stderr: "sox FAIL formats: can't open input  `x': can not open audio device: No such entity\n",
        code: 2,
      }
      : undefined
  );
  assert.equal(await refusal(open({ device: "x" })), "capture.deviceUnknown");
  assert.ok(!programs.lines.some((line) => line.includes("alsa")));
});

Deno.test("Linux: with neither server nor driver of ALSA, the server is what is missing", async () => {
  const { open } = onLinux((line) => ({
    stderr: line.includes("-t alsa")
      ? "sox FAIL formats: no handler for given file type `alsa'\n"
      : "sox FAIL formats: can't open input  `default': can not open audio device: Connection refused\n",
    code: 2,
  }));
  assert.equal(await refusal(open()), "capture.noServer");
});

Deno.test("one program alone is refused, and sox that is not installed is named", async () => {
  assert.equal(
    await refusal(onLinux().open({ side: "system", process: "teams" })),
    "capture.processUnsupported",
  );
  for (const os of ["windows", "darwin", "linux"] as const) {
    const source = createSoxSource({ os, spawn: new ScriptedPrograms(() => null).spawn });
    assert.equal(await refusal(source.devices()), "capture.programMissing");
  }
});
