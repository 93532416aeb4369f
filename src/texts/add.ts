import { textArea } from "./message.ts";

export const add = textArea({
  "add.help": "met des enregistrements dans inbox",
  "add.help.filesUsage": "<FICHIER...>",
  "add.help.files": "des enregistrements (WAV, MP3, M4A…), ou un dossier qui en contient : une seule réunion",
  "add.help.nameUsage": "--name <NOM>",
  "add.help.name": "nom de la réunion (d'office : celui du fichier)",
  "add.help.dateUsage": "--date <DATE>",
  "add.help.date": "début de la réunion : 2026-11-22, « 2026-11-22 14:05 » ou « 22/11/2026 14h05 »",
  "add.help.language": "langue parlée",
  "add.help.participantsUsage": "--participants <NOMS>",
  "add.help.participants": "qui était là, séparés par des virgules",
  "add.help.copy": "copie les fichiers (c'est ce qui se fait d'office)",
  "add.help.link": "ne copie rien : donne un second nom aux fichiers, sur le même disque",
  "add.help.move": "déplace les fichiers au lieu de les copier",
  "add.help.run": "si personne n'y travaille, fait aussi le compte rendu, en arrière-plan",

  "add.oneName":
    "--name nomme une seule réunion, et il y a {n} fichiers. Ajoutez-les un par un, ou mettez-les dans un dossier : ce sera une seule réunion.",
  "add.noRoom": "Pas assez de place : il faut {size}, il reste {free} dans {folder}. Rien n'a été ajouté.",
  "add.alreadyThere": "« {file} » est déjà dans inbox : il n'y a rien à copier.",
  "add.ownHome":
    "« {folder} » contient le dossier de greffier ({home}) : ajoutez les enregistrements eux-mêmes.",
  "add.emptyFolder": "Le dossier « {folder} » ne contient aucun enregistrement. Rien n'a été ajouté.",
  "add.notAudio":
    "« {file} » n'est pas un enregistrement ({found}) : greffier prend le son (WAV, MP3, M4A, FLAC, OGG, WMA…) et la vidéo. Rien n'a été ajouté.",
  "add.zip":
    "« {file} » est un ZIP, que greffier n'ouvre pas. S'il vient de « greffier pack », décompressez-le dans outbox : la réunion y sera. S'il contient un enregistrement, sortez-le du ZIP et ajoutez-le. Rien n'a été ajouté.",
  "add.badDate":
    '« {found} » n\'est pas une date qui existe : écrivez par exemple --date 2026-11-22, --date "2026-11-22 14:05" ou --date "22/11/2026 14h05"',
  "add.badLanguage": "--language doit valoir fr ou en, et non « {found} »",
  "add.badParticipants":
    "--participants attend des noms séparés par des virgules, de 300 signes au plus chacun, et non « {found} »",
  "add.oneWay": "{flags} se contredisent : gardez-en un seul",
  "add.noLink":
    "« {file} » ne peut pas avoir de second nom dans inbox : il faut qu'il soit sur le même disque, et que ce disque le permette. Essayez --copy. Rien n'a été ajouté.",
  "add.kept": "L'original est resté à sa place, car il n'a pas pu être supprimé : {file}",
  "add.empty": "« {file} » est vide : la copie n'est peut-être pas terminée. Rien n'a été ajouté.",
  "add.badName": "« {found} » ne peut pas nommer une réunion : il faut au moins une lettre ou un chiffre",
  "add.waits": "Un autre ajout est en cours dans ce dossier ; celui-ci attend qu'il finisse.",
  "add.done": "Ajouté : {name} ({size})",
  "add.doneFolder": "Ajouté : {name} ({n} {n|enregistrement|enregistrements}, {size}), une seule réunion",
  "add.worksOn": "{owner} s'en occupe. Le compte rendu sera dans {outbox}",
  "add.needsRun": "Pour en faire le compte rendu : greffier run",
  "add.runs": "Le compte rendu se fait en arrière-plan. Il sera dans {outbox}",
}, {
  "add.help": "puts recordings into inbox",
  "add.help.filesUsage": "<FILE...>",
  "add.help.files": "recordings (WAV, MP3, M4A…), or a folder that holds some: one meeting",
  "add.help.nameUsage": "--name <NAME>",
  "add.help.name": "name of the meeting (default: the file's)",
  "add.help.dateUsage": "--date <DATE>",
  "add.help.date": 'when the meeting began: 2026-11-22, "2026-11-22 14:05" or "22/11/2026 14h05"',
  "add.help.language": "spoken language",
  "add.help.participantsUsage": "--participants <NAMES>",
  "add.help.participants": "who was there, separated by commas",
  "add.help.copy": "copies the files (the default)",
  "add.help.link": "copies nothing: gives the files a second name, on the same disk",
  "add.help.move": "moves the files instead of copying them",
  "add.help.run": "when nobody works on them, makes the report too, in the background",

  "add.oneName":
    "--name names one meeting, and there are {n} files. Add them one by one, or put them into a folder: that is one meeting.",
  "add.noRoom": "Not enough room: {size} are needed, {free} are left in {folder}. Nothing was added.",
  "add.alreadyThere": `"{file}" is in inbox already: there is nothing to copy.`,
  "add.ownHome": `"{folder}" holds greffier's own home ({home}): add the recordings themselves.`,
  "add.emptyFolder": `The folder "{folder}" holds no recording. Nothing was added.`,
  "add.notAudio":
    `"{file}" is no recording ({found}): greffier takes sound (WAV, MP3, M4A, FLAC, OGG, WMA…) and video. Nothing was added.`,
  "add.zip":
    `"{file}" is a ZIP, which greffier does not open. If it comes from greffier pack, unpack it into outbox: the meeting will be there. If it holds a recording, take that out of the ZIP and add it. Nothing was added.`,
  "add.badDate":
    `"{found}" is no date that exists: write --date 2026-11-22, --date "2026-11-22 14:05" or --date "22/11/2026 14h05", for example`,
  "add.badLanguage": `--language must be fr or en, not "{found}"`,
  "add.badParticipants":
    `--participants wants names separated by commas, each of at most 300 signs, not "{found}"`,
  "add.oneWay": "{flags} contradict each other: keep one of them",
  "add.noLink":
    `"{file}" cannot have a second name in inbox: it must lie on the same disk, and that disk must allow it. Try --copy. Nothing was added.`,
  "add.kept": "The original stayed in its place, for it could not be removed: {file}",
  "add.empty": `"{file}" is empty: perhaps its copy has not ended. Nothing was added.`,
  "add.badName": `"{found}" cannot name a meeting: at least one letter or digit is needed`,
  "add.waits": "Something else is being added to this home; this waits until it is done.",
  "add.done": "Added: {name} ({size})",
  "add.doneFolder": "Added: {name} ({n} {n|recording|recordings}, {size}), one meeting",
  "add.worksOn": "{owner} works on it. The report will be in {outbox}",
  "add.needsRun": "To make the report: greffier run",
  "add.runs": "The report is being made in the background. It will be in {outbox}",
});
