/** A program as small as can be that does what only the executable can get wrong: it unpacks, starts itself as a
 * child, and there loads the engine and hears twelve seconds of a recording it carries. */
import { join } from "node:path";
import { demoRecordings, ensureBundledModels, ensureNative, useNative } from "../../src/asr/native_files.ts";

const [cache, native, models] = Deno.args;

if (models === undefined) {
  const args = [cache, await ensureNative(cache) ?? "", await ensureBundledModels(cache)];
  await Promise.all([ensureNative(cache), ensureBundledModels(cache)]);
  const { code } = await new Deno.Command(Deno.execPath(), { args }).spawn().status;
  Deno.exit(code);
}

useNative(native);
const { env, pipeline } = await import("@huggingface/transformers");
Object.assign(env, { allowRemoteModels: false, useBrowserCache: false, localModelPath: models });
const hear = await pipeline("automatic-speech-recognition", "greffier-demo", { dtype: "q8" });
const wav = await Deno.readFile(join(await demoRecordings(cache), "weekly-meeting-en.wav"));
const samples = new Int16Array(wav.slice(44, 44 + 12 * 16_000 * 2).buffer);
const heard = await hear(Float32Array.from(samples, (sample) => sample / 32_768), {
  language: "en",
  return_timestamps: true,
  max_new_tokens: 200,
});
console.log(JSON.stringify({ standalone: Deno.build.standalone, text: [heard].flat()[0].text }));
