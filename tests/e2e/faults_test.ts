import assert from "node:assert/strict";
import { type Fault, survivesFault, undisturbedRun } from "../support/failing_runs.ts";

const CODES = ["ENOSPC", "EIO", "EPERM", "EBUSY"] as const;

Deno.test("A file operation that fails, whichever it is, loses nothing, and all ends well once its cause is gone", async () => {
  const { contents, operations } = await undisturbedRun();
  assert.ok(operations > 300, `the run did ${operations} operations`);
  for (let operation = 1; operation <= operations; operation++) {
    const fault: Fault = { operation, code: CODES[operation % 4], lasts: operation % 8 < 4 };
    await survivesFault(fault, contents);
  }
});
