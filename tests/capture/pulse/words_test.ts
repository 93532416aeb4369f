import assert from "node:assert/strict";
import { linesOf, parseWord } from "../../../src/capture/pulse/words.ts";

// As `LC_ALL=C parec --verbose` of PulseAudio 16.1 prints it.
const SAID =
  "Opening a recording stream with sample specification 'float32le 1ch 48000Hz' and channel map 'mono'.\n" +
  "Connection established.\x1b[K\n" +
  "Stream successfully created.\n" +
  "Buffer metrics: maxlength=4194304, fragsize=9600\n" +
  "Connected to device un.monitor (index: 4, suspended: no).\n" +
  "Time: 0.189 sec; Latency: -10240 usec.        \rTime: 0.239 sec; Latency: 369 usec.        \r" +
  "Stream moved to device micro (2, not suspended).\x1b[K \n" +
  "Stream device suspended.\x1b[K \n" +
  "Stream error: Entity killed\n";

async function said(pieces: readonly string[]) {
  const words = [];
  for await (
    const line of linesOf((async function* () {
      yield* pieces;
    })())
  ) {
    const word = parseWord(line);
    if (word) words.push(word);
  }
  return words;
}

Deno.test("what parec says is understood, in whatever pieces it comes", async () => {
  const words = [
    { kind: "connected", source: "un.monitor" },
    { kind: "latency", ms: -10.24 },
    { kind: "latency", ms: 0.369 },
    { kind: "moved", source: "micro" },
    { kind: "failed", cause: "Entity killed" },
  ];
  assert.deepEqual(await said([SAID]), words);
  assert.deepEqual(await said([...SAID]), words);
});

Deno.test("a cause is heard whoever tells it", async () => {
  assert.deepEqual(parseWord("Connection failure: Connection refused"), {
    kind: "failed",
    cause: "Connection refused",
  });
  assert.deepEqual(parseWord("pa_context_connect() failed: Connection refused"), {
    kind: "failed",
    cause: "Connection refused",
  });
  assert.equal(parseWord("sh: 1: parec: not found")?.kind, "failed");
  assert.deepEqual(await said(["sans fin de ligne"]), []);
});
