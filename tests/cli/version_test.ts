import assert from "node:assert/strict";
import { runCli } from "../../src/cli/mod.ts";
import type { UpdateCheck } from "../../src/app.ts";
import { GreffierError, message } from "../../src/errors.ts";
import { ESCAPE, FakeApp, fakeIo } from "./fake_io.ts";

const NEWER: UpdateCheck = {
  address: "https://example.com/latest.json",
  verdict: "newer",
  current: "1.2.3",
  latest: "1.3.0",
  released: "2026-12-01",
  notes: `Plus rapide.\n${ESCAPE}[2Jfin`,
  files: [{ name: "g.zip", bytes: 48e6, sha256: "ab".repeat(32), address: "https://example.com/g.zip" }],
};

async function call(args: string[], found?: UpdateCheck | Error) {
  const app = new FakeApp();
  if (found) {
    app.doCheckForUpdate = () => found instanceof Error ? Promise.reject(found) : Promise.resolve(found);
  }
  const io = fakeIo({ app });
  const code = await runCli(args, io);
  assert.equal(io.listeners(), 0, "a signal listener was left behind");
  return { code, out: io.out(), err: io.err(), io };
}

Deno.test("version tells what runs, without asking anybody and without opening a home", async () => {
  const { code, out, io } = await call(["version"]);
  assert.equal(code, 0);
  assert.match(out, /^greffier 1\.2\.3\n.*, Deno \d/);
  assert.deepEqual([io.requests.length, io.app.calls], [0, []]);
  assert.equal(JSON.parse((await call(["version", "--json"])).out).version, "1.2.3");
});

Deno.test("version --check tells what is newer, where it is and its hash; what commands a terminal is written out", async () => {
  const { code, out } = await call(["version", "--check"], NEWER);
  assert.equal(code, 0);
  assert.match(out, /greffier 1\.3\.0 came out on 2026-12-01; you have 1\.2\.3\./);
  assert.match(out, /Plus rapide\.\n\\u001b\[2Jfin/);
  assert.match(out, /https:\/\/example\.com\/g\.zip \(48 MB\)\nSHA-256 (ab){32}\nDownload the file/);
  assert.ok(!out.includes(ESCAPE));
  assert.equal(JSON.parse((await call(["version", "--check", "--json"], NEWER)).out).update.latest, "1.3.0");
});

Deno.test("version --check tells that there is nothing newer, and why nobody could be asked", async () => {
  assert.match(
    (await call(["version", "--check"], { ...NEWER, verdict: "same" })).out,
    /1\.2\.3 is the latest/,
  );
  assert.match(
    (await call(["version", "--check"], { ...NEWER, verdict: "older", latest: "1.0.0" })).out,
    /1\.2\.3 is newer than the published version, 1\.0\.0/,
  );
  const { code, err } = await call(["version", "--check"], new GreffierError(message("updates.noAddress")));
  assert.equal(code, 1);
  assert.match(err, /No address is set/);
});
