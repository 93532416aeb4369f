import { inParallel } from "../support/parallel.ts";
import { type Fault, survivesFault, undisturbedRun } from "../support/failing_runs.ts";

const CODES = ["ENOSPC", "EIO", "EPERM", "EBUSY"] as const;

Deno.test("Each file operation failing in each way, once and for the rest of the run, loses nothing", async () => {
  const { contents, operations } = await undisturbedRun();
  const faults: Fault[] = [];
  for (let operation = 1; operation <= operations; operation++) {
    for (const code of CODES) for (const lasts of [false, true]) faults.push({ operation, code, lasts });
  }
  await inParallel(faults, 2, (fault) => survivesFault(fault, contents));
});

Deno.test("Each look at the disk failing, once and for the rest of the run, loses nothing", async () => {
  const { contents, operations } = await undisturbedRun({ looks: true });
  const faults = Array.from({ length: operations * 2 }, (_, index): Fault => ({
    operation: 1 + (index >> 1),
    code: CODES[(index >> 1) % 4],
    lasts: index % 2 === 1,
    looks: true,
  }));
  await inParallel(faults, 2, (fault) => survivesFault(fault, contents));
});
