import assert from "node:assert/strict";
import { encodePcm16, wavHeader } from "../../src/audio/mod.ts";
import { createSoundDecoder } from "../../src/decoding/mod.ts";
import { transcribeFile } from "../../src/jobs/mod.ts";
import { readDemoRecording, type Recording } from "../support/demo_recording.ts";
import { demoEngine } from "../support/engine.ts";
import { type TemporaryHome, temporaryHome } from "../support/home.ts";
import { memorySource } from "../support/memory_source.ts";
import { checkoutProgram } from "../support/program.ts";
import { PulseServer } from "../support/pulse_server.ts";
import { programCommand, runProgram } from "../support/run_program.ts";
import { decodeEntry } from "../support/sound_files.ts";
import { errorPercent, type WordErrors, wordErrors } from "../support/word_error_rate.ts";

/** How far the recorded meeting may be from the file itself, in points of word error rate. */
const MOST_POINTS = 3;

const RATE = 16_000;

/** Part of a demo recording: one side of it, from one second to another. */
interface Speech {
  readonly samples: Float32Array;
  readonly text: string;
}

function speech(
  { channels, sentences }: Recording,
  channel: number,
  [from, to]: readonly [number, number],
): Speech {
  const said = sentences.filter((sentence) =>
    sentence.channel === channel && sentence.start >= from && sentence.end <= to
  );
  return {
    samples: channels[channel]!.slice(from * RATE, to * RATE),
    text: said.map(({ text }) => text).join(" "),
  };
}

/** Word errors of each speech when it is transcribed as a file. */
async function errorsOfFiles(speeches: readonly Speech[]): Promise<WordErrors[]> {
  await using transcriber = demoEngine();
  const errors: WordErrors[] = [];
  for (const { samples, text } of speeches) {
    const header = wavHeader({ channels: 1, rate: RATE, frames: samples.length });
    const data = encodePcm16([samples]);
    const bytes = new Uint8Array(header.length + data.length);
    bytes.set(header);
    bytes.set(data, header.length);
    const { segments } = await transcribeFile({
      source: memorySource(bytes),
      name: "speech.wav",
      path: "/speech.wav",
      decoder: createSoundDecoder({ command: decodeEntry(), ffmpeg: "" }),
      transcriber,
      language: "fr",
      allowed: ["fr"],
      silenceThreshold: 0.0025,
      maxChunkSeconds: 10,
    });
    errors.push(wordErrors(text, segments.map((segment) => segment.text).join(" ")));
  }
  return errors;
}

/** What each channel of a published meeting said, in order. */
async function heardIn(home: TemporaryHome, id: string): Promise<string[]> {
  const names = (await home.names("outbox", id, "stages")).filter((name) =>
    name.endsWith(".transcript.json")
  );
  const windows = await Promise.all(names.map((name) => home.json("outbox", id, "stages", name)));
  const segments: { channel: number; text: string }[] = windows.flatMap(({ segments }) => segments);
  return [0, 1].map((channel) =>
    segments.filter((segment) => segment.channel === channel).map(({ text }) => text).join(" ")
  );
}

/** Reads what a process writes, until `holds` of all of it. */
async function readUntil(
  reader: ReadableStreamDefaultReader<string>,
  holds: (text: string) => boolean,
): Promise<string> {
  let text = "";
  while (!holds(text)) {
    const { value, done } = await reader.read();
    if (done) break;
    text += value;
  }
  return text;
}

Deno.test("a meeting recorded from loudspeakers and microphone becomes a report as good as from a file, who said what, and nothing of the pause", async () => {
  const [meeting, call] = await Promise.all([
    readDemoRecording("reunion-projet-atlas"),
    readDemoRecording("appel-support"),
  ]);
  const all = [0, Infinity] as const;
  const others = speech(meeting, 0, all);
  const me = speech(call, 1, all);
  const secret = speech(call, 0, [12.4, 18]);
  const after = speech(call, 0, [33.4, 42]);

  await using server = await PulseServer.start();
  await using home = await temporaryHome();
  const program = checkoutProgram();
  const { HOME: _home, ...variables } = server.environment;
  const environment = { home: home.path, variables };
  const greffier = (...args: string[]) => runProgram(program, args, environment);
  const play = async (device: "haut_parleurs" | "bouche", { samples }: Speech) => {
    await using playing = await server.play(device, { samples, rate: RATE }, { aheadMs: 2000 });
    await playing.ended;
  };

  const recording = programCommand(program, ["start", "--name", "Comité : Atlas"], environment).spawn();
  const stderr = new Response(recording.stderr).text();
  const reader = recording.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let code: number;
  let rest = "";
  try {
    const begun = await readUntil(reader, (text) => text.includes("greffier stop"));
    assert.match(begun, /^Enregistrement de «\sComité : Atlas\s»\s: .*Micro d’essai.*Haut-parleurs d’essai/);

    await Promise.all([play("bouche", me), play("haut_parleurs", others)]);
    const status = JSON.parse((await greffier("status", "--json")).stdout);
    assert.equal(status.open[0].recording.state, "recording");
    assert.ok(status.open[0].recording.chunks >= 9);

    assert.equal((await greffier("pause")).code, 0);
    await play("haut_parleurs", secret);
    assert.equal((await greffier("resume")).code, 0);
    await play("haut_parleurs", after);
    const stopped = await greffier("stop", "--wait");
    assert.equal(stopped.code, 0, stopped.stderr);
    assert.match(stopped.stdout, /Compte rendu.: .*report\.html/);
    rest = await readUntil(reader, () => false);
  } finally {
    // A test that fails must not leave a recorder behind.
    await greffier("stop");
    reader.releaseLock();
    ({ code } = await recording.status);
  }
  assert.equal(code, 0, await stderr);
  assert.match(rest, /Compte rendu.: .*report\.html/);

  const [{ id, name, state }] = JSON.parse((await greffier("list", "--json")).stdout);
  assert.deepEqual([name, state], ["Comité : Atlas", "final"]);
  const heard = await heardIn(home, id);
  const recorded = errorPercent([
    wordErrors(me.text, heard[0]!),
    wordErrors(`${others.text} ${after.text}`, heard[1]!),
  ]);
  const files = errorPercent(await errorsOfFiles([me, others, after]));
  assert.ok(recorded <= files + MOST_POINTS, `${recorded} % of the words are wrong, ${files} % in the files`);
  for (const word of ["message", "redémarrer", "appareil"]) {
    assert.ok(secret.text.includes(word) && !heard.join(" ").includes(word), `"${word}" was said in a pause`);
  }
  const transcript = await home.text("outbox", id, "transcript.txt");
  assert.match(transcript, /Moi.*mon imprimante ne fonctionne plus/s);
  assert.match(transcript, /Les autres.*Nous allons commencer la réunion/s);
  assert.deepEqual(await home.names("inbox"), []);
  const audio = await home.names("outbox", id, "audio");
  assert.ok(audio.some((name) => name.endsWith(".gap.json")), audio.join(" "));
});
