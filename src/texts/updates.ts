import { textArea } from "./message.ts";

export const updates = textArea({
  "updates.help": "la version de greffier ; avec --check, s'il y en a une plus récente",
  "updates.help.check": "demande à l'adresse du réglage updates.address ; rien n'est téléchargé ni installé",

  "updates.program": "greffier {version}",
  "updates.platform": "{platform}, Deno {deno}",
  "updates.noAddress":
    "Aucune adresse n'est réglée pour les nouvelles versions. Demandez-la à la personne qui vous a donné greffier, puis écrivez-la dans greffier.json : groupe updates, address. Sans cela greffier ne demande jamais rien à personne.",
  "updates.badAddress":
    "updates.address doit être une adresse https, ou http sur ce PC ou dans votre réseau local, sans nom ni mot de passe ; et non « {found} »",
  "updates.unreachable": "{host} ne répond pas : ce PC est peut-être hors ligne, ou l'adresse a changé.",
  "updates.late": "{host} n'a pas fini de répondre en {seconds} secondes.",
  "updates.refused": "{address} ne donne pas la liste des versions (réponse {status}).",
  "updates.redirects": "{address} renvoie sans fin à une autre adresse.",
  "updates.badRedirect": "{address} renvoie à une adresse que greffier ne demande pas : « {found} »",
  "updates.tooLong": "Ce que donne {address} est trop long ({kilobytes} ko au plus) : ce n'est pas la liste.",
  "updates.notJson": "Ce que donne {address} n'est pas la liste des versions : ce n'est pas du JSON.",
  "updates.wrongList": "Ce que donne {address} n'est pas la liste des versions : {path} : {rule}",
  "updates.newer": "greffier {latest} est sorti le {released} ; vous avez {current}.",
  "updates.same": "greffier {current} est la version la plus récente.",
  "updates.older": "greffier {current} est plus récent que la version publiée, {latest}.",
  "updates.file": "{address} ({size})",
  "updates.hash": "SHA-256 {sha256}",
  "updates.how":
    "Téléchargez le fichier, vérifiez son SHA-256, puis remplacez le programme : vos réunions et vos réglages restent.",
}, {
  "updates.help": "greffier's version; with --check, whether there is a newer one",
  "updates.help.check": "asks the address of the setting updates.address; nothing is downloaded or installed",

  "updates.program": "greffier {version}",
  "updates.platform": "{platform}, Deno {deno}",
  "updates.noAddress":
    "No address is set for new versions. Ask whoever gave you greffier for it, then write it into greffier.json: group updates, address. Without it greffier never asks anybody anything.",
  "updates.badAddress":
    `updates.address must be an https address, or http on this PC or in the local network, without name and password; not "{found}"`,
  "updates.unreachable": "{host} does not answer: this PC may be offline, or the address has changed.",
  "updates.late": "{host} has not finished its answer in {seconds} seconds.",
  "updates.refused": "{address} does not give the list of versions (answer {status}).",
  "updates.redirects": "{address} sends on to another address without end.",
  "updates.badRedirect": `{address} sends on to an address that greffier does not ask: "{found}"`,
  "updates.tooLong": "What {address} gives is too long ({kilobytes} kB at most): it is not the list.",
  "updates.notJson": "What {address} gives is not the list of versions: it is no JSON.",
  "updates.wrongList": "What {address} gives is not the list of versions: {path}: {rule}",
  "updates.newer": "greffier {latest} came out on {released}; you have {current}.",
  "updates.same": "greffier {current} is the latest version.",
  "updates.older": "greffier {current} is newer than the published version, {latest}.",
  "updates.file": "{address} ({size})",
  "updates.hash": "SHA-256 {sha256}",
  "updates.how":
    "Download the file, check its SHA-256, then replace the program: your meetings and settings stay.",
});
