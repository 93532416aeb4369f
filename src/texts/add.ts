import { textArea } from "./message.ts";

export const add = textArea({
  "add.help": "copie des enregistrements dans inbox",
  "add.help.filesUsage": "<FICHIER...>",
  "add.help.files": "des enregistrements WAV, ou un dossier qui en contient : une seule réunion",
  "add.help.nameUsage": "--name <NOM>",
  "add.help.name": "nom de la réunion (d'office : celui du fichier)",
  "add.help.run": "si personne n'y travaille, fait aussi le compte rendu, en arrière-plan",

  "add.oneName":
    "--name nomme une seule réunion, et il y a {n} fichiers. Ajoutez-les un par un, ou mettez-les dans un dossier : ce sera une seule réunion.",
  "add.noRoom": "Pas assez de place : il faut {size}, il reste {free} dans {folder}. Rien n'a été ajouté.",
  "add.alreadyThere": "« {file} » est déjà dans inbox : il n'y a rien à copier.",
  "add.ownHome":
    "« {folder} » contient le dossier de greffier ({home}) : ajoutez les enregistrements eux-mêmes.",
  "add.emptyFolder": "Le dossier « {folder} » ne contient aucun enregistrement WAV. Rien n'a été ajouté.",
  "add.notAudio":
    "« {file} » n'est pas un enregistrement WAV ({found}). Convertissez-le en WAV, puis recommencez. Rien n'a été ajouté.",
  "add.empty": "« {file} » est vide : la copie n'est peut-être pas terminée. Rien n'a été ajouté.",
  "add.badName": "« {found} » ne peut pas nommer une réunion : il faut au moins une lettre ou un chiffre",
  "add.waits": "Un autre ajout est en cours dans ce dossier ; celui-ci attend qu'il finisse.",
  "add.done": "Ajouté : {name} ({size})",
  "add.doneFolder": "Ajouté : {name} ({n} {n|enregistrement|enregistrements}, {size}), une seule réunion",
  "add.worksOn": "{owner} s'en occupe. Le compte rendu sera dans {outbox}",
  "add.needsRun": "Pour en faire le compte rendu : greffier run",
  "add.runs": "Le compte rendu se fait en arrière-plan. Il sera dans {outbox}",
}, {
  "add.help": "copies recordings into inbox",
  "add.help.filesUsage": "<FILE...>",
  "add.help.files": "WAV recordings, or a folder that holds some: one meeting",
  "add.help.nameUsage": "--name <NAME>",
  "add.help.name": "name of the meeting (default: the file's)",
  "add.help.run": "when nobody works on them, makes the report too, in the background",

  "add.oneName":
    "--name names one meeting, and there are {n} files. Add them one by one, or put them into a folder: that is one meeting.",
  "add.noRoom": "Not enough room: {size} are needed, {free} are left in {folder}. Nothing was added.",
  "add.alreadyThere": `"{file}" is in inbox already: there is nothing to copy.`,
  "add.ownHome": `"{folder}" holds greffier's own home ({home}): add the recordings themselves.`,
  "add.emptyFolder": `The folder "{folder}" holds no WAV recording. Nothing was added.`,
  "add.notAudio":
    `"{file}" is no WAV recording ({found}). Convert it to WAV, then try again. Nothing was added.`,
  "add.empty": `"{file}" is empty: perhaps its copy has not ended. Nothing was added.`,
  "add.badName": `"{found}" cannot name a meeting: at least one letter or digit is needed`,
  "add.waits": "Something else is being added to this home; this waits until it is done.",
  "add.done": "Added: {name} ({size})",
  "add.doneFolder": "Added: {name} ({n} {n|recording|recordings}, {size}), one meeting",
  "add.worksOn": "{owner} works on it. The report will be in {outbox}",
  "add.needsRun": "To make the report: greffier run",
  "add.runs": "The report is being made in the background. It will be in {outbox}",
});
