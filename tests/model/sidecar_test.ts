import assert from "node:assert/strict";
import fc from "fast-check";
import { readSidecar, toldTime } from "../../src/model/mod.ts";
import { say } from "../../src/texts/mod.ts";

const FILE = "appel.mp3.greffier.json";
const read = (text: string) => readSidecar(FILE, new TextEncoder().encode(text));

Deno.test("a sidecar tells a name, a title, a time, a language and who was there; all of it may be missing", () => {
  const whole = {
    name: "Appel client",
    title: "Le contrat Atlas",
    date: "2026-11-22T14:05",
    language: "fr",
    participants: ["Camille Roy", "Zoé"],
  };
  assert.deepEqual(read(JSON.stringify(whole)), { sidecar: whole });
  assert.deepEqual(read("{}"), { sidecar: {} });
  assert.deepEqual(read('\uFEFF{ "name": " Comité " }'), { sidecar: { name: "Comité" } });
});

Deno.test("a sidecar that is wrong is told with its file, the rule and the value, in both languages", () => {
  const cases: [string, string, string][] = [
    ["{ name: 1 }", "sidecar.notJson", ""],
    ["[1]", "sidecar.notObject", "participants"],
    ['{"nom": "x"}', "sidecar.unknown", '"nom"'],
    ['{"date": "2026-02-30T10:00"}', "sidecar.wrong.date", "2026-02-30"],
    ['{"date": 12}', "sidecar.wrong.date", "12"],
    ['{"language": "de"}', "sidecar.wrong.language", '"de"'],
    ['{"participants": "Paul"}', "sidecar.wrong.participants", '"Paul"'],
    ['{"participants": ["Paul", 3]}', "sidecar.wrong.participants", "3"],
    ['{"name": ""}', "sidecar.wrong.name", '""'],
    ['{"title": "a\\nb"}', "sidecar.wrong.title", "a\\nb"],
    ['{"by": 1}', "sidecar.wrong.by", "1"],
    [`{"name": "${"x".repeat(70_000)}"}`, "sidecar.tooLarge", "64"],
  ];
  for (const [text, key, found] of cases) {
    const result = read(text);
    assert.ok("problem" in result, text.slice(0, 80));
    assert.equal(result.problem.key, key);
    for (const language of ["fr", "en"] as const) {
      const words = say(result.problem, language);
      assert.ok(words.includes(FILE) && words.includes(found) && !/[{}]/.test(words), words);
    }
  }
  assert.ok("problem" in readSidecar(FILE, new Uint8Array([0x7b, 0xff, 0x7d])));
});

Deno.test("whatever a sidecar holds, it is read or has a problem that can be said", () => {
  const value = fc.oneof(fc.string(), fc.integer(), fc.array(fc.string()), fc.constant(null), fc.object());
  const name = fc.constantFrom("name", "title", "date", "language", "participants", "by", "x");
  fc.assert(fc.property(fc.dictionary(name, value), (content) => {
    const result = read(JSON.stringify(content));
    if ("problem" in result) assert.ok(!say(result.problem, "fr").startsWith("sidecar."));
  }));
});

Deno.test("a time that does not exist is none", () => {
  assert.deepEqual(toldTime("2026-11-22"), { date: "2026-11-22" });
  assert.deepEqual(toldTime("2026-11-22T14:05:09"), { date: "2026-11-22", time: "14:05:09" });
  for (const wrong of ["2026-11-22T25:00", "2026-11-31", "22/11/2026", "2026-11-22T14", ""]) {
    assert.equal(toldTime(wrong), undefined, wrong);
  }
});
