import type { BitReader } from "./bit_reader.ts";

/** What cannot be in a FLAC frame is in it. */
export class BadFrame extends Error {}

/** Reads a subframe of samples of `bits` bits into `samples` (RFC 9639, section 9.2). */
export function readSubframe(reader: BitReader, bits: number, samples: Float64Array): void {
  if (reader.bits(1) !== 0) throw new BadFrame("padding");
  const type = reader.bits(6);
  const wasted = reader.bits(1) === 0 ? 0 : reader.unary() + 1;
  const depth = bits - wasted;
  if (depth < 1) throw new BadFrame("wasted bits");
  if (type === 0) samples.fill(reader.signed(depth));
  else if (type === 1) { for (let i = 0; i < samples.length; i++) samples[i] = reader.signed(depth); }
  else if (type >= 8 && type <= 12) readFixed(reader, depth, type - 8, samples);
  else if (type >= 32) readLinear(reader, depth, type - 31, samples);
  else throw new BadFrame("subframe type");
  if (wasted > 0) { for (let i = 0; i < samples.length; i++) samples[i] *= 2 ** wasted; }
}

function readWarmUp(reader: BitReader, depth: number, order: number, samples: Float64Array): void {
  if (order > samples.length) throw new BadFrame("order");
  for (let i = 0; i < order; i++) samples[i] = reader.signed(depth);
}

function readFixed(reader: BitReader, depth: number, order: number, samples: Float64Array): void {
  readWarmUp(reader, depth, order, samples);
  readResidual(reader, order, samples);
  const s = samples;
  const length = s.length;
  switch (order) {
    case 1:
      for (let i = 1; i < length; i++) s[i] += s[i - 1];
      break;
    case 2:
      for (let i = 2; i < length; i++) s[i] += 2 * s[i - 1] - s[i - 2];
      break;
    case 3:
      for (let i = 3; i < length; i++) s[i] += 3 * s[i - 1] - 3 * s[i - 2] + s[i - 3];
      break;
    case 4:
      for (let i = 4; i < length; i++) s[i] += 4 * s[i - 1] - 6 * s[i - 2] + 4 * s[i - 3] - s[i - 4];
      break;
  }
}

function readLinear(reader: BitReader, depth: number, order: number, samples: Float64Array): void {
  readWarmUp(reader, depth, order, samples);
  const precision = reader.bits(4) + 1;
  if (precision === 16) throw new BadFrame("precision");
  const shift = reader.signed(5);
  if (shift < 0) throw new BadFrame("shift");
  const coefficients = Float64Array.from({ length: order }, () => reader.signed(precision));
  readResidual(reader, order, samples);
  const scale = 2 ** -shift;
  // Sums stay below 2^53: 33 bits of a sample, 15 of a coefficient, 5 of the order.
  for (let i = order; i < samples.length; i++) {
    let sum = 0;
    for (let j = 0; j < order; j++) sum += coefficients[j] * samples[i - 1 - j];
    samples[i] += Math.floor(sum * scale);
  }
}

/** Reads what the prediction lacks, partition by partition (RFC 9639, section 9.2.7), to where it belongs. */
function readResidual(reader: BitReader, order: number, samples: Float64Array): void {
  const method = reader.bits(2);
  if (method > 1) throw new BadFrame("residual method");
  const parameterBits = method === 0 ? 4 : 5;
  const escape = (1 << parameterBits) - 1;
  const partitions = 1 << reader.bits(4);
  const each = samples.length / partitions;
  if (!Number.isInteger(each) || each < order) throw new BadFrame("partitions");
  let at = order;
  for (let partition = 0; partition < partitions; partition++) {
    const end = (partition + 1) * each;
    const parameter = reader.bits(parameterBits);
    if (parameter === escape) {
      const bits = reader.bits(5);
      while (at < end) samples[at++] = reader.signed(bits);
      continue;
    }
    const factor = 2 ** parameter;
    while (at < end) {
      const quotient = reader.unary();
      const value = quotient * factor +
        (parameter <= 24 ? reader.bits(parameter) : reader.longBits(parameter));
      samples[at++] = value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    }
  }
}
