import assert from "node:assert/strict";
import { WaitingError } from "../../src/errors.ts";
import {
  makeChecksumList,
  modelRevision,
  presentComputeTypes,
  resolveModel,
  verifyModel,
} from "../../src/asr/mod.ts";
import { DEMO_MODEL } from "../support/engine.ts";

const FILES = [
  "config.json",
  "generation_config.json",
  "preprocessor_config.json",
  "tokenizer.json",
  "tokenizer_config.json",
];

async function withModel(
  files: readonly string[],
  body: (directory: string) => Promise<void>,
): Promise<void> {
  const directory = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${directory}/onnx`);
    for (const file of files) await Deno.writeTextFile(`${directory}/${file}`, file);
    await body(directory);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

const networks = (suffix: string) =>
  ["encoder_model", "decoder_model_merged"].map((name) => `onnx/${name}${suffix}.onnx`);

async function refusal(directory: string, type: Parameters<typeof resolveModel>[1]) {
  const error = await resolveModel(directory, type).then(() => undefined, (error) => error);
  assert.ok(error instanceof WaitingError);
  return error.text;
}

Deno.test("each precision is found under the name transformers.js gives it", async () => {
  const all = ["_quantized", "_q4", "_fp16", ""].flatMap(networks);
  await withModel([...FILES, ...all], async (directory) => {
    assert.deepEqual(await presentComputeTypes(directory), ["int8", "int4", "float16", "float32"]);
    for (
      const [type, dtype] of [["int8", "q8"], ["int4", "q4"], ["float16", "fp16"], [
        "float32",
        "fp32",
      ]] as const
    ) {
      assert.deepEqual(await resolveModel(directory, type), { directory, dtype });
    }
  });
});

Deno.test("a file that is missing is named", async () => {
  for (const missing of FILES) {
    await withModel(
      [...FILES.filter((file) => file !== missing), ...networks("_quantized")],
      async (directory) => {
        const { key, values } = await refusal(directory, "int8");
        assert.equal(key, "asr.modelFileMissing");
        assert.equal(values.file, missing);
      },
    );
  }
  await withModel([...FILES, networks("_quantized")[0]], async (directory) => {
    const { key, values } = await refusal(directory, "int8");
    assert.equal(key, "asr.modelFileMissing");
    assert.equal(values.file, "onnx/decoder_model_merged_quantized.onnx");
  });
});

Deno.test("a precision that is missing names those that are there", async () => {
  await withModel([...FILES, ...networks(""), ...networks("_q4")], async (directory) => {
    const { key, values } = await refusal(directory, "int8");
    assert.equal(key, "asr.computeTypeMissing");
    assert.equal(values.types, "int4, float32");
    assert.equal(values.file, "onnx/encoder_model_quantized.onnx");
  });
});

Deno.test("a folder that is empty, absent or a file is a model that is missing", async () => {
  await withModel([], async (directory) => {
    assert.equal((await refusal(directory, "int8")).key, "asr.modelMissing");
    assert.equal((await refusal(`${directory}/none`, "int8")).key, "asr.modelMissing");
    await Deno.writeTextFile(`${directory}/file`, "");
    assert.equal((await refusal(`${directory}/file`, "int8")).key, "asr.modelMissing");
  });
});

Deno.test("the demo's model is what its list says", async () => {
  assert.deepEqual(await verifyModel(DEMO_MODEL), { listed: true, missing: [], changed: [] });
  assert.equal(await makeChecksumList(DEMO_MODEL), await Deno.readTextFile(`${DEMO_MODEL}/SHA256SUMS`));
});

Deno.test("a check names what is missing and what has changed, and says when there is no list", async () => {
  await withModel([...FILES, ...networks("")], async (directory) => {
    assert.deepEqual(await verifyModel(directory), { listed: false, missing: [], changed: [] });
    await Deno.writeTextFile(`${directory}/SHA256SUMS`, await makeChecksumList(directory));
    await Deno.remove(`${directory}/config.json`);
    await Deno.writeTextFile(`${directory}/onnx/encoder_model.onnx`, "other");
    assert.deepEqual(await verifyModel(directory), {
      listed: true,
      missing: ["config.json"],
      changed: ["onnx/encoder_model.onnx"],
    });
  });
});

Deno.test("a model's revision is the same with its list, without it, and with the list saved on Windows", async () => {
  await withModel([...FILES, ...networks("")], async (directory) => {
    const revision = await modelRevision(directory);
    assert.match(revision, /^[0-9a-f]{64}$/);
    const list = await makeChecksumList(directory);
    await Deno.writeTextFile(`${directory}/SHA256SUMS`, list);
    assert.equal(await modelRevision(directory), revision);
    await Deno.writeTextFile(`${directory}/SHA256SUMS`, list.replaceAll("\n", "\r\n"));
    assert.equal(await modelRevision(directory), revision);
    assert.deepEqual((await verifyModel(directory)).changed, []);
    await Deno.remove(`${directory}/SHA256SUMS`);
    await Deno.writeTextFile(`${directory}/config.json`, "{}");
    assert.notEqual(await modelRevision(directory), revision);
  });
});

Deno.test("the revision of a model that is not there is the system's error", async () => {
  await assert.rejects(modelRevision(`${DEMO_MODEL}-absent`), Deno.errors.NotFound);
});
