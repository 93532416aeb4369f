/** Numbers that look random and are the same in every run: mulberry32, 0 to 1. */
export function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** White noise of root mean square `gain`. */
export function noise(
  length: number,
  { gain = 0.1, seed = 1 }: { readonly gain?: number; readonly seed?: number } = {},
): Float32Array {
  const random = seeded(seed);
  return Float32Array.from({ length: Math.round(length) }, () => (random() * 2 - 1) * gain * Math.sqrt(3));
}

/** A sine of this frequency, in Hz, and amplitude. */
export function sine(
  length: number,
  { rate, frequency, gain = 0.5 }: {
    readonly rate: number;
    readonly frequency: number;
    readonly gain?: number;
  },
): Float32Array {
  return Float32Array.from({ length }, (_, n) => gain * Math.sin(2 * Math.PI * frequency * n / rate));
}

/** Gives a noise the ups and downs of speech: a new loudness for each stretch of `step` samples. */
export function spread(samples: Float32Array, step: number): Float32Array {
  const random = seeded(samples.length);
  let gain = 1;
  return samples.map((sample, n) => {
    if (n % step === 0) gain = random() ** 2;
    return sample * gain;
  });
}

/** A turn of somebody: start and end, in seconds. */
export type Turn = readonly [number, number];

/**
 * Something with the loudness of speech: in each turn, syllables of 0.12 to 0.28 s with short dips between, some loud,
 * some soft; elsewhere 0.
 */
export function talk(
  seconds: number,
  turns: readonly Turn[],
  { rate, seed, gain = 0.1 }: { readonly rate: number; readonly seed: number; readonly gain?: number },
): Float32Array {
  const random = seeded(seed);
  const samples = new Float32Array(Math.round(seconds * rate));
  for (const [from, to] of turns) {
    for (let at = from; at < to;) {
      const length = 0.12 + 0.16 * random();
      const loudness = gain * 10 ** (-10 * random() / 20) * Math.sqrt(3);
      const [first, last] = [Math.round(at * rate), Math.round(Math.min(at + length, to) * rate)];
      for (let n = first; n < Math.min(last, samples.length); n++) {
        samples[n] = loudness * Math.sin(Math.PI * (n - first + 0.5) / (last - first)) * (random() * 2 - 1);
      }
      at += length + 0.02 + (random() < 0.1 ? 0.3 : 0);
    }
  }
  return samples;
}

/** The sum of sounds, each with its gain and delayed by whole samples. */
export function sum(
  ...sounds: readonly (readonly [sound: Float32Array, gain: number, delay?: number])[]
): Float32Array {
  return sounds[0][0].map((_, n) =>
    sounds.reduce((total, [sound, gain, delay = 0]) => total + (n >= delay ? gain * sound[n - delay] : 0), 0)
  );
}
