/** One of the sounds that are mixed. */
export interface Lane {
  /** Adds what came next, heard until `endMs`. */
  add(samples: Float32Array, endMs: number): void;
  /** Nothing sounds there now: it is not waited for, and what comes next is placed by its time. */
  pause(): void;
  /** Nothing more comes from it. */
  close(): void;
}

/** A stretch of the mix. */
export interface Mixed {
  /** -1 to 1. Used again for the next. */
  readonly samples: Float32Array;
  /** When its last sample was heard. */
  readonly endMs: number;
}

/** Puts sounds that began at different times, and are of one rate, on one line of time. */
export interface Mixer {
  /** A new sound. */
  lane(): Lane;
  /** What is ready: as far as all lanes have come that are not late. Undefined when nothing is. */
  take(): Mixed | undefined;
}

/** Options of {@linkcode createMixer}. */
export interface MixerOptions {
  /**
   * A lane is late, and not waited for, when every other has added this often since it last did. Infinite where lanes
   * tell that they pause. @default {6} 0.3 s of the fragments that `parec` gives
   */
  readonly missed?: number;
  /**
   * While one lane pauses and another does not, so much of the newest is kept back, in milliseconds: as much as the two
   * may differ in how soon sound is known, so that nothing of what begins there is cut off. @default {0}
   */
  readonly holdMs?: number;
}

/** A lane behind its time by so much, in seconds, for so many additions on end, is put right: its device's clock is slower. */
const BEHIND_SECONDS = 0.25;
const BEHIND_ADDITIONS = 40;

/** How far lanes may get ahead of what was taken, in seconds: what is older than that is lost. */
const ROOM_SECONDS = 4;

interface Place {
  /** Where its next sample goes; undefined before its first. */
  cursor: number | undefined;
  /** Additions by others since its own last, and its own on end that came behind their time. */
  missed: number;
  behind: number;
  paused: boolean;
}

/**
 * Makes a mixer. A lane's first sample is placed by its time, relative to the lane that is furthest, and so is the first
 * after it was late or paused; whatever else follows stands where the lane's last ended, however it was delayed on its way.
 */
export function createMixer(rate: number, { missed = 6, holdMs = 0 }: MixerOptions = {}): Mixer {
  const ring = new Float32Array(Math.ceil(ROOM_SECONDS * rate));
  const out = new Float32Array(ring.length);
  const places = new Set<Place>();
  const held = Math.round(holdMs / 1000 * rate);
  // Alone, nobody is late: there is none to have added meanwhile.
  const isLate = (place: Place) => places.size > 1 && place.missed > missed * (places.size - 1);
  /** Sample numbers: how far was taken, and how far the furthest lane is, which was heard at `headMs`. */
  let taken = 0;
  let head = 0;
  let headMs: number | undefined;

  function startOf(place: Place, timed: number): number {
    const { cursor } = place;
    if (cursor === undefined || place.paused || isLate(place)) return Math.max(timed, taken, cursor ?? 0);
    place.behind = timed - cursor > BEHIND_SECONDS * rate ? place.behind + 1 : 0;
    if (place.behind <= BEHIND_ADDITIONS) return cursor;
    place.behind = 0;
    return timed;
  }

  function write(samples: Float32Array, start: number): void {
    // Nothing sounded up to here: that is told by the times, not by zeros.
    if (taken === head && start > head) taken = head = start;
    const end = start + samples.length;
    for (; taken < end - ring.length; taken++) ring[taken % ring.length] = 0;
    for (let at = Math.max(start, taken); at < end; at++) ring[at % ring.length] += samples[at - start];
  }

  return {
    lane() {
      const place: Place = { cursor: undefined, missed: 0, behind: 0, paused: false };
      places.add(place);
      return {
        add(samples, endMs) {
          const passed = (endMs - (headMs ?? endMs)) / 1000 * rate;
          const start = startOf(place, head + Math.round(passed) - samples.length);
          write(samples, start);
          place.cursor = start + samples.length;
          place.paused = false;
          for (const each of places) each.missed = each === place ? 0 : each.missed + 1;
          if (place.cursor >= head) [head, headMs] = [place.cursor, endMs];
        },
        pause() {
          place.paused = true;
        },
        close: () => void places.delete(place),
      };
    },
    take() {
      const awaited = [...places].filter((place) => !place.paused && !isLate(place));
      const ready = Math.min(head, ...awaited.map(({ cursor }) => cursor ?? taken));
      const someSound = awaited.length > 0 && awaited.length < places.size;
      const end = someSound ? Math.min(ready, head - held) : ready;
      if (end <= taken || headMs === undefined) return undefined;
      const samples = out.subarray(0, end - taken);
      for (let n = 0; n < samples.length; n++) {
        const at = (taken + n) % ring.length;
        samples[n] = Math.max(-1, Math.min(1, ring[at]));
        ring[at] = 0;
      }
      taken = end;
      return { samples, endMs: headMs - (head - end) / rate * 1000 };
    },
  };
}
