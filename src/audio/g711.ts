/**
 * The two companding laws of telephony, ITU-T Recommendation G.711 (1988), as tables from a byte to a sample.
 *
 * @module
 */

/** The 13-bit uniform value of an A-law byte (G.711, table 1), shifted to 16 bits: -32,256 to 32,256. */
export function alawToPcm16(byte: number): number {
  const code = byte ^ 0x55;
  const exponent = (code >> 4) & 7;
  const mantissa = code & 15;
  const magnitude = exponent === 0 ? (mantissa << 4) + 8 : ((mantissa << 4) + 0x108) << (exponent - 1);
  return code & 0x80 ? magnitude : -magnitude;
}

/** The 14-bit uniform value of a µ-law byte (G.711, table 2), shifted to 16 bits: -32,124 to 32,124. */
export function mulawToPcm16(byte: number): number {
  const code = ~byte & 0xff;
  const magnitude = ((((code & 15) << 3) + 0x84) << ((code >> 4) & 7)) - 0x84;
  return code & 0x80 ? -magnitude : magnitude;
}

function table(toPcm16: (byte: number) => number): Float32Array {
  return Float32Array.from({ length: 256 }, (_, byte) => toPcm16(byte) / 32_768);
}

/** Samples of -1 to 1, by A-law byte. */
export const ALAW: Float32Array = table(alawToPcm16);

/** Samples of -1 to 1, by µ-law byte. */
export const MULAW: Float32Array = table(mulawToPcm16);
