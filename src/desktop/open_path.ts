import { GreffierError, message } from "../errors.ts";

/** The program that opens a file or a folder as a double-click does, and what it is told. */
export function openerOf(os: string, path: string): { readonly program: string; readonly args: string[] } {
  switch (os) {
    case "windows":
      // Handed over as it stands: Explorer takes a comma outside of quotation marks, which no path can hold, for an end.
      return { program: "explorer.exe", args: [`"${path}"`] };
    case "darwin":
      return { program: "open", args: ["--", path] };
    default:
      return { program: "xdg-open", args: [path] };
  }
}

/** How long an opener is waited for: it ends once the program that shows the file has begun, or stays as long as that. */
const PATIENCE_MS = 3000;

/**
 * Opens a file or a folder, by its absolute path, in the program that the person uses for it. The path is one argument:
 * no shell reads it. Throws the sentence that says why it could not.
 */
export async function openPath(path: string, os: string = Deno.build.os): Promise<void> {
  const { program, args } = openerOf(os, path);
  let child: Deno.ChildProcess;
  try {
    child = new Deno.Command(program, {
      ...{ args, windowsRawArguments: true },
      ...{ stdin: "null", stdout: "null", stderr: "null" },
    }).spawn();
  } catch (error) {
    throw new GreffierError(message("tray.noOpener", { path }), { cause: error });
  }
  child.unref();
  const { promise, resolve } = Promise.withResolvers<null>();
  const patience = setTimeout(() => resolve(null), PATIENCE_MS);
  const status = await Promise.race([child.status, promise]);
  clearTimeout(patience);
  // Explorer ends with 1 when all is well.
  if (status === null || status.success || os === "windows") return;
  throw new GreffierError(message("tray.openFailed", { path, code: status.code }));
}
