import assert from "node:assert/strict";
import { join } from "node:path";
import { testApp } from "../support/home.ts";
import { flags } from "../support/meeting.ts";
import { ATLAS, meetingsHome, POINT } from "../support/meetings_home.ts";

Deno.test("a run tells how many reports it delivered, and status which one could not be, until it is asked for again", async () => {
  await using home = await meetingsHome();
  const asked = (id: string, name: string) => join(home.path, "outbox", id, "delivery", name);
  for (const [id, kind] of [[ATLAS, "email"], [POINT, "folder"]] as const) {
    await Deno.mkdir(join(home.path, "outbox", id, "delivery"), { recursive: true });
    await Deno.writeTextFile(asked(id, `${kind}.request.json`), "");
  }
  await using app = testApp(home, { flags: flags({ "delivery.email.to": "a@b.fr" }) });
  assert.equal((await app.run({})).delivered, 1);
  assert.equal((await app.run({})).delivered, undefined);
  const undelivered = async () => (await app.status()).undelivered?.map(({ cause }) => cause.key);
  // No folder is set: that delivery is given up at once.
  assert.deepEqual(await undelivered(), ["delivery.off.folder"]);
  await Deno.writeTextFile(asked(POINT, "folder.request.json"), "");
  assert.equal(await undelivered(), undefined);
});
