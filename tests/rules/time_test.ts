import assert from "node:assert/strict";
import { join } from "node:path";
import { dropOneOfEach } from "../support/dropped_home.ts";
import { temporaryHome, testApp } from "../support/home.ts";
import { HastyClock } from "../support/manual_clock.ts";
import { contentsOf } from "../support/outbox_contents.ts";
import { spokenWav } from "../support/spoken_wav.ts";

Deno.test("Time: a meeting is dated by the time inside its file, else by the file's own", async () => {
  await using home = await temporaryHome();
  await home.drop("inside.wav", spokenWav({ seconds: 3, startedAt: "2026-01-19T14:30:05" }));
  await home.drop("outside.wav", spokenWav({ seconds: 3 }));
  const written = new Date("2025-07-14T09:05:00");
  for (const name of ["inside.wav", "outside.wav"]) {
    await Deno.utime(join(home.path, "inbox", name), written, written);
  }
  await using app = testApp(home);
  const { published } = await app.run({});
  assert.deepEqual(published.map(({ id, startedAt }) => [id, startedAt]).sort(), [
    ["2025-07-14_0905_outside", "2025-07-14T09:05:00"],
    ["2026-01-19_1430_inside", "2026-01-19T14:30:05"],
  ]);
});

Deno.test("Time: a folder is dated by its first file", async () => {
  await using home = await temporaryHome();
  await home.drop("Comité/2.wav", spokenWav({ seconds: 3, startedAt: "2026-01-19T15:00:00" }));
  await home.drop("Comité/1.wav", spokenWav({ seconds: 3, startedAt: "2026-01-19T14:30:00" }));
  await using app = testApp(home);
  assert.deepEqual((await app.run({})).published.map(({ id }) => id), ["2026-01-19_1430_comite"]);
});

/** A clock whose wall time is set back by an hour at every tenth look. */
class RestlessClock extends HastyClock {
  #looks = 0;

  override now(): number {
    this.#looks++;
    return super.now() - 3_600_000 * Math.floor(this.#looks / 10);
  }
}

Deno.test("Time: a clock that is set back in the middle changes nothing in what comes out", async () => {
  const outcome = async (clock: HastyClock) => {
    await using home = await temporaryHome();
    await dropOneOfEach(home.path);
    await using app = testApp(home, { clock });
    const { waiting } = await app.run({});
    assert.deepEqual(waiting, []);
    return await contentsOf(home.path);
  };
  assert.deepEqual(await outcome(new RestlessClock()), await outcome(new HastyClock()));
});
