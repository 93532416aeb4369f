import { join } from "node:path";
import type { ByteSource } from "../../src/audio/mod.ts";
import type { DecodeCommand } from "../../src/decoding/mod.ts";

const DEMO = join(import.meta.dirname!, "..", "..", "demo", "recordings");

/** A demo recording, as ffmpeg is given it. */
export const demoWav = (name: string) => join(DEMO, `${name}.wav`);

/** Runs ffmpeg, which must be there and end well; gives what it wrote to standard output. */
export async function ffmpeg(...args: string[]): Promise<Uint8Array<ArrayBuffer>> {
  const { success, stdout, stderr } = await new Deno.Command("ffmpeg", {
    args: ["-nostdin", "-v", "error", "-y", ...args],
    stdout: "piped",
    stderr: "piped",
  }).output();
  if (!success) throw new Error(`ffmpeg ${args.join(" ")}: ${new TextDecoder().decode(stderr)}`);
  return stdout as Uint8Array<ArrayBuffer>;
}

/** A file in a format, made of another. */
export async function made(folder: string, name: string, from: string, ...args: string[]): Promise<string> {
  const path = join(folder, name);
  await ffmpeg("-i", from, ...args, path);
  return path;
}

/** What ffmpeg decodes of a file. */
export async function decodedByFfmpeg(path: string, ...args: string[]): Promise<Float32Array> {
  return new Float32Array((await ffmpeg(...args, "-i", path, "-f", "f32le", "-")).buffer);
}

/** A file on the disk that is read anywhere. */
export async function diskSource(path: string): Promise<ByteSource & Disposable> {
  const file = await Deno.open(path);
  const { size } = await file.stat();
  return {
    size,
    async read(offset, into) {
      await file.seek(offset, Deno.SeekMode.Start);
      return await file.read(into) ?? 0;
    },
    [Symbol.dispose]: () => file.close(),
  };
}

/** Starts the process that decodes, without the rest of the program. */
export function decodeEntry(entry = "decode_entry.ts"): DecodeCommand {
  return {
    program: Deno.execPath(),
    args: ["run", "--quiet", "--no-check", "-A", join(import.meta.dirname!, entry)],
  };
}
