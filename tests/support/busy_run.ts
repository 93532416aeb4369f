/**
 * A run of the pipeline that never ends: `busy_run.ts HOME`. Prints `busy` once its transcription has begun, then hangs in it.
 */
import { createFakeTranscriber } from "./fake_transcriber.ts";
import { testApp } from "./home.ts";

const [home] = Deno.args;
const transcriber = createFakeTranscriber({ transcribe: () => new Promise(() => {}) });
await using app = testApp({ path: home }, { transcriber, command: "watch" });
const alive = setInterval(() => {}, 1000);
await app.run({
  onProgress(progress) {
    if (progress.kind === "started" && progress.stage === "transcribe") console.log("busy");
  },
});
clearInterval(alive);
