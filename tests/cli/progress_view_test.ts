import assert from "node:assert/strict";
import { join } from "node:path";
import { runCli } from "../../src/cli/mod.ts";
import type { Clock } from "../../src/clock.ts";
import { message } from "../../src/errors.ts";
import type { OnProgress } from "../../src/jobs/mod.ts";
import { drained, ESCAPE, FakeApp, fakeIo, line } from "./fake_io.ts";

const NOWHERE = "/nowhere/greffier/outbox";

/** What a terminal shows one after the other: the pieces between escapes and line ends. */
function visible(out: string): string[] {
  return out.split(ESCAPE).flatMap((piece, index) =>
    (index === 0 ? piece : piece.replace(/^(?:\[[?\d;]*[A-Za-z]|[78])/, "")).split(/[\r\n]/)
  );
}

/** One session of `windows` windows, each `milliseconds` of work, from its taking to its report. */
function tell(
  onProgress: OnProgress,
  pass: (milliseconds: number) => void,
  windows: number,
  milliseconds: number,
) {
  const session = "2026-11-23_1405_call";
  onProgress({ kind: "taken", session, name: "call.wav" });
  onProgress({ kind: "ingested", session, seconds: windows * 30, windows });
  for (let done = 1; done <= windows; done++) {
    const job = `transcribe:${session}/${done}`;
    onProgress({ kind: "started", session, stage: "transcribe", job });
    pass(milliseconds);
    onProgress({ kind: "finished", session, stage: "transcribe", job, done, total: windows });
  }
  onProgress({ kind: "published", session, folder: "/home/outbox/x", last: line().last });
}

async function show(terminal: boolean, language: string, windows = 40) {
  const app = new FakeApp();
  const io = fakeIo({ app, terminal });
  app.doRun = ({ onProgress }) => {
    tell(onProgress!, io.pass, windows, 1000);
    return Promise.resolve(drained({ published: [line()] }));
  };
  assert.equal(await runCli(["run", "--lang", language], io), 0);
  return io.out();
}

Deno.test("piped, each event is one plain line and transcription one a tenth, with speed and remaining time", async () => {
  const out = await show(false, "fr");
  assert.ok(!out.includes(ESCAPE) && !out.includes("\r"));
  assert.deepEqual(out.split("\n").slice(0, 4), [
    "Reçu : call.wav → 2026-11-23_1405_call",
    "2026-11-23_1405_call : 20 min 00 s d'enregistrement",
    "2026-11-23_1405_call : 10 % transcrits (30 fois plus vite que la parole, encore 36 s)",
    "2026-11-23_1405_call : 20 % transcrits (30 fois plus vite que la parole, encore 32 s)",
  ]);
  assert.equal(out.match(/% transcrits/g)?.length, 10);
  assert.match(out, /100 % transcrits \(30 fois plus vite que la parole\)\n/);
  assert.match(out, /\ncall\.wav : compte rendu prêt dans \/home\/outbox\/x\n1 compte rendu prêt\.\n$/);
});

Deno.test("on a terminal a bar stays on the last line, within its width, and is gone at the end", async () => {
  const out = await show(true, "en");
  const rows = visible(out).filter((row) => row.includes("["));
  assert.ok(rows.some((row) => /\[#+-+\] \d+ % \(30 times as fast as speech, \d+ s left\)/.test(row)), out);
  for (const row of rows) assert.ok([...row].length <= 80, row);
  assert.match(out.split("\n").slice(-2)[0]!, /1 report ready\.$/);
});

Deno.test("rejections tell their reason, failures their meeting, the work in words and what happens next", async () => {
  const app = new FakeApp();
  const io = fakeIo({ app });
  const cause = message("error.other", { found: "no RIFF" });
  app.doRun = ({ onProgress }) => {
    onProgress?.({ kind: "rejected", name: "notes.wav", cause });
    onProgress?.({
      kind: "failed",
      session: "x",
      stage: "summarise",
      job: "summarise:x/00",
      cause,
      retryAt: io.clock.now() + 5000,
    });
    onProgress?.({
      kind: "failed",
      session: "x",
      stage: "summarise",
      job: "summarise:x/00",
      cause,
      retryAt: null,
    });
    return Promise.resolve(drained());
  };
  await runCli(["run"], io);
  assert.deepEqual(io.out().split("\n").slice(0, 3), [
    "Put aside in rejected: notes.wav. Unexpected error: no RIFF",
    "x, summary of block 1: waiting, tried again at the next greffier run. Unexpected error: no RIFF",
    "x, summary of block 1: failed. Unexpected error: no RIFF",
  ]);
});

Deno.test("a job that waits is told once by run, by name, and by watch with the time to its next try", async () => {
  const cause = message("error.other", { found: "no model" });
  const fail = (onProgress: OnProgress, now: number) => {
    const session = "2026-11-21_1433_court";
    onProgress({ kind: "taken", session, name: "court.wav" });
    // The same job, tried again.
    for (const wait of [2000, 4000]) {
      onProgress({
        kind: "failed",
        session,
        stage: "transcribe",
        job: `transcribe:${session}/000036-000038`,
        cause,
        retryAt: now + wait,
      });
    }
  };
  const app = new FakeApp();
  const io = fakeIo({ app });
  app.doRun = ({ onProgress }) => {
    fail(onProgress!, io.clock.now());
    return Promise.resolve(drained());
  };
  app.doWatch = ({ onProgress }) => Promise.resolve(fail(onProgress!, io.clock.now()));
  await runCli(["run", "--lang", "fr"], io);
  assert.deepEqual(io.out().split("\n").slice(1, -1), [
    "court.wav, transcription des morceaux 37 à 39 : en attente, nouvel essai au prochain greffier run. Erreur inattendue : no model",
    "Rien n'attend dans inbox.",
  ]);
  const before = io.out().length;
  await runCli(["watch", "--lang", "fr"], io);
  assert.match(
    io.out().slice(before),
    /en attente, nouvel essai dans 2 s\. .*\n.*en attente, nouvel essai dans 4 s\. /,
  );
});

Deno.test("a copy that takes long is named once, a short one never", async () => {
  const app = new FakeApp();
  const io = fakeIo({ app });
  app.doRun = ({ onProgress }) => {
    for (let look = 0; look < 10; look++) {
      const names = look < 2 ? ["vide.wav", "court.wav"] : ["vide.wav"];
      onProgress?.({ kind: "settling", names });
      io.pass(2000);
    }
    return Promise.resolve(drained());
  };
  await runCli(["run", "--lang", "fr"], io);
  assert.equal(io.out(), "J'attends la fin de la copie de vide.wav\nRien n'attend dans inbox.\n");
});

Deno.test("silence is passed over too fast for a speed to be told", async () => {
  const app = new FakeApp();
  const io = fakeIo({ app });
  app.doRun = ({ onProgress }) => {
    tell(onProgress!, io.pass, 10, 40);
    return Promise.resolve(drained());
  };
  await runCli(["run"], io);
  assert.match(io.out(), /100 % transcribed\n/);
  assert.doesNotMatch(io.out(), /times as fast/);
});

Deno.test("loading the model does not count in what remains", async () => {
  const app = new FakeApp();
  const io = fakeIo({ app });
  app.doRun = ({ onProgress }) => {
    const at = { session: "x", stage: "transcribe", job: "transcribe:x/1" };
    onProgress?.({ kind: "started", ...at });
    for (const [done, ms] of [[50, 60_000], [60, 1000]] as const) {
      io.pass(ms);
      onProgress?.({ kind: "finished", ...at, done, total: 100 });
    }
    return Promise.resolve(drained());
  };
  await runCli(["run"], io);
  assert.match(io.out(), /x: 60 % transcribed \(40 s left\)\n/);
});

Deno.test("a session that goes on from an earlier run is timed by what is done now", async () => {
  const app = new FakeApp();
  const io = fakeIo({ app });
  app.doRun = ({ onProgress }) => {
    const at = { session: "x", stage: "transcribe", job: "transcribe:x/1" };
    onProgress?.({ kind: "started", ...at });
    io.pass(2000);
    onProgress?.({ kind: "finished", ...at, done: 91, total: 100 });
    return Promise.resolve(drained());
  };
  await runCli(["run"], io);
  assert.match(io.out(), /^x: 90 % transcribed \(18 s left\)\n/);
});

Deno.test("watch tells with each report what its reader must know; a run tells it at its end", async () => {
  const app = new FakeApp();
  const io = fakeIo({ app });
  const notices = [
    message("notice.truncated", { file: "call.wav" }),
    message("model.demoOnly", { model: "x" }),
  ];
  app.doWatch = ({ onProgress }) => {
    onProgress?.({ kind: "taken", session: "x", name: "call.wav" });
    const last = { ...line().last, failures: 2, notices };
    onProgress?.({ kind: "published", session: "x", folder: "/home/outbox/x", last });
    return Promise.resolve();
  };
  assert.equal(await runCli(["watch", "--lang", "en"], io), 0);
  const told = io.out().split("\n").filter((row) => row.startsWith("call.wav"));
  assert.equal(told.length, 3, io.out());
  assert.match(told[1], /2/);
  assert.match(told[2], /incomplete/);
});

Deno.test("a report that is whole while the language model still writes is told once; one that it has left is not", async () => {
  for (const [working, told] of [[true, 1], [false, 0]] as const) {
    const app = new FakeApp();
    const io = fakeIo({ app });
    app.doRun = ({ onProgress }) => {
      const session = "2026-11-23_1405_call";
      const step = (kind: "started" | "finished", stage: string) =>
        onProgress!(
          kind === "started"
            ? { kind, session, stage, job: `${stage}:${session}` }
            : { kind, session, stage, job: `${stage}:${session}`, done: 1, total: 1 },
        );
      onProgress!({ kind: "taken", session, name: "call.wav" });
      step("started", "refine");
      if (!working) step("finished", "refine");
      for (const stage of ["provisional", "render", "render"]) step("finished", stage);
      return Promise.resolve(drained());
    };
    assert.equal(await runCli(["run", "--lang", "fr"], io), 0);
    const lines = io.out().split("\n").filter((text) => text.includes("provisoire"));
    assert.equal(lines.length, told);
    if (working) {
      assert.equal(
        lines[0],
        `call.wav : compte rendu provisoire prêt dans ${
          join(NOWHERE, "2026-11-23_1405_call")
        } ; le modèle de langage finit de le rédiger`,
      );
    }
  }
});

const UNREACHABLE = message("llm.ollamaUnreachable", { address: "http://127.0.0.1:11434" });

Deno.test("a run that a silent model keeps waiting says what works for that meeting, and the cause once", async () => {
  const app = new FakeApp();
  const io = fakeIo({ app });
  const session = "2026-11-23_1405_call";
  app.doRun = ({ onProgress }) => {
    onProgress!({ kind: "taken", session, name: "call.wav" });
    for (const block of [0, 0, 1, 2]) {
      const job = `refine:${session}/${block}`;
      onProgress!({ kind: "started", session, stage: "refine", job });
      const retryAt = io.clock.now() + 2000;
      onProgress!({ kind: "failed", session, stage: "refine", job, cause: UNREACHABLE, retryAt });
    }
    return Promise.resolve(drained({ waiting: [{ name: "call.wav", cause: UNREACHABLE }] }));
  };
  assert.equal(await runCli(["run", "--lang", "fr"], io), 1);
  const out = io.out();
  assert.equal(out.match(/Ollama ne répond pas/g)?.length, 1, out);
  assert.match(
    out,
    /rédaction du passage 1 par le modèle de langage : en attente, .*greffier\.json\)\. Les réglages/,
  );
  assert.ok(out.includes(`greffier redo ${session} summarise. Pour s'en passer`), out);
  assert.ok(out.includes(`greffier redo ${session} summarise --backend none\n`), out);
  assert.match(out, /\nEn attente, call\.wav : la raison est dite plus haut\.\n/);
});

Deno.test("a run says once that a model is writing, where that takes long, and not of one that ends at once", async () => {
  for (const [long, times] of [[true, 1], [false, 0]] as const) {
    const app = new FakeApp();
    const wakes: (() => void)[] = [];
    const clock: Clock = {
      now: () => 0,
      monotonic: () => 0,
      uptime: () => 0,
      sleep: (_ms, { signal } = {}) =>
        new Promise((resolve, reject) => {
          wakes.push(resolve);
          signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
        }),
    };
    const io = fakeIo({ app, clock });
    app.doRun = async ({ onProgress }) => {
      const session = "2026-11-23_1405_call";
      for (const block of [0, 1]) {
        const about = { session, stage: "refine", job: `refine:${session}/${block}` };
        onProgress!({ kind: "started", ...about });
        if (long) wakes.at(-1)!();
        await Promise.resolve();
        await Promise.resolve();
        onProgress!({ kind: "finished", ...about, done: 1, total: 1 });
        wakes.at(-1)!();
        await Promise.resolve();
      }
      return drained();
    };
    assert.equal(await runCli(["run", "--lang", "fr"], io), 0);
    assert.equal(io.out().match(/le modèle de langage rédige/g)?.length ?? 0, times, io.out());
  }
});

Deno.test("piped, a long transcription has a line every half minute, between its tenths too", async () => {
  const app = new FakeApp();
  const io = fakeIo({ app });
  app.doRun = ({ onProgress }) => {
    tell(onProgress!, io.pass, 100, 12_000);
    return Promise.resolve(drained({ published: [line()] }));
  };
  assert.equal(await runCli(["run", "--lang", "en"], io), 0);
  const told = [...io.out().matchAll(/(\d+) % transcribed/g)].map(([, percent]) => Number(percent));
  assert.ok(told.length > 30 && told.length < 50, told.join(" "));
  assert.deepEqual(told, told.toSorted((a, b) => a - b));
  assert.equal(new Set(told).size, told.length);
  for (let tenth = 10; tenth <= 100; tenth += 10) assert.ok(told.includes(tenth), String(tenth));
});
