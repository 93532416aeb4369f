import assert from "node:assert/strict";
import fc from "fast-check";
import type { AudioDevice } from "../../src/capture/audio_source.ts";
import { findDevice } from "../../src/capture/find_device.ts";
import { GreffierError } from "../../src/errors.ts";
import { say } from "../../src/texts/mod.ts";

const device = (id: string, name: string, flow: AudioDevice["flow"] = "input"): AudioDevice => ({
  id,
  name,
  flow,
  roles: [],
  format: null,
});

const DEVICES = [
  device("{0.0.1.a}", "Micro (Realtek High Definition Audio)"),
  device("{0.0.1.b}", "Casque Jabra Évolve"),
  device("{0.0.0.c}", "Haut-parleurs (Realtek High Definition Audio)", "output"),
  device("{0.0.0.d}", "Écran HDMI", "output"),
];

function refusal(devices: readonly AudioDevice[], written: string, flow?: AudioDevice["flow"]) {
  try {
    findDevice(devices, written, flow);
  } catch (error) {
    assert.ok(error instanceof GreffierError, `${error}`);
    return error.text;
  }
  return assert.fail(`"${written}" was found`);
}

Deno.test("a device is found by its id, its name, or a part of its name, case and accents written either way", () => {
  for (const written of ["{0.0.1.b}", "Casque Jabra Évolve", "jabra", " JABRA ", "évolve", "E\u0301volve"]) {
    assert.equal(findDevice(DEVICES, written).id, "{0.0.1.b}", written);
  }
});

Deno.test("a part of several names is refused with all of them, and the flow may decide", () => {
  const { key, values } = refusal(DEVICES, "realtek");
  assert.equal(key, "capture.deviceAmbiguous");
  assert.equal(
    values.choices,
    "Micro (Realtek High Definition Audio) / Haut-parleurs (Realtek High Definition Audio)",
  );
  assert.match(say({ key, values }, "fr"), /«\u00a0Micro [^«»"]* \/ Haut-parleurs [^«»"]*\u00a0»/);
  assert.match(say({ key, values }, "en"), /"Micro [^«»"]* \/ Haut-parleurs [^«»"]*"/);
  assert.equal(findDevice(DEVICES, "realtek", "output").id, "{0.0.0.c}");
});

Deno.test("a whole name goes before names that hold it", () => {
  const two = [device("1", "Casque"), device("2", "Casque Bluetooth")];
  assert.equal(findDevice(two, "casque").id, "1");
});

Deno.test("two devices of one name are told apart by their ids", () => {
  const twins = [device("usb-1", "Micro USB"), device("usb-2", "Micro USB")];
  assert.equal(refusal(twins, "micro usb").values.choices, "usb-1 / usb-2");
  assert.equal(findDevice(twins, "usb-2").id, "usb-2");
});

Deno.test("a name with letters wrong is answered with the nearest, a strange one with none", () => {
  assert.deepEqual(refusal(DEVICES, "Casque Jabra Evovle"), {
    key: "capture.deviceUnknownNear",
    values: { found: "Casque Jabra Evovle", nearest: "Casque Jabra Évolve" },
  });
  assert.deepEqual(refusal(DEVICES, "trompette"), {
    key: "capture.deviceUnknown",
    values: { found: "trompette" },
  });
  assert.equal(refusal(DEVICES, "").key, "capture.deviceUnknown");
  assert.equal(refusal([], "micro").key, "capture.deviceUnknown");
});

Deno.test("what is found always holds what was written, and a device's own id always finds it", () => {
  const devices = fc.uniqueArray(fc.record({ id: fc.uuid(), name: fc.string({ minLength: 1 }) }), {
    selector: ({ id }) => id,
  });
  fc.assert(fc.property(devices, fc.string(), (names, written) => {
    const all = names.map(({ id, name }) => device(id, name));
    for (const { id } of all) assert.equal(findDevice(all, id).id, id);
    let found: AudioDevice;
    try {
      found = findDevice(all, written);
    } catch {
      return;
    }
    const fold = (text: string) => text.normalize("NFC").toLowerCase();
    assert.ok(found.id === written || fold(found.name).includes(fold(written.trim())));
  }));
});
