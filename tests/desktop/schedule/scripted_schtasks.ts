import type { Printed, RunProgram } from "../../../src/desktop/schedule/mod.ts";
import { oemText } from "../../../src/desktop/schedule/windows/oem_text.ts";

/** A Task Scheduler that knows one folder more than ours, and schtasks.exe before it. */
export interface ScriptedSchtasks {
  readonly run: RunProgram;
  /** Every command, its words joined. */
  readonly commands: readonly string[];
  /** Definitions by path. */
  readonly tasks: Map<string, string>;
  /** Last results by path. */
  readonly results: Map<string, number>;
  /** Words with which everything is refused; undefined: nothing is. */
  refusal: string | undefined;
  switchOff(path: string): void;
}

const ABSENT = 0x80070002;
const FOREIGN = `"\\OneDrive Standalone Update Task","24/11/2026 10:12:13","Prêt"`;

/** Makes one. What it prints has lost the letters that code page 850 lacks, as on a French PC. */
export function scriptedSchtasks(): ScriptedSchtasks {
  const commands: string[] = [];
  const tasks = new Map<string, string>();
  const results = new Map<string, number>();
  const known = new Set(oemText(Uint8Array.from({ length: 256 }, (_, byte) => byte)));
  const printed = (code: number, stdout = "", stderr = ""): Printed => ({
    code,
    stdout: Array.from(stdout, (letter) => known.has(letter) ? letter : "?".repeat(letter.length)).join(""),
    stderr,
  });
  const absent = (hresult: boolean) =>
    printed(hresult ? ABSENT : 1, "", "ERREUR : Le fichier spécifié est introuvable.\r\n");
  const scripted: ScriptedSchtasks = {
    commands,
    tasks,
    results,
    refusal: undefined,
    switchOff(path) {
      tasks.set(
        path,
        tasks.get(path)!.replace(/(<Settings>[^]*?<Enabled>)true/, "$1false"),
      );
    },
    async run(program, words) {
      commands.push([program, ...words].join(" "));
      if (scripted.refusal !== undefined) return printed(1, "", scripted.refusal);
      const of = (flag: string) => words[words.indexOf(flag) + 1];
      const path = words.includes("/TN") ? of("/TN")! : undefined;
      switch (words[0]) {
        case "/Create":
          tasks.set(path!, registered(utf16(await Deno.readFile(of("/XML")!))));
          return printed(0, "Opération réussie : la tâche planifiée a été créée.\r\n");
        case "/Delete":
          return tasks.delete(path!) ? printed(0) : absent(false);
        default:
          if (path === undefined) {
            const rows = [...tasks.keys()].map((path) => `"${path}","24/11/2026 02:00:00","Prêt"`);
            return printed(0, [FOREIGN, "", ...rows, ""].join("\r\n"));
          }
          if (!tasks.has(path)) return absent(words.includes("/HRESULT"));
          if (words.includes("/XML")) return printed(0, tasks.get(path));
          if (words.includes("/V")) {
            const result = results.get(path) ?? 267011;
            return printed(
              0,
              `"PC","${path}","24/11/2026 02:00:00","Prêt","Interactif uniquement","N/A","${result}","x","y"\r\n`,
            );
          }
          return printed(0);
      }
    },
  };
  return scripted;
}

/** The text of what the Task Scheduler takes: UTF-16 with its mark. */
export function utf16(bytes: Uint8Array): string {
  if (bytes[0] !== 0xff || bytes[1] !== 0xfe) throw new Error("no UTF-16 of Intel's order");
  return new TextDecoder("utf-16le").decode(bytes);
}

/** A definition as Windows keeps it: the person by number, and what has its default left out. */
function registered(xml: string): string {
  return xml.replace(/(<Principal [^]*?<UserId>)[^<]*/, "$1S-1-5-21-1-2-3-1001")
    .replace(/\s*<(AllowHardTerminate|AllowStartOnDemand)>true<\/\1>/g, "")
    .replace(/\s*<(RunOnlyIfIdle|WakeToRun|RunOnlyIfNetworkAvailable)>false<\/\1>/g, "");
}
