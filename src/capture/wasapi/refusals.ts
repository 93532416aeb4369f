import { GreffierError, message } from "../../errors.ts";
import type { Side } from "../../model/mod.ts";
import { type LossReason, StreamLostError } from "../audio_source.ts";
import { HResultError, RESULTS } from "../../windows/mod.ts";

/** How people find the sound server of Windows. */
export const SERVER = "Windows Audio (audiosrv)";

const SERVER_GONE: readonly number[] = [
  RESULTS.AUDCLNT_E_SERVICE_NOT_RUNNING,
  RESULTS.RPC_S_SERVER_UNAVAILABLE,
  RESULTS.RPC_E_DISCONNECTED,
];

/** A sentence for what Windows refuses while a device is looked for or opened; other errors stay as they are. */
export function refusalOf(
  error: unknown,
  { device, side }: { device: string | null; side: Side | null },
): unknown {
  if (!(error instanceof HResultError)) return error;
  const cause = error.message;
  return new GreffierError(
    SERVER_GONE.includes(error.result)
      ? message("capture.noServer", { server: SERVER, cause })
      : error.result === RESULTS.E_ACCESSDENIED && side === "microphone"
      ? message("capture.forbidden")
      : device === null
      ? message("capture.noServer", { server: SERVER, cause })
      : error.result === RESULTS.AUDCLNT_E_DEVICE_IN_USE
      ? message("capture.busy", { device })
      : error.result === RESULTS.AUDCLNT_E_WRONG_ENDPOINT_TYPE && side === "system"
      ? message("capture.noLoopback", { device, cause })
      : error.result === RESULTS.AUDCLNT_E_DEVICE_INVALIDATED
      ? message("capture.lost.unplugged", { device })
      : message("capture.failed", { device, cause }),
    { cause: error },
  );
}

/** No device of a side. */
export function nothingOf(side: Side): GreffierError {
  return new GreffierError(message(side === "microphone" ? "capture.noMicrophone" : "capture.noOutput"));
}

/** The error of a stream that ended by itself. */
export function lost(reason: LossReason, device: string, options?: ErrorOptions): StreamLostError {
  return new StreamLostError(
    reason,
    reason === "server-gone"
      ? message("capture.lost.server-gone", { server: SERVER })
      : message(`capture.lost.${reason}`, { device }),
    options,
  );
}

/**
 * Why a stream that Windows ended is over. Windows says the same of a device that was taken away and of one whose format
 * was changed; the second is still there. What else it may say is the server's trouble: tried again after a while.
 *
 * @param isActive Whether the device is still there; may throw as well.
 */
export function lossReason(error: HResultError, isActive: () => boolean): LossReason {
  if (SERVER_GONE.includes(error.result)) return "server-gone";
  try {
    if (!isActive()) return "unplugged";
  } catch {
    return "server-gone";
  }
  return error.result === RESULTS.AUDCLNT_E_DEVICE_INVALIDATED ||
      error.result === RESULTS.AUDCLNT_E_RESOURCES_INVALIDATED
    ? "format-changed"
    : "server-gone";
}
