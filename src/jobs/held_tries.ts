/** How often a view that another program holds is tried again before the meeting is sealed without it. */
export const HELD_TRIES = 3;
