import assert from "node:assert/strict";
import { silentLog } from "../../src/log.ts";
import { type Host, keepAwake, machine, raisePriority } from "../../src/recorder/host.ts";

/** A log that keeps its lines. */
function noted() {
  const lines: string[] = [];
  return { lines, log: { ...silentLog, info: (text: string) => void lines.push(text) } };
}

/** A machine that allows everything and tells what it was asked. */
function fakeHost(changes: Partial<Host> = {}) {
  const asked: string[] = [];
  const { promise: ended, resolve: end } = Promise.withResolvers<number>();
  const host: Host = {
    os: "linux",
    pid: 4321,
    setPriority: (priority) => void asked.push(`priority ${priority}`),
    start(program, args) {
      asked.push([program, ...args].join(" "));
      return {
        ended,
        stop() {
          asked.push("stop");
          end(0);
        },
      };
    },
    setThreadExecutionState(flags) {
      asked.push(`state 0x${flags.toString(16)}`);
      return 0x80000000;
    },
    ...changes,
  };
  return { host, asked, end };
}

Deno.test("the highest priority that is allowed is taken", () => {
  const { host, asked } = fakeHost();
  raisePriority(silentLog, host);
  assert.deepEqual(asked, ["priority -14"]);

  const tried: number[] = [];
  const { host: strict } = fakeHost({
    setPriority(priority) {
      tried.push(priority);
      if (priority < -7) throw new Error("EACCES");
    },
  });
  raisePriority(silentLog, strict);
  assert.deepEqual(tried, [-14, -7]);
});

Deno.test("a priority that is refused is logged, and no error", () => {
  const { lines, log } = noted();
  const { host } = fakeHost({
    setPriority() {
      throw new Error("EACCES");
    },
  });
  raisePriority(log, host);
  assert.equal(lines.length, 2);
});

Deno.test("Windows: the system is required until disposal, which gives it free once", async () => {
  const { host, asked } = fakeHost({ os: "windows" });
  const kept = keepAwake(silentLog, host);
  assert.deepEqual(asked, ["state 0x80000001"]);
  await kept[Symbol.asyncDispose]();
  await kept[Symbol.asyncDispose]();
  assert.deepEqual(asked, ["state 0x80000001", "state 0x80000000"]);
});

Deno.test("Windows: a refusal is logged, and nothing is given free", async () => {
  const { lines, log } = noted();
  let calls = 0;
  const { host } = fakeHost({ os: "windows", setThreadExecutionState: () => (calls++, 0) });
  await keepAwake(log, host)[Symbol.asyncDispose]();
  assert.equal(calls, 1);
  assert.equal(lines.length, 1);
});

Deno.test("Linux: systemd-inhibit runs a command that ends with this process", async () => {
  const { host, asked } = fakeHost();
  await keepAwake(silentLog, host)[Symbol.asyncDispose]();
  assert.deepEqual(asked, [
    "systemd-inhibit --what=idle --mode=block --who=greffier --why=greffier cat",
    "stop",
  ]);
});

Deno.test("macOS: caffeinate watches this process", async () => {
  const { host, asked } = fakeHost({ os: "darwin" });
  await keepAwake(silentLog, host)[Symbol.asyncDispose]();
  assert.deepEqual(asked, ["/usr/bin/caffeinate -i -w 4321", "stop"]);
});

Deno.test("a helper that is not installed, or that ends by itself, is logged and no error", async () => {
  const { lines, log } = noted();
  const { host } = fakeHost({
    start() {
      throw new Deno.errors.NotFound("systemd-inhibit");
    },
  });
  await keepAwake(log, host)[Symbol.asyncDispose]();
  assert.equal(lines.length, 1);

  const { host: refusing, end } = fakeHost();
  const kept = keepAwake(log, refusing);
  end(1);
  await kept[Symbol.asyncDispose]();
});

Deno.test("a helper of this machine ends when it is stopped, and when its standard input closes", async () => {
  if (Deno.build.os === "windows") return;
  const keeper = machine.start("cat", []);
  keeper.stop();
  assert.equal(typeof await keeper.ended, "number");
});

Deno.test("this machine keeps awake as far as it lets itself be kept, and leaves nothing behind", async () => {
  await using _ = keepAwake(silentLog);
});
