/**
 * A speech engine in trouble, for tests: `engine_trouble.ts KIND [FILE]`. With a FILE that holds a number, that many
 * engines are in trouble, and those after them are well.
 */
import process from "node:process";
import { runEngineChild } from "../../src/asr/mod.ts";

const [kind, file] = Deno.args;
const write = (bytes: Uint8Array) => Deno.stdout.writeSync(bytes);
const text = (words: string) => new TextEncoder().encode(words);

/** Waits until something was asked. */
async function firstRequest(): Promise<void> {
  await Deno.stdin.read(new Uint8Array(64));
}

/** The first bytes of every frame. */
const FRAME = Uint8Array.of(0xff, 0x67, 0x72, 0x65, 0x66, 0x0d, 0x0a, 0x00);

function frame(header: string): Uint8Array {
  const bytes = new Uint8Array(16 + header.length);
  bytes.set(FRAME);
  new DataView(bytes.buffer).setUint32(8, header.length, true);
  bytes.set(text(header), 16);
  return bytes;
}

if (file !== undefined && kind !== "holds") {
  const left = Number(Deno.readTextFileSync(file));
  if (left === 0) {
    await runEngineChild();
    Deno.exit(0);
  }
  Deno.writeTextFileSync(file, String(left - 1));
}

switch (kind) {
  case "prints": {
    write(text("Downloading weights...\n"));
    write(FRAME.subarray(0, 5));
    const running = runEngineChild();
    // What libraries do: once the engine has taken standard output for itself, none of this reaches it.
    console.log("a line");
    process.stdout.write("another line\n");
    write(text("and one that nothing can hold back\n"));
    await running;
    break;
  }
  case "dies":
    await firstRequest();
    Deno.stderr.writeSync(text("Cannot allocate memory\n"));
    Deno.exit(3);
    break;
  case "lies":
    await firstRequest();
    write(frame('{"kind":"loaded","id":"one"}'));
    await firstRequest();
    break;
  case "boasts":
    await firstRequest();
    write(FRAME);
    write(new Uint8Array(8).fill(0xff));
    await firstRequest();
    break;
  case "hangs":
    for await (const _ of Deno.stdin.readable);
    break;
  case "holds": {
    // Holds an OS lock as long as it lives.
    const held = await Deno.open(file, { write: true });
    await held.lock(true);
    await runEngineChild();
    break;
  }
}
