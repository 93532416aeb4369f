const LOCAL = 0x04034b50;
const ENTRY = 0x02014b50;
const END = 0x06054b50;
const END_BYTES = 22;
/** 1 January 1980, the first day that a zip can tell (APPNOTE 4.4.6), and midnight. */
const FIRST_DAY = 0x0021;

/**
 * Sets the time of every file of a zip to the first that a zip knows, in place, so that the same files give the same
 * bytes. For a zip without a comment and below 4 GB, as docx writes it (APPNOTE 4.3). Throws on any other.
 */
export function withoutTimes(zip: Uint8Array): Uint8Array {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = zip.byteLength - END_BYTES;
  if (end < 0 || view.getUint32(end, true) !== END) throw new RangeError("not a zip as docx writes it");
  const set = (at: number) => {
    view.setUint16(at, 0, true);
    view.setUint16(at + 2, FIRST_DAY, true);
  };
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    const local = view.getUint32(at + 42, true);
    if (view.getUint32(at, true) !== ENTRY || view.getUint32(local, true) !== LOCAL) {
      throw new RangeError("not a zip as docx writes it");
    }
    set(at + 12);
    set(local + 10);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return zip;
}
