/** Opening what is no device: ActivateAudioInterfaceAsync (mmdeviceapi.h) and its process loopback. */
import {
  check,
  ComObject,
  guid,
  HResultError,
  OutPointer,
  RESULTS,
  wideString,
} from "../../../windows/mod.ts";
import { AudioClient, IAUDIO_CLIENT } from "./audio_client.ts";
import { blobVariant, processLoopbackParams } from "./layouts.ts";
import { libraries } from "./libraries.ts";

/** VIRTUAL_AUDIO_DEVICE_PROCESS_LOOPBACK (audioclientactivationparams.h). */
const PROCESS_LOOPBACK = "VAD\\Process_Loopback";

/** Windows opens it in milliseconds, or never. */
const PATIENCE_MS = 5_000;
const STEP_MS = 5;

/** What the completion handler answers to: IUnknown, its own interface, and IAgileObject: callable from any thread. */
const HANDLER_IIDS = [
  "00000000-0000-0000-C000-000000000046",
  "41D949AB-9862-444A-80F6-C261334DA5EB",
  "94EA2B94-E9CC-49E0-C0FF-EE64CA8F5B90",
].map((iid) => guid(iid));

/** IActivateAudioInterfaceAsyncOperation. */
class Operation extends ComObject {
  readonly #getActivateResult = this.bind(3, { parameters: ["pointer", "buffer", "buffer"], result: "i32" });

  /** The client; undefined while Windows is still busy. Throws when Windows refused. */
  result(): AudioClient | undefined {
    const call = "ActivateAudioInterfaceAsync";
    const outcome = new Int32Array(1);
    const out = new OutPointer();
    const result = this.#getActivateResult(this.pointer, outcome, out.cell);
    if (result >>> 0 === RESULTS.E_ILLEGAL_METHOD_CALL) return undefined;
    check(result, call);
    check(outcome[0], call);
    using unknown = new ComObject(out.get(call));
    return new AudioClient(unknown.query(IAUDIO_CLIENT, call));
  }
}

/** Opens the loopback of a process tree. Throws where Windows has no such thing. */
export async function activateProcessLoopback(process: number): Promise<AudioClient> {
  const call = "ActivateAudioInterfaceAsync";
  const path = wideString(PROCESS_LOOPBACK);
  const params = processLoopbackParams(process);
  const variant = blobVariant(addressOf(Deno.UnsafePointer.of(params)), params.length);
  const out = new OutPointer();
  const loan = [path, params, variant];
  lent.add(loan);
  let isBusy = false;
  try {
    const { pointer } = handler ??= completionHandler();
    const activate = libraries.mmdevapi.ActivateAudioInterfaceAsync;
    check(activate(path, guid(IAUDIO_CLIENT), variant, pointer, out.cell), call);
    using operation = new Operation(out.get(call));
    const client = await answerOf(operation);
    if (client) return client;
    isBusy = true;
    throw new HResultError(RESULTS.ERROR_TIMEOUT, call);
  } finally {
    // While it is busy Windows may still read them, whoever waits: those few bytes are then kept for good.
    if (!isBusy) lent.delete(loan);
  }
}

/** The client, once Windows has opened it; undefined when that takes too long. Throws when Windows refused. */
async function answerOf(operation: Operation): Promise<AudioClient | undefined> {
  for (let waited = 0; waited < PATIENCE_MS; waited += STEP_MS) {
    const client = operation.result();
    if (client) return client;
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
  return undefined;
}

/** Memory that Windows reads while it opens a process loopback: not to be collected meanwhile. */
const lent = new Set<readonly ArrayBufferView[]>();

const addressOf = (pointer: Deno.PointerValue) => BigInt(Deno.UnsafePointer.value(pointer));

let handler: ReturnType<typeof completionHandler> | undefined;

/**
 * The completion handler that Windows insists on: a COM object whose table of functions are callbacks. It does nothing,
 * since the operation can be asked whether it is done: so it does not matter when, on which thread, or how often it is
 * called, and one serves all activations. It is never freed: Windows may hold it for longer than anyone here knows.
 */
function completionHandler() {
  const queryInterface = Deno.UnsafeCallback.threadSafe(
    { parameters: ["pointer", "pointer", "pointer"], result: "i32" },
    (self, iid, out) => {
      if (iid === null || out === null) return 0x80004003 | 0;
      const asked = new Uint8Array(Deno.UnsafePointerView.getArrayBuffer(iid, 16));
      const known = HANDLER_IIDS.some((bytes) => bytes.every((byte, at) => byte === asked[at]));
      const answer = new BigUint64Array(Deno.UnsafePointerView.getArrayBuffer(out, 8));
      answer[0] = known ? addressOf(self) : 0n;
      return known ? 0 : RESULTS.E_NOINTERFACE | 0;
    },
  );
  // Never counted: it is never freed.
  const addRef = Deno.UnsafeCallback.threadSafe({ parameters: ["pointer"], result: "u32" }, () => 2);
  const release = Deno.UnsafeCallback.threadSafe({ parameters: ["pointer"], result: "u32" }, () => 1);
  const activateCompleted = Deno.UnsafeCallback.threadSafe(
    { parameters: ["pointer", "pointer"], result: "i32" },
    () => 0,
  );
  const methods = [queryInterface, addRef, release, activateCompleted];
  // They must not keep the program alive; the timer of whoever waits does.
  for (const method of methods) method.unref();
  const table = fixed(methods.map(({ pointer }) => addressOf(pointer)));
  const object = fixed([addressOf(Deno.UnsafePointer.of(table))]);
  // All of it is named, so that nothing of it is collected.
  return { pointer: Deno.UnsafePointer.of(object), object, table, methods };
}

/** Numbers in memory that never moves; an array made without a buffer may lie where the garbage collector moves it. */
function fixed(values: readonly bigint[]): BigUint64Array<ArrayBuffer> {
  const memory = new BigUint64Array(new ArrayBuffer(values.length * 8));
  memory.set(values);
  return memory;
}
