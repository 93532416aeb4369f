/**
 * The full-rate speech codec of GSM, ETSI EN 300 961 (GSM 06.10), as phone systems keep their recordings. Its arithmetic is
 * that of 16-bit words with saturation, so two decoders give the same samples, bit for bit. Names are the standard's.
 *
 * @module
 */

/** Samples of a frame: 20 ms at 8 kHz. */
const FRAME_SAMPLES = 160;

/** Bytes of two frames as Microsoft packs them in WAV, and the samples in them. */
export const PAIR_BYTES = 65;
export const PAIR_SAMPLES = 2 * FRAME_SAMPLES;

const LAR_BITS = [6, 6, 5, 5, 4, 4, 3, 3];
/** B, MIC and 1/A of each log area ratio (table 4.1 and 4.2). */
const LAR_B = [0, 0, 2048, -2560, 94, -1792, -341, -1144];
const LAR_MIC = [-32, -32, -16, -16, -8, -8, -4, -4];
const LAR_INVA = [13107, 13107, 13107, 13107, 19223, 17476, 31454, 29708];
/** Gains of the long-term filter (table 4.3b). */
const QLB = [3277, 11469, 21299, 32767];
/** Mantissas of the direct quantiser (table 4.6). */
const FAC = [18431, 20479, 22527, 24575, 26623, 28671, 30719, 32767];

function saturated(value: number): number {
  return value > 32_767 ? 32_767 : value < -32_768 ? -32_768 : value;
}

/** The product of two fractions, rounded. */
function product(a: number, b: number): number {
  return a === -32_768 && b === -32_768 ? 32_767 : (a * b + 16_384) >> 15;
}

/** Bits of a frame, from the lowest of each byte to the highest, as Microsoft's packing has them. */
class Bits {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  take(count: number): number {
    let value = 0;
    for (let bit = 0; bit < count; bit++, this.#at++) {
      value |= ((this.#bytes[this.#at >> 3] >> (this.#at & 7)) & 1) << bit;
    }
    return value;
  }
}

/** Decodes one channel; what it hears depends on what came before. */
export class GsmDecoder {
  /** Reconstructed short-term residual: 120 samples of the past, 40 of the present. */
  readonly #drp = new Int16Array(160);
  readonly #larpp = [new Int16Array(8), new Int16Array(8)];
  readonly #v = new Int16Array(9);
  #j = 0;
  #nrp = 40;
  #msr = 0;

  /** The 320 samples of 65 bytes, -32,768 to 32,767. */
  decodePair(bytes: Uint8Array, into: Int16Array): void {
    const bits = new Bits(bytes);
    this.#frame(bits, into.subarray(0, FRAME_SAMPLES));
    this.#frame(bits, into.subarray(FRAME_SAMPLES, PAIR_SAMPLES));
  }

  #frame(bits: Bits, into: Int16Array): void {
    const lar = LAR_BITS.map((count) => bits.take(count));
    const wt = new Int16Array(FRAME_SAMPLES);
    for (let sub = 0; sub < 4; sub++) {
      const lag = bits.take(7);
      const gain = bits.take(2);
      const grid = bits.take(2);
      const maximum = bits.take(6);
      const erp = new Int16Array(40);
      decodePulses(bits, maximum, grid, erp);
      this.#longTerm(lag, gain, erp);
      wt.set(this.#drp.subarray(120), sub * 40);
      this.#drp.copyWithin(0, 40);
    }
    this.#shortTerm(lar, wt, into);
    for (let k = 0; k < FRAME_SAMPLES; k++) {
      this.#msr = saturated(into[k] + product(this.#msr, 28_180));
      into[k] = saturated(2 * this.#msr) & 0xfff8;
    }
  }

  /** Section 4.3.2: adds the pitch, which repeats what was a lag ago. */
  #longTerm(lag: number, gain: number, erp: Int16Array): void {
    if (lag >= 40 && lag <= 120) this.#nrp = lag;
    const drp = this.#drp;
    for (let k = 0; k < 40; k++) {
      drp[120 + k] = saturated(erp[k] + product(QLB[gain], drp[120 + k - this.#nrp]));
    }
  }

  /** Section 4.3.3: the filter that is the vocal tract, its coefficients drawn from those of the frame before. */
  #shortTerm(lar: readonly number[], wt: Int16Array, into: Int16Array): void {
    const present = this.#larpp[this.#j];
    this.#j ^= 1;
    const past = this.#larpp[this.#j];
    for (let i = 0; i < 8; i++) {
      const code = saturated(saturated((lar[i] + LAR_MIC[i]) << 10) - (LAR_B[i] << 1));
      present[i] = saturated(2 * product(LAR_INVA[i], code));
    }
    const larp = new Int16Array(8);
    const stretches = [
      {
        to: 13,
        of: (i: number) => saturated(saturated((past[i] >> 2) + (present[i] >> 2)) + (past[i] >> 1)),
      },
      { to: 27, of: (i: number) => saturated((past[i] >> 1) + (present[i] >> 1)) },
      {
        to: 40,
        of: (i: number) => saturated(saturated((past[i] >> 2) + (present[i] >> 2)) + (present[i] >> 1)),
      },
      { to: FRAME_SAMPLES, of: (i: number) => present[i] },
    ];
    let from = 0;
    for (const { to, of } of stretches) {
      for (let i = 0; i < 8; i++) larp[i] = reflection(of(i));
      this.#filter(larp, wt.subarray(from, to), into.subarray(from, to));
      from = to;
    }
  }

  #filter(rrp: Int16Array, wt: Int16Array, into: Int16Array): void {
    const v = this.#v;
    for (let k = 0; k < wt.length; k++) {
      let sri = wt[k];
      for (let i = 7; i >= 0; i--) {
        sri = saturated(sri - product(rrp[i], v[i]));
        v[i + 1] = saturated(v[i] + product(rrp[i], sri));
      }
      into[k] = v[0] = sri;
    }
  }
}

/** Section 4.2.15 to 4.2.17: thirteen pulses, a third of the samples. */
function decodePulses(bits: Bits, maximum: number, grid: number, into: Int16Array): void {
  let exponent = maximum > 15 ? (maximum >> 3) - 1 : 0;
  let mantissa = maximum - (exponent << 3);
  if (mantissa === 0) {
    exponent = -4;
    mantissa = 7;
  } else {
    while (mantissa <= 7) {
      mantissa = (mantissa << 1) | 1;
      exponent--;
    }
    mantissa -= 8;
  }
  const shift = 6 - exponent;
  const half = 1 << (shift - 1);
  for (let i = 0; i < 13; i++) {
    const pulse = ((bits.take(3) << 1) - 7) << 12;
    into[grid + 3 * i] = saturated(product(FAC[mantissa], pulse) + half) >> shift;
  }
}

/** Section 4.2.9.2: from a log area ratio to a reflection coefficient. */
function reflection(larp: number): number {
  const size = larp < 0 ? (larp === -32_768 ? 32_767 : -larp) : larp;
  const value = size < 11_059 ? size << 1 : size < 20_070 ? size + 11_059 : saturated((size >> 2) + 26_112);
  return larp < 0 ? -value : value;
}
