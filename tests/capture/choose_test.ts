import assert from "node:assert/strict";
import type { AudioDevice, AudioSource } from "../../src/capture/audio_source.ts";
import { chooseSource, type SourceMakers, type SourceName } from "../../src/capture/choose.ts";
import { Settings } from "../../src/config/mod.ts";
import { GreffierError, message } from "../../src/errors.ts";

/** What asking a source for its devices gives: a microphone, no device, or an error. */
type Answers = Partial<Record<SourceName, Error | "nothing">>;

const MICROPHONE: AudioDevice = { id: "m", name: "Micro", flow: "input", roles: [], format: null };
const NAMES: readonly SourceName[] = ["wasapi", "pulseaudio", "ffmpeg", "sox", "microphone"];

function makers(answers: Answers): { makers: SourceMakers; asked: SourceName[] } {
  const asked: SourceName[] = [];
  const make = (name: SourceName) => (): AudioSource => ({
    name,
    sides: name === "wasapi" || name === "pulseaudio" ? ["microphone", "system"] : ["microphone"],
    devices() {
      asked.push(name);
      const answer = answers[name];
      if (answer === "nothing") return Promise.resolve([]);
      return answer ? Promise.reject(answer) : Promise.resolve([MICROPHONE]);
    },
    open: () => Promise.reject(new Error("nothing is opened to choose")),
  });
  const all = Object.fromEntries(NAMES.map((name) => [name, make(name)])) as unknown as SourceMakers;
  return { makers: all, asked };
}

const refused = (key: "capture.noMicrophone" | "capture.forbidden") => new GreffierError(message(key));
const missing = (program: string) => new GreffierError(message("capture.programMissing", { program }));
const noServer = new GreffierError(message("capture.noServer", { server: "PulseAudio", cause: "refused" }));
const noLibrary = new Error("Could not open library: ole32.dll");

async function chosen(os: typeof Deno.build.os, answers: Answers) {
  const { makers: all, asked } = makers(answers);
  const { source, notices } = await chooseSource("auto", { os, makers: all, language: "en" });
  return { name: source.name, notices: notices.map(({ key, values }) => [key, values.source]), asked };
}

Deno.test("each system has its own way, and nothing else is asked", async () => {
  assert.deepEqual(await chosen("windows", {}), { name: "wasapi", notices: [], asked: ["wasapi"] });
  assert.deepEqual(await chosen("linux", {}), { name: "pulseaudio", notices: [], asked: ["pulseaudio"] });
  assert.deepEqual(await chosen("freebsd", {}), { name: "pulseaudio", notices: [], asked: ["pulseaudio"] });
  assert.deepEqual(await chosen("darwin", {}), {
    name: "microphone",
    notices: [["capture.onlyMicrophone", "microphone"]],
    asked: ["microphone"],
  });
});

Deno.test("Windows: where WASAPI cannot be called, ffmpeg and then sox take its place, and that is said", async () => {
  const toFfmpeg = await chosen("windows", { wasapi: noLibrary });
  assert.equal(toFfmpeg.name, "ffmpeg");
  assert.deepEqual(toFfmpeg.notices, [["capture.fallback", "ffmpeg"], ["capture.onlyMicrophone", "ffmpeg"]]);
  const toSox = await chosen("windows", { wasapi: noLibrary, ffmpeg: missing("ffmpeg") });
  assert.equal(toSox.name, "sox");
  assert.deepEqual(toSox.asked, ["wasapi", "ffmpeg", "sox"]);
});

Deno.test("the notice tells the cause in the reader's language", async () => {
  const { makers: all } = makers({ pulseaudio: noServer });
  const { notices } = await chooseSource("auto", { os: "linux", makers: all, language: "en" });
  assert.deepEqual(notices[0].values, {
    wanted: "pulseaudio",
    source: "microphone",
    cause: "The sound server (PulseAudio) does not answer: refused",
  });
});

Deno.test("a missing or forbidden microphone is no reason for another way", async () => {
  for (const error of [refused("capture.noMicrophone"), refused("capture.forbidden")]) {
    assert.deepEqual(await chosen("windows", { wasapi: error }), {
      name: "wasapi",
      notices: [],
      asked: ["wasapi"],
    });
  }
});

Deno.test("the usual way is kept where there is nothing to hear, another is taken only where there is something", async () => {
  assert.equal((await chosen("linux", { pulseaudio: "nothing" })).name, "pulseaudio");
  await assert.rejects(chosen("linux", { pulseaudio: noServer, microphone: "nothing" }), /does not answer/);
  assert.equal((await chosen("windows", { wasapi: noLibrary, ffmpeg: "nothing" })).name, "sox");
});

Deno.test("macOS: ffmpeg takes the place of sox", async () => {
  const { name, asked } = await chosen("darwin", { microphone: missing("sox") });
  assert.deepEqual([name, ...asked], ["ffmpeg", "microphone", "ffmpeg"]);
});

Deno.test("where nothing can be used, what stands in the way of the usual one is told", async () => {
  const none = { wasapi: noLibrary, ffmpeg: missing("ffmpeg"), sox: missing("sox") };
  await assert.rejects(chosen("windows", none), (error: unknown) => {
    assert.ok(error instanceof GreffierError);
    assert.match(error.message, /ole32\.dll/);
    return true;
  });
});

Deno.test("the one that is named is taken, without a word where it hears both sides", async () => {
  const { makers: all, asked } = makers({});
  const { source, notices } = await chooseSource("sox", { os: "windows", makers: all });
  assert.equal(source.name, "sox");
  assert.deepEqual(notices.map(({ key }) => key), ["capture.onlyMicrophone"]);
  assert.deepEqual(asked, ["sox"]);
  assert.deepEqual((await chooseSource("wasapi", { os: "windows", makers: all })).notices, []);
});

Deno.test("the one that is named is never replaced", async () => {
  const { makers: all, asked } = makers({ ffmpeg: missing("ffmpeg"), wasapi: noLibrary });
  await assert.rejects(chooseSource("ffmpeg", { os: "windows", makers: all }), missing("ffmpeg"));
  await assert.rejects(chooseSource("wasapi", { os: "windows", makers: all }), noLibrary);
  assert.deepEqual(asked, ["ffmpeg", "wasapi"]);
});

Deno.test("one that this system does not have is refused with those it has", async () => {
  const { makers: all, asked } = makers({});
  await assert.rejects(chooseSource("wasapi", { os: "linux", makers: all }), (error: unknown) => {
    assert.ok(error instanceof GreffierError);
    assert.deepEqual(error.text, {
      key: "capture.typeUnsupported",
      values: { found: "wasapi", choices: "pulseaudio, microphone, ffmpeg, sox" },
    });
    return true;
  });
  await assert.rejects(chooseSource("microphone", { os: "windows", makers: all }), /wasapi, ffmpeg, sox/);
  assert.deepEqual(asked, []);
});

Deno.test("every value of the setting is a source, or the choice between them", () => {
  const { innerType } = Settings.shape.audio.def;
  const types = innerType.shape.capture_type.def.innerType.options;
  assert.deepEqual([...types].sort(), ["auto", ...NAMES].sort());
});
