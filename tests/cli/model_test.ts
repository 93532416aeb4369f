import assert from "node:assert/strict";
import { join } from "node:path";
import { runCli } from "../../src/cli/mod.ts";
import { loadSettings } from "../../src/config/mod.ts";
import { verifyModel } from "../../src/asr/mod.ts";
import { fakeIo } from "./fake_io.ts";

const ENDINGS = { int8: "_quantized", int4: "_q4", float16: "_fp16", float32: "" } as const;

/** A downloaded model, as far as its layout goes, and an empty home; both removed afterwards. */
async function withModel(
  precisions: readonly (keyof typeof ENDINGS)[],
  use: (model: string, home: string, call: (...args: string[]) => ReturnType<typeof run>) => Promise<void>,
): Promise<void> {
  const root = await Deno.makeTempDir();
  try {
    const model = join(root, "whisper-small"), home = join(root, "home");
    await Deno.mkdir(join(model, "onnx"), { recursive: true });
    await Deno.mkdir(join(model, ".git"));
    await Deno.writeTextFile(join(model, ".git", "config"), "");
    await Deno.mkdir(home);
    for (
      const name of ["config", "generation_config", "preprocessor_config", "tokenizer", "tokenizer_config"]
    ) {
      await Deno.writeTextFile(join(model, `${name}.json`), "{}");
    }
    for (const precision of precisions) {
      for (const network of ["encoder_model", "decoder_model_merged"]) {
        await Deno.writeTextFile(join(model, "onnx", `${network}${ENDINGS[precision]}.onnx`), network);
      }
    }
    await use(model, home, (...args) => run(home, ...args));
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

async function run(home: string, ...args: string[]) {
  const io = fakeIo({ home });
  const code = await runCli(["model", ...args], io);
  return { code, out: io.out(), err: io.err() };
}

Deno.test("model add copies a model whole, with its list of checksums, and tells which setting to change", async () => {
  await withModel(["int8"], async (model, home, call) => {
    const { code, out } = await call("add", model);
    assert.equal(code, 0);
    assert.match(out, /"whisper-small" is added and checked.*\n.*"model": "whisper-small"/);
    const target = join(home, "models", "whisper-small");
    assert.deepEqual(await verifyModel(target), { listed: true, missing: [], changed: [] });
    const names = (await Array.fromAsync(Deno.readDir(target))).map(({ name }) => name);
    assert.ok(!names.includes(".git"));
    assert.deepEqual((await Array.fromAsync(Deno.readDir(join(home, "models")))).map(({ name }) => name), [
      "whisper-small",
    ]);
  });
});

Deno.test("model add --use writes the setting, the precision too when it must, and keeps every comment", async () => {
  await withModel(["float32"], async (model, home, call) => {
    const path = join(home, "greffier.json");
    await Deno.writeTextFile(
      path,
      `{\n  // the office is loud\n  "audio": { "silence_threshold": 0.01 },\n}\n`,
    );
    assert.equal((await call("add", model, "--name", "ours", "--use")).code, 0);
    const text = await Deno.readTextFile(path);
    assert.match(text, /the office is loud/);
    const { transcription, audio } = loadSettings({ file: { name: "greffier.json", text } }).settings;
    assert.deepEqual([transcription.model, transcription.compute_type, audio.silence_threshold], [
      "ours",
      "float32",
      0.01,
    ]);
    const list = JSON.parse((await call("list", "--json")).out);
    assert.deepEqual(list.find((entry: { name: string }) => entry.name === "ours"), {
      name: "ours",
      computeTypes: ["float32"],
      inUse: true,
    });
  });
});

Deno.test("model add refuses what is no model, what is incomplete and what has its name taken, and leaves nothing", async () => {
  await withModel(["int8"], async (model, home, call) => {
    assert.match((await call("add", join(home, "nope"))).err, /^The folder .*nope is not there\n/);
    assert.match((await call("add", home)).err, /is no Whisper model in the transformers\.js layout/);
    assert.match((await call("add", model, "--name", "../away")).err, /"\.\.\/away" cannot name a model/);
    await Deno.remove(join(model, "tokenizer.json"));
    assert.match((await call("add", model)).err, /incomplete: the file tokenizer\.json is missing/);
    await assert.rejects(Deno.stat(join(home, "models", "whisper-small")), Deno.errors.NotFound);
    await Deno.writeTextFile(join(model, "tokenizer.json"), "{}");
    assert.equal((await call("add", model)).code, 0);
    const again = await call("add", model);
    assert.equal(again.code, 1);
    assert.match(again.err, /"whisper-small" is in .*models already; give another name with --name/);
  });
});

Deno.test("model add begins again what an earlier one left when it was cut", async () => {
  await withModel(["int8"], async (model, home, call) => {
    const part = join(home, "models", "whisper-small.part");
    await Deno.mkdir(join(part, "onnx"), { recursive: true });
    await Deno.writeTextFile(join(part, "onnx", "stale.onnx"), "stale");
    assert.equal((await call("add", model)).code, 0);
    await assert.rejects(Deno.stat(part), Deno.errors.NotFound);
    await assert.rejects(
      Deno.stat(join(home, "models", "whisper-small", "onnx", "stale.onnx")),
      Deno.errors.NotFound,
    );
  });
});

Deno.test("model list shows the models, which is used, and that the demo's is no real one", async () => {
  await withModel(["int8", "float16"], async (model, _home, call) => {
    await call("add", model);
    const { out } = await call("list", "--lang", "fr");
    assert.match(
      out,
      /^Modèle +Précisions +État\ngreffier-demo +int8 +utilisé\nwhisper-small +int8, float16\n/,
    );
    assert.match(out, /ne connaît que quelques centaines de mots/);
  });
});
