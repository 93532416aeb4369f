/** What differs between one Whisper and another: names of tokens, settings that are there or not. */
import assert from "node:assert/strict";
import type { GreffierError } from "../../src/errors.ts";
import { readDemoRecording } from "../support/demo_recording.ts";
import { demoEngine, withModelCopy } from "../support/engine.ts";

const { channels: [MEETING] } = await readDemoRecording("reunion-projet-atlas");
const { channels: [ROOM] } = await readDemoRecording("bureau-sans-parole");
const SPEECH = MEETING.slice(0, 5.6 * 16_000);
const NOBODY = ROOM.slice(0, 10 * 16_000);

async function edit(file: string, change: (text: string) => string): Promise<void> {
  const before = await Deno.readTextFile(file);
  const after = change(before);
  assert.notEqual(after, before);
  await Deno.writeTextFile(file, after);
}

async function heard(transcriber: ReturnType<typeof demoEngine>, samples: Float32Array) {
  const { pieces, noSpeech } = await transcriber.transcribe(samples, { language: "fr" });
  return { text: pieces.map(({ text }) => text).join(" "), noSpeech };
}

Deno.test("a room without speech is told from speech, whatever the model calls it", async () => {
  await withModelCopy(async (directory) => {
    for (const file of ["tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"]) {
      await edit(`${directory}/${file}`, (text) => text.replaceAll("<|nospeech|>", "<|nocaptions|>"));
    }
    await using transcriber = demoEngine({ modelDirectory: directory });
    assert.ok((await heard(transcriber, NOBODY)).noSpeech > 0.9);
    assert.ok((await heard(transcriber, SPEECH)).noSpeech < 0.1);
  });
});

Deno.test("a model that has no word for silence still transcribes", async () => {
  await withModelCopy(async (directory) => {
    for (const file of ["tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"]) {
      await edit(`${directory}/${file}`, (text) => text.replaceAll("<|nospeech|>", "<|other|>"));
    }
    await using transcriber = demoEngine({ modelDirectory: directory });
    assert.deepEqual(await heard(transcriber, SPEECH), {
      text: "Bonjour à tous et merci d'être là. Nous allons commencer la réunion.",
      noSpeech: 0,
    });
  });
});

Deno.test("settings that an older export lacks are found in the tokenizer", async () => {
  await withModelCopy(async (directory) => {
    await edit(`${directory}/generation_config.json`, (text) => {
      const { no_timestamps_token_id: _, is_multilingual: __, lang_to_id: ___, ...rest } = JSON.parse(text);
      return JSON.stringify(rest);
    });
    await using transcriber = demoEngine({ modelDirectory: directory });
    const { text } = await heard(transcriber, SPEECH);
    assert.equal(text, "Bonjour à tous et merci d'être là. Nous allons commencer la réunion.");
  });
});

Deno.test("an English-only model refuses French in a sentence, and detects nothing but English", async () => {
  await withModelCopy(async (directory) => {
    await edit(
      `${directory}/generation_config.json`,
      (text) => JSON.stringify({ ...JSON.parse(text), is_multilingual: false }),
    );
    await using transcriber = demoEngine({ modelDirectory: directory });
    await assert.rejects(heard(transcriber, SPEECH), (error) => {
      assert.equal((error as GreffierError).text.key, "asr.englishOnly");
      return true;
    });
    assert.deepEqual(await transcriber.detect(SPEECH, { languages: ["fr", "en"] }), {
      scores: { fr: 0, en: 1 },
      noSpeech: 0,
    });
  });
});

Deno.test("samples that are no numbers are silence, and spoil nothing else", async () => {
  await using transcriber = demoEngine();
  const spoilt = SPEECH.slice();
  spoilt[1000] = NaN;
  spoilt[2000] = Infinity;
  const { text } = await heard(transcriber, spoilt);
  assert.equal(text, "Bonjour à tous et merci d'être là. Nous allons commencer la réunion.");
});
