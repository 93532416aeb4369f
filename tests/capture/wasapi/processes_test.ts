import assert from "node:assert/strict";
import type { RunningProcess } from "../../../src/capture/wasapi/core_audio.ts";
import { findProgram } from "../../../src/capture/wasapi/processes.ts";

const process = (id: number, parentId: number, name: string): RunningProcess => ({ id, parentId, name });

const RUNNING = [
  process(4, 0, "System"),
  process(10, 4, "explorer.exe"),
  process(20, 10, "ms-teamsupdate.exe"),
  process(30, 10, "ms-teams.exe"),
  process(31, 30, "msedgewebview2.exe"),
  process(32, 31, "msedgewebview2.exe"),
  process(40, 10, "msedge.exe"),
  process(41, 40, "msedge.exe"),
  process(42, 40, "msedge.exe"),
];

const found = (part: string, playing: number[] = []) => findProgram(part, RUNNING, new Set(playing))?.id;

Deno.test("a program is the topmost process of its name, whatever the case", () => {
  assert.equal(found("MSEdge.exe"), 40);
  assert.equal(found("Explorer"), 10);
});

Deno.test("of several programs of a name, the one that plays is meant, by itself or by a child", () => {
  assert.equal(found("teams", [32]), 30);
  assert.equal(found("teams", [20]), 20);
});

Deno.test("of several programs of a name that play nothing, the largest is meant", () => {
  assert.equal(found("teams"), 30);
});

Deno.test("a name that nothing bears finds nothing", () => {
  assert.equal(found("zoom", [32]), undefined);
});

Deno.test("numbers of processes that were used again, so that they are their own ancestors, find an end", () => {
  const circle = [process(1, 2, "appel.exe"), process(2, 3, "autre.exe"), process(3, 1, "encore.exe")];
  assert.equal(findProgram("appel", circle, new Set())?.id, 1);
});
