import assert from "node:assert/strict";
import { type Fault, survivesFault, undisturbedRun } from "../support/failing_runs.ts";

const CODES = ["ENOSPC", "EIO", "EPERM", "EBUSY"] as const;

/**
 * One operation in so many is failed here, and each in each way in the longer campaign. No whole number: a file is
 * written, synced and renamed in turn, and each of these must be met.
 */
const STEP = 2.5;

Deno.test("A file operation that fails, whichever it is, loses nothing, and all ends well once its cause is gone", async () => {
  const { contents, operations } = await undisturbedRun();
  assert.ok(operations > 300, `the run did ${operations} operations`);
  for (let operation = 1, count = 0; operation <= operations; operation = 1 + Math.floor(++count * STEP)) {
    const fault: Fault = { operation, code: CODES[count % 4], lasts: count % 8 < 4 };
    await survivesFault(fault, contents);
  }
});

/** Looks are many. */
const LOOK_STEP = 37;

Deno.test("A disk that cannot even be read, at some operation or from there on, loses nothing and is not asked without end", async () => {
  const { contents, operations } = await undisturbedRun({ looks: true });
  assert.ok(operations > 1200, `the run did ${operations} operations`);
  for (let operation = 1, count = 0; operation <= operations; operation += LOOK_STEP, count++) {
    await survivesFault({ operation, code: CODES[count % 4], lasts: count % 2 === 0, looks: true }, contents);
  }
});
