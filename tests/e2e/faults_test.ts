import assert from "node:assert/strict";
import { type Fault, survivesFault, undisturbedRun } from "../support/failing_runs.ts";
import { inParallel } from "../support/parallel.ts";

const CODES = ["ENOSPC", "EIO", "EPERM", "EBUSY"] as const;

Deno.test("A file operation that fails, whichever it is, loses nothing, and all ends well once its cause is gone", async () => {
  const { contents, operations } = await undisturbedRun();
  assert.ok(operations > 300, `the run did ${operations} operations`);
  const faults = Array.from({ length: operations }, (_, index): Fault => ({
    operation: 1 + index,
    code: CODES[index % 4],
    lasts: index % 8 < 4,
  }));
  await inParallel(faults, 2, (fault) => survivesFault(fault, contents));
});

/** Looks are many: one in so many is failed here, and each in the longer campaign. */
const STEP = 37;

Deno.test("A disk that cannot even be read, at some operation or from there on, loses nothing and is not asked without end", async () => {
  const { contents, operations } = await undisturbedRun({ looks: true });
  assert.ok(operations > 1200, `the run did ${operations} operations`);
  for (let operation = 1, count = 0; operation <= operations; operation += STEP, count++) {
    await survivesFault({ operation, code: CODES[count % 4], lasts: count % 2 === 0, looks: true }, contents);
  }
});
