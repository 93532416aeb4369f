import assert from "node:assert/strict";
import { awaitEndRequest } from "../../../src/app/background/end_requests.ts";
import { silentLog } from "../../../src/log.ts";
import { homeLayout, requestEnd, Store } from "../../../src/store/mod.ts";
import { temporaryHome } from "../../support/home.ts";
import { ManualClock } from "../../support/manual_clock.ts";
import { until } from "../../support/until.ts";

/** Looks at a home that is in its place or not, look by look, and in the end for ever as at the last. */
async function looking(...inPlace: readonly boolean[]) {
  const home = await temporaryHome();
  const store = new Store(homeLayout(home.path));
  await requestEnd(store, Deno.pid);
  const clock = new ManualClock();
  let looks = 0;
  const claim = {
    isInPlace: () => Promise.resolve(inPlace[Math.min(looks++, inPlace.length - 1)]!),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
  let end: string | undefined;
  const awaiting = awaitEndRequest({ store, clock, log: silentLog, claim }, new AbortController().signal);
  awaiting.then((found) => end = found);
  await until(() => end !== undefined, () => clock.sleepers > 0 ? clock.advance(1000) : undefined);
  const names = await home.names("state");
  await home[Symbol.asyncDispose]();
  return { end, names, seconds: clock.monotonic() / 1000 };
}

Deno.test("a watch whose home is no longer in its place ends, and takes no request that lies there now", async () => {
  assert.deepEqual(await looking(false), { end: "moved", names: ["quit"], seconds: 4 });
});

Deno.test("a home that was away for a moment ends nothing", async () => {
  assert.deepEqual(await looking(false, false, false, false, true), { end: "asked", names: [], seconds: 4 });
});
