import assert from "node:assert/strict";
import { add } from "../../src/texts/add.ts";
import { ask } from "../../src/texts/ask.ts";
import { cli } from "../../src/texts/cli.ts";
import { config } from "../../src/texts/config.ts";
import { audio } from "../../src/texts/audio.ts";
import { doctor } from "../../src/texts/doctor.ts";
import { install } from "../../src/texts/install.ts";
import { jobs } from "../../src/texts/jobs.ts";
import { llm } from "../../src/texts/llm.ts";
import { report } from "../../src/texts/report.ts";
import { schedule } from "../../src/texts/schedule.ts";
import { store } from "../../src/texts/store.ts";
import { system } from "../../src/texts/system.ts";
import { template } from "../../src/texts/template.ts";
import { updates } from "../../src/texts/updates.ts";
import { writer } from "../../src/texts/writer.ts";

const AREAS = {
  add,
  ask,
  audio,
  cli,
  config,
  doctor,
  install,
  jobs,
  llm,
  report,
  schedule,
  store,
  system,
  template,
  updates,
  writer,
};

/** The names between braces of a text, each once, in order. */
const names = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)[}|]/g)].map(([, name]) => name))].sort();

Deno.test("a text has the same values in both languages", () => {
  for (const [area, { fr, en }] of Object.entries(AREAS)) {
    for (const [key, french] of Object.entries(fr)) {
      assert.deepEqual(names((en as Record<string, string>)[key]!), names(french), `${area}: ${key}`);
    }
  }
});

Deno.test("French texts have no-break spaces before double punctuation and inside quotation marks", () => {
  for (const { fr } of Object.values(AREAS)) {
    for (const [key, text] of Object.entries(fr)) assert.doesNotMatch(text, / [:;?!»]|« /, key);
  }
});

Deno.test("English texts use English quotation marks and no space before punctuation", () => {
  for (const { en } of Object.values(AREAS)) {
    for (const [key, text] of Object.entries(en)) assert.doesNotMatch(text, /[«»\u00a0]| [:;?!](?!\w)/, key);
  }
});
