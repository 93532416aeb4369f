import assert from "node:assert/strict";
import fc from "fast-check";
import { RejectedError } from "../../src/errors.ts";
import { type ByteSource, isHeaderSatisfied, readFrames, readWavInfo } from "../../src/audio/mod.ts";
import { say, type TextKey } from "../../src/texts/mod.ts";
import { memorySource } from "../support/memory_source.ts";
import { ascii, bext, type BuildOptions, buildWav, concat, pcm16, riffChunk, u32 } from "./wav_builder.ts";

const SOUND = pcm16(Array.from({ length: 1_000 }, (_, n) => n));
const name = "réunion été 🎙.wav";

function infoOf(bytes: Uint8Array) {
  return readWavInfo(memorySource(bytes), { name });
}

function satisfied(bytes: Uint8Array): Promise<boolean> {
  return isHeaderSatisfied(memorySource(bytes));
}

Deno.test("the header of a plain WAV is read and satisfied", async () => {
  const bytes = buildWav({ channels: 2, rate: 44_100, data: SOUND });
  assert.deepEqual(await infoOf(bytes), {
    format: { container: "RIFF", encoding: "pcm", bits: 16, channels: 2, rate: 44_100 },
    frames: 500,
    dataOffset: 44,
    blockAlign: 4,
    byteOrder: "little",
    truncated: false,
  });
  assert.equal(await satisfied(bytes), true);
});

const LAYOUTS: readonly (readonly [string, Partial<BuildOptions>])[] = [
  ["LIST, JUNK and bext before fmt", {
    before: [riffChunk("LIST", ascii("INFOabc")), riffChunk("JUNK", new Uint8Array(28)), bext("", "")],
  }],
  ["an odd chunk with its padding", { between: [riffChunk("note", new Uint8Array(33))] }],
  ["an odd chunk without its padding", { between: [riffChunk("note", new Uint8Array(33), { pad: false })] }],
  ["an odd chunk without padding after fmt-like bytes", {
    between: [riffChunk("LIST", new Uint8Array(3).fill(0x41), { pad: false })],
  }],
  ["fmt behind data", { formatLast: true }],
  ["chunks after data", { after: [riffChunk("LIST", ascii("INFO")), riffChunk("id3 ", new Uint8Array(9))] }],
  ["garbage after data", { after: [new Uint8Array(50).fill(0xff)] }],
  ["a wrong RIFF size", { riffSize: 7 }],
];

for (const [layout, options] of LAYOUTS) {
  Deno.test(`sound is found with ${layout}`, async () => {
    const bytes = buildWav({ ...options, data: SOUND });
    const info = await infoOf(bytes);
    assert.equal(info.frames, 1_000);
    assert.equal(info.truncated, false);
    assert.equal(await satisfied(bytes), true);
    assert.deepEqual(bytes.subarray(info.dataOffset, info.dataOffset + SOUND.length), SOUND);
  });
}

for (const container of ["RIFF", "RIFX"] as const) {
  for (const dataSize of [0, 0xffff_ffff]) {
    Deno.test(`a ${container} stream whose length says ${dataSize} is cut: it lasts to the end of the file`, async () => {
      const bytes = buildWav({ container, dataSize, riffSize: dataSize, data: SOUND });
      const info = await infoOf(bytes);
      assert.equal(info.frames, 1_000);
      assert.equal(info.truncated, true);
      assert.equal(await satisfied(bytes), false);
    });
  }
}

Deno.test("a file that was cut gives its whole frames, and is marked", async () => {
  const bytes = buildWav({ channels: 2, data: SOUND });
  const cut = bytes.subarray(0, 44 + 4 * 100 + 3);
  const info = await infoOf(cut);
  assert.equal(info.frames, 100);
  assert.equal(info.truncated, true);
  assert.equal(await satisfied(cut), false);
});

Deno.test("half a frame at the end is left, and is no sign of a cut", async () => {
  const info = await infoOf(buildWav({ channels: 2, data: SOUND.subarray(0, 42) }));
  assert.equal(info.frames, 10);
  assert.equal(info.truncated, false);
});

Deno.test("a file is not satisfied at any moment of its copying but the last", async () => {
  const layouts: readonly Partial<BuildOptions>[] = [
    {},
    { before: [bext("2026-11-23", "14:05:00")] },
    { container: "RF64" },
    { container: "RIFX", channels: 2 },
    { formatLast: true },
  ];
  for (const layout of layouts) {
    const bytes = buildWav({ ...layout, data: SOUND.subarray(0, 200) });
    const last = layout.formatLast ? bytes.length - 24 : bytes.length;
    for (let length = 0; length < last; length++) {
      assert.equal(await satisfied(bytes.subarray(0, length)), false, `${length} of ${bytes.length}`);
    }
    assert.equal(await satisfied(bytes), true);
  }
});

Deno.test("a copy that has its size but not yet its bytes is not satisfied", async () => {
  assert.equal(await satisfied(new Uint8Array(5_000)), false);
});

Deno.test("waiting is no use for what is no WAV", async () => {
  assert.equal(await satisfied(ascii("bonjour")), true);
  assert.equal(await satisfied(ascii("ID3\x04" + "x".repeat(100))), true);
});

Deno.test("64-bit sizes come from ds64", async () => {
  const bytes = buildWav({ container: "RF64", data: SOUND, after: [riffChunk("LIST", ascii("INFO"))] });
  assert.equal((await infoOf(bytes)).frames, 1_000);
  // A data of 8 GB in a file of 2 KB: what is there, and nothing is allocated for the rest.
  new DataView(bytes.buffer).setBigUint64(12 + 8 + 8, 8n << 30n, true);
  const info = await infoOf(bytes);
  assert.equal(info.truncated, true);
  assert.ok(info.frames <= bytes.length / 2);
});

for (
  const [date, time, expected] of [
    ["2026-11-23", "14:05:09", "2026-11-23T14:05:09"],
    ["2026_11_23", "14-05-09", "2026-11-23T14:05:09"],
    ["2024:02:29", "00.00.00", "2024-02-29T00:00:00"],
    ["2026-02-29", "14:05:09", undefined],
    ["2026-11-23", "25:05:09", undefined],
    ["0000-00-00", "00:00:00", undefined],
    ["1970-01-01", "00:00:00", undefined],
    ["\0\0\0\0\0\0\0\0\0\0", "\0\0\0\0\0\0\0\0", undefined],
  ] as const
) {
  Deno.test(`a bext of ${JSON.stringify(date)} ${JSON.stringify(time)} began ${expected}`, async () => {
    const { startedAt } = await infoOf(buildWav({ before: [bext(date, time)], data: SOUND }));
    assert.equal(startedAt, expected);
  });
}

const REJECTED: readonly (readonly [string, Uint8Array, TextKey, string])[] = [
  ["an empty file", new Uint8Array(0), "wav.empty", "0 bytes"],
  ["a text", new TextEncoder().encode("Compte rendu de la réunion du 3 mai…\n"), "wav.text", "text"],
  ["an MP3 with tags", concat([ascii("ID3\x04\0\0"), new Uint8Array(100)]), "wav.otherFormat", "MP3"],
  [
    "a bare MP3",
    concat([Uint8Array.of(0xff, 0xfb, 0x90, 0x64), new Uint8Array(100)]),
    "wav.otherFormat",
    "MP3",
  ],
  ["an M4A", concat([u32(32, false), ascii("ftypM4A "), new Uint8Array(40)]), "wav.otherFormat", "M4A"],
  ["an Ogg", concat([ascii("OggS"), new Uint8Array(40)]), "wav.otherFormat", "Ogg"],
  ["noise", Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 255), "wav.notWav", "01 02 03 04"],
  ["a video", concat([ascii("RIFF"), u32(100), ascii("AVI LIST"), new Uint8Array(80)]), "wav.notWave", "AVI"],
  ["a start without more", ascii("RIFF\x24\0\0"), "wav.shortHeader", "7 bytes"],
  ["a cut before its data", buildWav({ data: SOUND }).subarray(0, 38), "wav.shortHeader", "38 bytes"],
  [
    "a file without fmt",
    concat([ascii("RIFF"), u32(16), ascii("WAVE"), riffChunk("data", SOUND.subarray(0, 4))]),
    "wav.noFormat",
    "fmt",
  ],
  [
    "a file without data",
    concat([
      ascii("RIFF"),
      u32(12),
      ascii("WAVE"),
      riffChunk("LIST", new Uint8Array(0)),
      riffChunk("fmt ", new Uint8Array(16)),
    ]),
    "wav.noData",
    "data",
  ],
  ["no sound", buildWav({ data: new Uint8Array(0) }), "wav.noSound", "0 seconds"],
  [
    "no sound but a title",
    buildWav({ data: new Uint8Array(0), after: [riffChunk("LIST", ascii("INFO"))] }),
    "wav.noSound",
    "0 seconds",
  ],
  [
    "a short fmt",
    concat([
      ascii("RIFF"),
      u32(0),
      ascii("WAVE"),
      riffChunk("fmt ", new Uint8Array(14)),
      riffChunk("data", SOUND),
    ]),
    "wav.shortFormat",
    "14 bytes",
  ],
  ["GSM", buildWav({ tag: 0x31, bits: 0, blockAlign: 65, data: SOUND }), "wav.codec", "GSM 6.10"],
  ["ADPCM", buildWav({ tag: 0x11, bits: 4, blockAlign: 1024, data: SOUND }), "wav.codec", "IMA ADPCM"],
  ["MP3 inside", buildWav({ tag: 0x55, extensible: true, data: SOUND }), "wav.codec", "MP3"],
  ["an unknown codec", buildWav({ tag: 0x1234, data: SOUND }), "wav.codec", "0x1234"],
  ["no channel", buildWav({ channels: 0, data: SOUND }), "wav.noChannels", "0 channels"],
  ["nine channels", buildWav({ channels: 9, data: SOUND }), "wav.channels", "9"],
  ["65,535 channels", buildWav({ channels: 65_535, blockAlign: 2, data: SOUND }), "wav.channels", "65535"],
  ["a rate of 1 Hz", buildWav({ rate: 1, data: SOUND }), "wav.rate", "1 samples"],
  ["a rate of 4 GHz", buildWav({ rate: 4_000_000_000, data: SOUND }), "wav.rate", "4000000000"],
  ["64-bit PCM", buildWav({ bits: 64, data: SOUND }), "wav.bits", "64"],
  ["A-law of 16 bits", buildWav({ tag: 6, data: SOUND }), "wav.bits", "16"],
  ["frames of no bytes", buildWav({ blockAlign: 0, data: SOUND }), "wav.blockAlign", "0 bytes"],
  [
    "frames that do not fit",
    buildWav({ bits: 24, blockAlign: 4, data: SOUND }),
    "wav.blockAlign",
    "instead of 3",
  ],
  [
    "a thousand empty parts",
    buildWav({
      before: Array.from({ length: 1_000 }, () => riffChunk("JUNK", new Uint8Array(0))),
      data: SOUND,
    }),
    "wav.manyParts",
    "256",
  ],
];

for (const [what, bytes, key, found] of REJECTED) {
  Deno.test(`${what} is rejected by a sentence with the file's name and the value found`, async () => {
    await assert.rejects(infoOf(bytes), (error) => {
      assert.ok(error instanceof RejectedError, String(error));
      assert.equal(error.text.key, key);
      assert.ok(error.message.includes(found), error.message);
      for (const language of ["fr", "en"] as const) {
        assert.ok(say(error.text, language).includes(name));
        assert.doesNotMatch(say(error.text, language), /[{}|]/);
      }
      return true;
    });
  });
}

/** A source that counts what is asked of it, so that a header can make nobody read or allocate without end. */
function counted(
  bytes: Uint8Array,
): { readonly source: ByteSource; readonly cost: { reads: number; bytes: number } } {
  const inner = memorySource(bytes);
  const cost = { reads: 0, bytes: 0 };
  return {
    cost,
    source: {
      size: inner.size,
      read(offset, into) {
        cost.reads++;
        cost.bytes += into.length;
        return inner.read(offset, into);
      },
    },
  };
}

Deno.test("a header of any bytes costs little, and ends in sound or in a RejectedError", async () => {
  const rich = buildWav({
    container: "RF64",
    extensible: true,
    channels: 2,
    before: [bext("2026-11-23", "14:05:09"), riffChunk("LIST", ascii("INFOabc"))],
    data: SOUND.subarray(0, 400),
    after: [riffChunk("id3 ", new Uint8Array(11))],
  });
  const seeds = [
    buildWav({ data: SOUND.subarray(0, 100) }),
    buildWav({ container: "RIFX", data: SOUND.subarray(0, 100) }),
    buildWav({ formatLast: true, data: SOUND.subarray(0, 100) }),
    rich,
  ];
  const telling = fc.constantFrom(0, 1, 2, 3, 4, 6, 7, 8, 16, 0x20, 0x7f, 0x80, 0xfe, 0xff);
  const mutation = fc.record({
    at: fc.nat(200),
    bytes: fc.array(fc.oneof(telling, fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 8 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...seeds),
      fc.array(mutation, { maxLength: 6 }),
      fc.option(fc.nat(1_200), { nil: undefined }),
      async (seed, mutations, length) => {
        const bytes = seed.slice(0, length);
        for (const { at, bytes: values } of mutations) {
          values.forEach((value, index) => at + index < bytes.length && (bytes[at + index] = value));
        }
        const { source, cost } = counted(bytes);
        await isHeaderSatisfied(source);
        try {
          const info = await readWavInfo(source, { name });
          assert.ok(info.frames * info.blockAlign <= bytes.length);
          let frames = 0;
          for await (const block of readFrames(source, info, { name })) {
            frames += block[0].length;
            for (const samples of block) for (const sample of samples) assert.ok(Number.isFinite(sample));
          }
          assert.equal(frames, info.frames);
        } catch (error) {
          if (!(error instanceof RejectedError)) throw error;
        }
        assert.ok(cost.reads < 3_000 && cost.bytes < 100_000, JSON.stringify(cost));
      },
    ),
    { numRuns: 2_000 },
  );
});
