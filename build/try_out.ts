import { join } from "node:path";

const RECORDING = join(import.meta.dirname!, "..", "demo", "recordings", "weekly-meeting-en.wav");

/** Said in the recording: without the engine and the model no report has it. */
const SENTENCE = "The agenda has three items.";

/** A name such as people give: spaces, an apostrophe, accents. */
const FOLDER = "Essai de greffier (réunion d'été)";

/**
 * Starts a built program for real: alone in an empty folder, with nothing of this machine's settings, one recording in
 * its inbox, and reads the report.
 *
 * @throws When the program ends badly or the report is not there, with what the program said.
 */
export async function tryOut(program: string): Promise<void> {
  const scratch = await Deno.makeTempDir({ prefix: "greffier-try-" });
  try {
    const folder = join(scratch, FOLDER);
    await Deno.mkdir(join(folder, "inbox"), { recursive: true });
    const own = join(folder, Deno.build.os === "windows" ? "greffier.exe" : "greffier");
    await Deno.copyFile(program, own);
    await Deno.copyFile(RECORDING, join(folder, "inbox", "Réunion d'essai.wav"));
    const { code, stdout, stderr } = await new Deno.Command(own, {
      args: ["run"],
      cwd: folder,
      clearEnv: true,
      env: { ...systemVariables(), GREFFIER_LANG: "fr", GREFFIER_ANALYSIS_LLM_BACKEND: "none" },
      stdin: "null",
    }).output();
    const said = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)).join("");
    if (code !== 0) throw new Error(`The built program ended with ${code}:\n${said}`);
    const reports: string[] = [];
    for await (const { name, isDirectory } of Deno.readDir(join(folder, "outbox"))) {
      if (isDirectory) reports.push(await Deno.readTextFile(join(folder, "outbox", name, "transcript.txt")));
    }
    if (reports.length !== 1 || !reports[0]!.includes(SENTENCE)) {
      throw new Error(
        `The built program made ${reports.length} reports, and not what was said:\n${said}\n${reports}`,
      );
    }
  } finally {
    await Deno.remove(scratch, { recursive: true });
  }
}

/** Windows' own libraries do not load without these. */
function systemVariables(): Readonly<Record<string, string>> {
  const names = Deno.build.os === "windows" ? ["SystemRoot", "SystemDrive", "TEMP"] : [];
  return Object.fromEntries(names.map((name) => [name, Deno.env.get(name) ?? ""]));
}
