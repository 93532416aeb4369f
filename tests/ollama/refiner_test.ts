/** The refiner with a real Ollama whose models answer by chance: garbage is survived, and nothing of it is believed. */
import assert from "node:assert/strict";
import { systemClock } from "../../src/clock.ts";
import { silentLog } from "../../src/log.ts";
import { createOllama, LanguageModelError, type ModelTrouble } from "../../src/llm/mod.ts";
import type { BlockSummary } from "../../src/model/mod.ts";
import { createExtractiveSummariser, createRefiner, type Refiner } from "../../src/summarisers/mod.ts";
import { type Meeting, readMeetings } from "../summarisers/meetings.ts";
import { MODELS } from "./models.ts";
import { ollamaServer } from "./server.ts";

const { signal } = new AbortController();

/** The refiner of a model, with all meetings of the demo. */
function test(
  sentence: string,
  name: keyof typeof MODELS,
  body: (refiner: Refiner, meetings: readonly Meeting[]) => Promise<void>,
): void {
  Deno.test(`refining with Ollama: ${sentence}`, async () => {
    await using server = await ollamaServer();
    await server.addRandomModel(name, MODELS[name]);
    const model = createOllama({
      ...{ host: server.url, model: name, numCtx: 4096, clock: systemClock, log: silentLog },
      timeoutSeconds: 120,
    });
    await body(createRefiner({ model, prompts: {}, template: "general" }), await readMeetings("demo"));
  });
}

const extract = async (meeting: Meeting) =>
  (await createExtractiveSummariser().summariseBlock(meeting, { signal })).findings;

async function troubleOf(call: Promise<unknown>): Promise<ModelTrouble | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    assert.ok(error instanceof LanguageModelError, String(error));
    return error.trouble;
  }
}

for (const name of ["inventing", "citing", "silent"] as const) {
  test(`what a model says that is ${name} is no answer, in any meeting`, name, async (refiner, meetings) => {
    for (const meeting of meetings) {
      const asked = refiner.refineBlock(meeting, await extract(meeting), { signal });
      assert.equal(await troubleOf(asked), "unusable", meeting.name);
    }
  });
}

for (const name of ["rambling", "looping"] as const) {
  test(
    `a model that is ${name} gives no answer, after one more try`,
    name,
    async (refiner, [meeting]) => {
      const trouble = await troubleOf(refiner.refineBlock(meeting, await extract(meeting), { signal }));
      assert.ok(["truncated", "unusable"].includes(trouble!), trouble ?? "no trouble");
    },
  );
}

test("prose that no finding proves is not written", "inventing", async (refiner, [meeting]) => {
  const { language } = meeting;
  const summary = await blockOf(meeting);
  const findings = await createExtractiveSummariser().synthesise([summary], { language, signal });
  for (
    const asked of [
      () => refiner.mergeBlocks([summary], { language, signal }),
      () => refiner.writeProse([{ blocks: [summary] }], findings, { language, signal }),
    ]
  ) {
    const written = await asked().catch((error) => {
      assert.equal(error.trouble, "unusable", String(error));
      return undefined;
    });
    if (written) assert.deepEqual([...written.summary, ...written.highlights], []);
  }
});

async function blockOf(meeting: Meeting): Promise<BlockSummary> {
  const findings = await extract(meeting);
  return {
    ...{ schema: 1, inputs: {}, block: 0, start: 0, end: 600, by: "extractive", findings, dropped: 0 },
  };
}
