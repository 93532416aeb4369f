import assert from "node:assert/strict";
import { join } from "node:path";
import settings from "../../deno.json" with { type: "json" };
import { commandsIn } from "../support/markdown.ts";
import { checkoutProgram } from "../support/program.ts";

const CHECKOUT = join(import.meta.dirname!, "..", "..");

/** Pages for people: the two at the top and those of docs/. */
async function pages(): Promise<{ readonly name: string; readonly text: string }[]> {
  const docs = Array.from(Deno.readDirSync(join(CHECKOUT, "docs")), ({ name }) => `docs/${name}`);
  const names = ["README.md", "LISEZMOI.md", ...docs.filter((name) => name.endsWith(".md"))];
  return await Promise.all(
    names.map(async (name) => ({ name, text: await Deno.readTextFile(join(CHECKOUT, name)) })),
  );
}

/** What `greffier … --help` prints, always in English. */
async function help(...words: string[]): Promise<string> {
  const { command, args } = checkoutProgram();
  const { code, stdout, stderr } = await new Deno.Command(command, {
    args: [...args, ...words, "--help", "--lang", "en"],
    env: { NO_COLOR: "1" },
  }).output();
  const text = new TextDecoder();
  assert.equal(code, 0, text.decode(stderr));
  return text.decode(stdout);
}

Deno.test("both readmes begin with the two commands that do all the set-up", async () => {
  for (const name of ["README.md", "LISEZMOI.md"]) {
    const text = await Deno.readTextFile(join(CHECKOUT, name));
    for (const task of ["demo", "test"]) {
      assert.ok(text.includes(`npx --yes deno@2.9.6 task ${task}`), `${name} names the ${task} command`);
    }
  }
});

Deno.test("every task that a page names exists", async () => {
  for (const { name, text } of await pages()) {
    for (const [, task] of text.matchAll(/\b(?:deno|deno@[\d.]+) task ([a-z:]+)/g)) {
      assert.ok(Object.hasOwn(settings.tasks, task), `${name}: deno task ${task}`);
    }
  }
});

Deno.test("every command and flag of greffier that a page names exists", async () => {
  const main = await help();
  const helps = new Map<string, string>();
  for (const { name, text } of await pages()) {
    for (const line of commandsIn(text, "greffier")) {
      const words = line.split(/\s+/).slice(1);
      const command = words.find((word) => /^[a-z]+$/.test(word));
      let told = main;
      if (command !== undefined) {
        told = helps.get(command) ?? await help(command);
        helps.set(command, told);
        assert.notEqual(told, main, `${name}: \`${line}\` names no command`);
      }
      for (const flag of words.filter((word) => word.startsWith("--")).map((word) => word.split("=")[0])) {
        assert.ok(`${told}\n${main}`.includes(flag), `${name}: \`${line}\` names no flag`);
      }
    }
  }
});
