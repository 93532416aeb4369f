import assert from "node:assert/strict";
import { runCli } from "../../src/cli/mod.ts";
import { GreffierError, message, UsageError } from "../../src/errors.ts";
import { FakeApp, fakeIo, type FakeIoOptions } from "./fake_io.ts";

/** A `start` that is refused in the end, so that only what came before it is seen. */
const REFUSED = new GreffierError(message("recording.nothing"));

/** Starts with `--ask-name`; gives the names that a start was tried with, undefined for greffier's own. */
async function start(args: readonly string[], options: FakeIoOptions) {
  const app = new FakeApp();
  const names: (string | undefined)[] = [];
  app.recordings.start = ({ name }) => {
    names.push(name);
    const bad = name?.includes("\u0001");
    return Promise.reject(bad ? new UsageError(message("recording.badName", { found: name! })) : REFUSED);
  };
  const io = fakeIo({ app, terminal: true, ...options });
  const code = await runCli(["start", "--ask-name", ...args], io);
  assert.equal(io.listeners(), 0, "a signal listener was left behind");
  return { code, names, asked: io.asked, err: io.err() };
}

Deno.test("the name is asked for in the person's language, and taken without the space around it", async () => {
  const { names, asked } = await start(["--lang", "fr"], { answers: ["  Comité : été à Évry "] });
  assert.deepEqual(names, ["Comité : été à Évry"]);
  assert.match(asked[0]!, /^Nom de la réunion \(Entrée seule : /);
});

Deno.test("Enter alone leaves the name to greffier; a name that was given is not asked for", async () => {
  assert.deepEqual((await start([], { answers: [""] })).names, [undefined]);
  const given = await start(["--name", "Projet X"], { answers: ["autre"] });
  assert.deepEqual([given.names, given.asked], [["Projet X"], []]);
});

Deno.test("a name that cannot be one is told and asked for again", async () => {
  const { names, asked, err } = await start([], { answers: ["a\u0001", "Projet X"] });
  assert.deepEqual([names.length, names[1], asked.length], [2, "Projet X", 2]);
  assert.match(err, /cannot name a meeting/);
});

Deno.test("who gives up starts nothing, and where nobody can answer it is wrong use", async () => {
  const left = await start([], {});
  assert.deepEqual([left.code, left.names], [130, []]);
  const { code, names, err } = await start([], { terminal: false });
  assert.deepEqual([code, names], [2, []]);
  assert.match(err, /--ask-name asks in a window/);
});
