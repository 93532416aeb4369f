import { join } from "node:path";
import { executable } from "./executable.ts";

/** greffier as something to start: `new Deno.Command(command, { args: [...args, "run"] })`. */
export interface Program {
  readonly name: "checkout" | "executable" | "windows";
  readonly command: string;
  readonly args: readonly string[];
  /** Variables its environment must have. */
  readonly variables?: Readonly<Record<string, string>>;
  /** The name it has for a file of this machine. @default the same */
  readonly pathOf?: (path: string) => string;
}

const CHECKOUT = join(import.meta.dirname!, "..", "..");

/** greffier run by Deno from the checkout. */
export function checkoutProgram(): Program {
  const main = join(CHECKOUT, "main.ts");
  return { name: "checkout", command: Deno.execPath(), args: ["run", "--allow-all", main] };
}

/** greffier compiled; see {@linkcode executable}. */
export async function executableProgram(): Promise<Program> {
  return { name: "executable", command: await executable(), args: [] };
}
