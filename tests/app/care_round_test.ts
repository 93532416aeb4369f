import assert from "node:assert/strict";
import { join } from "node:path";
import { CareRound } from "../../src/app/aftercare.ts";
import type { Settings } from "../../src/config/mod.ts";
import { homeLayout, Store } from "../../src/store/mod.ts";
import { temporaryHome } from "../support/home.ts";

const { signal } = new AbortController();

const KEEP: Settings["retention"] = {
  audio: { as: "keep", days: 0 },
  transcript: { days: 0 },
  report: { days: 0 },
};
const FLAC: Settings["retention"] = { ...KEEP, audio: { as: "flac", days: 0 } };

/** A home of sealed meetings `00`, `01` …, and who goes round them; `cared` is who was looked after. */
async function roundOf(count: number, retention: Settings["retention"]) {
  const home = await temporaryHome();
  const ids = Array.from({ length: count }, (_, index) => String(index).padStart(2, "0"));
  for (const id of ids) {
    await Deno.mkdir(join(home.path, "outbox", id), { recursive: true });
    const sealed = {
      schema: 1,
      program: "",
      sealedAt: "2026-11-23T15:00:00",
      files: {},
      audio: {},
      corrections: null,
    };
    await Deno.writeTextFile(join(home.path, "outbox", id, "sealed.json"), JSON.stringify(sealed));
  }
  const store = new Store(homeLayout(home.path));
  await store.home();
  assert.equal(store.sealedIds().length, count);
  const cared: string[] = [];
  let looks = 0, during = () => Promise.resolve();
  const round = new CareRound({
    aftercare: {
      care: async (id) => {
        cared.push(id);
        await during();
        return [];
      },
    },
    clockWatch: { look: () => Promise.resolve(void looks++) },
    store,
    retention,
  });
  return {
    cared,
    ids,
    looks: () => looks,
    next: () => round.next(signal),
    /** What happens while a meeting is looked after. */
    meanwhile: (happens: () => Promise<void>) => during = happens,
    async ask(id: string) {
      const folder = join(home.path, "outbox", id, "delivery");
      await Deno.mkdir(folder, { recursive: true });
      await Deno.writeTextFile(join(folder, "folder.request.json"), "{}");
    },
    async open() {
      const folder = join(home.path, "inbox", "open");
      await Deno.mkdir(folder, { recursive: true });
      await Deno.writeTextFile(join(folder, "session.json"), "{}");
    },
    [Symbol.asyncDispose]: () => home[Symbol.asyncDispose](),
  };
}

Deno.test("without a rule only the meetings are looked into that a delivery is asked for", async () => {
  await using home = await roundOf(3, KEEP);
  await home.next();
  assert.deepEqual(home.cared, []);
  await home.ask("01");
  await home.next();
  assert.deepEqual(home.cared, ["01"]);
});

Deno.test("with a rule the meetings have their turn, twenty at a step, and then from the first again", async () => {
  await using home = await roundOf(45, FLAC);
  for (const count of [20, 20, 5, 20]) {
    home.cared.length = 0;
    await home.next();
    assert.equal(home.cared.length, count);
  }
  assert.equal(home.looks(), 4);
  home.cared.length = 0;
  await home.next();
  await home.next();
  await home.next();
  assert.deepEqual([...home.cared].sort().filter((id, index, all) => all.indexOf(id) !== index), []);
});

Deno.test("while a meeting is open deliveries are made and nothing is compressed", async () => {
  await using home = await roundOf(3, FLAC);
  await home.open();
  await home.ask("02");
  await home.next();
  assert.deepEqual(home.cared, ["02"]);
});

Deno.test("a meeting that begins during a step is not kept waiting by the rest of it", async () => {
  await using home = await roundOf(10, FLAC);
  home.meanwhile(home.open);
  await home.next();
  assert.equal(home.cared.length, 1);
});
