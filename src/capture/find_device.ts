import { GreffierError, message } from "../errors.ts";
import type { AudioDevice } from "./audio_source.ts";
import { unknownDevice } from "./unknown_device.ts";

type Flow = AudioDevice["flow"];

/**
 * The device that somebody means by `written`: its id, or its name, or a part of its name that no other has, case
 * ignored. Throws a sentence when there is none, with the nearest name, or when there are several.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { findDevice } from "./find_device.ts";
 *
 * const device = (id: string, name: string) => ({ id, name, flow: "input", roles: [], format: null } as const);
 * const devices = [device("{0.0.1}", "Micro (Realtek)"), device("{0.0.2}", "Casque Jabra")];
 * assert.equal(findDevice(devices, "jabra").id, "{0.0.2}");
 * ```
 *
 * @param flow Of this flow alone.
 */
export function findDevice(devices: readonly AudioDevice[], written: string, flow?: Flow): AudioDevice {
  const among = devices.filter((device) => flow === undefined || device.flow === flow);
  const byId = among.find(({ id }) => id === written);
  if (byId) return byId;
  const wanted = fold(written.trim());
  const whole = among.filter(({ name }) => fold(name) === wanted);
  const found = whole.length > 0 || wanted === ""
    ? whole
    : among.filter(({ name }) => fold(name).includes(wanted));
  if (found.length === 1) return found[0];
  if (found.length > 1) {
    // Two of the same name differ by their id alone.
    const alike = new Set(found.map(({ name }) => name)).size < found.length;
    const choices = found.map(({ id, name }) => alike ? id : name).join(" / ");
    throw new GreffierError(message("capture.deviceAmbiguous", { found: written, choices }));
  }
  throw unknownDevice(written, among.flatMap(({ id, name }) => [name, id]));
}

/** The device of exactly this id. Throws a sentence when there is none, with the nearest id. */
export function knownDevice(devices: readonly AudioDevice[], id: string, flow: Flow): AudioDevice {
  const among = devices.filter((device) => device.flow === flow);
  const found = among.find((device) => device.id === id);
  if (found) return found;
  throw unknownDevice(id, among.map((device) => device.id));
}

/** Without case, and accents written in one way. */
function fold(name: string): string {
  return name.normalize("NFC").toLowerCase();
}
