/**
 * What the probes of the PC around a home mean: values in, findings out.
 *
 * @module
 */
import { message } from "../errors.ts";
import { localTime } from "../store/mod.ts";
import { type Language, moment, say } from "../texts/mod.ts";
import type { Finding } from "./finding.ts";
import { USUAL_PATH } from "./home_place.ts";
import type { MicrophoneAccess } from "./microphone_access.ts";
import type { AutostartProbe, HomeProbe, PrintingProbe, TaskProbe } from "./probes.ts";

/** The place of the home: no cloud that takes files away, on this machine, and not too deep. */
export function checkHomePlace(
  { cloud, network, elsewhere, longest, longPaths, longPathsAllowed }: HomeProbe,
  home: string,
): Finding[] {
  const area = "place";
  const findings: Finding[] = [];
  if (cloud !== undefined) {
    const text = message("doctor.cloud", { home, service: cloud });
    findings.push({
      area,
      level: "warning",
      text,
      remedy: message("doctor.cloudRemedy", { service: cloud }),
    });
  }
  if (elsewhere > 0) {
    const text = message("doctor.elsewhere", { n: elsewhere });
    findings.push({ area, level: "warning", text, remedy: message("doctor.elsewhereRemedy") });
  }
  if (network) {
    const text = message("doctor.network", { home });
    findings.push({ area, level: "warning", text, remedy: message("doctor.networkRemedy") });
  }
  if (longPaths !== undefined && longest > USUAL_PATH) {
    const values = { home, longest, usual: USUAL_PATH };
    const remedy = message("doctor.longRemedy");
    if (!longPaths) {
      findings.push({ area, level: "problem", text: message("doctor.tooLong", values), remedy });
    } else if (!longPathsAllowed) {
      findings.push({ area, level: "warning", text: message("doctor.longForOthers", values), remedy });
    }
  }
  return findings.length > 0 ? findings : [{ area, level: "ok", text: message("doctor.placeWell") }];
}

/** The switches of Windows that keep a program from the microphone. Nothing where there are none. */
export function checkMicrophone(access: MicrophoneAccess | undefined): Finding[] {
  const area = "microphone";
  if (access === undefined) return [];
  if (access === "allowed") return [{ area, level: "ok", text: message("doctor.microphoneAllowed") }];
  if (access === "unknown") return [{ area, level: "ok", text: message("doctor.microphoneUnknown") }];
  return [{
    area,
    level: "problem",
    text: message(`doctor.microphone.${access}`),
    remedy: message(access === "deniedByRule" ? "doctor.microphoneAsk" : "doctor.microphoneRemedy"),
  }];
}

/** What to tell an antivirus program, for the day it is in the way: a hint, as nobody can see whether it is. */
export function checkAntivirus(folders: readonly string[]): Finding[] {
  const area = "antivirus";
  if (folders.length === 0) return [];
  return [{ area, level: "ok", text: message("doctor.antivirus", { folders: folders.join(", ") }) }];
}

/** What prints PDF reports; nothing where nobody wants them and nothing could. */
export function checkPrinting({ wanted, browser, problem }: PrintingProbe): Finding[] {
  const area = "printing";
  const remedy = message("doctor.printingRemedy");
  if (problem) return [{ area, level: wanted ? "problem" : "warning", text: problem, remedy }];
  if (browser !== undefined) {
    return [{ area, level: "ok", text: message("doctor.printing", { path: browser }) }];
  }
  return wanted ? [{ area, level: "warning", text: message("doctor.printingNone"), remedy }] : [];
}

/** Whether greffier is there every morning. */
export function checkAutostart(probe: AutostartProbe | undefined): Finding[] {
  const area = "autostart";
  if (!probe) return [];
  const { state, program = "" } = probe;
  if (state === "on") return [{ area, level: "ok", text: message("doctor.autostart.on") }];
  const remedy = message("doctor.autostartRemedy");
  if (state === "none") return [{ area, level: "ok", text: message("doctor.autostart.none"), remedy }];
  return state === "off"
    ? [{
      area,
      level: "ok",
      text: message("doctor.autostart.off"),
      remedy: message("doctor.autostartOffRemedy"),
    }]
    : [{ area, level: "warning", text: message("doctor.autostart.elsewhere", { program }), remedy }];
}

/** What the system's scheduler does for this home; nothing when nobody asked it to. */
export function checkTasks(tasks: readonly TaskProbe[] | undefined, language: Language): Finding[] {
  const area = "schedule";
  return (tasks ?? []).map(({ name, enabled, nextRun, current }): Finding => {
    if (!current) {
      const remedy = message("doctor.taskElsewhereRemedy", { name });
      return { area, level: "warning", text: message("doctor.taskElsewhere", { name }), remedy };
    }
    if (!enabled) {
      const remedy = message("doctor.taskOffRemedy", { name });
      return { area, level: "warning", text: message("doctor.taskOff", { name }), remedy };
    }
    const when = nextRun === null
      ? say(message("doctor.taskNoTime"), language)
      : moment(localTime(nextRun), language);
    return { area, level: "ok", text: message("doctor.task", { name, when }) };
  });
}
