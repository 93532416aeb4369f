import assert from "node:assert/strict";
import { join } from "node:path";
import plugin from "./layers.ts";

const CHECKOUT = join(import.meta.dirname!, "..", "..");

/** What the rules say of `source` in the file `path` of the checkout. */
function findings(path: string, source: string): string[] {
  return Deno.lint.runPlugin(plugin, join(CHECKOUT, path), source).map(({ id, message }) =>
    `${id}: ${message}`
  );
}

function refused(path: string, source: string, rule: string): void {
  const found = findings(path, source);
  assert.equal(found.length, 1, `${path}: ${source}\n${found.join("\n")}`);
  assert.ok(found[0].startsWith(`greffier/${rule}: `), found[0]);
}

function allowed(path: string, source: string): void {
  assert.deepEqual(findings(path, source), [], `${path}: ${source}`);
}

Deno.test("imports point down", () => {
  allowed("src/jobs/plan.ts", `import { x } from "../store/mod.ts";`);
  allowed("src/store/layout.ts", `import { x } from "../model/mod.ts";`);
  allowed("src/model/chunk.ts", `import { z } from "../schema.ts";`);
  allowed("src/errors.ts", `import { say } from "./texts/mod.ts";`);
  allowed("main.ts", `import { main } from "./src/cli/mod.ts";`);
  refused("src/store/layout.ts", `import { x } from "../jobs/mod.ts";`, "direction");
  refused("src/texts/mod.ts", `import { x } from "../errors.ts";`, "direction");
  refused("src/app.ts", `import type { X } from "./cli/mod.ts";`, "direction");
  refused("src/cli/mod.ts", `import { x } from "../../main.ts";`, "direction");
});

Deno.test("every form of import is seen", () => {
  const path = "src/model/chunk.ts";
  refused(path, `export { x } from "../store/mod.ts";`, "direction");
  refused(path, `export * from "../store/mod.ts";`, "direction");
  refused(path, `export const x = await import("../store/mod.ts");`, "direction");
  refused(path, "export const x = await import(`../store/mod.ts`);", "direction");
  refused(path, `export type X = import("../store/mod.ts").X;`, "direction");
  refused(path, `import "../store/mod.ts";`, "direction");
});

Deno.test("folders on one level do not import each other", () => {
  refused("src/audio/wav.ts", `import { x } from "../asr/mod.ts";`, "direction");
  refused("src/audio/wav.ts", `import type { X } from "../asr/transcriber.ts";`, "direction");
  refused("src/watchers/mod.ts", `import { x } from "../doctor/mod.ts";`, "direction");
});

Deno.test("another folder is entered by its mod.ts, or by a port", () => {
  allowed("src/store/layout.ts", `import { x } from "./atomic.ts";`);
  allowed("src/app.ts", `import type { OnProgress } from "./jobs/progress.ts";`);
  refused("src/app.ts", `import { plan } from "./jobs/plan.ts";`, "direction");
  refused("src/jobs/plan.ts", `import { x } from "../store/sub/mod.ts";`, "direction");
});

Deno.test("jobs knows ports and types, not adapters", () => {
  allowed("src/jobs/transcribe.ts", `import type { Transcriber } from "../asr/mod.ts";`);
  allowed("src/jobs/transcribe.ts", `import { type Transcriber } from "../asr/mod.ts";`);
  allowed("src/jobs/render.ts", `import { renderReport } from "../report/mod.ts";`);
  refused("src/jobs/transcribe.ts", `import { openEngine } from "../asr/mod.ts";`, "direction");
});

Deno.test("src imports nothing from outside itself but templates and the version", () => {
  allowed("src/report/html.ts", `import t from "../../templates/report.html.eta" with { type: "text" };`);
  allowed("src/cli/mod.ts", `import d from "../../deno.json" with { type: "json" };`);
  refused("src/cli/mod.ts", `import { x } from "../../tests/support/x.ts";`, "direction");
});

Deno.test("a new folder must be given a layer", () => {
  refused("src/novelty/mod.ts", `import { x } from "../model/mod.ts";`, "direction");
});

Deno.test("a package is imported in its one place", () => {
  allowed("src/schema.ts", `import { z } from "zod";`);
  allowed("src/asr/whisper.ts", `import { env } from "@huggingface/transformers";`);
  allowed("src/model/hash.ts", `import { createHash } from "node:crypto";`);
  refused("src/model/chunk.ts", `import { z } from "zod";`, "packages");
  refused("src/model/chunk.ts", `import * as z from "zod/mini";`, "packages");
  refused("src/model/chunk.ts", `import x from "left-pad";`, "packages");
  refused("src/model/chunk.ts", `import x from "npm:zod@4";`, "packages");
  refused("src/model/chunk.ts", `import x from "https://deno.land/x/x.ts";`, "packages");
  refused(
    "src/asr/whisper.ts",
    `export const x = (name: string): Promise<unknown> => import(name);`,
    "packages",
  );
});

Deno.test("only the store names files", () => {
  allowed("src/store/move.ts", `await Deno.rename("a", "b");`);
  allowed("src/jobs/x.ts", `await Deno.readFile("a");`);
  refused("src/jobs/x.ts", `await Deno.rename("a", "b");`, "files");
  refused("src/jobs/x.ts", `Deno.removeSync("a");`, "files");
  refused("src/jobs/x.ts", `await Deno["mkdir"]("a");`, "files");
  refused("src/jobs/x.ts", `await globalThis.Deno.mkdir("a");`, "files");
  refused("src/jobs/x.ts", `import { rename } from "node:fs/promises";`, "files");
  refused("src/jobs/x.ts", `const { rename } = Deno;`, "whole");
});

Deno.test("only config reads the environment", () => {
  allowed("src/config/environment.ts", `export const x = Deno.env.get("X");`);
  refused("src/store/x.ts", `export const x = Deno.env.get("X");`, "environment");
  refused("src/store/x.ts", `import process from "node:process"; process.env.X;`, "environment");
});

Deno.test("only the search opens a database", () => {
  allowed("src/search/x.ts", `import { DatabaseSync } from "node:sqlite"; export { DatabaseSync };`);
  refused(
    "src/store/x.ts",
    `import { DatabaseSync } from "node:sqlite"; export { DatabaseSync };`,
    "database",
  );
});

Deno.test("only the log and the commands print", () => {
  allowed("src/cli/list.ts", `Deno.stdout.writeSync(new Uint8Array());`);
  refused("src/jobs/x.ts", `console.log("x");`, "print");
  refused("src/jobs/x.ts", `Deno.stderr.writeSync(new Uint8Array());`, "print");
});

Deno.test("the system's own libraries are called in few places", () => {
  allowed("src/windows/ole32.ts", `Deno.dlopen("ole32.dll", {});`);
  allowed("src/recorder/host.ts", `Deno.dlopen("kernel32.dll", {});`);
  refused("src/capture/wasapi/stream.ts", `Deno.dlopen("ole32.dll", {});`, "ffi");
  refused("src/app/app.ts", `new Deno.UnsafePointerView(pointer);`, "ffi");
});

Deno.test("only main exits", () => {
  allowed("main.ts", `Deno.exit(0);`);
  refused("src/cli/mod.ts", `Deno.exit(1);`, "exit");
  refused("src/cli/mod.ts", `Deno.exitCode = 1;`, "exit");
});

Deno.test("time comes from the clock alone", () => {
  allowed("src/clock.ts", `export const now = Date.now();`);
  allowed("src/jobs/x.ts", `export const day = new Date(0);`);
  refused("src/jobs/x.ts", `export const now = Date.now();`, "time");
  refused("src/jobs/x.ts", `export const now = new Date();`, "time");
  refused("src/jobs/x.ts", `export const now = performance.now();`, "time");
});

Deno.test("an exported function states what it returns", () => {
  const path = "src/model/x.ts";
  allowed(path, `export function x(): number { return 1; }`);
  allowed(path, `export const x: () => number = () => 1;`);
  allowed(path, `function x() { return 1; } export class Y { get z() { return x(); } #w() { return 1; } }`);
  refused(path, `export function x() { return 1; }`, "signatures");
  refused(path, `export const x = async () => 1;`, "signatures");
  refused(path, `export class Y { x() { return 1; } }`, "signatures");
});

Deno.test("backslashes are understood", () => {
  const path = `${CHECKOUT}\\src\\store\\x.ts`;
  const found = Deno.lint.runPlugin(plugin, path, `import { x } from "../jobs/mod.ts";`);
  assert.deepEqual(found.map(({ id }) => id), ["greffier/direction"]);
});

Deno.test("tests, benches and the build may import everything", () => {
  allowed("tests/store/move_test.ts", `import { x } from "../../src/jobs/plan.ts"; Deno.exit(1);`);
  allowed("bench/mod.ts", `import { z } from "zod"; console.log(z);`);
  allowed("build.ts", `Deno.mkdirSync("x");`);
});
