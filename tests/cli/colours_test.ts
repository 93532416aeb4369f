import assert from "node:assert/strict";
import { checkoutProgram } from "../support/program.ts";
import { runInTerminal } from "../support/terminal.ts";
import { temporaryHome } from "../support/home.ts";

// deno-lint-ignore no-control-regex -- what commands a terminal is what is looked for
const COLOUR = /\u001b\[\d+m/;
// deno-lint-ignore no-control-regex -- the same
const ESCAPE = /\u001b/;

const PLAIN_ENVIRONMENT = { NO_COLOR: "", FORCE_COLOR: "", CLICOLOR_FORCE: "", GREFFIER_LANG: "en" };

/** What the program writes into pipes, both streams together. */
async function piped(words: readonly string[], variables: Readonly<Record<string, string>>): Promise<string> {
  const { command, args } = checkoutProgram();
  const { stdout, stderr } = await new Deno.Command(command, {
    args: [...args, ...words],
    env: { ...PLAIN_ENVIRONMENT, ...variables },
  }).output();
  const text = new TextDecoder();
  return text.decode(stdout) + text.decode(stderr);
}

Deno.test("a pipe gets no escape sequence, the log on standard error included, unless colours are forced", async () => {
  await using home = await temporaryHome();
  await home.drop("pas du son.wav", "Ceci n'est pas un enregistrement.");
  const log = await piped(["run", "--home", home.path, "--verbose"], {});
  assert.match(log, /rejected/);
  assert.doesNotMatch(log, ESCAPE);
  const words = ["status", "--home", home.path];
  const shown = await piped(words, {});
  assert.match(shown, /1 recording|rejected/);
  assert.doesNotMatch(shown, ESCAPE);
  assert.match(await piped(words, { FORCE_COLOR: "1" }), COLOUR);
  assert.doesNotMatch(await piped(words, { FORCE_COLOR: "1", NO_COLOR: "1" }), ESCAPE);
});

Deno.test({
  name: "a real terminal gets colours, and none with NO_COLOR",
  ignore: Deno.build.os !== "linux",
  async fn() {
    await using home = await temporaryHome();
    const { command, args } = checkoutProgram();
    const shown = (variables: Readonly<Record<string, string>>) =>
      runInTerminal({
        command,
        args: [...args, "status", "--home", home.path],
        variables: { ...PLAIN_ENVIRONMENT, ...variables },
      });
    assert.match(await shown({}), COLOUR);
    assert.doesNotMatch(await shown({ NO_COLOR: "1" }), COLOUR);
  },
});
