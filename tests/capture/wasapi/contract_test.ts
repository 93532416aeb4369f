import assert from "node:assert/strict";
import { RESULTS } from "../../../src/windows/mod.ts";
import { createWasapiSource } from "../../../src/capture/wasapi/mod.ts";
import type { Side } from "../../../src/model/mod.ts";
import { audioSourceContract, type Tone } from "../../contracts/audio_source.ts";
import { ManualClock } from "../../support/manual_clock.ts";
import { FakeCoreAudio } from "./fake_core_audio.ts";

const flowOf = (side: Side) => side === "microphone" ? "input" : "output";

/** `split`: calls have an output of their own. What is heard then is no one device that could be asked for by its id. */
for (const split of [false, true]) {
  audioSourceContract(split ? "WASAPI, two outputs" : "WASAPI", {
    sides: ["microphone", "system"],
    plays: true,
    unplugs: !split,
    movesDefault: !split,
    stopsServer: true,
    tellsOpening: true,
    process: "supported",
    make() {
      const clock = new ManualClock();
      const core = new FakeCoreAudio(clock);
      core.add("output", "Haut-parleurs (Realtek)", "default", "communications");
      core.add("output", "Casque (Jabra)", ...split ? ["communications" as const] : []);
      core.add("input", "Micro (Realtek)", "default", "communications");
      core.add("input", "Micro du casque (Jabra)");
      const ofSide = (side: Side) =>
        core.devices.filter(({ active, flow }) => active && flow === flowOf(side));
      const usual = (side: Side) => ofSide(side).find(({ id }) => id === core.roles[flowOf(side)].default)!;
      const sounding = (devices: typeof core.devices, tone: Tone) => {
        for (const device of devices) device.tone = tone;
        return {
          [Symbol.asyncDispose]() {
            for (const device of devices) device.tone = null;
            return Promise.resolve();
          },
        };
      };
      return Promise.resolve({
        source: createWasapiSource({ clock, core: () => core }),
        clock,
        pass: () => clock.advance(10),
        // On all of a side, since a loopback hears only what plays; but once, where all are heard.
        play: (side, tone) => Promise.resolve(sounding(ofSide(side).slice(0, split ? 1 : undefined), tone)),
        unplug: (side) => Promise.resolve(core.unplug(usual(side))),
        moveDefault(side) {
          core.use(ofSide(side).find((device) => device !== usual(side))!, "default", "communications");
          return Promise.resolve();
        },
        playFromProgram(tone) {
          core.running.push({ id: 4711, parentId: 1, name: "greffier-essai.exe" });
          core.programs.set(4711, tone);
          return Promise.resolve({ [Symbol.asyncDispose]: () => Promise.resolve() });
        },
        whenOpened(act) {
          core.whenOpened = act;
        },
        held: () => core.held,
        stopServer() {
          core.down = RESULTS.AUDCLNT_E_SERVICE_NOT_RUNNING;
          return Promise.resolve();
        },
        [Symbol.asyncDispose]() {
          assert.equal(core.held, 0, "a stream of Windows was not released");
          return Promise.resolve();
        },
      });
    },
  });
}
