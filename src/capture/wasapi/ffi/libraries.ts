import { CoreAudioError, RESULTS } from "../core_audio.ts";

/**
 * The libraries of Windows, opened when they are first needed and for as long as the program runs: COM cannot be left
 * while one of its objects is held.
 */
export const libraries = {
  get ole32() {
    return ole32 ??= openOle32();
  },
  get kernel32() {
    return kernel32 ??= openKernel32();
  },
  get mmdevapi() {
    return mmdevapi ??= openMmdevapi();
  },
};

let ole32: ReturnType<typeof openOle32> | undefined;
let kernel32: ReturnType<typeof openKernel32> | undefined;
let mmdevapi: ReturnType<typeof openMmdevapi> | undefined;

/** Opens ole32 and joins the multithreaded apartment of COM, from the one thread that makes all COM calls. */
function openOle32() {
  const { symbols } = Deno.dlopen("ole32.dll", {
    CoInitializeEx: { parameters: ["pointer", "u32"], result: "i32" },
    CoCreateInstance: { parameters: ["buffer", "pointer", "u32", "buffer", "buffer"], result: "i32" },
    CoTaskMemFree: { parameters: ["pointer"], result: "void" },
    PropVariantClear: { parameters: ["buffer"], result: "i32" },
  });
  const result = symbols.CoInitializeEx(null, 0);
  // Somebody made it a single-threaded apartment before: the objects used here work in both.
  if (result < 0 && result >>> 0 !== RESULTS.RPC_E_CHANGED_MODE) {
    throw new CoreAudioError(result, "CoInitializeEx");
  }
  return symbols;
}

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
    throw new CoreAudioError(RESULTS.ERROR_MOD_NOT_FOUND, "ActivateAudioInterfaceAsync");
  }
}
