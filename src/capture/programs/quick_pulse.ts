/**
 * For programs that record from PulseAudio and do not say how soon they want to have it: sox, arecord. The server then
 * hands out two seconds at a time, so nothing comes for two seconds, then 4 kB of them (one block of the program's own
 * buffer), then nothing for two more. libpulse reads this variable itself. In milliseconds.
 */
export const QUICK_PULSE: Readonly<Record<string, string>> = { PULSE_LATENCY_MSEC: "40" };
