/**
 * The two ADPCM of WAV: IMA's (Recommended Practices for Enhancing Digital Audio Compatibility, 1992; format tag 0x11) and
 * Microsoft's (Multimedia Data Standards Update, 1994; format tag 2). Each block stands for itself.
 *
 * @module
 */

/** Decodes one block into samples of each channel, -32,768 to 32,767; a block that is cut gives what is there. */
export type BlockDecoder = (block: Uint8Array, channels: number) => Int16Array[];

const STEPS = [
  ...[
    7,
    8,
    9,
    10,
    11,
    12,
    13,
    14,
    16,
    17,
    19,
    21,
    23,
    25,
    28,
    31,
    34,
    37,
    41,
    45,
    50,
    55,
    60,
    66,
    73,
    80,
    88,
    97,
  ],
  ...[
    107,
    118,
    130,
    143,
    157,
    173,
    190,
    209,
    230,
    253,
    279,
    307,
    337,
    371,
    408,
    449,
    494,
    544,
    598,
    658,
    724,
    796,
  ],
  ...[
    876,
    963,
    1060,
    1166,
    1282,
    1411,
    1552,
    1707,
    1878,
    2066,
    2272,
    2499,
    2749,
    3024,
    3327,
    3660,
    4026,
    4428,
  ],
  ...[
    4871,
    5358,
    5894,
    6484,
    7132,
    7845,
    8630,
    9493,
    10442,
    11487,
    12635,
    13899,
    15289,
    16818,
    18500,
    20350,
    22385,
  ],
  ...[24623, 27086, 29794, 32767],
];
const INDEX_CHANGES = [-1, -1, -1, -1, 2, 4, 6, 8];

const ADAPTATIONS = [230, 230, 230, 230, 307, 409, 512, 614, 768, 614, 512, 409, 307, 230, 230, 230];
const FIRST = [256, 512, 0, 192, 240, 460, 392];
const SECOND = [0, -256, 0, 64, 0, -208, -232];

function saturated(value: number): number {
  return value > 32_767 ? 32_767 : value < -32_768 ? -32_768 : value;
}

/** A block of IMA ADPCM: four bytes of a head a channel, then eight samples of each channel in turn. */
export const decodeIma: BlockDecoder = (block, channels) => {
  const groups = Math.floor((block.length - 4 * channels) / (4 * channels));
  if (groups < 0) return Array.from({ length: channels }, () => new Int16Array(0));
  const view = new DataView(block.buffer, block.byteOffset, block.length);
  return Array.from({ length: channels }, (_, channel) => {
    const samples = new Int16Array(1 + groups * 8);
    let value = view.getInt16(channel * 4, true);
    let index = Math.min(88, block[channel * 4 + 2]);
    samples[0] = value;
    for (let at = 1; at < samples.length; at++) {
      const byte = block[4 * channels + ((at - 1) >> 3) * 4 * channels + channel * 4 + (((at - 1) & 7) >> 1)];
      const code = (at & 1) === 1 ? byte & 15 : byte >> 4;
      const step = STEPS[index];
      const change = (step >> 3) + (code & 1 ? step >> 2 : 0) + (code & 2 ? step >> 1 : 0) +
        (code & 4 ? step : 0);
      value = saturated(code & 8 ? value - change : value + change);
      index = Math.max(0, Math.min(88, index + INDEX_CHANGES[code & 7]));
      samples[at] = value;
    }
    return samples;
  });
};

/** A block of Microsoft ADPCM: seven bytes of a head a channel, then a nibble a sample, channels in turn. */
export const decodeMs: BlockDecoder = (block, channels) => {
  const nibbles = (block.length - 7 * channels) * 2;
  if (nibbles < 0) return Array.from({ length: channels }, () => new Int16Array(0));
  const view = new DataView(block.buffer, block.byteOffset, block.length);
  const planar = Array.from({ length: channels }, () => new Int16Array(2 + Math.floor(nibbles / channels)));
  const states = planar.map((samples, channel) => {
    const kind = Math.min(6, block[channel]);
    const word = (position: number) => view.getInt16(channels + 2 * (position * channels + channel), true);
    samples[0] = word(2);
    samples[1] = word(1);
    return { first: FIRST[kind], second: SECOND[kind], delta: word(0), at: 2 };
  });
  for (let nibble = 0; nibble < nibbles; nibble++) {
    const byte = block[7 * channels + (nibble >> 1)];
    const code = (nibble & 1) === 0 ? byte >> 4 : byte & 15;
    const state = states[nibble % channels];
    const samples = planar[nibble % channels];
    if (state.at >= samples.length) break;
    const { first, second, delta, at } = state;
    const predicted = (samples[at - 1] * first + samples[at - 2] * second) >> 8;
    samples[at] = saturated(predicted + (code & 8 ? code - 16 : code) * delta);
    state.delta = Math.min(0x7fff_ffff, Math.max(16, Math.floor(ADAPTATIONS[code] * delta / 256)));
    state.at++;
  }
  return planar;
};
