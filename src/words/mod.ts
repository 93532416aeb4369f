/**
 * What two texts have in common whatever their case, accents and inflections: words, names, days and figures.
 * For finding and for proving, never for showing.
 *
 * @module
 */
export { dayOrMonth } from "./calendar.ts";
export { addDays, isoOf, parseDay } from "./days.ts";
export { dueDateOf } from "./due_date.ts";
export { type Spoken, unprovenIn } from "./evidence.ts";
export { fold } from "./fold.ts";
export { isSmallWord, languageOfText } from "./small_words.ts";
export { figuresIn, figuresSaid } from "./numbers.ts";
export { stemOf } from "./stems.ts";
export { type Token, tokensOf } from "./tokens.ts";
