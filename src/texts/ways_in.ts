import { textArea } from "./message.ts";

export const waysIn = textArea({
  "sidecar.notJson":
    `« {file} » n'est pas écrit comme il faut : il y manque sans doute une virgule, un guillemet ou une accolade. Corrigez-le, puis redéposez-le avec son enregistrement.`,
  "sidecar.notObject": `« {file} » doit commencer par une accolade et contenir : {known}.`,
  "sidecar.tooLarge": `« {file} » dépasse {limit} Ko : ce n'est pas un fichier qui décrit un enregistrement.`,
  "sidecar.unknown": `« {file} » contient {found}, qui n'existe pas ; les noms possibles sont : {known}.`,
  "sidecar.wrong.name":
    `Dans « {file} », name doit être un texte d'une ligne, de 300 signes au plus, et non {found}.`,
  "sidecar.wrong.title":
    `Dans « {file} », title doit être un texte d'une ligne, de 300 signes au plus, et non {found}.`,
  "sidecar.wrong.date":
    `Dans « {file} », date doit être une date et une heure qui existent, comme "2026-11-22T14:05", et non {found}.`,
  "sidecar.wrong.language": `Dans « {file} », language doit valoir "fr" ou "en", et non {found}.`,
  "sidecar.wrong.participants":
    `Dans « {file} », participants doit être une liste de noms, comme ["Camille Roy", "Paul"], et non {found}.`,
  "sidecar.wrong.by": `Dans « {file} », by doit être un texte, et non {found}.`,
  "report.detail.participants": `{n|Participant|Participants}`,
  "call.from": `Appel de {who}`,
  "call.to": `Appel à {who}`,
  "call.between": `Appel de {who} à {to}`,
  "call.with": `Appel avec {who}`,
  "call.fromHidden": `Appel d'un numéro masqué`,
  "call.hidden": `un numéro masqué`,
  "inbox.away":
    `Le dossier {folder} n'est plus accessible : le partage, le disque ou la clé est peut-être débranché. greffier attend qu'il revienne ; rien n'est perdu.`,
}, {
  "sidecar.notJson":
    `"{file}" is not written as it must be: a comma, a quotation mark or a brace is probably missing. Mend it, then drop it again with its recording.`,
  "sidecar.notObject": `"{file}" must begin with a brace and hold: {known}.`,
  "sidecar.tooLarge": `"{file}" has more than {limit} KB: that is no file that describes a recording.`,
  "sidecar.unknown": `"{file}" holds {found}, which does not exist; the names are: {known}.`,
  "sidecar.wrong.name": `In "{file}", name must be a text of one line, of at most 300 signs, not {found}.`,
  "sidecar.wrong.title": `In "{file}", title must be a text of one line, of at most 300 signs, not {found}.`,
  "sidecar.wrong.date":
    `In "{file}", date must be a date and a time that exist, as "2026-11-22T14:05", not {found}.`,
  "sidecar.wrong.language": `In "{file}", language must be "fr" or "en", not {found}.`,
  "sidecar.wrong.participants":
    `In "{file}", participants must be a list of names, as ["Camille Roy", "Paul"], not {found}.`,
  "sidecar.wrong.by": `In "{file}", by must be a text, not {found}.`,
  "report.detail.participants": `{n|Participant|Participants}`,
  "call.from": `Call from {who}`,
  "call.to": `Call to {who}`,
  "call.between": `Call from {who} to {to}`,
  "call.with": `Call with {who}`,
  "call.fromHidden": `Call from a hidden number`,
  "call.hidden": `a hidden number`,
  "inbox.away":
    `The folder {folder} cannot be reached: the share, the disk or the stick may be unplugged. greffier waits until it is back; nothing is lost.`,
});
