import assert from "node:assert/strict";
import { autostartState } from "../../src/app/doctor_probes.ts";
import type { KnownTask } from "../../src/app.ts";
import { FakeShortcuts } from "../support/fake_shortcuts.ts";

const program = "/opt/greffier";

const task: KnownTask = {
  ...{ name: "watch", args: ["watch"], trigger: { kind: "log-on" } },
  ...{ enabled: true, nextRun: null, lastResult: null, current: true },
};

Deno.test("a task that starts greffier at log-on counts as a start, where no shortcut does", async () => {
  const state = async (tasks: readonly KnownTask[] | undefined, shortcuts = new FakeShortcuts([])) =>
    (await autostartState({ program, shortcuts }, () => Promise.resolve(tasks))).state;
  assert.equal(await state([task]), "on");
  const nightly = { ...task, trigger: { kind: "daily", at: "02:00" } } as const;
  for (
    const others of [undefined, [], [{ ...task, enabled: false }], [{ ...task, current: false }], [nightly]]
  ) {
    assert.equal(await state(others), "none");
  }
  const shortcuts = new FakeShortcuts();
  await shortcuts.put({ spot: "autostart", program: "/opt/old/greffier", args: [], description: "" });
  assert.equal(await state([task], shortcuts), "elsewhere");
});
