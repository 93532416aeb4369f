import assert from "node:assert/strict";
import type { Clock } from "../../src/clock.ts";

/** What every clock must do. `pass` lets time go by for one that does not move by itself. */
export function clockContract(name: string, make: () => { clock: Clock; pass: (ms: number) => void }): void {
  Deno.test(`${name}: a sleep ends when its time has come, and all times have moved on`, async () => {
    const { clock, pass } = make();
    const [now, monotonic, uptime] = [clock.now(), clock.monotonic(), clock.uptime()];
    const sleeping = clock.sleep(20);
    pass(20);
    await sleeping;
    assert.ok(clock.now() - now >= 19, `${clock.now() - now} ms`);
    assert.ok(clock.monotonic() - monotonic >= 19, `${clock.monotonic() - monotonic} ms`);
    assert.ok(clock.uptime() >= uptime, `${clock.uptime() - uptime} ms`);
  });

  Deno.test(`${name}: a sleep that is aborted rejects with the signal's reason, before or while it sleeps`, async () => {
    const { clock } = make();
    await assert.rejects(clock.sleep(1e6, { signal: AbortSignal.abort(new Error("avant")) }), /avant/);
    const controller = new AbortController();
    const sleeping = clock.sleep(1e6, { signal: controller.signal });
    controller.abort(new Error("pendant"));
    await assert.rejects(sleeping, /pendant/);
  });
}
