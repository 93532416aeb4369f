import config from "./deno.json" with { type: "json" };
import { runCli, systemIo } from "./src/cli/mod.ts";

const PROGRAM = `greffier ${config.version}`;

const io = systemIo({
  version: config.version,
  // Imported when a command asks for it: `--version` and `--help` answer without loading the pipeline.
  createApp: async (request) => {
    const { createApp } = await import("./src/app.ts");
    return createApp({ ...request, main: import.meta.url, program: PROGRAM });
  },
  createDesk: async (request) => {
    const { createDesk } = await import("./src/app.ts");
    return createDesk(request);
  },
  runEngineChild: async () => {
    const { runEngineChild } = await import("./src/app.ts");
    await runEngineChild();
  },
  runDecodeChild: async () => {
    // Straight to it: there is one such process a file, and it needs nothing else of the program.
    const { runDecodeChild } = await import("./src/decoding/mod.ts");
    await runDecodeChild();
  },
  demoRecordings: async (cache) => {
    const { demoRecordings } = await import("./src/app.ts");
    return await demoRecordings(cache);
  },
});

Deno.exit(await runCli(Deno.args, io));
