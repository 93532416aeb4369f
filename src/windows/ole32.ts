import { HResultError, RESULTS } from "./hresult.ts";

let opened: ReturnType<typeof open> | undefined;

/**
 * The library of COM, opened when it is first needed and for as long as the program runs: COM cannot be left while one
 * of its objects is held.
 */
export function ole32(): ReturnType<typeof open> {
  return opened ??= open();
}

/** Opens ole32 and joins the multithreaded apartment of COM, from the one thread that makes all COM calls. */
function open() {
  const { symbols } = Deno.dlopen("ole32.dll", {
    CoInitializeEx: { parameters: ["pointer", "u32"], result: "i32" },
    CoCreateInstance: { parameters: ["buffer", "pointer", "u32", "buffer", "buffer"], result: "i32" },
    CoTaskMemFree: { parameters: ["pointer"], result: "void" },
    PropVariantClear: { parameters: ["buffer"], result: "i32" },
  });
  const result = symbols.CoInitializeEx(null, 0);
  // Somebody made it a single-threaded apartment before: the objects used here work in both.
  if (result < 0 && result >>> 0 !== RESULTS.RPC_E_CHANGED_MODE) {
    throw new HResultError(result, "CoInitializeEx");
  }
  return symbols;
}
