import assert from "node:assert/strict";
import { join } from "node:path";
import { createFakeTranscriber } from "../support/fake_transcriber.ts";
import { temporaryHome } from "../support/home.ts";
import { LIVE, liveSession } from "../support/live_session.ts";
import { ownWords, watchedRun } from "../support/meeting.ts";
import { testPinned } from "../support/pipeline.ts";

const SILENCE = new Float32Array(160_000);

function shortBlocks() {
  const pinned = testPinned();
  pinned.settings.analysis.intermediate_summary_interval_minutes = 1;
  return pinned;
}

const count = (jobs: readonly string[], name: string) => jobs.filter((job) => job.startsWith(name)).length;

Deno.test("Live views: rendered when a block or the state changes, not at every window; blocks over are summarised", async () => {
  await using home = await temporaryHome();
  await using live = await liveSession(home, { pinned: shortBlocks() });
  await live.chunk();
  let more = 17;
  const transcriber = createFakeTranscriber({
    async transcribe(samples) {
      if (more > 0) {
        more--;
        await live.chunk();
      }
      return ownWords(samples);
    },
  });
  const { jobs } = await watchedRun(home, { transcriber });
  assert.ok(count(jobs, "transcribe/") >= 9, `${count(jobs, "transcribe/")} windows`);
  assert.deepEqual(jobs.filter((job) => job.startsWith("summarise/")), ["summarise/0", "summarise/1"]);
  // Once at its beginning, once when its language is decided anew at most, and once a block.
  assert.ok(count(jobs, "render") <= 5, `${count(jobs, "render")} renderings`);
  const report = await home.text("outbox", LIVE, "report.md");
  assert.match(report, /Partiel/);
  assert.match(report, /Le dossier Zo/);
  assert.equal((await home.json("outbox", LIVE, "session.json")).last.state, "partial");

  await live.end();
  const last = await watchedRun(home);
  assert.equal(last.drained.published.length, 1);
  assert.equal(count(last.jobs, "synthesise"), 1);
});

Deno.test("Live views: a meeting that stands is not made again by looking at it", async () => {
  await using home = await temporaryHome();
  await using live = await liveSession(home);
  await live.chunk();
  await live.gap("device", 4, [1]);
  await live.note({ at: 3, text: "important" });
  await watchedRun(home);
  assert.deepEqual((await watchedRun(home)).jobs, []);
  await live.end();
  await watchedRun(home);
  await Deno.remove(join(live.outbox, "sealed.json"));
  const { jobs } = await watchedRun(home);
  assert.deepEqual(jobs.filter((job) => job !== "publish"), []);
});

Deno.test("Live views: the report names each gap in its place, what is missing of each side, and the notes", async () => {
  await using home = await temporaryHome();
  await using live = await liveSession(home, {
    record: {
      consent: { by: "Camille", at: "2026-01-19T14:30:05", wording: "Cette réunion est enregistrée." },
    },
  });
  await live.chunk();
  await live.gap("pause", 90);
  await live.chunk();
  await live.gap("device", 10, [1]);
  await live.chunk();
  await live.gap("device", 10, [1]);
  await live.gap("interrupted", 300);
  await live.chunk();
  await live.gap("clock", 0);
  await live.note({ at: 105, text: "À revoir <b>avec</b> Paul" });
  await live.note({ at: 3, text: "" });
  await live.write("note-broken.json", "{");
  await live.end();
  const { drained } = await watchedRun(home);
  assert.deepEqual(drained.published.map(({ last }) => last.seconds), [430]);

  const report = (await home.text("outbox", LIVE, "report.md")).replaceAll("\u00a0", " ");
  for (
    const line of [
      "De 0:10 à 1:40 (1 min 30 s), rien n'a été enregistré : pause.",
      "De 1:40 à 2:00 (20 s), « Les autres » n'a pas été enregistré : l'appareil audio n'était plus là.",
      "De 2:00 à 7:00 (5 min), rien n'a été enregistré : l'enregistrement a été interrompu.",
      "À 7:10, l'horloge de l'ordinateur a été réglée ; rien ne manque.",
      "- Durée de l'enregistrement — 7 min 10 s",
      "- Son enregistré — 40 s (9 %)",
      "- Pause — 1 min 30 s (21 %)",
      "- Son manquant — 5 min (70 %)",
      "- Non enregistré : l'enregistrement a été interrompu — 5 min (70 %)",
      "- Non enregistré, Les autres : l'appareil audio n'était plus là — 20 s (5 %)",
      "- Repère, sans texte (0:03)",
      "- À revoir &lt;b&gt;avec&lt;/b&gt; Paul (1:45)",
      "Camille, 19 janvier 2026 à 14 h 30 : « Cette réunion est enregistrée. »",
      "micro et son de l'ordinateur",
    ]
  ) assert.ok(report.includes(line), `${line}\n\n${report}`);
  const notices = report.slice(report.indexOf("## À savoir"), report.indexOf("## Décisions"));
  assert.ok(notices.includes("l'enregistrement a été interrompu"));
  assert.ok(notices.includes("« Les autres » n'a pas été enregistré"));
  assert.ok(!notices.includes("pause"));

  const html = await home.text("outbox", LIVE, "report.html");
  assert.match(html, /<section class="notes"[^]*data-at="105"[^]*À revoir &#60;b&#62;avec/);
  assert.match(html, /<p class="without gap">/);
  assert.match(html, /class="paused"/);
  assert.match(html, /href="audio\/000000\.wav" data-all="[^"]*" data-from="0" data-to="10"/);
  const txt = (await home.text("outbox", LIVE, "transcript.txt")).replaceAll("\u00a0", " ");
  assert.match(txt, /\[De 0:10 à 1:40 \(1 min 30 s\), rien n'a été enregistré : pause\.\]/);
  assert.match(txt, /Notes\n\[0:03\] Repère, sans texte\n\[1:45\] À revoir/);
  const vtt = await home.text("outbox", LIVE, "transcript.vtt");
  assert.match(vtt, /<v Moi>/);
  assert.doesNotMatch(vtt, /pause/);
});

Deno.test("Live views: a side of which nothing was heard for long is named, and not one whose device was away", async () => {
  await using home = await temporaryHome();
  const pinned = testPinned();
  pinned.settings.session = {
    checkpoint_interval_seconds: 30,
    max_duration_hours: 4,
    silence_notice_minutes: 1,
    stop_after_silence_minutes: 0,
    abandoned_after_minutes: 30,
    disk_reserve: 500,
    announcement: "",
  };
  await using live = await liveSession(home, { pinned });
  const voice = (n: number) => SILENCE.map((_, i) => i % 40_000 < 32_000 ? 0.3 * Math.sin(i / (8 + n)) : 0);
  await live.chunk({ sound: [voice(1), voice(2)] });
  for (let n = 0; n < 7; n++) await live.chunk({ sound: [SILENCE, voice(n)] });
  for (let n = 0; n < 8; n++) {
    await live.chunk({ sound: [voice(n), SILENCE] });
    await live.gap("device", 10, [1]);
  }
  await live.end();
  await watchedRun(home);
  const report = (await home.text("outbox", LIVE, "report.md")).replaceAll("\u00a0", " ");
  assert.match(report, /De 0:\d\d à 1:\d\d, rien n'a été entendu sur « Moi » pendant 1 min \d+ s\./);
  assert.match(report, /« Les autres » n'a pas été enregistré : l'appareil audio n'était plus là/);
  assert.doesNotMatch(report, /rien n'a été entendu sur « Les autres »/);
});

Deno.test("Live views: what the loudspeakers said into the microphone is written once, and said to be left out", async () => {
  await using home = await temporaryHome();
  await using live = await liveSession(home);
  const said = SILENCE.map((_, i) => i < 80_000 ? 0.3 * Math.sin(i / 9) : 0);
  await live.chunk({ sound: [said.map((sample) => sample * 0.7), said] });
  await live.end();
  const transcriber = createFakeTranscriber({
    transcribe: () => ({
      pieces: [{ start: 0.2, end: 4, text: "Nous validons le budget du projet.", logprob: -0.1 }],
      noSpeech: 0,
    }),
  });
  await watchedRun(home, { transcriber });
  const transcript = await home.json("outbox", LIVE, "stages", "000000-000000.transcript.json");
  assert.deepEqual(transcript.segments.map(({ channel }: { channel: number }) => channel), [1]);
  assert.deepEqual(transcript.suppressed.map(({ reason }: { reason: string }) => reason), ["echo"]);
  const report = (await home.text("outbox", LIVE, "report.md")).replaceAll("\u00a0", " ");
  assert.match(report, /Écho des haut-parleurs — 1 passage, déjà écrit de l'autre côté/);
  assert.doesNotMatch(report, /Passages douteux/);
});
