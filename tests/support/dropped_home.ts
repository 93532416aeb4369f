import { join } from "node:path";
import { spokenWav } from "./spoken_wav.ts";

/** Times of the dropped files, so that every run of the same home gives the same ids. */
const DROPPED_AT = new Date("2026-11-23T14:05:00");

const FILES: readonly (readonly [name: string, bytes: Uint8Array])[] = [
  ["Point projet.wav", spokenWav({ seconds: 35 })],
  ["appel.wav", spokenWav({ seconds: 12, channels: 2, rate: 8000, seed: 2 })],
  [
    "Comité.greffier.json",
    new TextEncoder().encode(JSON.stringify({ participants: ["Camille Roy", "Paul"], language: "fr" })),
  ],
  ["Comité/piste 1.wav", spokenWav({ seconds: 4, seed: 3 })],
  ["Comité/piste 2.wav", spokenWav({ seconds: 4, seed: 5 })],
  ["pas du son.wav", new TextEncoder().encode("Ceci n'est pas un enregistrement.")],
];

/**
 * Fills the inbox of a home with one of each way through the pipeline: a WAV heard as it is, a call at 8 kHz that must
 * be decoded, a folder of two files with its sidecar, a text that is no recording.
 */
export async function dropOneOfEach(home: string): Promise<void> {
  const inbox = join(home, "inbox");
  await Deno.mkdir(join(inbox, "Comité"), { recursive: true });
  for (const [name, bytes] of FILES) {
    const path = join(inbox, name);
    await Deno.writeFile(path, bytes);
    await Deno.utime(path, DROPPED_AT, DROPPED_AT);
  }
}
