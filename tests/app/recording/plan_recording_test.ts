import assert from "node:assert/strict";
import { planRecording } from "../../../src/app/recording/plan_recording.ts";
import type { StartRequest } from "../../../src/app/recordings.ts";
import type { AudioDevice, AudioSource } from "../../../src/capture/audio_source.ts";
import { findDevice } from "../../../src/capture/mod.ts";
import { GreffierError } from "../../../src/errors.ts";
import { say } from "../../../src/texts/mod.ts";

function device(id: string, name: string, flow: AudioDevice["flow"]): AudioDevice {
  return { id, name, flow, roles: [], format: null };
}

const DEVICES = [
  device("mic", "Micro intégré", "input"),
  device("jabra-in", "Jabra Link", "input"),
  device("jabra-out", "Jabra Link", "output"),
  device("out", "Haut-parleurs", "output"),
];

function plan(
  request: Pick<StartRequest, "only" | "devices" | "process">,
  { devices = DEVICES, sides = ["microphone", "system"] }: {
    readonly devices?: readonly AudioDevice[];
    readonly sides?: AudioSource["sides"];
  } = {},
) {
  const source = { name: "essai", sides } as AudioSource;
  return planRecording(request, { source, devices, find: findDevice, language: "fr" });
}

async function refusal(...asked: Parameters<typeof plan>): Promise<string> {
  let text = "";
  await assert.rejects(plan(...asked), (error) => {
    assert.ok(error instanceof GreffierError, String(error));
    text = say(error.text, "fr").replaceAll("\u00a0", " ");
    return true;
  });
  return text;
}

Deno.test("without a word both sides are heard, on the default devices as they move", async () => {
  assert.deepEqual(await plan({}), {
    sides: ["microphone", "system"],
    devices: { microphone: null, system: null },
    process: null,
  });
  assert.deepEqual((await plan({ only: "system" })).sides, ["system"]);
});

Deno.test("a device goes to the side it is of, by id or part of its name", async () => {
  assert.deepEqual((await plan({ devices: ["intégré", "out"] })).devices, {
    microphone: "mic",
    system: "out",
  });
});

Deno.test("a headset of one name is heard on both sides, and gives way to what is named besides", async () => {
  assert.deepEqual((await plan({ devices: ["jabra"] })).devices, {
    microphone: "jabra-in",
    system: "jabra-out",
  });
  for (const devices of [["jabra", "mic"], ["mic", "jabra"]]) {
    assert.deepEqual((await plan({ devices })).devices, { microphone: "mic", system: "jabra-out" });
  }
  assert.deepEqual((await plan({ devices: ["jabra"], only: "microphone" })).devices, {
    microphone: "jabra-in",
    system: null,
  });
  const { devices, process } = await plan({ devices: ["jabra"], process: "teams" });
  assert.deepEqual([devices, process], [{ microphone: "jabra-in", system: null }, "teams"]);
});

Deno.test("what contradicts itself is a sentence that names both halves", async () => {
  assert.match(await refusal({ process: "teams", only: "microphone" }), /--process .* --only microphone/);
  assert.match(
    await refusal({ devices: ["out"], only: "microphone" }),
    /« Haut-parleurs » appartient au côté son de l'ordinateur, et --only/,
  );
  assert.match(await refusal({ devices: ["out", "jabra-out"] }), /appartiennent au même côté/);
  assert.match(await refusal({ devices: ["out"], process: "teams" }), /--process entend un programme/);
});

Deno.test("a device that is not there is told with the nearest, and no side is heard in place of another", async () => {
  assert.match(await refusal({ devices: ["Haut-perleurs"] }), /vouliez-vous « Haut-parleurs »/);
  assert.match(await refusal({}, { devices: DEVICES.slice(2) }), /Aucun micro .*--only system/);
  assert.match(await refusal({}, { devices: DEVICES.slice(0, 1) }), /Aucune sortie .*--only microphone/);
  assert.match(await refusal({}, { sides: ["microphone"] }), /n'entend pas le son de l'ordinateur/);
  assert.deepEqual((await plan({}, { devices: [] })).sides, ["microphone", "system"]);
});
