import { systemClock } from "../src/clock.ts";
import { clockContract } from "./contracts/clock.ts";
import { ManualClock } from "./support/manual_clock.ts";

clockContract("The machine's clock", () => ({ clock: systemClock, pass: () => {} }));
clockContract("A clock moved by hand", () => {
  const clock = new ManualClock();
  return { clock, pass: (ms) => clock.advance(ms) };
});
