import { textArea } from "./message.ts";

export const formats = textArea({
  "formats.actions.meeting": "Réunion",
  "formats.actions.held": "Date de la réunion",
  "formats.actions.day": "Échéance",
  "formats.actions.said": "Phrase",
  "formats.calendar.undated":
    "{n} {n|action n'est|actions ne sont} pas dans cet agenda : {n|sa|leur} date n'est pas un jour certain.",
  "formats.calendar.summary": "{who} : {what}",
  "formats.calendar.due": "Pour quand, comme on l'a dit : {due}",
  "formats.calendar.meeting": "Réunion : {meeting}, {date}",
  "formats.calendar.said": "Dit à {moment} : « {said} »",
}, {
  "formats.actions.meeting": "Meeting",
  "formats.actions.held": "Date of the meeting",
  "formats.actions.day": "Due day",
  "formats.actions.said": "Sentence",
  "formats.calendar.undated":
    "{n} {n|action is|actions are} not in this calendar: {n|its|their} date is no certain day.",
  "formats.calendar.summary": "{who}: {what}",
  "formats.calendar.due": "By when, as it was said: {due}",
  "formats.calendar.meeting": "Meeting: {meeting}, {date}",
  "formats.calendar.said": 'Said at {moment}: "{said}"',
});
