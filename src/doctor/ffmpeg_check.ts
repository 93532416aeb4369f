import { message } from "../errors.ts";
import type { Finding } from "./finding.ts";
import type { FfmpegProbe } from "./probes.ts";

/** Whether formats that greffier does not decode itself can be read. Without ffmpeg that is nothing wrong, unless it is named. */
export function checkFfmpeg({ version, named }: FfmpegProbe): Finding[] {
  const area = "sound";
  if (version !== undefined) return [{ area, level: "ok", text: message("doctor.ffmpeg", { version }) }];
  const remedy = message("doctor.ffmpegRemedy");
  return named === ""
    ? [{ area, level: "ok", text: message("doctor.ffmpegNone"), remedy }]
    : [{ area, level: "problem", text: message("doctor.ffmpegMissing", { path: named }), remedy }];
}
