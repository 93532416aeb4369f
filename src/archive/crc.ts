/** The checks of FLAC and of Ogg: bits highest first, no inversion. */
function table(polynomial: number, bits: number): Uint32Array {
  const top = 2 ** (bits - 1);
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte * 2 ** (bits - 8);
    for (let i = 0; i < 8; i++) {
      const carries = crc >= top;
      crc = crc * 2 % 2 ** bits;
      if (carries) crc = (crc ^ polynomial) >>> 0;
    }
    return crc;
  });
}

const CRC8 = table(0x07, 8);
const CRC16 = table(0x8005, 16);
const CRC32 = table(0x04c11db7, 32);

/** Of a FLAC frame's header: x⁸ + x² + x + 1. */
export function crc8(bytes: Uint8Array): number {
  let crc = 0;
  for (let i = 0; i < bytes.length; i++) crc = CRC8[crc ^ bytes[i]];
  return crc;
}

/** Of a FLAC frame: x¹⁶ + x¹⁵ + x² + 1. */
export function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (let i = 0; i < bytes.length; i++) crc = (crc << 8 & 0xffff) ^ CRC16[crc >> 8 ^ bytes[i]];
  return crc;
}

/** Of an Ogg page: RFC 3533, section 6. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0;
  for (let i = 0; i < bytes.length; i++) crc = (crc << 8 ^ CRC32[crc >>> 24 ^ bytes[i]]) >>> 0;
  return crc;
}
