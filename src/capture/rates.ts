/** The rates that the recordings' resampler takes, in Hz. */
export const RATES = { least: 4_000, most: 192_000 } as const;
