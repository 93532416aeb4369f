import assert from "node:assert/strict";
import { join } from "node:path";
import { lookAtDeliveries } from "../../src/app/delivery_probe.ts";
import { Settings } from "../../src/config/mod.ts";
import { checkDelivery, type DeliveryProbe } from "../../src/doctor/delivery_checks.ts";
import { homeLayout, Store } from "../../src/store/mod.ts";
import { temporaryFolder } from "../support/temporary_folder.ts";

const seen = (probe: DeliveryProbe) => checkDelivery(probe).map(({ level, text }) => `${level} ${text.key}`);

Deno.test("doctor says where reports go, and warns of a server that anybody can read along or imitate", () => {
  assert.deepEqual(seen({ recipients: 0 }), []);
  assert.deepEqual(seen({ recipients: 2, folder: { path: "/share", state: "ready" } }), [
    "ok delivery.doctor.email",
    "ok delivery.doctor.folder.ready",
  ]);
  for (const [state, level] of [["away", "warning"], ["own", "problem"], ["file", "problem"]] as const) {
    assert.deepEqual(seen({ recipients: 0, folder: { path: "/share", state } }), [
      `${level} delivery.doctor.folder.${state}`,
    ]);
  }
  const webhook = {
    host: "exemple.fr",
    content: "notice",
    local: false,
    unencrypted: false,
    signed: true,
  } as const;
  assert.deepEqual(seen({ recipients: 0, webhook }), ["ok delivery.doctor.webhook.notice"]);
  assert.deepEqual(
    seen({ recipients: 0, webhook: { ...webhook, content: "report", unencrypted: true, signed: false } }),
    [
      "ok delivery.doctor.webhook.report",
      "warning delivery.doctor.unencrypted",
      "warning delivery.doctor.unsigned",
    ],
  );
  assert.deepEqual(seen({ recipients: 0, webhook: { ...webhook, content: "report", local: true } }), [
    "ok delivery.doctor.webhook.local",
  ]);
});

Deno.test("the look at deliveries calls nobody and makes no folder", async () => {
  await using home = await temporaryFolder();
  await Deno.writeTextFile(join(home.path, "fichier"), "");
  const store = new Store(homeLayout(home.path));
  const look = (delivery: unknown, secret?: string) =>
    lookAtDeliveries(store, Settings.parse({ delivery }).delivery, secret);
  assert.deepEqual(await look({}), { recipients: 0 });
  const states = [["copies", "ready"], ["outbox/x", "own"], ["fichier", "file"], [
    "loin/copies",
    "away",
  ]] as const;
  for (const [to, state] of states) {
    assert.equal((await look({ folder: { to } })).folder?.state, state, to);
  }
  const { webhook } = await look({ webhook: { url: "http://claire:mot@exemple.fr:8080/geheim?x=1" } }, "s");
  assert.deepEqual(webhook, {
    host: "exemple.fr:8080",
    content: "notice",
    local: false,
    unencrypted: true,
    signed: true,
  });
  assert.equal((await look({ webhook: { url: "http://localhost:5678/hook" } })).webhook?.unencrypted, false);
});
