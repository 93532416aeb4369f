import assert from "node:assert/strict";
import { checkedName, defaultName } from "../../../src/app/recording/session_name.ts";
import { UsageError } from "../../../src/errors.ts";

Deno.test("a recording that nobody named is named for the moment it began, in the reader's language", () => {
  assert.equal(defaultName("2026-01-19T14:30:59", "fr").name, "Reunion_2026-01-19_14-30");
  assert.equal(defaultName("2026-01-19T14:30:59", "en").name, "Meeting_2026-01-19_14-30");
});

Deno.test("a name keeps every character a person may write, also those that files cannot have", () => {
  for (const name of ['Réunion : "Projet" X?', "a/b\\c*<>|", "会議", "🎉", "CON", "..."]) {
    assert.equal(checkedName(` ${name} `), name);
  }
});

Deno.test("a name that nobody could read is refused", () => {
  for (const name of ["", "   ", "\u0000", "a\nb", "\u200b", "a\u001b[2J", "x".repeat(201)]) {
    assert.throws(() => checkedName(name), UsageError, JSON.stringify(name));
  }
});
