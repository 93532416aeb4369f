import { join } from "node:path";
import { type Picture, readXwd } from "./picture.ts";

const HOW_TO_GET = "The tests of what is shown need Xvfb (Debian: apt-get install xvfb).";

/** An X server without a screen: own number, own folder. What it shows can be looked at. */
export interface XServer extends AsyncDisposable {
  /** For every program that should show itself there. */
  readonly environment: Readonly<Record<string, string>>;
  /** What it shows now. */
  picture(): Promise<Picture>;
}

/** Starts one. Needs the Debian package `xvfb`. */
export async function xServer(
  { width, height }: { readonly width: number; readonly height: number },
): Promise<XServer> {
  const folder = await Deno.makeTempDir({ prefix: "greffier-x-" });
  const process = start([
    // Or it begins anew when the last program has gone, and tells its number again.
    "-noreset",
    ...["-displayfd", "1", "-nolisten", "tcp", "-fbdir", folder, "-screen", "0", `${width}x${height}x24`],
  ]);
  const dispose = async () => {
    process.kill("SIGTERM");
    await process.status;
    await Deno.remove(folder, { recursive: true });
  };
  let said = "";
  // The line to its end: Xvfb dies of writing to nobody.
  for await (const text of process.stdout.pipeThrough(new TextDecoderStream())) {
    said += text;
    if (said.endsWith("\n")) break;
  }
  const number = said.trim();
  if (!/^\d+$/.test(number)) {
    await process.status;
    await Deno.remove(folder, { recursive: true });
    throw new Error(`Xvfb did not start: it gave the display number "${number}".`);
  }
  return {
    environment: { DISPLAY: `:${number}` },
    picture: async () => readXwd(await Deno.readFile(join(folder, "Xvfb_screen0"))),
    [Symbol.asyncDispose]: dispose,
  };
}

function start(args: readonly string[]): Deno.ChildProcess {
  try {
    return new Deno.Command("Xvfb", { args: [...args], stdin: "null", stdout: "piped", stderr: "null" })
      .spawn();
  } catch (error) {
    throw new Error(HOW_TO_GET, { cause: error });
  }
}
