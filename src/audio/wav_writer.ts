/**
 * Interleaves one array a channel (`planar[channel][frame]`, -1 to 1) into 16-bit little-endian PCM. What lies outside
 * -1 to 1 is clipped. A sample that was read from 16-bit PCM comes out as it was.
 */
export function encodePcm16(planar: readonly Float32Array[]): Uint8Array {
  const channels = planar.length;
  const frames = planar[0]?.length ?? 0;
  const bytes = new Uint8Array(frames * channels * 2);
  const view = new DataView(bytes.buffer);
  for (let channel = 0; channel < channels; channel++) {
    const samples = planar[channel];
    for (let frame = 0, at = channel * 2; frame < frames; frame++, at += channels * 2) {
      const value = Math.round(samples[frame] * 32_768);
      view.setInt16(at, value > 32_767 ? 32_767 : value < -32_768 ? -32_768 : value, true);
    }
  }
  return bytes;
}
