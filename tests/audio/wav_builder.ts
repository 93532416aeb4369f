/** How {@linkcode buildWav} writes a WAV: every freedom the format leaves, and a few that it does not. */
export interface BuildOptions {
  readonly container?: "RIFF" | "RIFX" | "RF64" | "BW64";
  readonly tag?: number;
  readonly bits?: number;
  readonly channels?: number;
  readonly rate?: number;
  readonly blockAlign?: number;
  /** Writes WAVE_FORMAT_EXTENSIBLE with the tag in its GUID. */
  readonly extensible?: boolean;
  /** RIFF chunks between the start and `fmt `. */
  readonly before?: readonly Uint8Array[];
  /** RIFF chunks between `fmt ` and `data`. */
  readonly between?: readonly Uint8Array[];
  readonly after?: readonly Uint8Array[];
  /** Puts `fmt ` behind `data`. */
  readonly formatLast?: boolean;
  /** The size `data` says, in place of its own. */
  readonly dataSize?: number;
  /** The size the file says, in place of its own. */
  readonly riffSize?: number;
  /** The sound, as it stands in the file. */
  readonly data: Uint8Array;
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

export function u32(value: number, little = true): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, little);
  return bytes;
}

/** One RIFF chunk, padded to an even length. */
export function riffChunk(
  id: string,
  contents: Uint8Array,
  { size = contents.length, little = true, pad = true }: {
    readonly size?: number;
    readonly little?: boolean;
    readonly pad?: boolean;
  } = {},
): Uint8Array {
  return concat([ascii(id), u32(size, little), contents, new Uint8Array(pad ? contents.length % 2 : 0)]);
}

export function buildWav(options: BuildOptions): Uint8Array {
  const {
    container = "RIFF",
    tag = 1,
    bits = 16,
    channels = 1,
    rate = 16_000,
    extensible = false,
    before = [],
    between = [],
    after = [],
    data,
  } = options;
  const little = container !== "RIFX";
  const large = container === "RF64" || container === "BW64";
  const blockAlign = options.blockAlign ?? channels * Math.ceil(bits / 8);
  const contents = new Uint8Array(extensible ? 40 : 16);
  const view = new DataView(contents.buffer);
  view.setUint16(0, extensible ? 0xfffe : tag, little);
  view.setUint16(2, channels, little);
  view.setUint32(4, rate, little);
  view.setUint32(8, rate * blockAlign, little);
  view.setUint16(12, blockAlign, little);
  view.setUint16(14, bits, little);
  if (extensible) {
    view.setUint16(16, 22, little);
    view.setUint16(18, bits, little);
    view.setUint32(24, tag, little);
    view.setUint16(30, 0x10, little);
    contents.set([0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71], 32);
  }
  const fmt = riffChunk("fmt ", contents, { little });
  const dataPart = riffChunk("data", data, {
    size: options.dataSize ?? (large ? 0xffff_ffff : data.length),
    little,
  });
  const ds64 = new Uint8Array(28);
  new DataView(ds64.buffer).setBigUint64(8, BigInt(data.length), true);
  const parts = concat([
    ...(large ? [riffChunk("ds64", ds64)] : []),
    ...before,
    ...(options.formatLast ? [] : [fmt]),
    ...between,
    dataPart,
    ...(options.formatLast ? [fmt] : []),
    ...after,
  ]);
  const riffSize = options.riffSize ?? (large ? 0xffff_ffff : parts.length + 4);
  return concat([ascii(container), u32(riffSize, little), ascii("WAVE"), parts]);
}

/** The contents of a `bext` with this origination date and time. */
export function bext(date: string, time: string): Uint8Array {
  const contents = new Uint8Array(602);
  contents.set(ascii(date + time), 320);
  return riffChunk("bext", contents);
}

/** 16-bit little-endian PCM of whole numbers. */
export function pcm16(values: readonly number[]): Uint8Array {
  return new Uint8Array(Int16Array.from(values).buffer);
}
