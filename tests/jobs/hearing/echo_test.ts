import assert from "node:assert/strict";
import fc from "fast-check";
import { withoutEcho } from "../../../src/jobs/hearing/echo.ts";
import { soundsLikeEcho } from "../../../src/jobs/hearing/echo_sound.ts";
import type { Channel, Segment } from "../../../src/model/mod.ts";

type Line = readonly [channel: Channel, start: number, end: number, text: string];

function hear(...lines: Line[]) {
  const segments = lines.map(([channel, start, end, text], n): Segment => ({
    id: `000000-000002.${n}`,
    channel,
    start,
    end,
    text,
    logprob: -0.1,
  }));
  const { segments: kept, suppressed } = withoutEcho({ segments, suppressed: [] }, () => true);
  return { mine: kept.filter(({ channel }) => channel === 0).map(({ text }) => text), suppressed };
}

const VALIDATED = "Nous validons le budget de quarante mille euros.";

Deno.test("what the loudspeakers said and the microphone heard is held back, and kept with its reason", () => {
  const { mine, suppressed } = hear([1, 2, 5, VALIDATED], [0, 2.1, 5.2, VALIDATED]);
  assert.deepEqual(mine, []);
  assert.deepEqual(suppressed.map(({ channel, text, reason }) => [channel, text, reason]), [
    [0, VALIDATED, "echo"],
  ]);
});

/** Cases in which the microphone's segment is an echo. */
const ECHOES: Record<string, Line[]> = {
  "with other punctuation and capitals": [[1, 2, 5, VALIDATED], [
    0,
    2,
    5,
    "nous validons, le budget de quarante mille euros",
  ]],
  "with a word lost and one blurred": [[1, 2, 5, VALIDATED], [
    0,
    2,
    5,
    "Nous validon le budget quarante mille euros.",
  ]],
  "cut into sentences at other places": [
    [1, 0, 3, "Le projet Atlas avance bien."],
    [1, 3, 6, "La livraison est prévue jeudi."],
    [0, 0.1, 6.1, "Le projet Atlas avance bien, la livraison est prévue jeudi."],
  ],
  "across the border of two sentences": [
    [1, 0, 3, "Le projet Atlas avance bien."],
    [1, 3, 6, "La livraison est prévue jeudi."],
    [0, 1.6, 4.8, "avance bien la livraison est prévue"],
  ],
  "only the end of a long sentence": [
    [1, 0, 8, "Je crois que nous devrions reporter la nouvelle version à la semaine prochaine."],
    [0, 5, 8, "la nouvelle version à la semaine prochaine"],
  ],
  "with times half a second off": [[1, 2, 5, VALIDATED], [0, 2.6, 5.6, VALIDATED]],
};

for (const [name, lines] of Object.entries(ECHOES)) {
  Deno.test(`an echo ${name} is held back`, () => assert.deepEqual(hear(...lines).mine, []));
}

/** Cases in which somebody speaks. */
const SPEAKERS: Record<string, Line[]> = {
  "says something else at the same time": [[1, 2, 5, VALIDATED], [
    0,
    2,
    5,
    "Attendez, je ne suis pas d'accord avec ce montant.",
  ]],
  "repeats it afterwards": [[1, 2, 5, VALIDATED], [0, 5.4, 8.4, VALIDATED]],
  "said it first, and the others' loudspeakers sent it back": [[0, 2, 5, VALIDATED], [1, 3, 6, VALIDATED]],
  "agrees in a word or three": [[1, 2, 5, "Oui, tout à fait d'accord."], [0, 2, 3, "tout à fait"]],
  "speaks over it": [[1, 2, 5, VALIDATED], [
    0,
    2,
    7,
    "Nous validons le budget de quarante mille euros mais pas avant la fin du mois",
  ]],
  "adds a short objection to a long echo": [
    [
      1,
      0,
      10,
      "Nous validons le budget de quarante mille euros et nous reportons la nouvelle version à jeudi",
    ],
    [
      0,
      0,
      11,
      "Nous validons le budget de quarante mille euros et nous reportons la nouvelle version à jeudi non pas du tout",
    ],
  ],
  "adds two words of their own": [[1, 2, 5, VALIDATED], [0, 2, 6, `${VALIDATED} Pas question.`]],
  "uses the same words in another order": [
    [1, 2, 6, "jeudi la maquette du client est prête pour Paul"],
    [0, 2, 6, "Paul prête est la maquette pour jeudi du client"],
  ],
  "says the contrary": [[1, 2, 5, "Je valide le budget."], [0, 2, 5, "Je ne valide pas ce budget du tout."]],
  "shares only common words with a long talk": [
    [
      1,
      0,
      20,
      "il y a le client et la maquette de la version que nous avons et le reste de la liste est dans le dossier",
    ],
    [0, 4, 8, "il y a la liste dans le placard et la clé"],
  ],
};

for (const [name, lines] of Object.entries(SPEAKERS)) {
  Deno.test(`a person who ${name} stays`, () => {
    const own = lines.filter(([channel]) => channel === 0).map(([, , , text]) => text);
    assert.deepEqual(hear(...lines).mine, own);
  });
}

Deno.test("what the system says is never held back, nor anything without it", () => {
  const words = fc.array(fc.constantFrom("le", "budget", "client", "jeudi", "non"), { maxLength: 12 });
  const line = fc.tuple(fc.constantFrom<Channel>(0, 1), fc.integer({ max: 30, min: 0 }), words);
  fc.assert(fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
    const segments = lines.map(([channel, start, text], n): Segment => ({
      ...{ id: String(n), channel, start, end: start + 3, text: text.join(" ") },
    }));
    const { segments: kept, suppressed } = withoutEcho({ segments, suppressed: [] }, () => true);
    assert.equal(kept.length + suppressed.length, segments.length);
    assert.ok(suppressed.every(({ channel }) => channel === 0));
    const alone = segments.filter(({ channel }) => channel === 0);
    assert.deepEqual(withoutEcho({ segments: alone, suppressed: [] }, () => true).segments, alone);
  }));
});

Deno.test("what was held back before keeps its place and reason", () => {
  const before = { channel: 0 as const, start: 9, end: 10, text: "Merci.", reason: "stock-phrase" as const };
  const { suppressed } = withoutEcho({
    segments: [
      { id: "a", channel: 1, start: 2, end: 5, text: VALIDATED },
      { id: "b", channel: 0, start: 2, end: 5, text: VALIDATED },
    ],
    suppressed: [before],
  }, () => true);
  assert.deepEqual(suppressed.map(({ reason }) => reason), ["echo", "stock-phrase"]);
});

Deno.test("who says the same words at the same time stays: the sound of the loudspeakers must be there", () => {
  const segments: Segment[] = [
    { id: "a", channel: 1, start: 2, end: 5, text: VALIDATED },
    { id: "b", channel: 0, start: 2.1, end: 5.1, text: VALIDATED },
  ];
  assert.deepEqual(withoutEcho({ segments, suppressed: [] }, () => false).segments, segments);
});

const RATE = 16_000;

/** Something like a voice: syllables of a few harmonics, with a pitch that wanders. `pace` is how fast it speaks. */
function voice({ pitch = 120, pace = 1, seconds = 4 } = {}): Float32Array {
  let phase = 0;
  return Float32Array.from({ length: seconds * RATE }, (_, i) => {
    const time = pace * i / RATE;
    phase += 2 * Math.PI * pitch * (1 + 0.15 * Math.sin(2.3 * time) + 0.05 * Math.sin(11 * time)) / RATE;
    const loud = Math.max(0, Math.sin(2 * Math.PI * 3.7 * time + Math.sin(1.7 * time)));
    return 0.1 * loud * (Math.sin(phase) + 0.7 * Math.sin(2 * phase) + 0.5 * Math.sin(5 * phase));
  });
}

/** What a microphone hears of `sound` in a room: late, weak, reverberant. */
function inRoom(sound: Float32Array, delaySeconds: number): Float32Array {
  const delay = Math.round(delaySeconds * RATE);
  const taps = [[0, 0.15], [211, 0.06], [797, -0.05], [1613, 0.03], [3001, -0.02]];
  return sound.map((_, i) =>
    taps.reduce((sum, [late, gain]) => sum + gain * (sound[i - delay - late] ?? 0), 0)
  );
}

Deno.test("the sound tells: an echo is what was played, whatever the room; the same words of another voice are not", () => {
  const system = voice();
  const sounds = (microphone: Float32Array) => soundsLikeEcho({ microphone, system }, 0.5, 3.5);
  for (const delay of [0.01, 0.12, 0.4]) assert.equal(sounds(inRoom(system, delay)), true, `${delay} s late`);
  for (const other of [{ pitch: 210 }, { pitch: 131, pace: 1.05 }, { pitch: 120, pace: 0.9 }]) {
    assert.equal(sounds(voice(other)), false, JSON.stringify(other));
    const faint = inRoom(system, 0.1);
    const own = voice(other);
    assert.equal(sounds(own.map((sample, i) => sample + 0.3 * faint[i])), false, "over a faint echo");
  }
  assert.equal(sounds(new Float32Array(system.length)), false);
  assert.equal(soundsLikeEcho({ microphone: system, system }, 9, 12), false, "outside the window");
});
