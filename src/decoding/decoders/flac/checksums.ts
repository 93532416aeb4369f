/** Table of a checksum of `width` bits whose polynomial is `polynomial`, highest bit first. */
function table(width: 8 | 16, polynomial: number): Uint16Array {
  const top = 1 << (width - 1);
  const mask = (1 << width) - 1;
  return Uint16Array.from({ length: 256 }, (_, byte) => {
    let value = byte << (width - 8);
    for (let bit = 0; bit < 8; bit++) value = ((value << 1) ^ (value & top ? polynomial : 0)) & mask;
    return value;
  });
}

const CRC8 = table(8, 0x07);
const CRC16 = table(16, 0x8005);

/** Checksum of a frame's header (RFC 9639, section 9.1.8). */
export function crc8(bytes: Uint8Array): number {
  let value = 0;
  for (let at = 0; at < bytes.length; at++) value = CRC8[value ^ bytes[at]];
  return value;
}

/** Checksum of a frame (RFC 9639, section 9.3). */
export function crc16(bytes: Uint8Array): number {
  let value = 0;
  for (let at = 0; at < bytes.length; at++) value = ((value << 8) & 0xffff) ^ CRC16[(value >> 8) ^ bytes[at]];
  return value;
}
