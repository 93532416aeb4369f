import assert from "node:assert/strict";
import { OpenSessions } from "../../src/jobs/open_sessions.ts";
import type { SessionSnapshot } from "../../src/store/mod.ts";

const ID = "2026-01-19_1430_point";

/** What a look at the session found; `folder` tells one look from another. */
function seen(folder: string): SessionSnapshot {
  return { id: ID, folder } as SessionSnapshot;
}

/** Looks that end when a test says so, with what it says. */
function looks() {
  const asked: ((found: SessionSnapshot | undefined) => void)[] = [];
  const open = new OpenSessions({
    session: () => new Promise((resolve) => asked.push(resolve)),
  });
  const scan = () => {
    const { promise, resolve } = Promise.withResolvers<{ open: Map<string, SessionSnapshot> }>();
    const over = open.scan(() => promise);
    return async (...found: SessionSnapshot[]) => {
      resolve({ open: new Map(found.map((session) => [session.id, session])) });
      await over;
    };
  };
  return { open, asked, scan };
}

Deno.test("What a job left behind while a scan was under way stands against what the scan saw before", async () => {
  const { open, asked, scan } = looks();
  await scan()(seen("first"));
  const end = scan();
  const reread = open.reread(seen("first"));
  asked[0](seen("after the job"));
  await reread;
  await end(seen("before the job"));
  assert.deepEqual(open.all().map(({ folder }) => folder), ["after the job"]);
});

Deno.test("A session published while a scan was under way is not open again, and a later scan decides anew", async () => {
  const { open, asked, scan } = looks();
  await scan()(seen("first"));
  const end = scan();
  const reread = open.reread(seen("first"));
  asked[0](undefined);
  assert.equal(await reread, undefined);
  await end(seen("before publishing"));
  assert.deepEqual([open.get(ID), open.all()], [undefined, []]);
  await scan()(seen("reopened"));
  assert.equal(open.get(ID)?.folder, "reopened");
});

Deno.test("Of two looks side by side the one that began last stands, whichever ends first", async () => {
  const { open, asked, scan } = looks();
  await scan()(seen("first"));
  const older = open.reread(seen("first"));
  const newer = open.reread(seen("first"));
  asked[1](seen("newer"));
  await newer;
  asked[0](seen("older"));
  assert.equal((await older)?.folder, "newer");
  const late = open.reread(seen("newer"));
  await scan()();
  asked[2](seen("older than the scan"));
  assert.equal(await late, undefined);
});
