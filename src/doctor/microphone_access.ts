import type { readRegistry } from "../windows/mod.ts";

/**
 * Whether Windows lets this program hear the microphone. `denied`: it is switched off for all, `deniedToPrograms`: for
 * programs that do not come from its store, `deniedByRule`: by whoever looks after the PC. `unknown`: it does not tell.
 */
export type MicrophoneAccess = "allowed" | "denied" | "deniedToPrograms" | "deniedByRule" | "unknown";

const CONSENT =
  "Software\\Microsoft\\Windows\\CurrentVersion\\CapabilityAccessManager\\ConsentStore\\microphone";
const RULE = "Software\\Policies\\Microsoft\\Windows\\AppPrivacy";

/** `LetAppsAccessMicrophone` of the policy: force deny. */
const FORCE_DENY = 2;

/** What the registry says, as the page Privacy of Windows' settings writes it: `Allow` or `Deny`, for the PC and the person. */
export function microphoneAccess(read: typeof readRegistry): MicrophoneAccess {
  if (read("HKLM", RULE, "LetAppsAccessMicrophone") === FORCE_DENY) return "deniedByRule";
  const pc = read("HKLM", CONSENT, "Value");
  const person = read("HKCU", CONSENT, "Value");
  if (pc === "Deny" || person === "Deny") return "denied";
  if (read("HKCU", `${CONSENT}\\NonPackaged`, "Value") === "Deny") return "deniedToPrograms";
  return pc === undefined && person === undefined ? "unknown" : "allowed";
}
