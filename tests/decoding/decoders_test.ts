import assert from "node:assert/strict";
import { ByteFeed } from "../../src/decoding/decoders/byte_feed.ts";
import type { Decoded, Decoder } from "../../src/decoding/decoders/decoder.ts";
import { decodeFlac } from "../../src/decoding/decoders/flac/flac.ts";
import { decodeMp3 } from "../../src/decoding/decoders/mp3/mp3.ts";
import { MINIMP3_WASM } from "../../src/decoding/decoders/mp3/minimp3_wasm.ts";
import { decodeOgg } from "../../src/decoding/decoders/ogg/ogg.ts";
import { readWavCodec } from "../../src/audio/mod.ts";
import { wavBlocks } from "../../src/decoding/decoders/wav/wav_blocks.ts";
import { memorySource } from "../support/memory_source.ts";
import { decodedByFfmpeg, demoWav, ffmpeg, made } from "../support/sound_files.ts";

/** A stretch of a call, two people, as all formats are made of it. */
const CALL = ["-ss", "1", "-t", "21.3"];

interface Heard extends Decoded {
  readonly channels: number;
  readonly rates: readonly number[];
  /** Interleaved. */
  readonly samples: Float32Array;
}

async function heard(decode: Decoder, bytes: Uint8Array, pieceBytes = 65_536): Promise<Heard> {
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
  }
  const blocks: Float32Array[][] = [];
  const rates = new Set<number>();
  const { truncated } = await decode(new ByteFeed(pieces()), {
    push: (block, rate) => {
      rates.add(rate);
      blocks.push(block.map((samples) => samples.slice()));
      return Promise.resolve();
    },
  });
  const channels = blocks[0]?.length ?? 0;
  const frames = blocks.reduce((sum, block) => sum + block[0].length, 0);
  const samples = new Float32Array(frames * channels);
  let at = 0;
  for (const block of blocks) {
    for (let frame = 0; frame < block[0].length; frame++) {
      for (let channel = 0; channel < channels; channel++) samples[at++] = block[channel][frame];
    }
  }
  return { truncated, channels, rates: [...rates], samples };
}

function farthest(a: Float32Array, b: Float32Array): number {
  let most = 0;
  for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs(a[i] - b[i]));
  return most;
}

/** The most that two decoders of MP3 may differ: one rounds to 16 bits. */
const ROUNDED = 2 / 32_768;

const TABLE: readonly {
  readonly name: string;
  readonly args: readonly string[];
  readonly decode: Decoder;
  readonly differ: number;
  readonly pieceBytes?: number;
  readonly by?: readonly string[];
}[] = [
  {
    name: "vbr.mp3",
    args: ["-ar", "44100", "-c:a", "libmp3lame", "-q:a", "4"],
    decode: decodeMp3,
    differ: ROUNDED,
  },
  {
    name: "small.mp3",
    args: ["-ar", "16000", "-c:a", "libmp3lame", "-b:a", "24k"],
    decode: decodeMp3,
    differ: ROUNDED,
  },
  {
    name: "untagged.mp3",
    args: [
      "-ac",
      "1",
      "-ar",
      "48000",
      "-c:a",
      "libmp3lame",
      "-b:a",
      "320k",
      "-write_xing",
      "0",
      "-id3v2_version",
      "0",
    ],
    decode: decodeMp3,
    differ: ROUNDED,
    pieceBytes: 777,
  },
  { name: "16.flac", args: ["-c:a", "flac", "-compression_level", "12"], decode: decodeFlac, differ: 0 },
  {
    name: "24.flac",
    args: ["-ar", "48000", "-af", "volume=2.7dB", "-sample_fmt", "s32", "-c:a", "flac"],
    decode: decodeFlac,
    differ: 0,
    pieceBytes: 1_000,
  },
  {
    name: "mono.flac",
    args: ["-ac", "1", "-ar", "44100", "-c:a", "flac", "-compression_level", "0"],
    decode: decodeFlac,
    differ: 0,
  },
  { name: "flac.oga", args: ["-c:a", "flac"], decode: decodeOgg, differ: 0 },
  { name: "vorbis.ogg", args: ["-ar", "44100", "-c:a", "libvorbis"], decode: decodeOgg, differ: 1e-6 },
  {
    name: "opus.opus",
    args: ["-c:a", "libopus", "-b:a", "24k"],
    decode: decodeOgg,
    differ: 0,
    by: ["-c:a", "libopus"],
  },
];

for (const { name, args, decode, differ, pieceBytes, by = [] } of TABLE) {
  Deno.test(`every sample of ${name} comes out as ffmpeg has it`, async () => {
    const folder = await Deno.makeTempDir();
    try {
      const path = await made(folder, name, demoWav("appel-support"), ...CALL, ...args);
      const expected = await decodedByFfmpeg(path, ...by);
      const found = await heard(decode, await Deno.readFile(path), pieceBytes);
      assert.equal(found.truncated, false);
      assert.equal(found.samples.length, expected.length);
      const most = farthest(found.samples, expected);
      assert.ok(most <= differ, `they differ by ${most}`);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}

for (
  const [codec, args, reader] of [
    ["gsm", ["-ac", "1", "-ar", "8000", "-c:a", "libgsm_ms"], "sox"],
    ["ima-adpcm", ["-ar", "22050", "-c:a", "adpcm_ima_wav"], "sox"],
    ["ms-adpcm", ["-ar", "22050", "-c:a", "adpcm_ms"], "ffmpeg"],
  ] as const
) {
  Deno.test(`every sample of a WAV in ${codec} comes out bit for bit as ${reader} has it`, async () => {
    const folder = await Deno.makeTempDir();
    try {
      const path = await made(folder, "call.wav", demoWav("appel-support"), ...CALL, ...args);
      const raw = `${path}.raw`;
      if (reader === "sox") {
        const { success } = await new Deno.Command("sox", {
          args: [path, "-t", "raw", "-e", "signed", "-b", "16", raw],
        })
          .output();
        assert.ok(success);
      } else await ffmpeg("-i", path, "-f", "s16le", raw);
      const expected = new Int16Array((await Deno.readFile(raw)).buffer);
      const bytes = await Deno.readFile(path);
      const layout = await readWavCodec(memorySource(bytes));
      assert.ok(layout);
      const { channels, rate, blockAlign, from, to } = layout;
      const found = await heard(wavBlocks({ codec, channels, rate, blockAlign }), bytes.subarray(from, to));
      assert.deepEqual(Int16Array.from(found.samples, (sample) => sample * 32_768), expected);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}

Deno.test("recordings that were joined, and tags between them, are heard whole", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const opus = await Deno.readFile(
      await made(folder, "a.opus", demoWav("appel-support"), "-t", "3", "-c:a", "libopus", "-b:a", "16k"),
    );
    const joined = await heard(decodeOgg, concat(opus, opus));
    assert.deepEqual([joined.samples.length, joined.truncated], [2 * 3 * 48_000 * 2, false]);
    const [fast, slow] = await Promise.all(["44100", "16000"].map(async (rate) =>
      await Deno.readFile(
        await made(
          folder,
          `${rate}.mp3`,
          demoWav("appel-support"),
          "-t",
          "3",
          "-ar",
          rate,
          "-c:a",
          "libmp3lame",
        ),
      )
    ));
    const mixed = await heard(decodeMp3, concat(fast, slow));
    assert.deepEqual(mixed.rates, [44_100, 16_000]);
    const alone = await Promise.all([heard(decodeMp3, fast), heard(decodeMp3, slow)]);
    const lost = alone[0].samples.length + alone[1].samples.length - mixed.samples.length;
    // Only what the second one's own description would have cut stays.
    assert.ok(Math.abs(lost) < 2 * 4_000, `${lost}`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("of a file that was cut or damaged, what is there is heard in its place", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const wav = demoWav("reunion-projet-atlas");
    const whole = await Deno.readFile(
      await made(folder, "a.flac", wav, "-t", "20", "-ac", "1", "-c:a", "flac"),
    );
    const expected = (await heard(decodeFlac, whole)).samples;
    const cut = await heard(decodeFlac, whole.subarray(0, whole.length / 2));
    assert.equal(cut.truncated, true);
    assert.deepEqual(cut.samples, expected.subarray(0, cut.samples.length));
    assert.ok(cut.samples.length > expected.length / 4);
    const damaged = whole.slice();
    damaged.fill(0x55, damaged.length / 2, damaged.length / 2 + 100);
    const mended = await heard(decodeFlac, damaged);
    assert.deepEqual([mended.truncated, mended.samples.length], [true, expected.length]);
    assert.deepEqual(mended.samples.subarray(-16_000), expected.subarray(-16_000));

    const opus = await Deno.readFile(
      await made(folder, "a.opus", wav, "-t", "20", "-ac", "1", "-c:a", "libopus"),
    );
    const holed = opus.slice();
    holed.fill(0, holed.length / 2, holed.length / 2 + 10);
    const found = await heard(decodeOgg, holed);
    assert.deepEqual([found.truncated, found.samples.length], [true, 20 * 48_000]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("the decoder of MP3 is the one of the package", async () => {
  const wasm = await Deno.readFile(
    new URL("../../node_modules/minimp3-wasm/dist/decoder.opt.wasm", import.meta.url),
  );
  assert.equal(atob(MINIMP3_WASM), Array.from(wasm, (byte) => String.fromCharCode(byte)).join(""));
});

function concat(...parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
