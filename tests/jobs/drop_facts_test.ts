import assert from "node:assert/strict";
import { dropFacts, type DropSources } from "../../src/jobs/drop_facts.ts";

const CHANGED = "2026-11-22T16:20:00";

function facts(sources: Partial<DropSources>) {
  return dropFacts({ stem: "REC0001", changedAt: CHANGED, language: "fr", ...sources });
}

Deno.test("a drop of which nothing is told has the name and the time of its file, or of its header", () => {
  assert.deepEqual(facts({}), { name: "REC0001", startedAt: CHANGED, participants: [] });
  assert.equal(facts({ recordedAt: "2026-11-22T14:05:00" }).startedAt, "2026-11-22T14:05:00");
});

Deno.test("what stands beside a drop goes before its name, and its name before its header", () => {
  const told = { numbers: ["0612345678", "101"], extensions: [], date: "2026-11-20", time: "09:00:00" };
  const recordedAt = "2026-11-21T10:00:00";
  assert.equal(facts({ told, recordedAt }).startedAt, "2026-11-20T09:00:00");
  const sidecar = { date: "2026-11-19T08:30", name: "Comité", participants: ["Paul", "paul ", "Zoé"] };
  assert.deepEqual(facts({ told, recordedAt, sidecar }), {
    name: "Comité",
    startedAt: "2026-11-19T08:30:00",
    participants: ["Paul", "Zoé"],
  });
  assert.deepEqual(facts({ sidecar: { title: "Le comité" } }), {
    name: "Le comité",
    title: "Le comité",
    startedAt: CHANGED,
    participants: [],
  });
});

Deno.test("a day alone takes the time of what was recorded or changed on it, and else begins with the day", () => {
  assert.equal(facts({ sidecar: { date: "2026-11-22" } }).startedAt, CHANGED);
  assert.equal(
    facts({ sidecar: { date: "2026-11-22" }, recordedAt: "2026-11-22T14:05:00" }).startedAt,
    "2026-11-22T14:05:00",
  );
  assert.equal(facts({ sidecar: { date: "2026-11-01" } }).startedAt, "2026-11-01T00:00:00");
});

Deno.test("a call is titled by who calls whom", () => {
  const cases: [string[], string[], string | undefined, string][] = [
    [["101", "0612345678"], [], undefined, "Appel à 0612345678"],
    [["101", "0612345678"], [], "Camille Roy", "Appel à 0612345678"],
    [["0612345678", "101"], [], "Camille Roy", "Appel de Camille Roy"],
    [["+33612345678", "101"], [], undefined, "Appel de +33612345678"],
    [["", "101"], [], undefined, "Appel d'un numéro masqué"],
    [["101", "102"], [], undefined, "Appel de 101 à 102"],
    [["0612345678"], ["101"], undefined, "Appel avec 0612345678"],
    [[], ["101"], undefined, "Appel avec 101"],
    [[], [], "Comité", "Comité"],
    [[], [], undefined, "REC0001"],
  ];
  for (const [numbers, extensions, name, title] of cases) {
    assert.equal(facts({ told: { numbers, extensions, ...(name ? { name } : {}) } }).name, title);
  }
  const { participants } = facts({
    told: { numbers: ["0612345678", ""], extensions: ["101"], name: "Camille Roy" },
  });
  assert.deepEqual(participants, ["Camille Roy", "0612345678", "101"]);
});
