/**
 * Windows: WASAPI called through the FFI of the runtime, without a helper program. Can be imported on every system; asks
 * for Windows only when it is used.
 *
 * @module
 */
export { createWasapiSource, type WasapiSourceOptions } from "./source.ts";
