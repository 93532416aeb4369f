import { textArea } from "./message.ts";

export const pack = textArea({
  "pack.help": "met une réunion dans un fichier ZIP, qu'un autre greffier peut reprendre",
  "pack.help.which": "la réunion, ou une partie de son nom qui suffit à la reconnaître",
  "pack.help.toUsage": "--to <FICHIER|DOSSIER>",
  "pack.help.to": "le fichier à écrire, ou le dossier où le mettre (d'office : ici, au nom de la réunion)",
  "pack.help.withoutAudio": "sans le son",
  "pack.working": "Mise en ZIP",
  "pack.ownFolder": "« {file} » serait dans {own}, où greffier travaille ; choisissez un endroit ailleurs.",
  "pack.exists": "Il y a déjà un fichier de ce nom : {file}. Donnez-en un autre avec --to.",
  "pack.noFolder": "Le dossier {folder} n'existe pas.",
  "pack.noRoom": "Il n'y a pas assez de place dans {folder} : il faut {size}, il reste {free}.",
  "pack.done": "{file} : {n} {n|fichier|fichiers}, {size}",
  "pack.open": "Cette réunion n'est pas terminée : ce qui est déjà là y est.",
  "pack.noAudio": "Le son n'y est pas.",
  "pack.private":
    "Attention : ce fichier contient ce qui a été dit, des noms, et les voix si le son y est. Ce sont des données personnelles, qui n'y sont pas chiffrées : ne le donnez qu'à qui doit les entendre.",
  "pack.toUnpack": "c'est un ZIP ; décompressez-le ici, dans outbox, et la réunion qu'il contient y sera.",
  "pack.readme":
    "greffier : une réunion à emporter\n\n« {name} » ({id}), mise en ZIP par {program}.\n\nPour la lire : ouvrez report.html.\n\nPour la reprendre : mettez ce dossier, {id}, dans le dossier outbox d'un greffier. greffier list la montre, greffier verify la vérifie, greffier redo la refait.",
  "pack.readmeNoAudio": "Le son n'a pas été mis dans ce ZIP : la transcription ne peut pas être refaite.",
  "pack.readmeOpen":
    "La réunion n'était pas terminée. Dans un autre greffier, greffier run continue où elle en était.",
  "pack.readmePrivate":
    "Ce dossier contient des données personnelles : ce qui a été dit, par qui, et peut-être les voix. Supprimez-le quand il ne sert plus.",
}, {
  "pack.help": "puts a meeting into a ZIP file that another greffier can take up",
  "pack.help.which": "the meeting, or enough of its name to tell it",
  "pack.help.toUsage": "--to <FILE|FOLDER>",
  "pack.help.to": "the file to write, or the folder to put it in (by default: here, named for the meeting)",
  "pack.help.withoutAudio": "without the sound",
  "pack.working": "Packing",
  "pack.ownFolder": `"{file}" would be in {own}, where greffier works; choose a place elsewhere.`,
  "pack.exists": "There is a file of this name already: {file}. Give another one with --to.",
  "pack.noFolder": "There is no folder {folder}.",
  "pack.noRoom": "There is not enough room in {folder}: {size} are needed, {free} are left.",
  "pack.done": "{file}: {n} {n|file|files}, {size}",
  "pack.open": "This meeting is not finished: what is there already is in it.",
  "pack.noAudio": "Its sound is not in it.",
  "pack.private":
    "Careful: this file holds what was said, names, and voices if the sound is in it. That is personal data, and it is not encrypted: give it only to those who are to hear it.",
  "pack.toUnpack": "it is a ZIP; unpack it here, into outbox, and the meeting in it will be there.",
  "pack.readme":
    `greffier: a meeting to take along\n\n"{name}" ({id}), packed by {program}.\n\nTo read it: open report.html.\n\nTo take it up: put this folder, {id}, into the outbox folder of a greffier. greffier list shows it, greffier verify checks it, greffier redo makes it again.`,
  "pack.readmeNoAudio": "The sound was not packed: the transcript cannot be made again.",
  "pack.readmeOpen": "The meeting was not finished. In another greffier, greffier run goes on where it was.",
  "pack.readmePrivate":
    "This folder holds personal data: what was said, by whom, and perhaps the voices. Delete it when it is of no more use.",
});
