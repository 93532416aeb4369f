import assert from "node:assert/strict";
import type { CorrectRequest, MeetingCorrections } from "../../src/app.ts";
import { runCli } from "../../src/cli/mod.ts";
import { message } from "../../src/errors.ts";
import { FakeApp, fakeIo, type FakeIoOptions, line, quiet } from "./fake_io.ts";

const POINT = "2026-11-23_1405_point-projet";

async function call(
  args: string[],
  { app = new FakeApp(), ...options }: FakeIoOptions & { app?: FakeApp } = {},
) {
  app.sessions = [
    line({ id: POINT, name: "Point projet" }),
    line({ id: "2026-11-24_0900_suivi", name: "Suivi" }),
  ];
  const io = fakeIo({ app, ...options });
  const code = await runCli(["correct", ...args], io);
  return { code, out: io.out().replaceAll("\u00a0", " "), err: io.err().replaceAll("\u00a0", " "), app };
}

/** What the app was asked for a command. */
async function asked(args: string[]): Promise<CorrectRequest> {
  const { code, err, app } = await call(["point", ...args]);
  assert.equal(code, 0, err);
  const [first] = app.calls;
  assert.ok(first.startsWith(`correct ${POINT} `), first);
  return JSON.parse(first.slice(`correct ${POINT} `.length));
}

Deno.test("correct hands on what its options say, several in one go", async () => {
  const table: readonly [string[], CorrectRequest][] = [
    [["--title", " Comité Atlas "], { title: "Comité Atlas" }],
    [["--speaker", "Interlocuteur=Mme Martin", "--speaker", "0=Camille"], {
      speakers: [["Interlocuteur", "Mme Martin"], ["0", "Camille"]],
    }],
    [["--word", "atlasse=Atlas", "--word", "trois cx => 3CX", "--name", "Paul=Paul Martin"], {
      words: [["atlasse", "Atlas"], ["trois cx", "3CX"]],
      names: [["Paul", "Paul Martin"]],
    }],
    [["--action", "2", "--owner", "Paul", "--due", "vendredi 3 mars"], {
      action: 2,
      owner: "Paul",
      due: "vendredi 3 mars",
    }],
    [["--action", "2", "--owner", "", "--dismiss"], { action: 2, owner: null, dismiss: true }],
    [["--decision", "1", "--text", "Budget validé"], { decision: 1, text: "Budget validé" }],
    [["--add-action", "Relire", "--at", "1:02:03"], { addAction: "Relire", at: 3723 }],
    [["--passage", "euh", "--text", "", "--at", "12:34"], { passage: "euh", text: "", at: 754 }],
    [["--participants", "Paul, Nadia ; Hugo"], { participants: ["Paul", "Nadia", "Hugo"] }],
    [["--remove", "3"], { remove: 3 }],
    [["--undo"], { undo: true }],
  ];
  for (const [args, request] of table) assert.deepEqual(await asked(args), request, args.join(" "));
});

Deno.test("correct refuses what does not go together with a sentence, and asks the app nothing", async () => {
  const table: readonly [string[], RegExp][] = [
    [["--word", "atlasse"], /« atlasse » : il faut un signe =.*atlasse=Atlas/],
    [["--name", "=Paul"], /il manque quelque chose d'un côté/],
    [["--owner", "Paul"], /--owner : de quoi s'agit-il/],
    [["--action", "1", "--decision", "2", "--dismiss"], /--action, --decision : une seule à la fois/],
    [["--action", "1"], /--action : que faut-il corriger \?.*--owner, --due, --text, --dismiss/],
    [["--action", "deux", "--dismiss"], /« deux » n'est pas un numéro/],
    [["--decision", "1", "--owner", "Paul"], /--owner ne va pas avec --decision/],
    [["--add-action", "Relire", "--at", "midi"], /« midi » n'est pas un moment/],
    [["--passage", "euh"], /--passage : que faut-il corriger/],
    [["--undo", "--title", "A"], /--undo s'emploie seul/],
    [["--list", "--undo"], /s'emploie seul/],
    [["--title", " "], /--title/],
  ];
  for (const [args, expected] of table) {
    const { code, err, app } = await call(["point", ...args, "--lang", "fr"]);
    assert.equal(code, 2, args.join(" "));
    assert.match(err, expected, args.join(" "));
    assert.deepEqual(app.calls, [], args.join(" "));
  }
  assert.equal((await call(["rien", "--title", "A"])).code, 2);
});

Deno.test("correct says who makes the report anew, and does it itself with --run", async () => {
  const plain = await call(["point", "--title", "A", "--lang", "fr"]);
  assert.match(
    plain.out,
    /1 correction écrite : .*corrections\.json\nPour refaire le compte rendu : greffier run/,
  );
  const runs = await call(["point", "--title", "A", "--run", "--lang", "fr"]);
  assert.deepEqual(runs.app.calls.slice(1), ["startApart run"]);
  assert.match(runs.out, /en arrière-plan/);
  const app = new FakeApp();
  app.statusNow = quiet({ owner: { pid: 42, command: "watch", since: "2026-11-23T13:00:00" } });
  const held = await call(["point", "--title", "A", "--run", "--lang", "fr"], { app });
  assert.equal(held.app.calls.length, 1);
  assert.match(held.out, /s'en occupe : le compte rendu change dans un instant/);
});

Deno.test("without options, correct lists what can be corrected and what is; a broken file is trouble", async () => {
  const found: MeetingCorrections = {
    id: POINT,
    title: "Comité Atlas",
    participants: ["Paul", "Nadia"],
    path: "/home/outbox/x/corrections.json",
    live: false,
    voices: [{ channel: 0, name: "Voie gauche" }, { channel: 1, name: "Mme Martin" }],
    actions: [
      {
        number: 1,
        at: 43.8,
        text: "Envoyer le devis",
        owner: "Paul",
        due: "lundi",
        dismissed: false,
        added: false,
        anchor: { at: 43.8, was: "Envoyer le devis" },
        corrections: [],
      },
      {
        number: 2,
        at: 3725,
        text: "Relire",
        owner: null,
        due: null,
        dismissed: true,
        added: false,
        anchor: null,
        corrections: [],
      },
    ],
    decisions: [],
    changes: [{ at: 12, segment: "a.0", from: "atlasse", to: "Atlas", by: "vocabulary" }],
    unfitting: [{
      kind: "word",
      at: null,
      from: "zan",
      to: "Zan",
      why: "Le mot corrigé « zan » n'apparaît plus.",
    }],
    inForce: [
      {
        number: 1,
        kind: "channel",
        at: null,
        from: "1",
        to: "Mme Martin",
        path: ["channels", "1"],
        fits: true,
      },
      { number: 2, kind: "word", at: null, from: "zan", to: "Zan", path: ["words", "zan"], fits: false },
      { number: 3, kind: "action", at: 3725, from: "Relire", to: null, path: ["actions", 0], fits: true },
      { number: 4, kind: "word", at: null, from: "euh", to: "", path: ["words", "euh"], fits: true },
      { number: 5, kind: "passage", at: 9, from: "hum", to: null, path: ["transcript", 0], fits: true },
    ],
    problem: null,
  };
  const app = new FakeApp();
  app.doCorrections = () => Promise.resolve(found);
  const { code, out } = await call(["point", "--lang", "fr"], { app });
  assert.equal(code, 0);
  assert.match(out, / 1\. 0:43 · Paul · Envoyer le devis · lundi\n {3}2\. \(écartée\) 1:02:05 · Relire\n/);
  assert.match(out, /0:12 {2}atlasse → Atlas {2}\(vocabulaire de la maison\)/);
  assert.match(
    out,
    / 2\. mot · zan → Zan {2}\(ne trouve plus sa place\)\n {3}3\. action 1:02:05 · Relire → écartée\n {3}4\. mot · euh → ∅\n {3}5\. passage 0:09 · hum → ∅\n/,
  );
  assert.match(out, /Le mot corrigé « zan » n'apparaît plus/);
  assert.match(out, /--speaker "Mme Martin=Mme Martin"/);
  const json = JSON.parse((await call(["point", "--list", "--json"], { app })).out);
  assert.deepEqual([json.title, json.inForce.length, json.unfitting.length], ["Comité Atlas", 5, 1]);
  app.doCorrections = () => Promise.resolve({ ...found, problem: message("corrections.notUtf8") });
  const broken = await call(["point", "--lang", "fr"], { app });
  assert.equal(broken.code, 1);
  assert.match(broken.out, /UTF-8/);
});

Deno.test("correct tells what is nowhere, and an undo what it changed", async () => {
  const app = new FakeApp();
  const done = { id: POINT, path: "/x/corrections.json", written: 1, undone: false, live: false };
  app.correct = () => Promise.resolve({ ...done, nowhere: [{ kind: "word", from: "inexistant" }] });
  const plain = await call(["point", "--word", "inexistant=Toto", "--lang", "fr"], { app });
  assert.match(plain.out, /« inexistant » n'est nulle part dans ce qui a été dit.*gardée/);
  const line = { number: 1, at: null, path: ["title"] as const };
  app.correct = () =>
    Promise.resolve({
      ...done,
      written: 0,
      undone: true,
      took: {
        gone: [{ ...line, kind: "word", from: "atlasse", to: "Atlas" }],
        back: [{ ...line, kind: "title", from: null, to: "Comité" }],
      },
    });
  const undone = await call(["point", "--undo", "--lang", "fr"], { app });
  assert.match(
    undone.out,
    /annulée\.\n {2}n'est plus : mot · atlasse → Atlas\n {2}est revenue : titre · Comité\n/,
  );
});

Deno.test("a meeting is listed by the title that people gave it, and found by it as by its name", async () => {
  const app = new FakeApp();
  app.sessions = [line({ id: POINT, name: "appel_0612", title: "Comité Atlas" })];
  const io = fakeIo({ app });
  assert.equal(await runCli(["list", "--lang", "fr"], io), 0);
  assert.match(io.out(), /Comité Atlas/);
  assert.ok(!io.out().includes("appel_0612"));
  const json = fakeIo({ app });
  await runCli(["list", "--json"], json);
  const [listed] = JSON.parse(json.out());
  assert.deepEqual([listed.name, listed.title], ["appel_0612", "Comité Atlas"]);
  for (const written of ["comite atlas", "appel_0612", "1405"]) {
    const found = fakeIo({ app });
    assert.equal(await runCli(["correct", written, "--title", "A"], found), 0, found.err());
  }
});
