import assert from "node:assert/strict";
import { kindsOn, requestFile, requestsAtSealing } from "../../../src/aftercare/delivery/mod.ts";
import { deliveryTask } from "../../../src/aftercare/delivery/delivery_task.ts";
import { message } from "../../../src/errors.ts";
import { silentLog } from "../../../src/log.ts";
import { sealedHome } from "../../support/sealed_home.ts";
import { ask, deliverySettings } from "./delivery_home.ts";

Deno.test("a sealing asks for the deliveries that are switched on then, and for no other", () => {
  const at = "2026-11-23T15:02:00";
  assert.deepEqual(requestsAtSealing(deliverySettings({}), at), []);
  const on = deliverySettings({ email: { to: ["a@b.fr"] }, webhook: { url: "https://exemple.fr" } });
  assert.deepEqual(kindsOn(on), ["email", "webhook"]);
  assert.deepEqual(requestsAtSealing(on, at), [
    { path: "delivery/email.request.json", content: { schema: 1, kind: "email", by: "sealing", at } },
    { path: "delivery/webhook.request.json", content: { schema: 1, kind: "webhook", by: "sealing", at } },
  ]);
});

Deno.test("a request is answered once: stopped after its receipt, only the request is removed", async () => {
  await using home = await sealedHome();
  let delivered = 0;
  const task = deliveryTask({
    kind: "folder",
    deliver: () => {
      delivered++;
      return Promise.resolve({ to: "/là" });
    },
  });
  await ask(home, "folder");
  const request = await home.text(requestFile("folder"));
  await home.run(task);
  await home.put(requestFile("folder"), request);
  await home.run(task);
  assert.equal(delivered, 1);
  assert.equal(await home.has(requestFile("folder")), false);
  await ask(home, "folder");
  await home.run(task);
  assert.equal(delivered, 2);
});

Deno.test("any file of that name asks, whatever is in it; a failure for good leaves a receipt that says why", async () => {
  await using home = await sealedHome();
  const task = deliveryTask({ kind: "folder", deliver: () => Promise.reject(new Error("never")) });
  await home.put(requestFile("folder"), "");
  await assert.rejects(home.run(task), /never/);
  const meeting = await home.store.sealedMeeting(home.id);
  assert.ok(meeting && task.settle);
  await task.settle(meeting, { attempts: 3, cause: message("error.other", { found: "never" }) }, {
    store: home.store,
    clock: home.clock,
    log: silentLog,
    signal: new AbortController().signal,
    language: "fr",
    progress() {},
  });
  const receipt = await home.json("delivery/folder.receipt.json");
  assert.deepEqual([receipt.outcome, receipt.request.by, receipt.cause.key], [
    "failed",
    "person",
    "error.other",
  ]);
  assert.equal(await home.run(task), false);
});
