import assert from "node:assert/strict";
import { ALAW, alawToPcm16, MULAW, mulawToPcm16 } from "../../src/audio/g711.ts";

// Values of ITU-T G.711, tables 1a to 2b: decoder output numbers, shifted to 16 bits (A-law by 3, µ-law by 2).

Deno.test("A-law bytes have the values of G.711 table 1", () => {
  const known: readonly (readonly [number, number])[] = [
    [0xd5, 8],
    [0x55, -8],
    [0xd4, 24],
    [0xc5, 264],
    [0xaa, 32_256],
    [0x2a, -32_256],
    [0xa5, 16_896],
    [0x80, 5_504],
  ];
  for (const [byte, value] of known) assert.equal(alawToPcm16(byte), value, byte.toString(16));
});

Deno.test("µ-law bytes have the values of G.711 table 2", () => {
  const known: readonly (readonly [number, number])[] = [
    [0xff, 0],
    [0x7f, 0],
    [0xfe, 8],
    [0x7e, -8],
    [0xef, 132],
    [0x80, 32_124],
    [0x00, -32_124],
    [0x8f, 16_764],
  ];
  for (const [byte, value] of known) assert.equal(mulawToPcm16(byte) + 0, value, byte.toString(16));
});

Deno.test("both laws are symmetric, and grow with the code", () => {
  for (let code = 0; code < 128; code++) {
    assert.equal(ALAW[code] + ALAW[code + 128], 0);
    assert.equal(MULAW[code] + MULAW[code + 128], 0);
    if (code > 0) {
      assert.ok(alawToPcm16((code | 0x80) ^ 0x55) > alawToPcm16(((code - 1) | 0x80) ^ 0x55));
      assert.ok(mulawToPcm16(0xff - code) > mulawToPcm16(0xff - code + 1));
    }
  }
});
