import { guid } from "./guid.ts";
import { HResultError } from "./hresult.ts";
import { ole32 } from "./ole32.ts";

/** Throws a {@linkcode HResultError} for an HRESULT that is a failure; gives it back otherwise. */
export function check(result: number, call: string): number {
  if (result < 0) throw new HResultError(result, call);
  return result;
}

/** Room for a pointer that a call gives back. */
export class OutPointer {
  readonly cell: BigUint64Array<ArrayBuffer> = new BigUint64Array(1);

  /** What was put there. Throws when it was nothing. */
  get(call: string): Deno.PointerObject {
    const pointer = Deno.UnsafePointer.create(this.cell[0]);
    if (pointer === null) throw new HResultError(0x80004003, call);
    return pointer;
  }
}

const QUERY_INTERFACE = { parameters: ["pointer", "buffer", "buffer"], result: "i32" } as const;
const RELEASE = { parameters: ["pointer"], result: "u32" } as const;

/**
 * A COM interface that is held, and released at the end of its `using` block. Subclasses bind their methods by the place
 * in the table of functions that every COM object begins with.
 */
export class ComObject implements Disposable {
  readonly pointer: Deno.PointerObject;
  readonly #table: Deno.UnsafePointerView;
  #held = true;

  /** @param pointer Held from now on; a reference that its giver already counted. */
  constructor(pointer: Deno.PointerObject) {
    this.pointer = pointer;
    const table = new Deno.UnsafePointerView(pointer).getPointer();
    this.#table = new Deno.UnsafePointerView(table!);
  }

  protected bind<const D extends Deno.ForeignFunction>(
    index: number,
    definition: D,
  ): Deno.UnsafeFnPointer<D>["call"] {
    const address = this.#table.getPointer<Omit<D, "nonblocking">>(index * 8);
    const method = new Deno.UnsafeFnPointer(address!, definition);
    return method.call.bind(method) as Deno.UnsafeFnPointer<D>["call"];
  }

  /** Another interface of the same object, for the caller to hold. */
  query(iid: string, call: string): Deno.PointerObject {
    const out = new OutPointer();
    check(this.bind(0, QUERY_INTERFACE)(this.pointer, guid(iid), out.cell), call);
    return out.get(call);
  }

  [Symbol.dispose](): void {
    if (!this.#held) return;
    this.#held = false;
    this.bind(2, RELEASE)(this.pointer);
  }
}

/** `CLSCTX_ALL`: wherever the object lives. */
export const CLSCTX_ALL = 23;

/** Makes a COM object of a class, for the caller to hold. */
export function createInstance(clsid: string, iid: string, call: string): Deno.PointerObject {
  const out = new OutPointer();
  check(ole32().CoCreateInstance(guid(clsid), null, CLSCTX_ALL, guid(iid), out.cell), call);
  return out.get(call);
}
