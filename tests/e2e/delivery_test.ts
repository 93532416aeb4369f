import assert from "node:assert/strict";
import { join } from "node:path";
import PostalMime from "postal-mime";
import { PATIENCE_MS } from "../../src/aftercare/delivery/post.ts";
import type { Progress } from "../../src/jobs/progress.ts";
import { temporaryHome, testApp } from "../support/home.ts";
import { HastyClock } from "../support/manual_clock.ts";
import { flags } from "../support/meeting.ts";
import { spokenWav } from "../support/spoken_wav.ts";
import { namesIn, temporaryFolder } from "../support/temporary_folder.ts";

/** Nobody waits on it but for the answer of a server. */
class PatientClock extends HastyClock {
  override sleep(ms: number, options: { readonly signal?: AbortSignal } = {}): Promise<void> {
    if (ms !== PATIENCE_MS) return super.sleep(ms, options);
    return new Promise((_resolve, reject) =>
      options.signal?.addEventListener("abort", () => reject(options.signal?.reason), { once: true })
    );
  }
}

Deno.test("a dropped recording ends as a draft, a copy on the share and a call of the server, each once", async () => {
  await using home = await temporaryHome();
  await using share = await temporaryFolder();
  const calls: unknown[] = [];
  await using server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, async (request) => {
    calls.push(await request.json());
    return new Response();
  });
  const switchedOff = flags({ "output.formats": "html,txt" });
  const switchedOn = flags({
    "output.formats": "html,txt",
    "delivery.email.to": "a@exemple.fr",
    "delivery.email.attach": "html",
    "delivery.folder.to": share.path,
    "delivery.folder.formats": "html,txt",
    "delivery.webhook.url": `http://127.0.0.1:${server.addr.port}/hook`,
  });

  await home.drop("Ancienne.wav", spokenWav({ seconds: 5, startedAt: "2026-01-18T14:30:00" }));
  {
    await using app = testApp(home, { flags: switchedOff });
    await app.run({});
  }
  await home.drop("Point.wav", spokenWav({ seconds: 5, seed: 2, startedAt: "2026-01-19T14:30:00" }));
  await using app = testApp(home, { flags: switchedOn, clock: new PatientClock() });
  const told: Progress[] = [];
  const { published, waiting } = await app.run({ onProgress: (progress) => told.push(progress) });
  assert.deepEqual([published.length, waiting], [1, []]);
  const [{ id }] = published;

  // What was sealed before is not delivered: nobody asked for it.
  assert.deepEqual(await namesIn(share.path), [id]);
  assert.deepEqual(await namesIn(join(share.path, id)), ["report.html", "transcript.txt"]);
  const mail = await PostalMime.parse(await home.text("outbox", id, "report.eml"));
  assert.equal(mail.attachments[0].filename, `${id}.html`);
  assert.deepEqual(calls.map((call) => (call as { id: string }).id), [id]);
  assert.deepEqual(await home.names("outbox", id, "delivery"), [
    "email.receipt.json",
    "folder.receipt.json",
    "webhook.receipt.json",
  ]);
  assert.equal(told.filter(({ kind }) => kind === "told").length, 3);

  // A second run has nothing to do; a person's request delivers once more, the old meeting too.
  await app.run({});
  assert.equal(calls.length, 1);
  const old = (await app.list()).find(({ name }) => name === "Ancienne")?.id ?? "";
  const planned = await app.deliver(old, ["folder", "webhook"]);
  assert.deepEqual(planned.map(({ kind, place }) => [kind, place]), [
    ["folder", join(share.path, old)],
    ["webhook", `127.0.0.1:${server.addr.port}`],
  ]);
  assert.deepEqual((await app.status()).leftAlone?.map(({ cause }) => cause.key), [
    "delivery.waiting.folder",
    "delivery.waiting.webhook",
  ]);
  await app.run({});
  assert.equal((await app.status()).leftAlone, undefined);
  assert.deepEqual((await namesIn(share.path)).sort(), [old, id].sort());
  assert.equal(calls.length, 2);
  await assert.rejects(testApp(home, { flags: switchedOff }).deliver(old, []), /No delivery is set up/);
});

Deno.test("a share that is away keeps the run's end waiting in words, and the next run delivers", async () => {
  await using home = await temporaryHome();
  await using place = await temporaryFolder();
  const to = join(place.path, "serveur", "partage");
  const settings = flags({
    "output.formats": "html",
    "delivery.folder.to": to,
    "delivery.folder.formats": "html",
  });
  await home.drop("Point.wav", spokenWav({ seconds: 5, startedAt: "2026-01-19T14:30:00" }));
  {
    await using app = testApp(home, { flags: settings });
    const { published, waiting } = await app.run({});
    assert.equal(published.length, 1);
    assert.deepEqual(waiting.map(({ cause }) => cause.key), ["delivery.folderAway"]);
    const { id } = published[0];
    assert.deepEqual(await home.names("outbox", id, "delivery"), ["folder.request.json"]);
    const { leftAlone } = await app.status();
    assert.deepEqual(leftAlone?.map(({ name, cause }) => [name, cause.key]), [[
      "Point",
      "delivery.folderAway",
    ]]);
  }
  await Deno.mkdir(join(place.path, "serveur"));
  await using app = testApp(home, { flags: settings });
  const { waiting } = await app.run({});
  assert.deepEqual(waiting, []);
  const [id] = await namesIn(to);
  assert.deepEqual(await namesIn(join(to, id)), ["report.html"]);
});
