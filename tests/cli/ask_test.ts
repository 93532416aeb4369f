import assert from "node:assert/strict";
import type { AskResult } from "../../src/app.ts";
import { runCli } from "../../src/cli/mod.ts";
import type { Clock } from "../../src/clock.ts";
import { message } from "../../src/errors.ts";
import { ESCAPE, FakeApp, fakeIo, type FakeIoOptions, line } from "./fake_io.ts";

const POINT = "2026-11-23_1405_point-projet";

const proof: AskResult["proofs"][number] = {
  session: POINT,
  name: "Point projet",
  startedAt: "2026-11-23T14:05:00",
  at: 3725.4,
  end: 3728,
  who: "Camille",
  words: "Le budget est de quarante mille euros.",
  segment: "000000-000002.1",
  report: `/home/outbox/${POINT}/report.html`,
};

function result(change: Partial<AskResult> = {}): AskResult {
  return {
    ...{
      question: "Quel budget ?",
      language: "fr",
      outcome: "passages",
      by: null,
      trouble: null,
      sentences: [],
    },
    ...{ proofs: [proof], unsaid: [], searched: 1, skipped: [], incomplete: [] },
    ...change,
  };
}

const SESSIONS = [
  line({ id: "2026-11-24_0900_suivi", name: "Suivi Été" }),
  line({ id: POINT, name: "Point projet" }),
];

async function call(
  args: string[],
  answer: AskResult | FakeApp["doAsk"],
  { sessions = SESSIONS, ...options }: FakeIoOptions & { readonly sessions?: FakeApp["sessions"] } = {},
) {
  const app = new FakeApp();
  app.sessions = sessions;
  app.doAsk = typeof answer === "function" ? answer : () => Promise.resolve(answer);
  const io = fakeIo({ app, ...options });
  const code = await runCli(["ask", ...args], io);
  assert.equal(io.listeners(), 0, "a signal listener was left behind");
  return { code, out: io.out(), err: io.err(), app, io };
}

Deno.test("ask names a meeting by its id, its name, or a part of either that only it has; all asks every one", async () => {
  const cases: [string, string][] = [
    [POINT, POINT],
    ["point", POINT],
    ["POINT PROJET", POINT],
    ["ete", "2026-11-24_0900_suivi"],
    ["11-24", "2026-11-24_0900_suivi"],
    ["all", `2026-11-24_0900_suivi,${POINT}`],
  ];
  for (const [which, ids] of cases) {
    const { code, app } = await call([which, "Quel budget ?"], result());
    assert.deepEqual([code, app.calls], [0, [`ask ${ids} Quel budget ?`]], which);
  }
  assert.deepEqual((await call(["point", "Quel", "budget", "?"], result())).app.calls, [
    `ask ${POINT} Quel budget ?`,
  ]);
});

Deno.test("ask refuses a meeting that is not there or that is several, and a question that is missing, with 2 and a sentence", async () => {
  const cases: [string[], RegExp][] = [
    [["pont projet", "x"], /perhaps Point projet\?/],
    [["zzzzzzzzzzzz", "x"], /No meeting is called "zzzzzzzzzzzz"/],
    [["2026", "x"], /fits 2 meetings/],
    [["point"], /QUESTION(?:\.\.\.)? is missing/],
    [["point", " "], /QUESTION(?:\.\.\.)? is missing/],
    [[], /ID is missing/],
  ];
  for (const [args, told] of cases) {
    const { code, err } = await call(args, result());
    assert.equal(code, 2, args.join(" "));
    assert.match(err, told);
  }
});

Deno.test("an answer is told first, then each proof with its moment and who spoke, then the report and the model", async () => {
  const { out, code } = await call(
    ["point", "Quel budget ?"],
    result({
      outcome: "answered",
      by: "Ollama llama3.2",
      sentences: [{ text: "Il est de 40 000 euros.", proofs: [0] }],
    }),
  );
  assert.equal(code, 0);
  assert.equal(
    out,
    `Il est de 40 000 euros.

What proves it:
01:02:05  Camille: Le budget est de quarante mille euros.

Report: /home/outbox/${POINT}/report.html
Answer by Ollama llama3.2, each sentence checked against the transcript.
`,
  );
});

Deno.test("passages are said to be passages, and with all each is below the name of its meeting", async () => {
  const { out } = await call(["all", "Quel budget ?"], result());
  assert.match(out, /^These are only passages, not an answer/);
  assert.match(out, /\nPoint projet \(2026-11-23_1405_point-projet\)\n01:02:05 {2}Camille: Le budget/);
});

Deno.test("what is not in the recording is said so with 0, and which words nobody said", async () => {
  const absent = result({ outcome: "absent", proofs: [], unsaid: ["Zéphyr"] });
  const one = await call(["point", "Zéphyr ?"], absent);
  assert.deepEqual([one.code, one.out], [0, "Not in the recording.\nThis word is said nowhere: Zéphyr\n"]);
  assert.match((await call(["all", "Zéphyr ?"], absent)).out, /^Not in any recording\.\n/);
  assert.match((await call(["point", "x", "--lang", "fr"], absent)).out, /^Pas dans l'enregistrement\.\n/);
  const told = { ...absent, by: "Ollama llama3.2" };
  assert.match(
    (await call(["point", "x"], told)).out,
    /^Not in the recording, according to Ollama llama3\.2\.\n/,
  );
  const near = await call(["point", "x"], { ...absent, proofs: [proof] });
  assert.match(near.out, /What comes nearest:\n01:02:05/);
});

Deno.test("a home without meetings has none to ask, which is no answer", async () => {
  const { code, err, out } = await call(["all", "x"], result(), { sessions: [] });
  assert.deepEqual([code, out], [1, ""]);
  assert.match(err, /No meeting yet/);
});

Deno.test("where a part has no text, it is not said that the recording does not hold the answer", async () => {
  const why = message("ask.pending", { id: POINT, name: "Point projet" });
  const incomplete = [{ id: POINT, name: "Point projet", why }];
  const { out } = await call(["point", "x"], result({ outcome: "absent", proofs: [], incomplete }));
  assert.match(out, /^Not in what is transcribed; a part has no text\.\n/);
  assert.match(out, /a part is not transcribed yet/);
});

Deno.test("an answer that nothing proves is never shown, and trouble with the model is told", async () => {
  const unproven = await call(["point", "x"], result({ outcome: "unproven", by: "Ollama llama3.2" }));
  assert.match(unproven.out, /^Ollama llama3\.2 gave no answer that the recording proves\./);
  const trouble = message("error.other", { found: "it is asleep" });
  const { out } = await call(["point", "x"], result({ trouble }));
  assert.match(out, /^The language model did not answer\. .*it is asleep\nThese are only passages/);
});

Deno.test("ask --json gives all of it", async () => {
  const why = message("ask.noTextYet", { id: POINT, name: "Point projet" });
  const found = result({ skipped: [{ id: POINT, name: "Point projet", why }] });
  const { out } = await call(["point", "x", "--json"], found);
  const told = JSON.parse(out);
  assert.deepEqual([told.outcome, told.proofs, told.searched], ["passages", [proof], 1]);
  assert.equal(told.skipped[0].why.key, "ask.noTextYet");
  assert.match(told.skipped[0].why.text, /no text yet/);
});

Deno.test("what was said commands no terminal", async () => {
  const words = `vert ${ESCAPE}[2J \u202erouge`;
  const { out } = await call(["point", "x"], result({ proofs: [{ ...proof, words }] }));
  assert.ok(!out.includes(ESCAPE) && !out.includes("\u202e"));
});

Deno.test("that text leaves the PC is told on standard error before anything is asked", async () => {
  const { err, out } = await call(["point", "x", "--json"], (_ids, _question, { onStep } = {}) => {
    onStep?.({ step: "leaves", model: "OpenAI gpt", to: "api.openai.com" });
    return Promise.resolve(result());
  });
  assert.match(err, /are about to leave this PC for api\.openai\.com: the question goes to OpenAI gpt/);
  JSON.parse(out);
});

Deno.test("Ctrl+C stops a question with 130", async () => {
  const app = new FakeApp();
  app.sessions = SESSIONS;
  const io = fakeIo({ app });
  app.doAsk = (_ids, _question, { signal } = {}) =>
    new Promise((_resolve, reject) => {
      signal?.addEventListener("abort", () => reject(signal.reason));
      io.pressCtrlC();
    });
  assert.equal(await runCli(["ask", "point", "x"], io), 130);
  assert.match(io.err(), /Stopped/);
});

/** A clock on which a sleep ends when a test says so. */
function wakingClock() {
  let wake = () => {};
  const clock: Clock = {
    now: () => 0,
    monotonic: () => 0,
    uptime: () => 0,
    sleep: (_ms, { signal } = {}) =>
      new Promise((resolve, reject) => {
        wake = resolve;
        signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
      }),
  };
  return { clock, wake: () => wake() };
}

Deno.test("a terminal is told what is waited for once that takes long, and the line goes before the answer", async () => {
  const { clock, wake } = wakingClock();
  const slow = await call(["point", "x"], async (_ids, _question, { onStep } = {}) => {
    onStep?.({ step: "asking", model: "Ollama llama3.2" });
    wake();
    await Promise.resolve();
    await Promise.resolve();
    return result();
  }, { terminal: true, clock });
  assert.match(slow.err, /^\rOllama llama3\.2 is thinking.*\r.*\[K$/);
  const quick = await call(["point", "x"], result(), { terminal: true, clock: wakingClock().clock });
  assert.equal(quick.err, "");
});

Deno.test("piped, standard error is told that a model is asked, before it answers", async () => {
  const { err, out } = await call(["point", "x"], (_ids, _question, { onStep } = {}) => {
    onStep?.({ step: "asking", model: "Ollama llama3.2" });
    return Promise.resolve(result());
  });
  assert.equal(err, "Ollama llama3.2 is thinking… Ctrl+C to stop.\n");
  assert.doesNotMatch(out, /thinking/);
});
