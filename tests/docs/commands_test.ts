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
  const told = new Map<string, string>();
  const helpOf = async (path: readonly string[]) => {
    const name = path.join(" ");
    const text = told.get(name) ?? await help(...path);
    told.set(name, text);
    return text;
  };
  for (const { name, text } of await pages()) {
    for (const line of commandsIn(text, "greffier")) {
      const words = line.split(/\s+/).slice(1);
      const end = words.findIndex((word) => !/^[a-z]+$/.test(word));
      const path = (end < 0 ? words : words.slice(0, end)).slice(0, 2);
      const helps = [main];
      // `model add` has a help of its own; where the second word is an argument, commander shows the first's again.
      for (let depth = 1; depth <= path.length; depth++) helps.push(await helpOf(path.slice(0, depth)));
      if (path.length > 0) assert.notEqual(helps[1], main, `${name}: \`${line}\` names no command`);
      for (const flag of words.filter((word) => word.startsWith("--")).map((word) => word.split("=")[0])) {
        assert.ok(helps.some((page) => page.includes(flag)), `${name}: \`${line}\` names no flag`);
      }
    }
  }
});
