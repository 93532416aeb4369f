import assert from "node:assert/strict";
import { join } from "node:path";
import { systemClock } from "../../src/clock.ts";
import { createBrowserPrinter } from "../../src/printing/mod.ts";
import { temporaryFolder } from "../support/temporary_folder.ts";

/** A program that stands in for a browser. */
async function browser(folder: string, script: string): Promise<string> {
  const path = join(folder, "browser.sh");
  await Deno.writeTextFile(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return path;
}

Deno.test("a browser that fails, writes half a PDF, never ends or cannot start is named with what it did", async () => {
  await using folder = await temporaryFolder();
  const cases: readonly (readonly [script: string, why: RegExp])[] = [
    ["exit 7", /browser\.sh could not print \(code 7\)/],
    [
      `for a; do case $a in --print-to-pdf=*) printf '%%PDF-1.4 half' > "\${a#*=}";; esac; done; exit 1`,
      /code 1/,
    ],
    ["exec sleep 100", /browser\.sh had not finished printing after 1 s/],
  ];
  for (const [script, why] of cases) {
    const path = await browser(folder.path, script);
    const printer = createBrowserPrinter({
      find: () => Promise.resolve(path),
      clock: systemClock,
      patienceMs: 700,
    });
    await assert.rejects(printer.print("/x/report.html", { folder: folder.path }), why);
  }
  const printer = createBrowserPrinter({
    find: () => Promise.resolve(join(folder.path, "nothing")),
    clock: systemClock,
  });
  await assert.rejects(printer.print("/x/report.html", { folder: folder.path }), /nothing could not print/);
});

Deno.test("without a browser there is no PDF, and an abort ends the one that prints", async () => {
  await using folder = await temporaryFolder();
  const none = createBrowserPrinter({ find: () => Promise.resolve(undefined), clock: systemClock });
  assert.equal(await none.print("/x/report.html", { folder: folder.path }), undefined);
  const path = await browser(folder.path, "exec sleep 100");
  const stop = new AbortController();
  const slow = createBrowserPrinter({
    find() {
      queueMicrotask(() => stop.abort(new Error("asked to end")));
      return Promise.resolve(path);
    },
    clock: systemClock,
  });
  await assert.rejects(
    slow.print("/x/report.html", { folder: folder.path, signal: stop.signal }),
    /asked to end/,
  );
});
