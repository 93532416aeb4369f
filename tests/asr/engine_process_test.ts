/** What becomes of calls when the engine's process, or its model, is in trouble. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { type Clock, systemClock } from "../../src/clock.ts";
import { failureKind, GreffierError, WaitingError } from "../../src/errors.ts";
import type { Log } from "../../src/log.ts";
import { defaultThreads } from "../../src/asr/mod.ts";
import { readDemoRecording } from "../support/demo_recording.ts";
import { DEMO_MODEL, demoEngine, engineCommand, withModelCopy } from "../support/engine.ts";

const { channels: [MEETING] } = await readDemoRecording("reunion-projet-atlas");
const SPEECH = MEETING.slice(0, 5.6 * 16_000);
const ANSWER = "Bonjour à tous et merci d'être là. Nous allons commencer la réunion.";

async function ask(transcriber: ReturnType<typeof demoEngine>, samples = SPEECH): Promise<string> {
  const { pieces } = await transcriber.transcribe(samples, { language: "fr" });
  return pieces.map(({ text }) => text).join(" ");
}

/** Notes what is logged: the sentences, the processes that started, and the end of the first. */
function noting() {
  const lines: string[] = [];
  const pids: number[] = [];
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const note = (text: string, fields: Record<string, unknown> = {}) => {
    lines.push(text);
    if (text.includes("started")) pids.push(Number(fields.pid));
    if (text.includes("ended")) resolve();
  };
  const log: Log = { debug: note, info: note, warn: note, error: note, with: () => log };
  return { log, lines, pids, ended };
}

async function withFile(content: string, body: (file: string) => Promise<void>): Promise<void> {
  const file = await Deno.makeTempFile();
  try {
    await Deno.writeTextFile(file, content);
    await body(file);
  } finally {
    await Deno.remove(file);
  }
}

Deno.test("an engine killed in the middle of a call fails that call, and a fresh one serves the next", async () => {
  const { log, pids } = noting();
  await using transcriber = demoEngine({ log });
  await ask(transcriber);
  const cut = ask(transcriber, MEETING.slice(0, 25 * 16_000));
  const failed = assert.rejects(cut, (error) => {
    assert.ok(error instanceof GreffierError);
    assert.equal(error.text.key, "asr.engineKilled");
    assert.equal(error.text.values.signal, "SIGKILL");
    assert.equal(failureKind(error), "failed");
    return true;
  });
  Deno.kill(pids[0], "SIGKILL");
  await failed;
  assert.equal(await ask(transcriber), ANSWER);
  assert.equal(pids.length, 2);
  assert.equal(transcriber.cost().encoderPasses, 2);
});

Deno.test("an engine killed between two calls is replaced", async () => {
  const { log, pids, ended } = noting();
  await using transcriber = demoEngine({ log });
  await ask(transcriber);
  Deno.kill(pids[0], "SIGKILL");
  await ended;
  assert.equal(await ask(transcriber), ANSWER);
});

Deno.test("an engine that dies says with which code, and what it said last", async () => {
  await withFile("1", async (file) => {
    await using transcriber = demoEngine({ command: engineCommand("engine_trouble.ts", "dies", file) });
    await assert.rejects(ask(transcriber), (error) => {
      assert.ok(error instanceof GreffierError && !(error instanceof WaitingError));
      assert.deepEqual(error.text, {
        key: "asr.engineEnded",
        values: { code: 3, words: "Cannot allocate memory" },
      });
      return true;
    });
    assert.equal(await ask(transcriber), ANSWER);
  });
});

Deno.test("what libraries print does not reach the answers", async () => {
  const { log, lines } = noting();
  await using transcriber = demoEngine({ command: engineCommand("engine_trouble.ts", "prints"), log });
  assert.equal(await ask(transcriber), ANSWER);
  assert.equal(await ask(transcriber), ANSWER);
  assert.ok(lines.some((line) => line.includes("printed")));
});

for (const kind of ["lies", "boasts"]) {
  Deno.test(`an engine that ${kind} is killed, its call fails, and a fresh one serves the next`, async () => {
    await withFile("1", async (file) => {
      await using transcriber = demoEngine({ command: engineCommand("engine_trouble.ts", kind, file) });
      await assert.rejects(ask(transcriber), (error) => {
        assert.equal((error as GreffierError).text.key, "asr.engineGarbled");
        return true;
      });
      assert.equal(await ask(transcriber), ANSWER);
    });
  });
}

Deno.test("an engine that never answers is killed when the call has taken too long", async () => {
  await withFile("1", async (file) => {
    const impatient: Clock = {
      ...systemClock,
      sleep: (ms, options) => systemClock.sleep(ms === 7_000 ? 0 : ms, options),
    };
    await using transcriber = demoEngine({
      command: engineCommand("engine_trouble.ts", "hangs", file),
      callLimitSeconds: 7,
      clock: impatient,
    });
    await assert.rejects(ask(transcriber), (error) => {
      assert.deepEqual((error as GreffierError).text, { key: "asr.engineSilent", values: { seconds: 7 } });
      return true;
    });
  });
});

Deno.test("an engine over its memory cap is replaced before the next call, and answers the same", async () => {
  const { log, pids } = noting();
  await using transcriber = demoEngine({ log, memoryCapBytes: 1 });
  for (let n = 0; n < 3; n++) assert.equal(await ask(transcriber), ANSWER);
  assert.equal(pids.length, 3);
  const { encoderPasses, peakMemoryBytes, cpuSeconds } = transcriber.cost();
  assert.equal(encoderPasses, 3);
  assert.ok(peakMemoryBytes > 50e6);
  assert.ok(cpuSeconds > 0);
});

Deno.test("an engine that fails a call is replaced, so that each try has a fresh one", async () => {
  await withModelCopy(async (directory) => {
    const settings = `${directory}/generation_config.json`;
    const text = await Deno.readTextFile(settings);
    await Deno.writeTextFile(settings, JSON.stringify({ ...JSON.parse(text), is_multilingual: false }));
    const { log, pids } = noting();
    await using transcriber = demoEngine({ log, modelDirectory: directory });
    for (let tries = 0; tries < 3; tries++) await assert.rejects(ask(transcriber), GreffierError);
    assert.equal(new Set(pids).size, 3);
  });
});

Deno.test("an engine whose parent was killed ends by itself", async () => {
  await withFile("", async (file) => {
    const script = fileURLToPath(new URL("../support/engine_parent.ts", import.meta.url));
    const { program, args } = engineCommand("engine_parent.ts", file);
    assert.ok(args.includes(script));
    await using parent = new Deno.Command(program, { args: [...args], stdout: "piped" }).spawn();
    const output = parent.stdout.getReader();
    await output.read(); // it has transcribed once, and is in the middle of the next
    using lock = await Deno.open(file, { write: true });
    parent.kill("SIGKILL");
    await parent.status;
    await output.cancel();
    await lock.lock(true); // resolves once the engine, which holds it, is gone
  });
});

Deno.test("a model that is not there is waited for, whatever else the folder holds", async () => {
  await using transcriber = demoEngine({ modelDirectory: `${DEMO_MODEL}-absent` });
  await assert.rejects(ask(transcriber), (error) => {
    assert.ok(error instanceof WaitingError);
    assert.equal(error.text.key, "asr.modelMissing");
    assert.equal(error.text.values.model, "greffier-demo-absent");
    return true;
  });
  assert.equal(transcriber.cost().cpuSeconds, 0);
});

Deno.test("a precision that the model does not have names the file and those it has", async () => {
  await using transcriber = demoEngine({ computeType: "float32" });
  await assert.rejects(ask(transcriber), (error) => {
    assert.ok(error instanceof WaitingError);
    assert.deepEqual(error.text, {
      key: "asr.computeTypeMissing",
      values: { model: "greffier-demo", type: "float32", file: "onnx/encoder_model.onnx", types: "int8" },
    });
    return true;
  });
});

Deno.test("a damaged model is waited for, and works once it is whole again", async () => {
  await withModelCopy(async (directory) => {
    const file = `${directory}/onnx/encoder_model_quantized.onnx`;
    const whole = await Deno.readFile(file);
    await Deno.writeFile(file, whole.slice(0, 1_000_000));
    await using transcriber = demoEngine({ modelDirectory: directory });
    await assert.rejects(ask(transcriber), (error) => {
      assert.ok(error instanceof WaitingError);
      assert.equal(error.text.key, "asr.modelUnreadable");
      assert.equal(error.text.values.model, "modèle d'essai");
      return true;
    });
    await Deno.writeFile(file, whole);
    assert.equal(await ask(transcriber), ANSWER);
  });
});

Deno.test("one core is left to the recorder", () => {
  assert.deepEqual([1, 2, 4, 8, 64].map((cores) => defaultThreads(cores)), [1, 1, 3, 4, 8]);
});
