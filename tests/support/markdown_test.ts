import assert from "node:assert/strict";
import { commandsIn, tableRows } from "./markdown.ts";

const PAGE = [
  "# Page with `greffier list` and `deno task demo`",
  "| name | what |",
  "| --- | --- |",
  "| a | `one` |",
  "| b | two |",
  "",
  "```sh",
  "$ greffier run --home x",
  "greffier.exe watch",
  "other greffier status",
  "```",
  "`greffier` and `greffier.json` and `greffier-demo`",
].join("\n");

Deno.test("rows of a table are found by its first heading", () => {
  assert.deepEqual(tableRows(PAGE, "name"), [["a", "`one`"], ["b", "two"]]);
  assert.deepEqual(tableRows(PAGE, "nothing"), []);
});

Deno.test("commands are found in spans and blocks, and files of a like name are none", () => {
  assert.deepEqual(commandsIn(PAGE, "greffier"), [
    "greffier run --home x",
    "greffier watch",
    "greffier list",
    "greffier",
  ]);
});
