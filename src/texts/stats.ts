import { textArea } from "./message.ts";

export const stats = textArea({
  "stats.help": "les réunions en chiffres : heures, mots, décisions, actions, mois par mois",
  "stats.working": "Lecture des comptes rendus",
  "stats.none": "Aucune réunion à ces dates.",
  "stats.column.month": "mois",
  "stats.column.meetings": "réunions",
  "stats.column.length": "durée",
  "stats.column.words": "mots",
  "stats.column.decisions": "décisions",
  "stats.column.actions": "actions",
  "stats.column.late": "échues",
  "stats.total": "en tout",
  "stats.actions":
    "{n} {n|action|actions} : {late} {late|échue|échues}, {coming} à venir, {undated} sans date sûre.",
  "stats.nobodys": "{n} {n|action n'est|actions ne sont} à personne.",
  "stats.noActions": "Aucune action.",
  "stats.skipped": "« {name} » ({id}) : ses décisions et ses actions n'ont pas pu être lues. {cause}",
}, {
  "stats.help": "the meetings in numbers: hours, words, decisions, actions, month by month",
  "stats.working": "Reading the reports",
  "stats.none": "There is no meeting on these days.",
  "stats.column.month": "month",
  "stats.column.meetings": "meetings",
  "stats.column.length": "length",
  "stats.column.words": "words",
  "stats.column.decisions": "decisions",
  "stats.column.actions": "actions",
  "stats.column.late": "overdue",
  "stats.total": "in all",
  "stats.actions":
    "{n} {n|action|actions}: {late} overdue, {coming} to come, {undated} without a certain date.",
  "stats.nobodys": "{n} {n|action is|actions are} nobody's.",
  "stats.noActions": "No action.",
  "stats.skipped": `"{name}" ({id}): its decisions and actions could not be read. {cause}`,
});
