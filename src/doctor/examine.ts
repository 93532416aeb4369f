import { message, textOf } from "../errors.ts";
import { type Language, say } from "../texts/mod.ts";
import {
  checkClock,
  checkDisk,
  checkKind,
  checkLanguageModel,
  checkLock,
  checkMeetings,
  checkModel,
  checkNewer,
  checkPlaces,
  checkRuntime,
  checkSettings,
} from "./checks.ts";
import { checkDelivery } from "./delivery_checks.ts";
import type { Area, Finding } from "./finding.ts";
import {
  checkAntivirus,
  checkAutostart,
  checkHomePlace,
  checkMicrophone,
  checkPrinting,
  checkTasks,
} from "./place_checks.ts";
import type { Probes } from "./probes.ts";
import { checkFfmpeg } from "./ffmpeg_check.ts";
import { checkRetention } from "./retention_check.ts";
import { checkVocabulary } from "./vocabulary_check.ts";

/** Looks at everything, one thing after the other; a look that fails is a finding too and hides none of the others. */
export async function examine(probes: Probes, language: Language): Promise<Finding[]> {
  const looks: readonly (readonly [Area, () => Promise<Finding[]>])[] = [
    ["runtime", async () => checkRuntime(await probes.runtime())],
    ["model", async () => checkModel(await probes.model())],
    ["analysis", async () => checkLanguageModel(await probes.languageModel())],
    ["analysis", async () => checkKind(await probes.kind())],
    ["disk", async () => {
      const { settings } = await probes.settings();
      return checkDisk(await probes.freeBytes(), settings.session.max_duration_hours, language);
    }],
    ["rights", async () => checkPlaces(await probes.places(), probes.home)],
    ["place", async () => checkHomePlace(await probes.homePlace(), probes.home)],
    ["microphone", async () => checkMicrophone(await probes.microphone())],
    ["antivirus", async () => checkAntivirus(await probes.antivirus())],
    ["autostart", async () => checkAutostart(await probes.autostart())],
    ["schedule", async () => checkTasks(await probes.tasks(), language)],
    ["sound", async () => checkFfmpeg(await probes.ffmpeg())],
    ["printing", async () => checkPrinting(await probes.printing())],
    ["delivery", async () => {
      const found = await probes.delivery();
      return found ? checkDelivery(found) : [];
    }],
    ["lock", async () => checkLock(await probes.lock(), language)],
    ["meetings", async () => checkMeetings(await probes.unknownMeetings())],
    ["meetings", async () => checkNewer(await probes.newerFiles())],
    ["clock", async () => checkClock(await probes.times())],
    ["settings", async () => checkSettings(await probes.settings())],
    ["settings", async () => checkVocabulary(await probes.vocabulary())],
    ["settings", async () => checkRetention((await probes.settings()).settings.retention, language)],
  ];
  const findings: Finding[] = [];
  for (const [area, look] of looks) {
    try {
      findings.push(...await look());
    } catch (error) {
      const found = say(textOf(error), language);
      const name = say(message(`doctor.area.${area}`), language);
      findings.push({ area, level: "problem", text: message("doctor.lookFailed", { name, found }) });
    }
  }
  return findings;
}
