import assert from "node:assert/strict";
import fc from "fast-check";
import {
  BUILT_IN_PATTERNS,
  type FileNamePattern,
  isPattern,
  readFileName,
  understandPattern,
} from "../../src/config/file_name_pattern.ts";
import { loadSettings, SettingsError } from "../../src/config/mod.ts";
import { say } from "../../src/texts/mod.ts";

function pattern(written: string): FileNamePattern {
  const understood = understandPattern(written);
  assert.ok(isPattern(understood), JSON.stringify(understood));
  return understood;
}

Deno.test("the names of 3CX tell when, who called and who was called, both ways", () => {
  const cases: [string, unknown][] = [
    ["[]_100-0836826436_20190211124709(2)", {
      numbers: ["100", "0836826436"],
      extensions: [],
      date: "2019-02-11",
      time: "12:47:09",
    }],
    ["[Zoé Müller]_+33612345678-100_20261122140512(380)", {
      numbers: ["+33612345678", "100"],
      extensions: [],
      date: "2026-11-22",
      time: "14:05:12",
      name: "Zoé Müller",
    }],
    ["[Accueil]_Anonymous-101_20261122140512(4)", {
      numbers: ["", "101"],
      extensions: [],
      date: "2026-11-22",
      time: "14:05:12",
      name: "Accueil",
    }],
    ["point projet", undefined],
    ["[]_100-200_20261322140512(1)", undefined],
  ];
  for (const [name, told] of cases) assert.deepEqual(readFileName(name, BUILT_IN_PATTERNS), told, name);
});

Deno.test("a pattern finds dates, times, numbers, extensions and names in each of their forms", () => {
  const cases: [string, string, unknown][] = [
    ["{date}_{heure}_{poste}_{numero}", "20261122_1405_101_0612345678", [
      "2026-11-22",
      "14:05:00",
      ["0612345678"],
      ["101"],
      undefined,
    ]],
    ["{date} {time} {name}", "22-11-2026 14h05 Camille Roy", [
      "2026-11-22",
      "14:05:00",
      [],
      [],
      "Camille Roy",
    ]],
    ["{*}-{number}-{extension}-{date}-{time}-{*}", "force-0821-3201-20250327-092517-17430.12", [
      "2025-03-27",
      "09:25:17",
      ["0821"],
      ["3201"],
      undefined,
    ]],
    ["Call recording {number}_{date}_{time}", "call RECORDING %2B15551234567_200605_114902", [
      "2020-06-05",
      "11:49:02",
      ["+15551234567"],
      [],
      undefined,
    ]],
    ["{date}{time}", "20261122235959", ["2026-11-22", "23:59:59", [], [], undefined]],
    ["{date}", "22.11.2026", ["2026-11-22", undefined, [], [], undefined]],
    ["{nom} {heure}", "Point 9.05", [undefined, "09:05:00", [], [], "Point"]],
  ];
  for (
    const [written, name, [date, time, numbers, extensions, who]] of cases as [string, string, unknown[]][]
  ) {
    const told = readFileName(name, [pattern(written)]);
    assert.deepEqual(
      [told?.date, told?.time, told?.numbers, told?.extensions, told?.name],
      [date, time, numbers, extensions, who],
      written,
    );
  }
});

Deno.test("days and times that do not exist are not found, and the first pattern that fits counts", () => {
  assert.equal(readFileName("20260230", [pattern("{date}")]), undefined);
  assert.equal(readFileName("2461", [pattern("{time}")]), undefined);
  const told = readFileName("101", [pattern("{date}"), pattern("{poste}"), pattern("{nom}")]);
  assert.deepEqual(told?.extensions, ["101"]);
});

Deno.test("any text is a pattern or has a fault, and any name is read in no time", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), fc.string({ maxLength: 260 }), (written, name) => {
      const understood = understandPattern(written);
      if (isPattern(understood)) readFileName(name, [understood]);
    }),
    { numRuns: 300 },
  );
  // Without memory of what was tried, this would take longer than the universe has been there.
  assert.equal(readFileName("_".repeat(260), [pattern(`${"{*}_".repeat(10)}x{nom}`)]), undefined);
});

Deno.test("a pattern that cannot be understood is a problem of the settings, with its place and the rule", () => {
  const cases: [string, string, RegExp][] = [
    ["{datum}_{heure}", "config.file.pattern.field", /ligne 2, colonne 14.*\{datum\}.*\{heure\}/],
    ["{date", "config.file.pattern.field", /\{/],
    ["{date}{date}", "config.file.pattern.twice", /\{date\}/],
    ["{nom}{*}", "config.file.pattern.together", /\{\*\}/],
    ["appel", "config.file.pattern.nothing", /"appel".*\{date\}/],
  ];
  for (const [written, key, words] of cases) {
    const text = `{\n  "inbox": { "file_names": ["{date}", ${JSON.stringify(written)}] }\n}`;
    assert.throws(
      () => loadSettings({ file: { name: "greffier.json", text } }),
      (error: unknown) => {
        assert.ok(error instanceof SettingsError);
        assert.equal(error.problems[0]?.key, key);
        assert.match(say(error.problems[0]!, "fr"), words);
        return true;
      },
    );
  }
});
