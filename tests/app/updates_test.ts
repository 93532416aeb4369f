import assert from "node:assert/strict";
import { checkForUpdate, compareVersions, isNearby } from "../../src/app/updates.ts";
import { systemClock } from "../../src/clock.ts";
import { ManualClock } from "../support/manual_clock.ts";
import { refused } from "../support/refusal.ts";
import { until } from "../support/until.ts";

const SHA = "0123456789abcdef".repeat(4);
const LATEST = {
  version: "1.3.0",
  released: "2026-12-01",
  files: [
    { name: "greffier-1.3.0-windows-x64.zip", bytes: 48_000_000, sha256: SHA },
    { name: "greffier-1.3.0-linux-x64.zip", bytes: 47_000_000, sha256: SHA },
  ],
  notes: "Plus rapide.",
};

/** What a server was asked. */
interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A server of this machine that answers as it is told, and notes what it was asked. */
function serve(answer: (path: string, origin: string) => Response | Promise<Response>) {
  const asked: Asked[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, async (request) => {
    const { pathname, search, origin } = new URL(request.url);
    asked.push({
      method: request.method,
      path: pathname + search,
      headers: Object.fromEntries(request.headers),
      body: await request.text(),
    });
    return await answer(pathname, origin);
  });
  return {
    asked,
    address: `http://127.0.0.1:${server.addr.port}/greffier/latest.json`,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

const check = (address: string, more: Partial<Parameters<typeof checkForUpdate>[0]> = {}) =>
  checkForUpdate({ address, current: "1.2.3", platform: "windows-x64", clock: systemClock, ...more });

/** The key of the sentence that `work` refuses with. */
const refusal = async (work: Promise<unknown>) => (await refused(work)).text.key;

Deno.test("a newer version is told with the files of this platform, their hashes and where to get them", async () => {
  await using server = serve(() => Response.json(LATEST));
  const found = await check(server.address);
  assert.deepEqual([found.verdict, found.current, found.latest], ["newer", "1.2.3", "1.3.0"]);
  assert.deepEqual(found.files, [{
    ...LATEST.files[0],
    address: new URL("greffier-1.3.0-windows-x64.zip", server.address).href,
  }]);
  assert.equal(found.notes, "Plus rapide.");
  assert.deepEqual([(await check(server.address, { current: "1.3.0" })).verdict], ["same"]);
  assert.deepEqual([(await check(server.address, { current: "2.0.0" })).verdict], ["older"]);
  assert.equal((await check(server.address, { platform: "riscv" })).files.length, 2);
});

Deno.test("nothing is sent but one request for the list, and nothing in it tells who asks", async () => {
  await using server = serve(() => Response.json(LATEST));
  await check(server.address);
  const [{ method, path, headers, body }, ...others] = server.asked as [Asked, ...Asked[]];
  assert.deepEqual([method, path, body, others.length], ["GET", "/greffier/latest.json", "", 0]);
  const { host: _, ...rest } = headers;
  assert.deepEqual(rest, {
    "accept": "application/json",
    "accept-encoding": "gzip,br",
    "accept-language": "*",
    "user-agent": "greffier",
  });
});

Deno.test("what is no list of versions is refused in a sentence: HTML, broken JSON, other JSON, 404, a name that leaves its folder", async () => {
  const html = () =>
    new Response("<!doctype html><title>Portail</title>", { headers: { "content-type": "text/html" } });
  const cases: [() => Response, string][] = [
    [html, "updates.notJson"],
    [() => new Response(`{"version": "1.3`), "updates.notJson"],
    [() => Response.json({ ...LATEST, version: "demain" }), "updates.wrongList"],
    [() => Response.json([]), "updates.wrongList"],
    [() => new Response("null"), "updates.wrongList"],
    [
      () => Response.json({ ...LATEST, files: [{ ...LATEST.files[0], name: "../../x.exe" }] }),
      "updates.wrongList",
    ],
    [
      () => Response.json({ ...LATEST, files: [{ ...LATEST.files[0], name: "//evil/x.exe" }] }),
      "updates.wrongList",
    ],
    [() => Response.json({ ...LATEST, files: [{ ...LATEST.files[0], sha256: "x" }] }), "updates.wrongList"],
    [() => new Response("rien", { status: 404 }), "updates.refused"],
    [() => new Response("panne", { status: 500 }), "updates.refused"],
  ];
  for (const [answer, key] of cases) {
    await using server = serve(answer);
    assert.equal(await refusal(check(server.address)), key);
  }
});

Deno.test("an answer without end is cut, one that never comes is waited for twenty seconds", async () => {
  let sent = 0;
  await using endless = serve(() =>
    new Response(
      new ReadableStream({
        pull(controller) {
          controller.enqueue(new Uint8Array(65_536).fill(32));
          sent += 65_536;
        },
      }),
    )
  );
  assert.equal(await refusal(check(endless.address)), "updates.tooLong");
  assert.ok(sent < 8e6, `${sent} bytes were taken`);

  const clock = new ManualClock();
  const never = Promise.withResolvers<Response>();
  await using silent = serve(() => never.promise);
  const waiting = refusal(check(silent.address, { clock }));
  await until(() => silent.asked.length === 1);
  clock.advance(20_000);
  assert.equal(await waiting, "updates.late");
  never.resolve(new Response());
});

Deno.test("a check that is stopped ends at once", async () => {
  const never = Promise.withResolvers<Response>();
  await using silent = serve(() => never.promise);
  const stop = new AbortController();
  const waiting = check(silent.address, { signal: stop.signal });
  await until(() => silent.asked.length === 1);
  stop.abort(new Error("stopped"));
  await assert.rejects(waiting, /stopped/);
  never.resolve(new Response());
});

Deno.test("redirects are followed a few times, and never to where an address of the settings could not lead", async () => {
  await using server = serve((path, origin) =>
    path.endsWith("latest.json")
      ? Response.redirect(`${origin}/2/list`, 302)
      : path === "/2/list"
      ? Response.json(LATEST)
      : new Response(null, { status: 404 })
  );
  const found = await check(server.address);
  assert.equal(found.address, new URL("/2/list", server.address).href);
  assert.equal(found.files[0]?.address, new URL("/2/greffier-1.3.0-windows-x64.zip", server.address).href);

  await using loop = serve((_, origin) => Response.redirect(`${origin}/again`, 302));
  assert.equal(await refusal(check(loop.address)), "updates.redirects");
  assert.ok(loop.asked.length <= 5);

  for (
    const location of [
      "http://example.com/x",
      "file:///etc/passwd",
      "ftp://127.0.0.1/",
      "http://[",
      "http://a:b@127.0.0.1/",
    ]
  ) {
    await using astray = serve(() => new Response(null, { status: 302, headers: { location } }));
    assert.equal(await refusal(check(astray.address)), "updates.badRedirect", location);
  }
});

Deno.test("only an address that may be asked is asked, and nobody without one", async () => {
  assert.equal(await refusal(check("")), "updates.noAddress");
  for (
    const address of [
      "example.com/latest.json",
      "http://example.com/latest.json",
      "http://user:secret@127.0.0.1/",
      "file:///tmp/latest.json",
      "javascript:alert(1)",
    ]
  ) {
    assert.equal(await refusal(check(address)), "updates.badAddress", address);
  }
  // Nothing listens there any more.
  let address: string;
  {
    await using server = serve(() => Response.json(LATEST));
    address = server.address;
  }
  assert.equal(await refusal(check(address)), "updates.unreachable");
});

Deno.test("addresses of the house are told from those of the world", () => {
  for (
    const host of [
      "localhost",
      "127.0.0.1",
      "10.1.2.3",
      "172.16.0.1",
      "172.31.9.9",
      "192.168.1.7",
      "[::1]",
      "[fd12::1]",
      "serveur",
      "nas.local",
      "pc.lan",
    ]
  ) {
    assert.ok(isNearby(host), host);
  }
  for (
    const host of [
      "example.com",
      "8.8.8.8",
      "172.32.0.1",
      "192.169.0.1",
      "[2001:db8::1]",
      "local.example.com",
    ]
  ) {
    assert.ok(!isNearby(host), host);
  }
});

Deno.test("versions are in the order of semver", () => {
  const order = [
    "0.9.9",
    "1.0.0-alpha",
    "1.0.0-alpha.1",
    "1.0.0-alpha.beta",
    "1.0.0-beta.2",
    "1.0.0-beta.11",
    "1.0.0",
    "1.2.0",
    "1.10.0",
  ];
  for (const [at, older] of order.entries()) {
    assert.equal(compareVersions(older, older), 0);
    for (const newer of order.slice(at + 1)) {
      assert.ok(compareVersions(older, newer) < 0, `${older} < ${newer}`);
      assert.ok(compareVersions(newer, older) > 0, `${newer} > ${older}`);
    }
  }
});
