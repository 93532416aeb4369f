import assert from "node:assert/strict";
import { MessagePump, MESSAGES, MessageWindow } from "../../src/windows/mod.ts";
import { FakeWindows } from "../support/fake_windows.ts";

Deno.test("a window that is flooded does not stop everything else", () => {
  let taken = 0;
  const pump = new MessagePump(() => ++taken > 0);
  pump.turn();
  assert.ok(taken > 1 && taken < 1_000, `${taken} messages in one turn`);
});

Deno.test("what is heard of one message cannot be pumped for another meanwhile", () => {
  const heard: string[] = [];
  const windows = new FakeWindows();
  using _window = new MessageWindow({
    name: "test",
    answer: () => 0,
    hear({ id }) {
      heard.push(`begins ${id}`);
      windows.pump.turn();
      heard.push(`ends ${id}`);
    },
    onError: (error) => assert.fail(`${error}`),
    system: windows,
  });
  void windows.send("test", MESSAGES.app);
  void windows.send("test", MESSAGES.app + 1);
  windows.pump.turn();
  assert.deepEqual(heard, ["begins 32768", "ends 32768", "begins 32769", "ends 32769"]);
});

Deno.test("what is thrown inside of a message never reaches Windows, which is answered as usual", async () => {
  const failure = new Error("no such action");
  const errors: unknown[] = [];
  const windows = new FakeWindows();
  using _window = new MessageWindow({
    name: "test",
    answer() {
      throw failure;
    },
    hear: () => assert.fail("what was not answered is not heard"),
    onError: (error) => void errors.push(error),
    system: windows,
  });
  const answer = windows.send("test", MESSAGES.app);
  windows.pump.turn();
  assert.equal(await answer, undefined);
  assert.deepEqual(errors, [failure]);
});
