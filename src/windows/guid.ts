/** A GUID written with or without braces, as its 16 bytes: the first three numbers are little-endian (guiddef.h). */
export function guid(text: string): Uint8Array<ArrayBuffer> {
  const digits = text.replaceAll(/[{}-]/g, "");
  const bytes = Uint8Array.from(
    { length: 16 },
    (_, at) => Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16),
  );
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return bytes;
}
