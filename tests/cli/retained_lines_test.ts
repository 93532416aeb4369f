import assert from "node:assert/strict";
import { retainedLine, retainedOne } from "../../src/cli/retained_lines.ts";
import { say } from "../../src/texts/mod.ts";

const NOTHING = { archived: 0, removed: 0, kept: 0, freed: 0, why: [] };

Deno.test("what retention did is said in numbers of meetings, files and bytes; an archive that grew frees nothing", () => {
  const done = { ...NOTHING, meetings: 2, archived: 1, removed: 3, freed: 12_000_000 };
  assert.equal(
    say(retainedLine(done, "en"), "en").replaceAll("\u00a0", " "),
    "Retention, 2 meetings: 1 file compressed, 3 files removed; 12 MB less on the disk.",
  );
  const rule = "retention.audio.as = flac";
  assert.match(
    say(retainedOne("Point", rule, { ...NOTHING, archived: 1, freed: -40 }, "en"), "en"),
    /^Point: 1 file compressed; 0.B less on the disk \(retention\.audio\.as = flac\)\.$/,
  );
});
