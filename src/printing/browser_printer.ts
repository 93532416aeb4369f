import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Clock } from "../clock.ts";
import { GreffierError, message } from "../errors.ts";
import type { PdfPrinter, PrintOptions } from "./pdf_printer.ts";

/** How a browser is found and how long it is waited for. */
export interface BrowserPrinterOptions {
  readonly find: () => Promise<string | undefined>;
  readonly clock: Clock;
  /** A browser that takes longer is ended, in milliseconds. @default {180000} */
  readonly patienceMs?: number;
}

/** How long a PDF may come after its browser ended, in ms: Edge hands the work to a process of its own. */
const AFTERWARDS_MS = 10_000;
const LOOK_MS = 100;

/**
 * Prints with an installed Edge, Chrome or Chromium, without a window: a profile of its own in the folder given, so that
 * nothing of the person's is touched, no extension, no name looked up on any network. Killed after `patienceMs`, or when
 * the signal aborts.
 */
export function createBrowserPrinter(
  { find, clock, patienceMs = 180_000 }: BrowserPrinterOptions,
): PdfPrinter {
  return {
    async print(page, { folder, signal }: PrintOptions) {
      const browser = await find();
      if (browser === undefined) return undefined;
      const pdf = join(folder, "report.pdf");
      const failed = (cause: string) =>
        new GreffierError(message("printing.failed", { path: browser, cause }));
      const code = await run(browser, printArguments({ page, pdf, profile: join(folder, "profile") }), {
        clock,
        patienceMs,
        signal,
      });
      if (code === "late") {
        throw new GreffierError(
          message("printing.late", { path: browser, seconds: Math.round(patienceMs / 1000) }),
        );
      }
      const until = clock.monotonic() + (code === 0 ? AFTERWARDS_MS : 0);
      for (;;) {
        const bytes = await readPdf(pdf);
        if (bytes) return bytes;
        if (clock.monotonic() >= until) throw failed(`code ${code}`);
        await clock.sleep(LOOK_MS, { signal });
      }
    },
  };
}

/** The command line that prints `page` to `pdf`. All paths are absolute. */
export function printArguments(
  { page, pdf, profile, os = Deno.build.os, root = isRoot() }: {
    readonly page: string;
    readonly pdf: string;
    readonly profile: string;
    readonly os?: string;
    /** Whether Linux's administrator prints: Chromium refuses to start for one inside its sandbox. */
    readonly root?: boolean;
  },
): string[] {
  return [
    "--headless",
    `--print-to-pdf=${pdf}`,
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
    `--user-data-dir=${profile}`,
    "--disable-extensions",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--disable-breakpad",
    "--disable-crash-reporter",
    "--edge-skip-compat-layer-relaunch",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--mute-audio",
    "--no-default-browser-check",
    "--no-first-run",
    ...(os === "linux" && root ? ["--no-sandbox"] : []),
    pathToFileURL(page).href,
  ];
}

function isRoot(): boolean {
  return Deno.build.os !== "windows" && Deno.uid() === 0;
}

/** Runs a program to its end; `late` when it had to be killed. */
async function run(
  program: string,
  args: readonly string[],
  { clock, patienceMs, signal }: Required<Pick<BrowserPrinterOptions, "clock" | "patienceMs">> & PrintSignal,
): Promise<number | "late"> {
  signal?.throwIfAborted();
  const child = start(program, args);
  const over = new AbortController();
  const stop = signal ? AbortSignal.any([signal, over.signal]) : over.signal;
  let late = false;
  const waiting = clock.sleep(patienceMs, { signal: stop }).then(() => {
    late = true;
    kill(child);
  }, () => {
    if (signal?.aborted) kill(child);
  });
  const { code } = await child.status;
  over.abort();
  await waiting;
  signal?.throwIfAborted();
  return late ? "late" : code;
}

function start(program: string, args: readonly string[]): Deno.ChildProcess {
  try {
    return new Deno.Command(program, { args: [...args], stdin: "null", stdout: "null", stderr: "null" })
      .spawn();
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    throw new GreffierError(message("printing.failed", { path: program, cause: words }), { cause });
  }
}

type PrintSignal = Pick<PrintOptions, "signal">;

function kill(child: Deno.ChildProcess): void {
  try {
    child.kill("SIGKILL");
  } catch (error) {
    // It ended by itself meanwhile.
    if (!(error instanceof TypeError) && !(error instanceof Deno.errors.NotFound)) throw error;
  }
}

/** The bytes of a PDF that is whole: it begins and ends as one (ISO 32000-1, 7.5); undefined until then. */
async function readPdf(path: string): Promise<Uint8Array | undefined> {
  try {
    const bytes = await Deno.readFile(path);
    const text = (part: Uint8Array) => new TextDecoder("latin1").decode(part);
    const isWhole = text(bytes.subarray(0, 5)) === "%PDF-" && text(bytes.subarray(-1024)).includes("%%EOF");
    return isWhole ? bytes : undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
