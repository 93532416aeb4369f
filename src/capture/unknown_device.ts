import { nearest } from "../config/mod.ts";
import { GreffierError, message } from "../errors.ts";

/** The refusal of a device that no one knows; one of `names` that is near is named. */
export function unknownDevice(found: string, names: readonly string[]): GreffierError {
  const near = nearest(found, names);
  return new GreffierError(
    near === undefined
      ? message("capture.deviceUnknown", { found })
      : message("capture.deviceUnknownNear", { found, nearest: near }),
  );
}
