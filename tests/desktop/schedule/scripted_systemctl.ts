import { join } from "node:path";
import type { Printed, RunProgram } from "../../../src/desktop/schedule/mod.ts";

/** systemctl of a person whose units lie in a folder. */
export interface ScriptedSystemctl {
  readonly run: RunProgram;
  readonly commands: readonly string[];
  /** Values of `show`, by `unit property`. */
  readonly properties: Map<string, string>;
  refusal: string | undefined;
  switchOff(unit: string): Promise<void>;
}

/** Makes one: it switches units on and off by the links that their `[Install]` asks for, as the real one does. */
export function scriptedSystemctl(folder: string): ScriptedSystemctl {
  const commands: string[] = [];
  const properties = new Map<string, string>();
  const said = (code: number, stdout = "", stderr = ""): Printed => ({ code, stdout, stderr });

  async function linkOf(unit: string): Promise<string> {
    const text = await Deno.readTextFile(join(folder, unit));
    const target = /\[Install\]\nWantedBy=(.*)/.exec(text)?.[1];
    if (target === undefined) throw new Error(`${unit} cannot be switched on`);
    const wants = join(folder, `${target}.wants`);
    await Deno.mkdir(wants, { recursive: true });
    return join(wants, unit);
  }
  const exists = (path: string) => Deno.lstat(path).then(() => true, () => false);
  async function disable(unit: string): Promise<void> {
    if (!/\[Install\]/.test(await Deno.readTextFile(join(folder, unit)))) return;
    const link = await linkOf(unit);
    if (await exists(link)) await Deno.remove(link);
  }

  const scripted: ScriptedSystemctl = {
    commands,
    properties,
    refusal: undefined,
    switchOff: disable,
    async run(program, words) {
      commands.push([program, ...words].join(" "));
      if (scripted.refusal !== undefined) return said(1, "", scripted.refusal);
      const [, verb, ...rest] = words;
      switch (verb) {
        case "enable": {
          const link = await linkOf(rest[0]!);
          if (!await exists(link)) await Deno.symlink(join(folder, rest[0]!), link);
          return said(0);
        }
        case "disable":
          for (const unit of rest) await disable(unit);
          return said(0);
        case "show":
          return said(0, `${properties.get(`${rest[2]} ${rest[1]!.split("=")[1]}`) ?? ""}\n`);
        default:
          return said(0);
      }
    },
  };
  return scripted;
}
