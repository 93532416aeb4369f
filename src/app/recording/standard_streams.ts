/** Of winbase.h and handleapi.h. */
const STANDARD_HANDLES = [-10, -11, -12];
const HANDLE_FLAG_INHERIT = 1;

/**
 * Lets no child have this process's own standard streams but those it is given on purpose. Windows passes on every
 * handle that may be inherited, as a pipe's may: a process apart would keep open, as long as it lives, the pipe that a
 * script reads to its end after it called `greffier start --background`. Elsewhere the runtime sees to it.
 */
export function keepStandardStreams(): void {
  if (Deno.build.os !== "windows") return;
  const kernel = Deno.dlopen("kernel32.dll", {
    GetStdHandle: { parameters: ["i32"], result: "usize" },
    SetHandleInformation: { parameters: ["usize", "u32", "u32"], result: "i32" },
  });
  try {
    for (const which of STANDARD_HANDLES) {
      // A process without a console has none, and is refused: nothing to keep.
      kernel.symbols.SetHandleInformation(kernel.symbols.GetStdHandle(which), HANDLE_FLAG_INHERIT, 0);
    }
  } finally {
    kernel.close();
  }
}
