import assert from "node:assert/strict";
import { type Language, moment, type Rounding, size } from "../../src/texts/mod.ts";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

Deno.test("sizes have the language's units, one decimal below ten, and are rounded as asked", () => {
  const cases: [number, Language, Rounding, string][] = [
    [0, "fr", "near", "0 o"],
    [999, "en", "near", "999 B"],
    [1_250_000_000, "fr", "down", "1,2 Go"],
    [1_210_000_000, "en", "up", "1.3 GB"],
    [80_999_999_999, "fr", "down", "80 Go"],
    [461_300_000, "fr", "up", "462 Mo"],
    [512_000_000, "fr", "down", "512 Mo"],
  ];
  for (const [bytes, language, rounding, expected] of cases) {
    assert.equal(plain(size(bytes, language, rounding)), expected);
  }
});

Deno.test("a moment is told by its hour today, with its day otherwise, and as it stands when it is none", () => {
  const time = "2026-11-21T14:31:42";
  assert.equal(plain(moment(time, "fr", "2026-11-21")), "14 h 31");
  assert.equal(moment(time, "en", "2026-11-21"), "14:31");
  assert.equal(plain(moment(time, "fr", "2026-11-22")), "le 21/11/2026 à 14 h 31");
  assert.equal(moment(time, "en"), "2026-11-21 at 14:31");
  assert.equal(moment("?", "fr"), "?");
});
