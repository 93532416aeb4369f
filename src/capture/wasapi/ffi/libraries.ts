import { HResultError, RESULTS } from "../../../windows/mod.ts";

/**
 * The libraries of Windows, opened when they are first needed and for as long as the program runs.
 */
export const libraries = {
  get kernel32() {
    return kernel32 ??= openKernel32();
  },
  get mmdevapi() {
    return mmdevapi ??= openMmdevapi();
  },
};

let kernel32: ReturnType<typeof openKernel32> | undefined;
let mmdevapi: ReturnType<typeof openMmdevapi> | undefined;

function openKernel32() {
  return Deno.dlopen("kernel32.dll", {
    CreateEventW: { parameters: ["pointer", "i32", "i32", "pointer"], result: "usize" },
    SetEvent: { parameters: ["usize"], result: "i32" },
    // Runs on another thread, and is the only call that does: it touches nothing of COM.
    WaitForSingleObject: { parameters: ["usize", "u32"], result: "u32", nonblocking: true },
    CloseHandle: { parameters: ["usize"], result: "i32" },
    GetLastError: { parameters: [], result: "u32" },
    QueryPerformanceCounter: { parameters: ["buffer"], result: "i32" },
    QueryPerformanceFrequency: { parameters: ["buffer"], result: "i32" },
    CreateToolhelp32Snapshot: { parameters: ["u32", "u32"], result: "usize" },
    Process32FirstW: { parameters: ["usize", "buffer"], result: "i32" },
    Process32NextW: { parameters: ["usize", "buffer"], result: "i32" },
  }).symbols;
}

function openMmdevapi() {
  try {
    return Deno.dlopen("mmdevapi.dll", {
      ActivateAudioInterfaceAsync: {
        parameters: ["buffer", "buffer", "buffer", "pointer", "buffer"],
        result: "i32",
      },
    }).symbols;
  } catch {
    // The library or the function is missing: a Windows from before it.
    throw new HResultError(RESULTS.ERROR_MOD_NOT_FOUND, "ActivateAudioInterfaceAsync");
  }
}
