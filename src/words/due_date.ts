import type { SpokenLanguage } from "../model/mod.ts";
import { addDays, addMonths, type Day, dayOf, isoOf, lastOfMonth, parseDay, weekdayOf } from "./days.ts";
import { fold } from "./fold.ts";
import { NUMBER_WORDS } from "./number_words.ts";
import { tokensOf } from "./tokens.ts";

const WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split(" ");
const MONTHS = "january february march april may june july august september october november december"
  .split(" ");

/** Months as people shorten them; French « sept. » is read as the number. */
const SHORT: Readonly<Record<SpokenLanguage, Readonly<Record<string, string>>>> = {
  fr: {
    janv: "january",
    fev: "february",
    fevr: "february",
    avr: "april",
    juil: "july",
    oct: "october",
    nov: "november",
    dec: "december",
  },
  en: Object.fromEntries([...MONTHS.map((month) => [month.slice(0, 3), month]), ["sept", "september"]]),
};

const NO_DEADLINE: Readonly<Record<SpokenLanguage, RegExp>> = {
  fr:
    /\b(?:apres(?! midi| demain)|partir d\w*|compter d\w*|depuis|pas avant|dernier|derniere|passe|passee|hier)\b|\b(?:jours?|semaines?|mois) avant\b/,
  en:
    /\b(?<!day )after(?! next)\b|\b(?:from|since|starting|not before|last|yesterday)\b|\b(?:days?|weeks?|months?) before\b/,
};

/** How each language says days, over texts whose days and months have English names and whose numbers are digits. */
interface Sayings {
  readonly today: RegExp;
  readonly tomorrow: RegExp;
  readonly dayAfter: RegExp;
  /** A number and its unit: `days`, `working`, `weeks`, `months`. */
  readonly span: RegExp;
  readonly next: RegExp;
  readonly thisDay: RegExp;
  readonly weekLater: RegExp;
  readonly ofNextWeek: RegExp;
  readonly ofNextMonth: RegExp;
  readonly endOf: RegExp;
  readonly endOfMonth: RegExp;
  readonly endOfWeek: RegExp;
  readonly endOfQuarter: RegExp;
  readonly endOfYear: RegExp;
  readonly endOfDay: RegExp;
  readonly middleOf: RegExp;
  readonly thisWeek: RegExp;
  readonly week: RegExp;
  readonly before: RegExp;
  /** A day of the month alone. */
  readonly dayOfMonth: RegExp;
}

const SAYINGS: Readonly<Record<SpokenLanguage, Sayings>> = {
  fr: {
    today: /\b(?:aujourd hui|ce soir|ce matin|cet apres midi|ce midi|dans la journee)\b/,
    tomorrow: /\bdemain\b/,
    dayAfter: /\bapres demain\b/,
    span:
      /\b(?:dans|d ici|sous|avant)(?: les)? (?:(?<n>\d+|un|une) )(?:(?<working>jours? ouvr\w+)|(?<days>jours?)|(?<weeks>semaines?)|(?<months>mois))\b|\b(?:sous|d ici|dans)(?: une)? (?:(?<eight>huitaine)|(?<fifteen>quinzaine))\b/,
    next: /\bprochaine?\b/,
    thisDay: /\b(?:ce|cette) (?=\w+day\b)/,
    weekLater: /\ben 8\b/,
    ofNextWeek: /\bsemaine (?:prochaine|suivante|d apres)\b/,
    ofNextMonth: /\bmois (?:prochain|suivant)\b/,
    endOf: /\bfin (?:de |d |du mois de |du mois d )?(?<month>\w+)(?: (?<year>20\d\d))?\b/,
    endOfMonth: /\bfin (?:du|de|de ce|le) mois\b|\bce mois ci\b/,
    endOfWeek: /\bfin (?:de|de la|de cette|la) semaine\b/,
    endOfQuarter: /\bfin (?:du|de|de ce) trimestre\b/,
    endOfYear: /\bfin (?:de l|de l |d |de cette )?annee\b/,
    endOfDay: /\bfin (?:de|de la) journee\b/,
    middleOf: /\bmi (?<month>\w+)(?: (?<year>20\d\d))?\b/,
    thisWeek: /\b(?:cette semaine|(?:dans|de) la semaine)(?! prochaine| suivante)\b/,
    week: /\bsemaine\b/,
    before: /\b(?:d ici|avant)\b/,
    dayOfMonth: /\ble (?<day>\d{1,2})(?: er)?(?! ?(?:h\b|heures?|pour|%|er\b|\d))/,
  },
  en: {
    today: /\b(?:today|tonight|this (?:morning|afternoon|evening))\b/,
    tomorrow: /\btomorrow\b/,
    dayAfter: /\bday after tomorrow\b/,
    span:
      /\b(?:in|within)(?: the next)? (?:(?<n>\d+|a|an|one) )(?:(?<working>(?:working|business) days?)|(?<days>days?)|(?<weeks>weeks?)|(?<months>months?))\b|\b(?:in|within)(?: a)? (?:(?<eight>$^)|(?<fifteen>fortnight))\b/,
    next: /\bnext\b/,
    thisDay: /\bthis (?=\w+day\b)/,
    weekLater: /day week\b|day after next\b/,
    ofNextWeek: /\bnext week\b/,
    ofNextMonth: /\bnext month\b/,
    endOf: /\bend of (?<month>\w+)(?: (?<year>20\d\d))?\b/,
    endOfMonth: /\bend of (?:the |this )?month\b|\bmonth end\b/,
    endOfWeek: /\bend of (?:the |this )?week\b/,
    endOfQuarter: /\bend of (?:the |this )?quarter\b/,
    endOfYear: /\bend of (?:the |this )?year\b|\byear end\b/,
    endOfDay: /\bend of (?:the |this )?day\b|\beod\b|\bclose of business\b/,
    middleOf: /\bmid (?<month>\w+)(?: (?<year>20\d\d))?\b/,
    thisWeek: /\bthis week\b/,
    week: /\bweek\b/,
    before: /\b(?:by|before|until)\b/,
    dayOfMonth: /\bthe (?<day>\d{1,2}) (?:st|nd|rd|th)\b/,
  },
};

/** How long a date without a year may have passed, in days, so that nobody can tell which year is meant. */
const JUST_PASSED = 31;

/**
 * The day that a due date means, `YYYY-MM-DD`, as it was said in a meeting that began at `startedAt`
 * (`YYYY-MM-DDTHH:MM:SS`): « jeudi », « lundi prochain » (the first to come), « le 3 mars », "by the end of the month".
 * A period ends on its last day, a week on its Friday. Undefined when no day is certain: none is named, two are, or one
 * after which something is to be done.
 */
export function dueDateOf(said: string, startedAt: string, language: SpokenLanguage): string | undefined {
  const start = parseDay(startedAt.slice(0, 10));
  if (start === undefined) return undefined;
  const text = plainly(said, language);
  if (NO_DEADLINE[language].test(text)) return undefined;
  const day = inDigits(fold(said), start, language) ?? inWords(text, start, SAYINGS[language], language);
  return day === undefined || day === null ? undefined : isoOf(day);
}

/** Folded words one space apart, numbers in digits, days and months in English. */
function plainly(said: string, language: SpokenLanguage): string {
  const tokens = tokensOf(said, language).map(({ text }) => SHORT[language][text] ?? text);
  const plain = tokens.join(" ").replace(/\bpremier\b/g, "1");
  if (language !== "en") return plain;
  const ordinals = [...NUMBER_WORDS.en.others].filter(([word]) => /(?:first|second|third|th)$/.test(word));
  const numbers = new Map(ordinals.map(([word, [n]]) => [word, n]));
  const names = [...numbers.keys()].join("|");
  return plain.replace(
    new RegExp(`\\b(?:(20|30) )?(${names})\\b`, "g"),
    (_, ten: string | undefined, name: string) => `${Number(ten ?? 0) + numbers.get(name)!} th`,
  );
}

/** "2026-12-03", "03/12", "3/12/26"; null: a date in digits that is none, or may be two. */
function inDigits(text: string, start: Day, language: SpokenLanguage): Day | null | undefined {
  const iso = /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/.exec(text);
  if (iso) return parseDay(iso[0]) ?? null;
  const found = /(?<![\d/.])(\d{1,2})(?:\/(\d{1,2})(?:\/(\d{4}|\d{2}))?|\.(\d{1,2})\.(\d{4}|\d{2}))(?![\d/])/
    .exec(text);
  if (!found) return undefined;
  const [a, b] = [Number(found[1]), Number(found[2] ?? found[4])];
  const written = found[3] ?? found[5];
  const year = written === undefined ? undefined : Number(written.length === 2 ? `20${written}` : written);
  if (language === "fr" || a > 12) return dateIn(start, b, a, year) ?? null;
  // The British and the Americans do not agree.
  if (b <= 12 && a !== b) return null;
  return dateIn(start, a, b, year) ?? null;
}

function inWords(text: string, start: Day, say: Sayings, language: SpokenLanguage): Day | undefined {
  const weekdays = new Set([...text.matchAll(/\b\w+day\b/g)].map(([name]) => WEEKDAYS.indexOf(name)));
  weekdays.delete(-1);
  if (weekdays.size > 1) return undefined;
  const [weekday] = weekdays;
  const isOn = (day: Day | undefined) =>
    day !== undefined && weekday !== undefined && weekdayOf(day) !== weekday ? undefined : day;
  const named = dayAndMonth(text, language);
  if (named) return isOn(dateIn(start, named.month, named.day, named.year));
  const monthly = say.dayOfMonth.exec(text)?.groups;
  if (monthly) return isOn(dayOfMonth(start, Number(monthly.day), say.ofNextMonth.test(text)));
  if (weekday !== undefined) {
    const bare = new RegExp(`\\b${WEEKDAYS[weekday]} (\\d{1,2})$`).exec(text);
    if (bare) return isOn(dayOfMonth(start, Number(bare[1]), false));
    return onWeekday(text, start, weekday, say);
  }
  if (say.today.test(text)) return start;
  if (say.dayAfter.test(text)) return addDays(start, 2);
  if (say.tomorrow.test(text)) return addDays(start, 1);
  return afterSpan(text, start, say) ?? endOfPeriod(text, start, say);
}

/** "3 march 2027", "march 3 th", "3 rd of march". */
function dayAndMonth(
  text: string,
  language: SpokenLanguage,
): { day: number; month: number; year: number | undefined } | undefined {
  const month = MONTHS.join("|");
  const found = new RegExp(
    String.raw`\b(?<day>\d{1,2})(?: (?:er|st|nd|rd|th))?(?: of)? (?<month>${month})(?: (?<year>20\d\d))?\b`,
  ).exec(text) ?? (language === "en"
    ? new RegExp(
      String.raw`\b(?<month>${month})(?: the)? (?<day>\d{1,2})(?: (?:st|nd|rd|th))?(?: (?<year>20\d\d))?\b`,
    ).exec(text)
    : null);
  if (!found?.groups) return undefined;
  const { day, month: name, year } = found.groups;
  return { day: Number(day), month: MONTHS.indexOf(name) + 1, year: year ? Number(year) : undefined };
}

/** A day of a month; without a year the next one to come, unless it has just passed. */
function dateIn(start: Day, month: number, day: number, year: number | undefined): Day | undefined {
  if (year !== undefined) return dayOf(year, month, day);
  const now = Number(isoOf(start).slice(0, 4));
  const here = dayOf(now, month, day);
  if (here !== undefined && here >= start) return here;
  if (here !== undefined && start - here <= JUST_PASSED) return undefined;
  const before = dayOf(now - 1, month, day);
  if (before !== undefined && start - before <= JUST_PASSED) return undefined;
  return dayOf(now + 1, month, day);
}

/** The next day of this number, in this month or the one after. */
function dayOfMonth(start: Day, day: number, nextMonth: boolean): Day | undefined {
  const [year, month] = isoOf(start).split("-").map(Number);
  const here = dayOf(year, month, day);
  if (!nextMonth && here !== undefined && here >= start) return here;
  const next = addMonths(dayOf(year, month, 1)!, 1);
  const [nextYear, following] = isoOf(next).split("-").map(Number);
  return dayOf(nextYear, following, day);
}

function onWeekday(text: string, start: Day, weekday: number, say: Sayings): Day {
  const ahead = (weekday - weekdayOf(start) + 7) % 7;
  if (say.ofNextWeek.test(text)) return addDays(mondayOf(start), 7 + weekday);
  if (say.thisDay.test(text)) return addDays(start, ahead);
  const first = addDays(start, ahead === 0 ? 7 : ahead);
  return say.weekLater.test(text) ? addDays(first, 7) : first;
}

function mondayOf(day: Day): Day {
  return addDays(day, -weekdayOf(day));
}

/** « Dans trois jours », "within two weeks". In French eight days are a week, and fifteen are two. */
function afterSpan(text: string, start: Day, say: Sayings): Day | undefined {
  const found = say.span.exec(text)?.groups;
  if (!found) return undefined;
  if (found.eight) return addDays(start, 7);
  if (found.fifteen) return addDays(start, 14);
  const n = /^\d+$/.test(found.n) ? Number(found.n) : 1;
  if (n > 1000) return undefined;
  if (found.weeks) return addDays(start, 7 * n);
  if (found.months) return addMonths(start, n);
  if (found.working) return addWorkingDays(start, n);
  const isFrench = /jours/.test(found.days);
  return addDays(start, isFrench && n === 8 ? 7 : isFrench && n === 15 ? 14 : n);
}

function addWorkingDays(start: Day, count: number): Day {
  let day = start;
  for (let left = count; left > 0;) {
    day = addDays(day, 1);
    if (weekdayOf(day) < 5) left--;
  }
  return day;
}

function endOfPeriod(text: string, start: Day, say: Sayings): Day | undefined {
  const [year, month] = isoOf(start).split("-").map(Number);
  const friday = (week: number) => addDays(mondayOf(start), 7 * week + 4);
  const ended = say.endOf.exec(text)?.groups;
  const last = ended && MONTHS.indexOf(ended.month) + 1;
  if (last) return yearly(start, last, ended.year, lastOfMonth);
  const half = say.middleOf.exec(text)?.groups;
  const middle = half && MONTHS.indexOf(half.month) + 1;
  if (middle) return yearly(start, middle, half.year, (year, month) => dayOf(year, month, 15)!);
  if (say.endOfMonth.test(text)) {
    if (!say.ofNextMonth.test(text)) return lastOfMonth(year, month);
  }
  if (say.ofNextMonth.test(text)) {
    const next = addMonths(dayOf(year, month, 1)!, 1);
    const isEnd = /\b(?:fin|end)\b/.test(text);
    return isEnd ? lastOfMonth(...(isoOf(next).split("-").map(Number) as [number, number])) : undefined;
  }
  if (say.ofNextWeek.test(text)) {
    const isEnd = /\b(?:fin|end)\b/.test(text);
    return isEnd || !say.before.test(text) ? friday(1) : undefined;
  }
  if (say.endOfWeek.test(text) || say.thisWeek.test(text)) {
    return friday(0) >= start ? friday(0) : undefined;
  }
  if (say.endOfQuarter.test(text)) return lastOfMonth(year, Math.ceil(month / 3) * 3);
  if (say.endOfYear.test(text)) return dayOf(year, 12, 31);
  return say.endOfDay.test(text) ? start : undefined;
}

/** A day of a month of `year`, or of the next such month to come. */
function yearly(
  start: Day,
  month: number,
  year: string | undefined,
  dayIn: (year: number, month: number) => Day,
): Day {
  if (year !== undefined) return dayIn(Number(year), month);
  const now = Number(isoOf(start).slice(0, 4));
  const here = dayIn(now, month);
  return here >= start ? here : dayIn(now + 1, month);
}
