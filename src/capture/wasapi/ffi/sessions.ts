/** Who plays: audiopolicy.h. */
import { check, ComObject, OutPointer } from "../../../windows/mod.ts";
import type { Device } from "./mmdevice.ts";

const IAUDIO_SESSION_MANAGER2 = "77AA99A0-1BD6-484F-8BC7-2C654C9A9B6F";
const IAUDIO_SESSION_CONTROL2 = "BFB7FF88-7239-4FC9-8FA2-07C950BE9C6D";

class SessionManager extends ComObject {
  readonly #getSessionEnumerator = this.bind(5, { parameters: ["pointer", "buffer"], result: "i32" });

  sessions(): SessionEnumerator {
    const call = "IAudioSessionManager2::GetSessionEnumerator";
    const out = new OutPointer();
    check(this.#getSessionEnumerator(this.pointer, out.cell), call);
    return new SessionEnumerator(out.get(call));
  }
}

class SessionEnumerator extends ComObject {
  readonly #getCount = this.bind(3, { parameters: ["pointer", "buffer"], result: "i32" });
  readonly #getSession = this.bind(4, { parameters: ["pointer", "i32", "buffer"], result: "i32" });

  get count(): number {
    const out = new Int32Array(1);
    check(this.#getCount(this.pointer, out), "IAudioSessionEnumerator::GetCount");
    return out[0];
  }

  session(index: number): SessionControl {
    const call = "IAudioSessionEnumerator::GetSession";
    const out = new OutPointer();
    check(this.#getSession(this.pointer, index, out.cell), call);
    using control = new ComObject(out.get(call));
    return new SessionControl(control.query(IAUDIO_SESSION_CONTROL2, call));
  }
}

class SessionControl extends ComObject {
  readonly #getProcessId = this.bind(14, { parameters: ["pointer", "buffer"], result: "i32" });

  get processId(): number {
    const out = new Uint32Array(1);
    check(this.#getProcessId(this.pointer, out), "IAudioSessionControl2::GetProcessId");
    return out[0];
  }
}

/** Ids of the processes that have a stream to an output. */
export function processesOn(device: Device): readonly number[] {
  using manager = new SessionManager(device.activate(IAUDIO_SESSION_MANAGER2));
  using sessions = manager.sessions();
  return Array.from({ length: sessions.count }, (_, index) => {
    using session = sessions.session(index);
    return session.processId;
  });
}
