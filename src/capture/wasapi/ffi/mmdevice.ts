/** The devices of Windows: mmdeviceapi.h and propsys.h. */
import {
  check,
  CLSCTX_ALL,
  ComObject,
  createInstance,
  guid,
  HResultError,
  ole32,
  OutPointer,
  readWide,
  RESULTS,
  takeWide,
  wideString,
} from "../../../windows/mod.ts";
import type { Flow, Role } from "../core_audio.ts";
import { propertyKey, PROPVARIANT_BYTES, textAddress } from "./layouts.ts";

/** EDataFlow. */
const FLOWS: readonly Flow[] = ["output", "input"];
/** ERole: console and communications; the third, multimedia, is nowhere told apart from the first. */
const ROLES = { default: 0, communications: 2 } as const;
const DEVICE_STATE_ACTIVE = 1;
const STGM_READ = 0;
const FRIENDLY_NAME = propertyKey("a45c254e-df1c-4efd-8020-67d146a850e0", 14);

const IMM_ENDPOINT = "1BE09788-6894-4089-8586-9A2A6C265AC5";

class PropertyStore extends ComObject {
  readonly #getValue = this.bind(5, { parameters: ["pointer", "buffer", "buffer"], result: "i32" });

  /** A property that is a text; null when it is not. */
  text(key: Uint8Array<ArrayBuffer>): string | null {
    const variant = new Uint8Array(new ArrayBuffer(PROPVARIANT_BYTES));
    check(this.#getValue(this.pointer, key, variant), "IPropertyStore::GetValue");
    try {
      const address = textAddress(variant);
      const pointer = address === null ? null : Deno.UnsafePointer.create(address);
      return pointer === null ? null : readWide(pointer);
    } finally {
      ole32().PropVariantClear(variant);
    }
  }
}

class EndpointFlow extends ComObject {
  readonly #getDataFlow = this.bind(3, { parameters: ["pointer", "buffer"], result: "i32" });

  get(): Flow {
    const out = new Uint32Array(1);
    check(this.#getDataFlow(this.pointer, out), "IMMEndpoint::GetDataFlow");
    return FLOWS[out[0]];
  }
}

/** IMMDevice. */
export class Device extends ComObject {
  readonly #activate = this.bind(3, {
    parameters: ["pointer", "buffer", "u32", "pointer", "buffer"],
    result: "i32",
  });
  readonly #openPropertyStore = this.bind(4, { parameters: ["pointer", "u32", "buffer"], result: "i32" });
  readonly #getId = this.bind(5, { parameters: ["pointer", "buffer"], result: "i32" });
  readonly #getState = this.bind(6, { parameters: ["pointer", "buffer"], result: "i32" });

  get id(): string {
    const out = new OutPointer();
    check(this.#getId(this.pointer, out.cell), "IMMDevice::GetId");
    return takeWide(out.get("IMMDevice::GetId"));
  }

  get isActive(): boolean {
    const out = new Uint32Array(1);
    check(this.#getState(this.pointer, out), "IMMDevice::GetState");
    return out[0] === DEVICE_STATE_ACTIVE;
  }

  get flow(): Flow {
    using endpoint = new EndpointFlow(this.query(IMM_ENDPOINT, "IMMDevice::QueryInterface"));
    return endpoint.get();
  }

  /** The name that Windows shows; null when it has none. */
  get friendlyName(): string | null {
    const out = new OutPointer();
    check(this.#openPropertyStore(this.pointer, STGM_READ, out.cell), "IMMDevice::OpenPropertyStore");
    using store = new PropertyStore(out.get("IMMDevice::OpenPropertyStore"));
    return store.text(FRIENDLY_NAME);
  }

  /** An interface to what the device does, for the caller to hold. */
  activate(iid: string): Deno.PointerObject {
    const out = new OutPointer();
    check(this.#activate(this.pointer, guid(iid), CLSCTX_ALL, null, out.cell), "IMMDevice::Activate");
    return out.get("IMMDevice::Activate");
  }
}

class DeviceCollection extends ComObject {
  readonly #getCount = this.bind(3, { parameters: ["pointer", "buffer"], result: "i32" });
  readonly #item = this.bind(4, { parameters: ["pointer", "u32", "buffer"], result: "i32" });

  get count(): number {
    const out = new Uint32Array(1);
    check(this.#getCount(this.pointer, out), "IMMDeviceCollection::GetCount");
    return out[0];
  }

  item(index: number): Device {
    const out = new OutPointer();
    check(this.#item(this.pointer, index, out.cell), "IMMDeviceCollection::Item");
    return new Device(out.get("IMMDeviceCollection::Item"));
  }
}

/** IMMDeviceEnumerator. Made anew for each question: it answers at once, and none outlives a restart of the server. */
export class DeviceEnumerator extends ComObject {
  readonly #enumAudioEndpoints = this.bind(3, {
    parameters: ["pointer", "u32", "u32", "buffer"],
    result: "i32",
  });
  readonly #getDefaultAudioEndpoint = this.bind(4, {
    parameters: ["pointer", "u32", "u32", "buffer"],
    result: "i32",
  });
  readonly #getDevice = this.bind(5, { parameters: ["pointer", "buffer", "buffer"], result: "i32" });

  constructor() {
    const [clsid, iid] = ["BCDE0395-E52F-467C-8E3D-C4579291692E", "A95664D2-9614-4F35-A746-DE8DB63617E6"];
    super(createInstance(clsid, iid, "CoCreateInstance(MMDeviceEnumerator)"));
  }

  /** What `see` makes of each device of a flow that is there and switched on. */
  map<T>(flow: Flow, see: (device: Device) => T): T[] {
    const call = "IMMDeviceEnumerator::EnumAudioEndpoints";
    const out = new OutPointer();
    const place = FLOWS.indexOf(flow);
    check(this.#enumAudioEndpoints(this.pointer, place, DEVICE_STATE_ACTIVE, out.cell), call);
    using devices = new DeviceCollection(out.get(call));
    return Array.from({ length: devices.count }, (_, index) => {
      using device = devices.item(index);
      return see(device);
    });
  }

  /** The id of the default device of a role; null: there is none. */
  defaultId(flow: Flow, role: Role): string | null {
    const call = "IMMDeviceEnumerator::GetDefaultAudioEndpoint";
    const out = new OutPointer();
    const result = this.#getDefaultAudioEndpoint(this.pointer, FLOWS.indexOf(flow), ROLES[role], out.cell);
    if (result >>> 0 === RESULTS.E_NOTFOUND) return null;
    check(result, call);
    using device = new Device(out.get(call));
    return device.id;
  }

  /** A device by its id. Throws when Windows does not know it. */
  device(id: string): Device {
    const call = "IMMDeviceEnumerator::GetDevice";
    const out = new OutPointer();
    check(this.#getDevice(this.pointer, wideString(id), out.cell), call);
    return new Device(out.get(call));
  }
}

/** Whether Windows answered that it knows no such device: none of that id, or no id at all. */
export function isUnknownDevice(error: unknown): boolean {
  return error instanceof HResultError &&
    (error.result === RESULTS.E_NOTFOUND || error.result === 0x80070057);
}
