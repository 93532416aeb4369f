import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../main.ts", import.meta.url));

/** A greffier process on a home of its own, removed afterwards; `out` gives what it writes, a piece at a time. */
async function withGreffier(
  args: readonly string[],
  use: (process: Deno.ChildProcess, home: string) => Promise<void>,
): Promise<void> {
  const home = await Deno.makeTempDir();
  try {
    const process = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", MAIN, ...args, "--home", home],
      env: { GREFFIER_LANG: "en", NO_COLOR: "1" },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    await use(process, home);
  } finally {
    await Deno.remove(home, { recursive: true });
  }
}

const text = (stream: ReadableStream<Uint8Array<ArrayBuffer>>) => new Response(stream).text();

Deno.test("a real process answers --version on standard output and ends with 0", async () => {
  await withGreffier(["--version"], async (process) => {
    const [out, err, { code }] = await Promise.all([
      text(process.stdout),
      text(process.stderr),
      process.status,
    ]);
    assert.match(out, /^\d+\.\d+\.\d+\n$/);
    assert.deepEqual([err, code], ["", 0]);
  });
});

Deno.test("a real process without a command makes its home, greets, and ends well when asked to stop", async () => {
  await withGreffier([], async (process, home) => {
    const reader = process.stdout.pipeThrough(new TextDecoderStream()).getReader();
    const err = text(process.stderr);
    let out = "";
    for (let asked = false;;) {
      const { value, done } = await reader.read();
      if (done) break;
      out += value;
      if (!asked && out.includes("greffier model add")) {
        asked = true;
        // Windows has no signal that one process can send another: there it is only ended.
        process.kill(Deno.build.os === "windows" ? "SIGKILL" : "SIGTERM");
      }
    }
    const { code } = await process.status;
    assert.equal(await err, "");
    assert.match(out, /^Hello! Drop a recording into .*\nThe report will appear in .*\n/);
    if (Deno.build.os !== "windows") {
      assert.equal(code, 0);
      assert.match(out, /The running job ends, then greffier stops.*\nGoodbye/);
    }
    const names = (await Array.fromAsync(Deno.readDir(home))).map(({ name }) => name);
    for (const name of ["inbox", "outbox", "greffier.json", "greffier.schema.json"]) {
      assert.ok(names.includes(name));
    }
    const readme = await Deno.readTextFile(`${home}/inbox/LISEZMOI.txt`);
    assert.equal(readme, await Deno.readTextFile(new URL("../../inbox/LISEZMOI.txt", import.meta.url)));
  });
});
