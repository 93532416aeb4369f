/**
 * What the look at deliveries means: values in, findings out.
 *
 * @module
 */
import { message } from "../errors.ts";
import type { Finding } from "./finding.ts";

/** Where reports are delivered, as the settings say and a look at the places found. */
export interface DeliveryProbe {
  /** How many a draft goes to; 0: no drafts. */
  readonly recipients: number;
  /** The folder of copies; absent: none. `own`: greffier's own. `away`: neither it nor the folder above it is there. */
  readonly folder?: { readonly path: string; readonly state: "ready" | "away" | "own" | "file" };
  /** The web server; absent: none. */
  readonly webhook?: {
    readonly host: string;
    readonly content: "notice" | "report";
    /** It is this PC. */
    readonly local: boolean;
    /** Others can read along. */
    readonly unencrypted: boolean;
    readonly signed: boolean;
  };
}

/** The deliveries that are switched on; nothing where none is. */
export function checkDelivery({ recipients, folder, webhook }: DeliveryProbe): Finding[] {
  const area = "delivery";
  const findings: Finding[] = [];
  if (recipients > 0) {
    findings.push({ area, level: "ok", text: message("delivery.doctor.email", { n: recipients }) });
  }
  if (folder) {
    const { path, state } = folder;
    const text = message(`delivery.doctor.folder.${state}`, { path });
    const level = state === "ready" ? "ok" : state === "away" ? "warning" : "problem";
    const remedy = level === "problem" ? { remedy: message("delivery.doctor.folderRemedy") } : {};
    findings.push({ area, level, text, ...remedy });
  }
  if (webhook) {
    const { host, content, local, unencrypted, signed } = webhook;
    const what = local ? "local" : content;
    findings.push({ area, level: "ok", text: message(`delivery.doctor.webhook.${what}`, { host }) });
    if (unencrypted) {
      const remedy = message("delivery.doctor.unencryptedRemedy");
      findings.push({
        area,
        level: "warning",
        text: message("delivery.doctor.unencrypted", { host }),
        remedy,
      });
    }
    if (!signed) {
      const remedy = message("delivery.doctor.unsignedRemedy");
      findings.push({ area, level: "warning", text: message("delivery.doctor.unsigned", { host }), remedy });
    }
  }
  return findings;
}
