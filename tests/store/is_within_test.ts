import assert from "node:assert/strict";
import { posix, win32 } from "node:path";
import { isWithin } from "../../src/store/mod.ts";

Deno.test("a path lies within a folder on the same drive or share alone, whatever its capitals on Windows", () => {
  const inbox = "C:\\greffier\\inbox";
  assert.equal(isWithin(inbox, inbox, win32), true);
  assert.equal(isWithin(inbox, "c:\\Greffier\\Inbox\\a.wav", win32), true);
  assert.equal(isWithin(inbox, "C:\\greffier\\inbox-2\\a.wav", win32), false);
  assert.equal(isWithin(inbox, "D:\\a.wav", win32), false);
  assert.equal(isWithin(inbox, "\\\\serveur\\réunions\\a.wav", win32), false);
  assert.equal(isWithin("\\\\serveur\\réunions", "\\\\serveur\\réunions\\a.wav", win32), true);
});

Deno.test("a name that begins with two dots lies within its folder all the same", () => {
  assert.equal(isWithin("/greffier/inbox", "/greffier/inbox/..a.wav", posix), true);
  assert.equal(isWithin("/greffier/inbox", "/greffier", posix), false);
});
