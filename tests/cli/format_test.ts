import assert from "node:assert/strict";
import { duration } from "../../src/cli/format.ts";
import { drainedLines } from "../../src/cli/summary.ts";
import { lengthText } from "../../src/report/format.ts";
import { say } from "../../src/texts/mod.ts";
import { drained } from "./fake_io.ts";

Deno.test("a length is told with the same seconds by the commands and by the report", () => {
  const numbers = (text: string) => [...text.matchAll(/\d+/g)].map(Number).filter((n) => n > 0);
  for (const seconds of [0.4, 44.6, 59.999, 98.51, 98.9999999, 599.6, 3599.7, 3661, 5939.5]) {
    assert.deepEqual(numbers(duration(seconds)), numbers(lengthText(seconds)), String(seconds));
  }
  assert.equal(duration(98.6).replaceAll("\u00a0", " "), "1 min 38 s");
});

Deno.test("a run that only delivered says so, and not that nothing waited", () => {
  const told = (delivered?: number) =>
    drainedLines(drained(delivered === undefined ? {} : { delivered }), [], { language: "en" })
      .map((line) => say(line, "en"));
  assert.deepEqual(told(), ["Nothing waits in inbox."]);
  assert.deepEqual(told(2), ["2 deliveries made."]);
});
