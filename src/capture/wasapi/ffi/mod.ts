/**
 * {@linkcode CoreAudio} on Windows. All COM calls are made on the one thread that runs the program; the wait for sound is
 * the only call that another thread makes. Opening a device (Activate, Initialize) may take seconds, of a Bluetooth headset
 * for example, in which nothing else goes on; what other streams hear meanwhile waits in their two seconds of buffer. It
 * is not moved to a thread of the runtime's pool all the same: that thread would have no apartment of its own, so it would
 * be in the multithreaded one only as long as this thread is, and this thread may find itself in a single-threaded one
 * (RPC_E_CHANGED_MODE), whose pointers no other thread may use. Libraries are opened when they are first needed, so that this can be imported
 * on every system.
 *
 * The default device is asked for again and again rather than told by IMMNotificationClient: that calls back from threads
 * of Windows while it holds locks of its own, and a callback into the program there waits for the program, which may be
 * waiting for Windows.
 *
 * @module
 */
import { HResultError } from "../../../windows/mod.ts";
import type { CoreAudio, Endpoint, RunningProcess } from "../core_audio.ts";
import { activateProcessLoopback } from "./activation.ts";
import { AudioClient, IAUDIO_CLIENT, prepareCapture, STREAM_FLAGS } from "./audio_client.ts";
import { emptyProcessEntry, floatFormat, readProcessEntry } from "./layouts.ts";
import { libraries } from "./libraries.ts";
import { type Device, DeviceEnumerator, isUnknownDevice } from "./mmdevice.ts";
import { processesOn } from "./sessions.ts";

/** What a process loopback is asked for: it has no format of its own. */
const PROCESS_FORMAT = { channels: 2, rate: 48_000 } as const;

const TH32CS_SNAPPROCESS = 2;
const INVALID_HANDLE = 0xffff_ffff_ffff_ffffn;

/** The sound of Windows. Fails on any other system. */
export function windowsCoreAudio(): CoreAudio {
  const frequency = new BigUint64Array(1);
  libraries.kernel32.QueryPerformanceFrequency(frequency);
  const ticksPerMs = Number(frequency[0]) / 1000;
  const ticks = new BigUint64Array(1);

  return {
    endpoints() {
      using enumerator = new DeviceEnumerator();
      return (["output", "input"] as const).flatMap((flow) => enumerator.map(flow, describe));
    },
    endpoint: (id) => withDevice(id, describe),
    isActive: (id) => withDevice(id, (device) => device.isActive) ?? false,
    defaultEndpoint(flow, role) {
      using enumerator = new DeviceEnumerator();
      return enumerator.defaultId(flow, role);
    },
    mixFormat(id) {
      using client = clientOf(id);
      return client.mixFormat();
    },
    openEndpoint(id, { loopback }) {
      using held = new DisposableStack();
      const client = held.use(clientOf(id));
      const format = client.mixFormat();
      held.move();
      return prepareCapture(client, format, loopback ? STREAM_FLAGS.loopback : 0);
    },
    async openProcess(id) {
      const client = await activateProcessLoopback(id);
      const { loopback, autoConvertPcm, sourceDefaultQuality } = STREAM_FLAGS;
      const { channels, rate } = PROCESS_FORMAT;
      // Unsigned: the highest bit is one of the flags.
      const flags = (loopback | autoConvertPcm | sourceDefaultQuality) >>> 0;
      return prepareCapture(client, floatFormat(channels, rate), flags);
    },
    processes,
    playing() {
      using enumerator = new DeviceEnumerator();
      return new Set(enumerator.map("output", soundingOn).flat());
    },
    counterMs() {
      libraries.kernel32.QueryPerformanceCounter(ticks);
      return Number(ticks[0]) / ticksPerMs;
    },
  };
}

function describe(device: Device): Endpoint {
  const id = device.id;
  return { id, name: device.friendlyName?.trim() || id, flow: device.flow };
}

function withDevice<T>(id: string, see: (device: Device) => T): T | null {
  using enumerator = new DeviceEnumerator();
  try {
    using device = enumerator.device(id);
    return see(device);
  } catch (error) {
    if (isUnknownDevice(error)) return null;
    throw error;
  }
}

function clientOf(id: string): AudioClient {
  using enumerator = new DeviceEnumerator();
  using device = enumerator.device(id);
  return new AudioClient(device.activate(IAUDIO_CLIENT));
}

/** A device that does not tell who plays on it is as good as one on which nobody does: this only helps to choose. */
function soundingOn(device: Device): readonly number[] {
  try {
    return processesOn(device);
  } catch (error) {
    if (error instanceof HResultError) return [];
    throw error;
  }
}

function processes(): readonly RunningProcess[] {
  const { CreateToolhelp32Snapshot, Process32FirstW, Process32NextW, CloseHandle, GetLastError } =
    libraries.kernel32;
  const snapshot = CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0);
  if (snapshot === INVALID_HANDLE) {
    throw new HResultError(0x80070000 | GetLastError(), "CreateToolhelp32Snapshot");
  }
  try {
    const found: RunningProcess[] = [];
    const entry = emptyProcessEntry();
    for (let more = Process32FirstW(snapshot, entry); more !== 0; more = Process32NextW(snapshot, entry)) {
      found.push(readProcessEntry(entry));
    }
    return found;
  } finally {
    CloseHandle(snapshot);
  }
}
