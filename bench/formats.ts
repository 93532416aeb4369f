/**
 * What each format of a four-hour report (40,000 words) costs to set, beside the same of ten minutes: time, size, and how
 * much memory the process takes at most, a process each, with the flags that the program runs with. Setting a report must
 * not be what makes greffier large. `deno run -A bench/formats.ts` prints the table.
 *
 * @module
 */
import process from "node:process";
import { V8_FLAGS } from "../build/v8_flags.ts";
import { Format } from "../src/config/settings.ts";
import { renderViews } from "../src/report/mod.ts";
import { longReport } from "../tests/support/long_report.ts";
import { judge, megabytes, printTable } from "./support/table.ts";

const HOURS = [1 / 6, 4];
/** Over what a process takes that sets the transcript as text, in bytes. */
const MOST_MORE = 100e6;
const MOST_SECONDS = 10;

interface Cost {
  readonly ms: number;
  readonly bytes: number;
  readonly peak: number;
}

/** Sets one format in this process. */
async function setOnce(format: Format, hours: number): Promise<Cost> {
  const input = longReport({ hours });
  const began = performance.now();
  const { views } = await renderViews({ ...input, output: { ...input.output, formats: [format] } });
  const ms = performance.now() - began;
  const bytes = views.reduce((sum, { content }) => sum + content.length, 0);
  return { ms, bytes, peak: process.resourceUsage().maxRSS * 1024 };
}

async function costOf(format: Format, hours: number): Promise<Cost> {
  const { stdout, success } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", `--v8-flags=${V8_FLAGS}`, import.meta.filename!, format, String(hours)],
    stderr: "inherit",
  }).output();
  if (!success) throw new Error(`${format} of ${hours} h failed`);
  return JSON.parse(new TextDecoder().decode(stdout));
}

const [format, hours] = Deno.args;
if (format !== undefined) {
  console.log(JSON.stringify(await setOnce(Format.parse(format), Number(hours))));
} else {
  const costs: { readonly format: Format; readonly short: Cost; readonly long: Cost }[] = [];
  // A browser prints the PDF, in processes of its own.
  for (const format of Format.options.filter((format) => format !== "pdf")) {
    costs.push({ format, short: await costOf(format, HOURS[0]), long: await costOf(format, HOURS[1]) });
  }
  printTable(
    ["", "10 min", "4 h", "size", "memory, 10 min", "4 h"],
    costs.map(({ format, short, long }) => [
      format,
      `${short.ms.toFixed(0)} ms`,
      `${long.ms.toFixed(0)} ms`,
      `${(long.bytes / 1000).toFixed(0)} kB`,
      megabytes(short.peak),
      megabytes(long.peak),
    ]),
  );
  const text = costs.find(({ format }) => format === "txt")!.long.peak;
  judge(costs.flatMap(({ format, long }) => [
    { what: `${format}: under ${MOST_SECONDS} s`, kept: long.ms < 1000 * MOST_SECONDS },
    {
      what: `${format}: ${megabytes(long.peak - text)} more than the transcript as text, under ${
        megabytes(MOST_MORE)
      }`,
      kept: long.peak - text < MOST_MORE,
    },
  ]));
}
