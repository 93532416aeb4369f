import { textArea } from "./message.ts";

export const store = textArea({
  "file.missing": `"{file}" est introuvable`,
  "file.isFolder": `"{file}" est un dossier, pas un fichier`,
  "file.invalid": `"{file}" ne peut pas être lu : {path} : {rule}`,
  "file.notJson": `"{file}" ne peut pas être lu : ce n'est pas du JSON ({found})`,
  "error.other": `Erreur inattendue : {found}`,
  "lock.held": `Un autre greffier travaille déjà dans ce dossier : {owner}`,
}, {
  "file.missing": `Cannot find "{file}"`,
  "file.isFolder": `"{file}" is a folder, not a file`,
  "file.invalid": `Cannot read "{file}": {path}: {rule}`,
  "file.notJson": `Cannot read "{file}": it is not JSON ({found})`,
  "error.other": `Unexpected error: {found}`,
  "lock.held": `Another greffier already works in this home: {owner}`,
});
