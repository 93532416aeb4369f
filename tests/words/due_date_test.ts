import assert from "node:assert/strict";
import fc from "fast-check";
import type { SpokenLanguage } from "../../src/model/mod.ts";
import { dueDateOf } from "../../src/words/mod.ts";

/** A Monday afternoon. */
const MEETING = "2026-11-23T14:05:00";

const SAYINGS: Readonly<
  Record<SpokenLanguage, readonly (readonly [said: string, day: string | undefined])[]>
> = {
  fr: [
    ["le 3 mars", "2027-03-03"],
    ["le trois mars", "2027-03-03"],
    ["avant le douze décembre", "2026-12-12"],
    ["le premier janvier", "2027-01-01"],
    ["1er déc. 2026", "2026-12-01"],
    ["mardi 24 novembre", "2026-11-24"],
    ["12/03", "2027-03-12"],
    ["12/03/27", "2027-03-12"],
    ["03.12.2026", "2026-12-03"],
    ["2026-12-24", "2026-12-24"],
    ["demain", "2026-11-24"],
    ["d'ici demain soir", "2026-11-24"],
    ["après-demain", "2026-11-25"],
    ["cet après-midi", "2026-11-23"],
    ["aujourd'hui", "2026-11-23"],
    ["vendredi", "2026-11-27"],
    ["avant jeudi", "2026-11-26"],
    ["jeudi à neuf heures", "2026-11-26"],
    ["lundi prochain", "2026-11-30"],
    ["lundi", "2026-11-30"],
    ["ce lundi", "2026-11-23"],
    ["lundi en huit", "2026-12-07"],
    ["mercredi de la semaine prochaine", "2026-12-02"],
    ["vendredi 27", "2026-11-27"],
    ["le 15", "2026-12-15"],
    ["le 30", "2026-11-30"],
    ["le 25 du mois prochain", "2026-12-25"],
    ["dans trois jours", "2026-11-26"],
    ["sous huit jours", "2026-11-30"],
    ["dans quinze jours", "2026-12-07"],
    ["sous quinzaine", "2026-12-07"],
    ["dans une semaine", "2026-11-30"],
    ["d'ici deux mois", "2027-01-23"],
    ["dans cinq jours ouvrés", "2026-11-30"],
    ["d'ici la fin du mois", "2026-11-30"],
    ["fin du mois prochain", "2026-12-31"],
    ["fin janvier", "2027-01-31"],
    ["d'ici la fin du mois de février", "2027-02-28"],
    ["mi-décembre", "2026-12-15"],
    ["cette semaine", "2026-11-27"],
    ["fin de semaine prochaine", "2026-12-04"],
    ["la semaine prochaine", "2026-12-04"],
    ["d'ici la fin du trimestre", "2026-12-31"],
    ["d'ici la fin de l'année", "2026-12-31"],
    ["en fin de journée", "2026-11-23"],
    // No certain day.
    ["d'ici la semaine prochaine", undefined],
    ["bientôt", undefined],
    ["après lundi", undefined],
    ["à partir de jeudi", undefined],
    ["pas avant mardi", undefined],
    ["deux jours avant le 3 mars", undefined],
    ["lundi ou mardi", undefined],
    ["lundi dernier", undefined],
    ["le 20 novembre", undefined],
    ["jeudi 3 mars", undefined],
    ["le 31 février", undefined],
    ["31/02", undefined],
    ["à 9 h 30", undefined],
    ["le 9 h", undefined],
    ["quand il y aura 12 inscrits", undefined],
    ["", undefined],
  ],
  en: [
    ["March 3", "2027-03-03"],
    ["March the third", "2027-03-03"],
    ["the twenty-third of December", "2026-12-23"],
    ["5th of May", "2027-05-05"],
    ["Dec 12, 2026", "2026-12-12"],
    ["before Thursday", "2026-11-26"],
    ["next Friday", "2026-11-27"],
    ["by next Monday", "2026-11-30"],
    ["Friday next week", "2026-12-04"],
    ["Friday week", "2026-12-04"],
    ["the 15th", "2026-12-15"],
    ["tomorrow", "2026-11-24"],
    ["the day after tomorrow", "2026-11-25"],
    ["tonight", "2026-11-23"],
    ["in two weeks", "2026-12-07"],
    ["within a fortnight", "2026-12-07"],
    ["in eight days", "2026-12-01"],
    ["within three working days", "2026-11-26"],
    ["by the end of the month", "2026-11-30"],
    ["end of next month", "2026-12-31"],
    ["end of January", "2027-01-31"],
    ["mid-December", "2026-12-15"],
    ["this week", "2026-11-27"],
    ["by the end of the week", "2026-11-27"],
    ["end of next week", "2026-12-04"],
    ["25/12", "2026-12-25"],
    ["12/25/2026", "2026-12-25"],
    ["by end of day", "2026-11-23"],
    ["03/04", undefined],
    ["by next week", undefined],
    ["after Thursday", undefined],
    ["from Monday on", undefined],
    ["not before Friday", undefined],
    ["Monday or Tuesday", undefined],
    ["last Friday", undefined],
    ["in May", undefined],
    ["soon", undefined],
    ["we may march", undefined],
  ],
};

for (const [language, sayings] of Object.entries(SAYINGS)) {
  Deno.test(`due dates as they are said in ${language}`, () => {
    for (const [said, day] of sayings) {
      assert.equal(dueDateOf(said, MEETING, language as SpokenLanguage), day, said);
    }
  });
}

Deno.test("a week that is nearly over has no Friday any more; months are as long as they are", () => {
  assert.equal(dueDateOf("cette semaine", "2026-11-28T10:00:00", "fr"), undefined);
  assert.equal(dueDateOf("dans un mois", "2027-01-31T10:00:00", "fr"), "2027-02-28");
  assert.equal(dueDateOf("le 29 février", "2027-11-23T10:00:00", "fr"), "2028-02-29");
  assert.equal(dueDateOf("fin février", "2027-11-23T10:00:00", "fr"), "2028-02-29");
  assert.equal(dueDateOf("dans un jour ouvré", "2026-11-27T10:00:00", "fr"), "2026-11-30");
  assert.equal(dueDateOf("demain", "unknown", "fr"), undefined);
});

const day = fc.integer({ min: 11_000, max: 30_000 }).map((days) => new Date(days * 86_400_000));
const iso = (date: Date) => date.toISOString().slice(0, 10);
const language = fc.constantFrom<SpokenLanguage>("fr", "en");
const spoken = (date: Date, language: SpokenLanguage, options: Intl.DateTimeFormatOptions) =>
  date.toLocaleDateString(language === "fr" ? "fr-FR" : "en-GB", { ...options, timeZone: "UTC" });

Deno.test("a day that is written or said whole is that day, whenever the meeting was", () => {
  fc.assert(fc.property(day, day, language, (date, meeting, language) => {
    const startedAt = `${iso(meeting)}T09:00:00`;
    const whole = spoken(date, language, { day: "numeric", month: "long", year: "numeric" });
    for (const said of [iso(date), whole]) {
      assert.equal(dueDateOf(said, startedAt, language), iso(date), said);
    }
  }));
});

Deno.test("a weekday is the next one to come, whichever day it was said", () => {
  fc.assert(fc.property(day, fc.integer({ min: 1, max: 7 }), language, (meeting, ahead, language) => {
    const date = new Date(meeting.getTime() + ahead * 86_400_000);
    const said = spoken(date, language, { weekday: "long" });
    assert.equal(dueDateOf(said, `${iso(meeting)}T09:00:00`, language), iso(date));
  }));
});

Deno.test("a day without a year is the next one to come, within a year", () => {
  fc.assert(fc.property(day, fc.integer({ min: 0, max: 300 }), language, (meeting, ahead, language) => {
    const date = new Date(meeting.getTime() + ahead * 86_400_000);
    const said = spoken(date, language, { day: "numeric", month: "long" });
    assert.equal(dueDateOf(said, `${iso(meeting)}T09:00:00`, language), iso(date), said);
  }));
});

Deno.test("whatever was said, what comes out is a day of the calendar or nothing", () => {
  const word = fc.constantFrom(
    ..."le la fin du mois prochain lundi 3 31 mars d'ici dans trois semaines next end of May 12/03 2026 jours en huit"
      .split(" "),
  );
  const text = fc.oneof(fc.string(), fc.array(word, { maxLength: 8 }).map((words) => words.join(" ")));
  fc.assert(fc.property(text, day, language, (said, meeting, language) => {
    const found = dueDateOf(said, `${iso(meeting)}T09:00:00`, language);
    if (found !== undefined) assert.equal(iso(new Date(found)), found);
  }));
});
