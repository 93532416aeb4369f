/**
 * A program for Windows that sends messages to the windows of other programs: a {@linkcode MessageCommand} a line of standard
 * input, as JSON, its answer a line of standard output. It ends with its input.
 */
import { wideString } from "../../../src/windows/mod.ts";

/** A message for the window of a class: put into its queue, or sent and answered. */
export interface MessageCommand {
  readonly how: "post" | "send";
  /** Its class. */
  readonly window: string;
  /** A number, or the name of one that programs agreed upon. */
  readonly message: number | string;
  readonly wParam: number;
  readonly lParam: number;
}

const { symbols: user32 } = Deno.dlopen("user32.dll", {
  FindWindowW: { parameters: ["buffer", "pointer"], result: "usize" },
  RegisterWindowMessageW: { parameters: ["buffer"], result: "u32" },
  PostMessageW: { parameters: ["usize", "u32", "usize", "isize"], result: "isize" },
  SendMessageW: { parameters: ["usize", "u32", "usize", "isize"], result: "isize" },
});

let rest = "";
for await (const text of Deno.stdin.readable.pipeThrough(new TextDecoderStream())) {
  const lines = (rest + text).split("\n");
  rest = lines.pop()!;
  for (const line of lines) {
    const { how, window, message, wParam, lParam } = JSON.parse(line) as MessageCommand;
    const handle = user32.FindWindowW(wideString(window), null);
    const id = typeof message === "number" ? message : user32.RegisterWindowMessageW(wideString(message));
    const call = how === "post" ? user32.PostMessageW : user32.SendMessageW;
    console.log(handle === 0n ? "no window" : `${call(handle, id, BigInt(wParam), BigInt(lParam))}`);
  }
}
