import { createFakeTranscriber } from "./fake_transcriber.ts";
import { type TemporaryHome, temporaryHome } from "./home.ts";
import { type WatchedRun, watchedRun } from "./meeting.ts";
import { spokenWav } from "./spoken_wav.ts";

/** What is said in each meeting of {@linkcode meetingsHome}, one sentence each. */
export const SAID = {
  "2026-01-19_1430_atlas": "Nous validons le budget du projet Atlas à quarante mille euros.",
  "2026-02-03_0900_point": "Nadia doit envoyer le devis avant le 6 février.",
} as const;

export const [ATLAS, POINT] = Object.keys(SAID) as [keyof typeof SAID, keyof typeof SAID];

const LENGTHS = { [ATLAS]: 10, [POINT]: 14 } as const;

/** Makes reports of what was dropped into a home, from an engine that hears what {@linkcode SAID} has. */
export async function hearSaid(home: Pick<TemporaryHome, "path">): Promise<WatchedRun> {
  const transcribe: Parameters<typeof createFakeTranscriber>[0] = {
    transcribe: (samples) => {
      const text = samples.length > 12 * 16_000 ? SAID[POINT] : SAID[ATLAS];
      return { pieces: [{ start: 1, end: 6, text, logprob: -0.05 }], noSpeech: 0 };
    },
  };
  return await watchedRun(home, { transcriber: createFakeTranscriber(transcribe) });
}

/** A home with two sealed meetings: "Atlas" of January, "Point" of February. */
export async function meetingsHome(): Promise<TemporaryHome> {
  const home = await temporaryHome();
  await home.drop("Atlas.wav", spokenWav({ seconds: LENGTHS[ATLAS], startedAt: "2026-01-19T14:30:00" }));
  await home.drop("Point.wav", spokenWav({ seconds: LENGTHS[POINT], startedAt: "2026-02-03T09:00:00" }));
  await hearSaid(home);
  return home;
}
