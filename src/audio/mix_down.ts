import type { ChannelPlan } from "../model/mod.ts";

/**
 * Makes the channels of the session from those of a file (`planar[channel][frame]`). `single` and `apart` give the
 * arrays they were given; `mixed` gives the mean of all channels in a new one, or the only one as it is.
 */
export function mixDown(planar: readonly Float32Array[], plan: ChannelPlan): Float32Array[] {
  switch (plan.kind) {
    case "single":
      return [planar[plan.source]];
    case "apart":
      return [planar[0], planar[1]];
    case "mixed": {
      if (planar.length === 1) return [planar[0]];
      const mixed = planar[0].slice();
      for (const samples of planar.slice(1)) {
        for (let frame = 0; frame < mixed.length; frame++) mixed[frame] += samples[frame];
      }
      for (let frame = 0; frame < mixed.length; frame++) mixed[frame] /= planar.length;
      return [mixed];
    }
  }
}
