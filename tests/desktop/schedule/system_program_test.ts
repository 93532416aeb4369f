import assert from "node:assert/strict";
import { systemClock } from "../../../src/clock.ts";
import { nextOccurrence } from "../../../src/desktop/schedule/occurrences.ts";
import type { Trigger } from "../../../src/desktop/schedule/scheduler.ts";
import { refused, runPrograms } from "../../../src/desktop/schedule/system_program.ts";
import { readXml, within, xmlText } from "../../../src/desktop/schedule/xml.ts";
import { GreffierError } from "../../../src/errors.ts";

const run = runPrograms(systemClock);

Deno.test("what a program prints is read, in UTF-8 or in what consoles of Windows write", async () => {
  const said = await run("sh", ["-c", "printf 'é'; printf 'refus\\202' >&2; exit 3"]);
  assert.deepEqual(said, { code: 3, stdout: "é", stderr: "refusé" });
  assert.match(refused("schtasks", said).message, /refused \(schtasks\): refusé$/);
});

Deno.test("a program that is not there is told as a sentence", async () => {
  await assert.rejects(() => run("/nowhere/systemctl", []), GreffierError);
});

Deno.test("a program that the person may not start is told as a sentence that says so", async () => {
  const program = await Deno.makeTempFile({ prefix: "greffier-schtasks-" });
  await Deno.chmod(program, 0o600);
  try {
    await assert.rejects(
      () => run(program, []),
      (error) => error instanceof GreffierError && error.text.key === "schedule.forbidden",
    );
  } finally {
    await Deno.remove(program);
  }
});

Deno.test("the next time is counted by the PC's own clock, over nights and weeks", () => {
  // A Monday, 14:05.
  const now = new Date(2026, 10, 23, 14, 5).getTime();
  const next = (trigger: Trigger) => nextOccurrence(trigger, now);
  assert.equal(next({ kind: "daily", at: "14:06" }), new Date(2026, 10, 23, 14, 6).getTime());
  assert.equal(next({ kind: "daily", at: "14:05" }), new Date(2026, 10, 24, 14, 5).getTime());
  assert.equal(next({ kind: "weekly", days: ["mon"], at: "14:05" }), new Date(2026, 10, 30, 14, 5).getTime());
  assert.equal(
    next({ kind: "weekly", days: ["mon", "sun"], at: "09:00" }),
    new Date(2026, 10, 29, 9).getTime(),
  );
  assert.equal(next({ kind: "log-on" }), null);
});

Deno.test("XML is read as it was written, and not at all when its tags do not fit", () => {
  const text = `a<b>&"c'\u00e9 ]]> \u{1f600}\r\n`;
  const root = readXml(
    `<?xml version="1.0"?><!-- a > b --><r x="1>2"><a y='<'/><b>${
      xmlText(text)
    }</b><c><![CDATA[<&]]></c></r>`,
  )!;
  assert.equal(within(root, "b")!.text, text);
  assert.equal(within(root, "c")!.text, "<&");
  assert.equal(readXml("<a>&#233;&#xE9;&eacute;&lt;</a>")!.text, "éé&eacute;<");
  for (
    const broken of [
      "",
      "<a>",
      "<a></b>",
      "</a>",
      "<a/><b/>",
      "<a",
      "text",
      "<a>".repeat(40) + "</a>".repeat(40),
    ]
  ) {
    assert.equal(readXml(broken), undefined, broken);
  }
  assert.equal(xmlText("\u0000\u000b\ud800"), "\ufffd\ufffd\ufffd");
});
