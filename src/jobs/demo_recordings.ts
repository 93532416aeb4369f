import checksums from "../../demo/recordings/SHA256SUMS" with { type: "text" };

const DEMO = new Set(checksums.trim().split("\n").map((line) => line.split(" ")[0]));

/** Whether a file, by its SHA-256, is one of the demo's own recordings, whose words the demo model knows. */
export function isDemoRecording(sha256: string): boolean {
  return DEMO.has(sha256);
}
