import assert from "node:assert/strict";
import { join } from "node:path";
import { composeRecording } from "../support/composed_recording.ts";
import { temporaryHome } from "../support/home.ts";
import { checkoutProgram } from "../support/program.ts";
import { runProgram } from "../support/run_program.ts";

Deno.test("A recording of 35 minutes makes four blocks, and the synthesis names moments of all of them", async () => {
  await using home = await temporaryHome();
  await composeRecording(join(home.path, "inbox", "longue réunion.wav"), 35);
  const { code, stdout, stderr } = await runProgram(checkoutProgram(), ["run", "--json"], {
    home: home.path,
  });
  assert.equal(code, 0, stderr);
  const [{ id }] = JSON.parse(stdout).published;
  const { last } = await home.json("outbox", id, "session.json");
  const stages = await home.names("outbox", id, "stages");
  assert.deepEqual(stages.filter((name) => name.endsWith(".summary.json")), [
    "00.summary.json",
    "01.summary.json",
    "02.summary.json",
    "03.summary.json",
  ]);
  assert.equal(last.failures, 0);
  const { findings } = await home.json("outbox", id, "stages", "synthesis.json");
  const blocks = new Set(
    findings.summary.concat(findings.highlights).map(({ at }: { at: number }) => Math.floor(at / 600)),
  );
  assert.ok(blocks.size >= 2, `moments of ${blocks.size} blocks`);
  assert.ok(last.words > 20 * 230, `${last.words} words`);
});
