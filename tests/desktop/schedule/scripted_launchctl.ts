import { basename } from "node:path";
import type { Printed, RunProgram } from "../../../src/desktop/schedule/mod.ts";

/** launchctl of the person 501. */
export interface ScriptedLaunchctl {
  readonly run: RunProgram;
  readonly commands: readonly string[];
  readonly loaded: Set<string>;
  readonly disabled: Set<string>;
  /** Exit codes of the last runs, by label. */
  readonly results: Map<string, number>;
  refusal: string | undefined;
}

/** Makes one; it loads nothing twice, and unloads only what is loaded, as the real one. */
export function scriptedLaunchctl(): ScriptedLaunchctl {
  const commands: string[] = [];
  const loaded = new Set<string>();
  const disabled = new Set<string>();
  const results = new Map<string, number>();
  const said = (code: number, stdout = "", stderr = ""): Printed => ({ code, stdout, stderr });
  const scripted: ScriptedLaunchctl = {
    commands,
    loaded,
    disabled,
    results,
    refusal: undefined,
    run(program, words) {
      commands.push([program, ...words].join(" "));
      return Promise.resolve(answer(words));
    },
  };
  return scripted;

  function answer([verb, ...rest]: readonly string[]): Printed {
    if (scripted.refusal !== undefined) return said(5, "", scripted.refusal);
    const label = basename(rest.at(-1)!, ".plist");
    switch (verb) {
      case "bootstrap":
        if (loaded.has(label)) return said(5, "", "Bootstrap failed: 5: Input/output error");
        loaded.add(label);
        return said(0);
      case "bootout":
        return loaded.delete(label) ? said(0) : said(3, "", "Boot-out failed: 3: No such process");
      case "enable":
        disabled.delete(label);
        return said(0);
      case "print-disabled":
        return said(
          0,
          ["disabled services = {", ...[...disabled].map((label) => `\t"${label}" => disabled`), "}"].join(
            "\n",
          ),
        );
      case "print": {
        const code = results.get(label);
        return said(0, `\tlast exit code = ${code ?? "(never exited)"}\n`);
      }
      default:
        return said(64, "", `Unrecognized subcommand: ${verb}`);
    }
  }
}
