import assert from "node:assert/strict";
import { runCli } from "../../src/cli/mod.ts";
import { type Language, say } from "../../src/texts/mod.ts";
import { COMMAND_GROUPS } from "../../src/cli/command_groups.ts";
import { fakeIo } from "./fake_io.ts";

const COMMANDS = [
  [],
  ["init"],
  ["start"],
  ["pause"],
  ["resume"],
  ["stop"],
  ["note"],
  ["consent"],
  ["devices"],
  ["run"],
  ["watch"],
  ["quit"],
  ["tray"],
  ["status"],
  ["list"],
  ["redo"],
  ["correct"],
  ["ask"],
  ["search"],
  ["export"],
  ["stats"],
  ["verify"],
  ["retention"],
  ["pack"],
  ["add"],
  ["deliver"],
  ["transcribe"],
  ["doctor"],
  ["install"],
  ["uninstall"],
  ["version"],
  ["demo"],
  ["model"],
  ["model", "add"],
  ["model", "list"],
  ["template"],
  ["template", "list"],
  ["template", "copy"],
  ["schedule"],
  ["schedule", "add"],
  ["schedule", "list"],
  ["schedule", "remove"],
];

/** The first words of the rows below a heading of `text`. */
function listed(text: string, heading: string): string[] {
  const rows = text.split("\n");
  const from = rows.indexOf(heading) + 1;
  const to = rows.indexOf("", from);
  return rows.slice(from, to < 0 ? undefined : to).flatMap((row) => /^ {2}(\w+)/.exec(row)?.[1] ?? []);
}

async function help(command: readonly string[], language: Language): Promise<string> {
  const io = fakeIo();
  assert.equal(await runCli([...command, "--help", "--lang", language], io), 0);
  return io.out();
}

Deno.test("the help lists every command once, under what a person wants to do", async () => {
  const all = COMMANDS.flatMap((words) => words.length === 1 ? words : []);
  assert.deepEqual(COMMAND_GROUPS.flatMap(([, names]) => names).sort(), [...all, "help"].sort());
  for (const language of ["fr", "en"] as const) {
    const text = await help([], language);
    const headings = COMMAND_GROUPS.map(([key]) => say({ key, values: {} }, language).replace("\u00a0", " "));
    assert.deepEqual(
      headings.map((heading) => listed(text, heading)),
      COMMAND_GROUPS.map(([, names]) => names),
    );
    assert.doesNotMatch(text, /^(Commandes|Commands)/m);
  }
});

Deno.test("the help of every command is wholly French in French, commander's own words too", async () => {
  // Names stay as they are typed: settings' values, options, stages, files and folders.
  const english =
    /\b(the|with|for|and|show|shows|display|version number|command|commands|usage|default|required|argument|file|folder)\b/i;
  for (const command of COMMANDS) {
    const text = await help(command, "fr");
    assert.match(text, /^Utilisation : greffier/);
    const leaked = text.split("\n").map((row) => row.replace(/--\w+|«[^»]*»/g, "")).filter((row) =>
      english.test(row)
    );
    assert.deepEqual(leaked, [], command.join(" "));
  }
});

Deno.test("the help of every command is wholly English in English", async () => {
  for (const command of COMMANDS) {
    const text = await help(command, "en");
    assert.match(text, /^Usage: greffier/);
    assert.doesNotMatch(text, /[éèêàùçô«»]|\b(le|la|les|des|dossier|commande)\b/);
  }
});

Deno.test("help fits its width and does not begin a line with punctuation", async () => {
  for (const language of ["fr", "en"] as const) {
    for (const command of COMMANDS) {
      for (const row of (await help(command, language)).split("\n")) {
        assert.ok([...row].length <= 80, row);
        assert.doesNotMatch(row, /^\s*[:;!?»]/);
      }
    }
  }
});

Deno.test("the help of the program has every command and option, in both languages alike", async () => {
  const names = (text: string) =>
    text.split("\n").flatMap((row) => /^ {2}(?:-\w, )?([-a-z]+)/.exec(row)?.[1] ?? []).sort();
  const [french, english] = [names(await help([], "fr")), names(await help([], "en"))];
  assert.deepEqual(french, english);
  for (const [command] of COMMANDS) if (command) assert.ok(french.includes(command), command);
  for (const option of ["--home", "--json", "--lang", "--verbose", "--version", "--help"]) {
    assert.ok(french.includes(option), option);
  }
});
