import { setImmediate } from "node:timers";

/** Waits until `holds`, letting everything else go on meanwhile; `nudge` is called before each look. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  nudge: () => void | Promise<void> = () => {},
): Promise<void> {
  for (;;) {
    await nudge();
    if (await holds()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
