import assert from "node:assert/strict";
import { failureKind, isFileSystemError, textOf } from "../src/errors.ts";

Deno.test("What the system says of a file is waited for, with or without a name of its own", () => {
  const errors = [
    new Deno.errors.NotFound("No such file or directory (os error 2)"),
    Object.assign(new Error("No space left on device"), { code: "ENOSPC" }),
    // Windows, a drive that was unplugged and a share that is gone: Deno has no class and no code for them.
    new Error("The device is not ready. (os error 21)"),
    new Error("The specified network name is no longer available. (os error 64): readfile 'x'"),
  ];
  for (const error of errors) {
    assert.ok(isFileSystemError(error), String(error));
    assert.equal(failureKind(error), "waiting");
  }
});

Deno.test("A fault of the program is no error of the file system, and counts", () => {
  for (const error of [new Error("the model tripped"), new TypeError("x is undefined"), "text", undefined]) {
    assert.ok(!isFileSystemError(error), String(error));
    assert.equal(failureKind(error), "failed");
  }
});

Deno.test("Of a failure and one of the cleaning up after it, the first tells what it means and what is said", () => {
  const first = Object.assign(new Error("No space left on device (os error 28)"), { code: "ENOSPC" });
  const both = new SuppressedError(new TypeError("cleaning up"), first);
  assert.equal(failureKind(both), "waiting");
  assert.deepEqual(textOf(both), textOf(first));
  assert.equal(failureKind(new SuppressedError(first, new TypeError("x is undefined"))), "failed");
});
