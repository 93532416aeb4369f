import assert from "node:assert/strict";
import { join } from "node:path";
import { temporaryHome } from "../support/home.ts";
import { programCommand } from "../support/run_program.ts";
import { spokenWav } from "../support/spoken_wav.ts";
import { until } from "../support/until.ts";
import { wine } from "../support/wine.ts";

Deno.test("a recording that another program holds is taken once it is let go, and holds up no other", async () => {
  await using windows = await wine();
  await using home = await temporaryHome();
  await home.drop("held.wav", spokenWav({ seconds: 3, startedAt: "2026-11-23T14:05:00" }));
  const held = await windows.holdFile(join(home.path, "inbox"));
  await using watching = programCommand(windows.greffier, ["watch"], { home: home.path }).spawn();
  const sealed = async (id: string) => (await home.names("outbox", id)).includes("sealed.json");
  await home.drop("other.wav", spokenWav({ seconds: 3, seed: 2, startedAt: "2026-11-23T15:05:00" }));
  await until(() => sealed("2026-11-23_1505_other"));
  assert.ok((await home.names("inbox")).includes("held.wav"));
  await held[Symbol.asyncDispose]();
  await until(() => sealed("2026-11-23_1405_held"));
  watching.kill("SIGINT");
  const { code, stdout, stderr } = await watching.output();
  assert.equal(code, 0, new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr));
});
