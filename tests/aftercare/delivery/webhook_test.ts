import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createHmac } from "node:crypto";
import { signatureOf } from "../../../src/aftercare/delivery/signature.ts";
import { webhookSecretIn } from "../../../src/config/mod.ts";
import { WaitingError } from "../../../src/errors.ts";
import type { Log } from "../../../src/log.ts";
import { ReportData } from "../../../src/report/mod.ts";
import { type SealedHome, sealedHome } from "../../support/sealed_home.ts";
import { ask, taskOf } from "./delivery_home.ts";

/** A call as the server got it. */
interface Call {
  readonly path: string;
  readonly headers: Headers;
  readonly body: string;
}

/** A web server on this machine that answers each call with the next of `answers`, the last one for ever. */
function webServer(...answers: ((call: Call) => Response | Promise<Response>)[]) {
  const calls: Call[] = [];
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, async (request) => {
    const call = {
      path: new URL(request.url).pathname,
      headers: request.headers,
      body: await request.text(),
    };
    calls.push(call);
    return await answers[Math.min(calls.length, answers.length) - 1](call);
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    calls,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

const status = (number: number, body = "", headers: Record<string, string> = {}) => () =>
  new Response(body === "" ? null : body, { status: number, headers });

const receiptOf = (home: SealedHome) => home.json("delivery/webhook.receipt.json");

const cause = (key: string) => (error: unknown) => {
  assert.ok(error instanceof WaitingError, String(error));
  assert.equal(error.text.key, key);
  return true;
};

Deno.test("a notice is posted once, signed so that its receiver can tell, with title and numbers and no word that was said", async () => {
  await using home = await sealedHome();
  await using server = webServer(status(204));
  await ask(home, "webhook");
  const task = taskOf("webhook", { webhook: { url: `${server.url}/hook?token=geheim` } }, {
    secret: "très secret",
  });
  assert.equal(await home.run(task), true);
  assert.equal(await home.run(task), false);
  assert.equal(server.calls.length, 1);
  const [{ headers, body, path }] = server.calls;
  assert.equal(path, "/hook");
  assert.equal(headers.get("content-type"), "application/json; charset=utf-8");
  assert.equal(headers.get("user-agent"), "greffier/1.2.3");
  assert.equal(headers.get("x-greffier-event"), "report.final");
  assert.deepEqual(JSON.parse(body), {
    schema: 1,
    event: "report.final",
    content: "notice",
    id: "2026-11-23_1405_point-projet",
    title: "Réunion projet Atlas",
    startedAt: "2026-11-23T14:05:00",
    sealedAt: "2026-11-23T15:02:00",
    language: "fr",
    seconds: 98.6,
    words: 120,
    decisions: 4,
    actions: 5,
    failures: 0,
  });
  // The code that docs/webhook.md gives to receivers takes it, and neither another body nor an old call.
  const page = await Deno.readTextFile(new URL("../../../docs/webhook.md", import.meta.url));
  const [, code = ""] = /```js\n([\s\S]*?)```/.exec(page) ?? [];
  const script = `import { Buffer } from "node:buffer";${code}`;
  const { isFromGreffier } = await import(`data:text/javascript,${encodeURIComponent(script)}`);
  const given = Object.fromEntries(headers);
  const bytes = Buffer.from(body);
  const now = home.clock.now();
  assert.equal(Number(headers.get("x-greffier-timestamp")), Math.floor(now / 1000));
  assert.equal(isFromGreffier(given, bytes, "très secret", now), true);
  assert.equal(isFromGreffier(given, bytes, "autre secret", now), false);
  assert.equal(isFromGreffier(given, Buffer.from(body + " "), "très secret", now), false);
  assert.equal(isFromGreffier(given, bytes, "très secret", now + 301_000), false);
  assert.equal(isFromGreffier({}, bytes, "très secret", now), false);

  const text = await home.text("delivery/webhook.receipt.json");
  assert.doesNotMatch(text, /geheim|secret"|sha256=/);
  const receipt = JSON.parse(text);
  assert.equal(receipt.to, server.url);
  assert.deepEqual(receipt.sent, {
    content: "notice",
    bytes: new TextEncoder().encode(body).length,
    status: 204,
    idempotencyKey: headers.get("idempotency-key"),
    signed: true,
  });
});

Deno.test("with content report all that the report says is sent, as report.json has it", async () => {
  await using home = await sealedHome();
  await using server = webServer(status(200, "merci"));
  await ask(home, "webhook");
  await home.run(taskOf("webhook", { webhook: { url: server.url, content: "report" } }));
  const [{ headers, body }] = server.calls;
  const { content, report } = JSON.parse(body);
  assert.equal(content, "report");
  const data = ReportData.parse(report);
  assert.equal(data.synthesis.decisions.length, 4);
  assert.ok((data.transcript?.segments.length ?? 0) > 10);
  assert.equal(headers.get("x-greffier-signature"), null, "nothing is signed without a secret");
  assert.equal((await receiptOf(home)).sent.signed, false);
});

Deno.test("a server in trouble is called again, with the same key, until it takes the report", async () => {
  for (const number of [500, 503, 429, 408]) {
    await using home = await sealedHome();
    await using server = webServer(status(number, "<h1>Oups</h1>\u001b[31m"), status(200));
    await ask(home, "webhook");
    const task = taskOf("webhook", { webhook: { url: server.url } });
    await assert.rejects(home.run(task), (error) => {
      assert.ok(error instanceof WaitingError);
      assert.equal(error.text.values.found, `${number} Oups [31m`);
      return true;
    });
    assert.equal(await home.has("delivery/webhook.receipt.json"), false);
    assert.equal(await home.run(task), true);
    assert.equal((await receiptOf(home)).outcome, "delivered");
    const [first, second] = server.calls.map(({ headers }) => headers.get("idempotency-key"));
    assert.equal(first, second);
  }
});

Deno.test("Retry-After is kept to, in seconds and as a date, at most a day", async () => {
  await using home = await sealedHome();
  const at = new Date(home.clock.now() + 600_000).toUTCString();
  const day = { "retry-after": "99999999" };
  await using server = webServer(
    status(429, "", { "retry-after": "120" }),
    status(503, "", { "retry-after": at }),
    status(503, "", day),
    status(200),
  );
  await ask(home, "webhook");
  const task = taskOf("webhook", { webhook: { url: server.url } });
  for (const seconds of [120, 600 - 121, 24 * 3600]) {
    await assert.rejects(home.run(task), cause("delivery.serverBusy"));
    const before = server.calls.length;
    home.clock.advance((seconds - 1) * 1000);
    await assert.rejects(home.run(task), cause("delivery.serverBusy"));
    assert.equal(server.calls.length, before, `called before ${seconds} s`);
    home.clock.advance(2000);
  }
  assert.equal(await home.run(task), true);
  assert.equal(server.calls.length, 4);
});

Deno.test("a server that refuses is not called again, and the receipt has its first words", async () => {
  for (const number of [400, 401, 404, 410, 422]) {
    await using home = await sealedHome();
    await using server = webServer(status(number, `Pas ici\n${"x".repeat(100_000)}`));
    await ask(home, "webhook");
    const task = taskOf("webhook", { webhook: { url: server.url } });
    await home.run(task);
    assert.equal(await home.run(task), false);
    const { outcome, cause } = await receiptOf(home);
    assert.equal(outcome, "failed");
    assert.equal(cause.key, "delivery.serverRefused");
    assert.match(cause.values.found, new RegExp(`^${number} Pas ici x+…$`));
    assert.ok(cause.values.found.length < 140);
    assert.equal(server.calls.length, 1);
  }
});

Deno.test("a redirect is followed on the same server and by the same method alone", async () => {
  await using elsewhere = webServer(status(200));
  for (
    const [number, followed] of [[307, true], [308, true], [301, false], [302, false], [303, false]] as const
  ) {
    await using home = await sealedHome();
    await using server = webServer(status(number, "", { location: "/neuf" }), status(200));
    await ask(home, "webhook");
    await home.run(taskOf("webhook", { webhook: { url: server.url } }));
    assert.equal((await receiptOf(home)).outcome, followed ? "delivered" : "failed", String(number));
    assert.deepEqual(server.calls.map(({ path }) => path), followed ? ["/", "/neuf"] : ["/"]);
  }
  await using home = await sealedHome();
  await using server = webServer(status(307, "", { location: elsewhere.url }));
  await ask(home, "webhook");
  await home.run(taskOf("webhook", { webhook: { url: server.url } }));
  const { outcome, cause } = await receiptOf(home);
  assert.deepEqual([outcome, cause.key, cause.values.found], [
    "failed",
    "delivery.redirected",
    elsewhere.url,
  ]);
  assert.equal(elsewhere.calls.length, 0, "nothing goes to a server that nobody named");

  await using circle = webServer(status(307, "", { location: "/" }));
  await ask(home, "webhook");
  await home.run(taskOf("webhook", { webhook: { url: circle.url } }));
  assert.equal(circle.calls.length, 4);
  assert.equal((await receiptOf(home)).outcome, "failed");
});

Deno.test("a server that says nothing, or is not there, is waited for", async () => {
  await using home = await sealedHome();
  let release = () => {};
  const silent = new Promise<Response>((resolve) => release = () => resolve(new Response()));
  await using server = webServer(() => {
    home.clock.advance(30_000);
    return silent;
  });
  await ask(home, "webhook");
  await assert.rejects(
    home.run(taskOf("webhook", { webhook: { url: server.url } })),
    cause("delivery.late"),
  );
  release();

  const gone = webServer(status(200));
  await gone[Symbol.asyncDispose]();
  await assert.rejects(
    home.run(taskOf("webhook", { webhook: { url: gone.url } })),
    cause("delivery.unreachable"),
  );
  // Not HTTPS at all: nothing is sent in the clear instead.
  await assert.rejects(
    home.run(taskOf("webhook", { webhook: { url: server.url.replace("http:", "https:") } })),
    WaitingError,
  );
  assert.equal(server.calls.length, 1);
  assert.equal(await home.has("delivery/webhook.request.json"), true);
});

Deno.test("a server on this PC is called past the proxy of the house", async () => {
  await using server = webServer(status(204));
  const code = `
    import { post } from "./src/aftercare/delivery/post.ts";
    import { systemClock } from "./src/clock.ts";
    const { status } = await post({
      url: new URL(${JSON.stringify(server.url.replace("127.0.0.1", "localhost") + "/hook")}),
      headers: {}, body: new TextEncoder().encode("{}"), clock: systemClock, signal: new AbortController().signal,
    });
    console.log(status);`;
  const proxy = "http://127.0.0.1:1";
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--quiet", code],
    cwd: new URL("../../..", import.meta.url),
    env: { HTTP_PROXY: proxy, http_proxy: proxy, NO_PROXY: "", no_proxy: "", NO_COLOR: "1" },
  }).output();
  assert.deepEqual([stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)), ["204\n", ""]);
  assert.deepEqual(server.calls.map(({ path }) => path), ["/hook"]);
});

Deno.test("a person's stop ends a call at once and leaves the request", async () => {
  await using home = await sealedHome();
  const stop = new AbortController();
  let release = () => {};
  const silent = new Promise<Response>((resolve) => release = () => resolve(new Response()));
  await using server = webServer(() => {
    stop.abort(new Error("asked to stop"));
    return silent;
  });
  await ask(home, "webhook");
  const task = taskOf("webhook", { webhook: { url: server.url } });
  await assert.rejects(home.run(task, { signal: stop.signal }), /asked to stop/);
  release();
  assert.equal(await home.has("delivery/webhook.request.json"), true);
  assert.equal(home.clock.sleepers, 0, "nothing waits any more");
});

Deno.test("neither the secret nor a password nor the path of the address is in any log or receipt", async () => {
  await using home = await sealedHome();
  await using server = webServer(status(500), status(200));
  await ask(home, "webhook");
  const lines: string[] = [];
  const note = (text: string, fields?: unknown) => void lines.push(text + JSON.stringify(fields));
  const log: Log = { debug: note, info: note, warn: note, error: note, with: () => log };
  const url = server.url.replace("//", "//claire:passe%20mot@") + "/services/T0/geheim";
  const task = taskOf("webhook", { webhook: { url } }, { secret: "s3cr3t" });
  await assert.rejects(home.run(task, { log }), (error) => {
    lines.push(String(error));
    return error instanceof WaitingError;
  });
  await home.run(task, { log, tell: (text) => void lines.push(JSON.stringify(text)) });
  assert.equal(server.calls[1].headers.get("authorization"), `Basic ${btoa("claire:passe mot")}`);
  lines.push(await home.text("delivery/webhook.receipt.json"));
  assert.ok(lines.length >= 3);
  for (const line of lines) assert.doesNotMatch(line, /s3cr3t|passe|geheim|claire/);
});

Deno.test("the signature is an HMAC-SHA256 over the time and the body", () => {
  const body = new TextEncoder().encode("what do ya want for nothing?");
  const expected = createHmac("sha256", "Jefe").update("7.what do ya want for nothing?").digest("hex");
  assert.equal(signatureOf("Jefe", 7, body), `sha256=${expected}`);
  assert.notEqual(signatureOf("Jefe", 8, body), `sha256=${expected}`);
  assert.equal(webhookSecretIn({ GREFFIER_WEBHOOK_SECRET: " x " }), "x");
  assert.equal(webhookSecretIn({ GREFFIER_WEBHOOK_SECRET: " " }), undefined);
});
