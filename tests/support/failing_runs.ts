import assert from "node:assert/strict";
import { isFileSystemError } from "../../src/errors.ts";
import { diskFiles } from "../../src/store/mod.ts";
import { dropOneOfEach } from "./dropped_home.ts";
import { watchedFiles } from "./faulty_files.ts";
import { temporaryHome, testApp } from "./home.ts";
import { contentsOf } from "./outbox_contents.ts";
import { systemError, type SystemErrorCode } from "./system_errors.ts";

/** A fault: the operation it begins at, what the system says, and whether it lasts for the rest of the run. */
export interface Fault {
  readonly operation: number;
  readonly code: SystemErrorCode;
  readonly lasts: boolean;
  /** Whether operations that only look are counted too. @default {false} */
  readonly looks?: boolean;
}

/** What a run without faults leaves, and how many operations it does. */
export async function undisturbedRun(
  { looks = false }: Pick<Fault, "looks"> = {},
): Promise<{ contents: Record<string, string>; operations: number }> {
  await using home = await temporaryHome();
  await dropOneOfEach(home.path);
  let operations = 0;
  const files = watchedFiles(diskFiles, ({ number }) => {
    operations = number;
  }, { all: looks });
  await using app = testApp(home, { files });
  await app.run({});
  return { contents: await contentsOf(home.path), operations };
}

/** Runs with a fault, then without: the second run must leave exactly what an undisturbed one does. */
export async function survivesFault(fault: Fault, expected: Record<string, string>): Promise<void> {
  const { operation, code, lasts, looks = false } = fault;
  await using home = await temporaryHome();
  await dropOneOfEach(home.path);
  const files = watchedFiles(diskFiles, ({ number }) => {
    if (number === operation || (lasts && number > operation)) throw systemError(code);
  }, { all: looks });
  {
    await using app = testApp(home, { files });
    try {
      await app.run({});
    } catch (error) {
      // A home whose lock or log cannot be written is no home to work in; the command line says which error it is.
      if (!isFileSystemError(error)) throw error;
    }
  }
  await using app = testApp(home);
  const { waiting } = await app.run({});
  const what = `${code} at operation ${operation}${lasts ? " and after" : ""}`;
  assert.deepEqual(waiting, [], what);
  assert.deepEqual(await contentsOf(home.path), expected, what);
}
