import assert from "node:assert/strict";
import fc from "fast-check";
import { localTime, sessionId, slugOf } from "../../src/store/mod.ts";

Deno.test("A slug is what Windows and a person at a command line accept", () => {
  const cases: [string, string][] = [
    ["Réunion Projet X", "reunion-projet-x"],
    ["  été à l'œuvre !  ", "ete-a-l-oeuvre"],
    ["CON", "con"],
    ["🎙️🎧", "enregistrement"],
    ["a".repeat(200), "a".repeat(40)],
    ["..", "enregistrement"],
    ["../../etc/passwd", "etc-passwd"],
  ];
  for (const [name, slug] of cases) assert.equal(slugOf(name, "enregistrement"), slug);
});

Deno.test("No name gives a slug that is empty, long, or unsafe in a path", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (name) => {
    assert.match(slugOf(name, "appel"), /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/);
  }));
});

Deno.test("An id that is taken, in whatever case, gets the first free number", () => {
  const taken = new Set(["2026-11-23_1405_point", "2026-11-23_1405_point-2"]);
  assert.equal(sessionId("2026-11-23T14:05:59", "point", new Set()), "2026-11-23_1405_point");
  assert.equal(sessionId("2026-11-23T14:05:59", "point", taken), "2026-11-23_1405_point-3");
});

Deno.test("A local time reads back as the same moment", () => {
  const moment = Date.parse("2026-01-19T08:03:07Z");
  assert.equal(new Date(localTime(moment)).getTime(), moment);
});
