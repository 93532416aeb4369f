import assert from "node:assert/strict";
import { runCli } from "../../src/cli/mod.ts";
import { GreffierError, message } from "../../src/errors.ts";
import { FakeApp, fakeIo, type FakeIoOptions, line, quiet } from "./fake_io.ts";

const POINT = "2026-11-23_1405_point-projet";

async function call(args: string[], app = new FakeApp(), options: FakeIoOptions = {}) {
  app.sessions = [
    line({ id: POINT, name: "Point projet" }),
    line({ id: "2026-11-24_0900_suivi", name: "Suivi" }),
  ];
  const io = fakeIo({ app, ...options });
  const code = await runCli(["deliver", ...args], io);
  return { code, out: io.out(), err: io.err(), app };
}

Deno.test("deliver says what will happen, where, and how it is made to happen", async () => {
  const app = new FakeApp();
  app.doDeliver = () =>
    Promise.resolve([
      { kind: "email", place: "/home/outbox/x/report.eml", to: ["a@exemple.fr", "b@exemple.fr"] },
      { kind: "folder", place: "/share/x", formats: "HTML, Word" },
      { kind: "webhook", place: "exemple.fr", content: "report" },
    ]);
  const { code, out } = await call(["point"], app);
  assert.equal(code, 0);
  assert.deepEqual(app.calls, [`deliver ${POINT}`]);
  assert.equal(
    out,
    "The draft of an e-mail to a@exemple.fr, b@exemple.fr will be in /home/outbox/x/report.eml\n" +
      "A copy (HTML, Word) will be in /share/x\n" +
      'The whole report of "Point projet", transcript included, will be sent to exemple.fr: it leaves this PC.\n' +
      "To have it done: greffier run\n",
  );
});

Deno.test("deliver asks for what its options name; --run starts the work where nobody does it", async () => {
  const { app, out } = await call(["Suivi", "--email", "--webhook", "--run"]);
  assert.deepEqual(app.calls, ["deliver 2026-11-24_0900_suivi email webhook", "startApart run"]);
  assert.match(out, /It is being done, in the background/);

  const held = new FakeApp();
  held.statusNow = quiet({ owner: { pid: 42, command: "watch", since: "2026-11-23T13:00:00" } });
  const { out: told } = await call(["Suivi", "--folder", "--run"], held);
  assert.deepEqual(held.calls, ["deliver 2026-11-24_0900_suivi folder"]);
  assert.match(told, /greffier watch, .*\(process 42\) sees to it/);
});

Deno.test("run says before it begins that reports are announced or sent elsewhere", async () => {
  for (
    const [content, told] of [["notice", /^Each finished report will be announced to exemple\.fr/], [
      "report",
      /^Finished reports will be sent whole to exemple\.fr/,
    ]] as const
  ) {
    const app = new FakeApp();
    app.announced = { host: "exemple.fr", content };
    const io = fakeIo({ app });
    await runCli(["run"], io);
    assert.match(io.out(), told);
  }
});

Deno.test("deliver tells programs the same, and a refusal as a sentence", async () => {
  const app = new FakeApp();
  app.doDeliver = () => Promise.resolve([{ kind: "webhook", place: "exemple.fr", content: "notice" }]);
  const { out } = await call(["point", "--json"], app);
  assert.deepEqual(JSON.parse(out), {
    id: POINT,
    deliveries: [{ kind: "webhook", place: "exemple.fr", content: "notice" }],
    owner: null,
    started: false,
  });
  app.doDeliver = () => Promise.reject(new GreffierError(message("delivery.nothingOn")));
  const refused = await call(["point"], app);
  assert.equal(refused.code, 1);
  assert.match(refused.err, /No delivery is set up\. Fill in delivery\.email\.to/);
  assert.equal((await call(["nobody"])).code, 2);
  assert.equal((await call([])).code, 2);
});
