import { textArea } from "./message.ts";

export const store = textArea({
  "file.missing": `« {file} » est introuvable`,
  "file.isFolder": `« {file} » est un dossier, pas un fichier`,
  "file.newer":
    `Ce fichier a été écrit par une version plus récente de greffier : « {path} ». Rien n'y est changé ; sa réunion attend la version récente.`,
  "file.invalid": `« {file} » ne peut pas être lu : {path} : {rule}`,
  "error.other": `Erreur inattendue : {found}`,
  "lock.held": `Un autre greffier travaille déjà dans ce dossier : {owner}`,
  "lock.owner": `greffier {command}, depuis {since} (processus {pid})`,
  "lock.ownerOther": `greffier {command}, depuis {since} (processus {pid}, compte {user})`,
  "lock.ownerUnknown": `il vient de commencer`,
  "lock.moved":
    `Le dossier {home} n'est plus à sa place : greffier n'y travaille plus. S'il est ailleurs, démarrez greffier là où il est maintenant.`,
}, {
  "file.missing": `Cannot find "{file}"`,
  "file.isFolder": `"{file}" is a folder, not a file`,
  "file.newer":
    `A newer version of greffier wrote this file: "{path}". Nothing in it is changed; its meeting waits for the newer version.`,
  "file.invalid": `Cannot read "{file}": {path}: {rule}`,
  "error.other": `Unexpected error: {found}`,
  "lock.held": `Another greffier already works in this home: {owner}`,
  "lock.owner": `greffier {command}, since {since} (process {pid})`,
  "lock.ownerOther": `greffier {command}, since {since} (process {pid}, account {user})`,
  "lock.ownerUnknown": `it has only just begun`,
  "lock.moved":
    `The home {home} is no longer in its place: greffier works there no more. If it is elsewhere, start greffier where it is now.`,
});
