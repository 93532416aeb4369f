import { textArea } from "./message.ts";

export const delivery = textArea({
  "delivery.help": "remet un compte rendu terminé : brouillon de courriel, copie, serveur",
  "delivery.help.id": "la réunion, ou assez de son nom pour la reconnaître",
  "delivery.help.email": "écrit le brouillon d'un courriel dans le dossier de la réunion",
  "delivery.help.folder": "copie le compte rendu dans le dossier des réglages",
  "delivery.help.webhook": "annonce le compte rendu au serveur des réglages",
  "delivery.help.run": "si personne n'y travaille, le fait aussitôt, en arrière-plan",

  "delivery.notFinal":
    "« {name} » ({id}) n'est pas encore terminé : son compte rendu sera remis dès qu'il le sera.",
  "delivery.nothingOn":
    "Aucune remise n'est réglée. Dans greffier.json, remplissez delivery.email.to, delivery.folder.to ou delivery.webhook.url, puis recommencez.",
  "delivery.off.email": "Aucun destinataire dans les réglages : remplissez delivery.email.to",
  "delivery.off.folder": "Aucun dossier dans les réglages : remplissez delivery.folder.to",
  "delivery.off.webhook": "Aucun serveur dans les réglages : remplissez delivery.webhook.url",
  "delivery.will.email": "Le brouillon d'un courriel pour {to} sera dans {place}",
  "delivery.will.folder": "Une copie ({formats}) sera dans {place}",
  "delivery.will.webhookNotice":
    "{place} apprendra que « {name} » est prêt : titre, date et nombres, aucun texte.",
  "delivery.will.webhookReport":
    "Tout le compte rendu de « {name} », transcription comprise, sera envoyé à {place} : il quitte ce PC.",
  "delivery.needsRun": "Pour que ce soit fait : greffier run",
  "delivery.runs": "C'est en train d'être fait, en arrière-plan.",
  "delivery.worksOn": "{owner} s'en occupe.",
  "delivery.leaves":
    "Les comptes rendus terminés seront envoyés en entier à {place}, comme vos réglages le demandent.",
  "delivery.announces": "Chaque compte rendu terminé sera annoncé à {place} : titre, date et nombres.",

  "delivery.waiting.email": "le brouillon du courriel est à écrire.",
  "delivery.waiting.folder": "la copie est à faire.",
  "delivery.waiting.webhook": "le serveur est à appeler.",
  "delivery.done.email": "{name} : le brouillon du courriel est prêt dans {place}",
  "delivery.done.folder": "{name} : le compte rendu est copié dans {place}",
  "delivery.done.webhook": "{name} : {place} a reçu le compte rendu",
  "delivery.made": "{n} {n|remise faite|remises faites}.",
  "delivery.givenUp": "{name} n'a pas été remis. {cause}",

  "delivery.badAddress":
    "« {found} » n'est pas une adresse de courriel. Écrivez claire@exemple.fr ou Claire Martin <claire@exemple.fr>",
  "delivery.ownFolder":
    "« {folder} » est dans inbox ou dans outbox : choisissez un dossier ailleurs pour delivery.folder.to",
  "delivery.targetIsFile": "« {folder} » est un fichier, pas un dossier : corrigez delivery.folder.to",
  "delivery.folderAway":
    "« {folder} » n'est pas là pour l'instant : le partage ou le disque est peut-être absent. La copie se fera à son retour.",
  "delivery.noRoom": "Pas assez de place dans {folder} : il faut {size}, il reste {free}.",
  "delivery.nothingToCopy": "Ce compte rendu n'a aucun des formats à copier ({formats}).",
  "delivery.missing": "Formats que ce compte rendu n'a pas : {formats}",
  "delivery.nameTaken": "Un autre fichier s'appelait déjà {file} : la copie s'appelle {name}",
  "delivery.tooManyDrafts": "Il y a déjà mille brouillons {file} : supprimez-en.",
  "delivery.late": "{host} n'a pas répondu en {seconds} s.",
  "delivery.unreachable": "{host} ne répond pas : le serveur est arrêté, ou le réseau est absent.",
  "delivery.certificate":
    "Le certificat de {host} n'est pas reconnu : rien n'a été envoyé. Demandez à qui tient ce serveur.",
  "delivery.redirected":
    "{host} renvoie ailleurs ({found}) : rien n'y a été envoyé. Corrigez delivery.webhook.url",
  "delivery.serverBusy": "{host} ne peut pas prendre le compte rendu pour l'instant : {found}",
  "delivery.serverRefused": "{host} a refusé le compte rendu : {found}",

  "delivery.doctor.email":
    "Chaque compte rendu final sera accompagné d'un brouillon de courriel, pour {n} {n|personne|personnes}",
  "delivery.doctor.folder.ready": "Chaque compte rendu final sera copié dans {path}",
  "delivery.doctor.folder.away":
    "{path} n'est pas là pour l'instant : les copies attendent le retour du partage ou du disque",
  "delivery.doctor.folder.own": "delivery.folder.to nomme {path}, qui est dans inbox ou dans outbox",
  "delivery.doctor.folder.file": "delivery.folder.to nomme {path}, qui n'est pas un dossier",
  "delivery.doctor.folderRemedy": "Indiquez un dossier ailleurs dans greffier.json",
  "delivery.doctor.webhook.notice":
    "Chaque compte rendu final est annoncé à {host} : titre, date et nombres quittent ce PC, aucun autre texte",
  "delivery.doctor.webhook.report":
    "Chaque compte rendu final est envoyé en entier à {host} : il quitte ce PC, transcription comprise",
  "delivery.doctor.webhook.local": "Chaque compte rendu final est annoncé à {host}, sur ce PC",
  "delivery.doctor.unencrypted": "Ce qui est envoyé à {host} n'est pas chiffré : le réseau peut le lire",
  "delivery.doctor.unencryptedRemedy": "Écrivez https:// dans delivery.webhook.url, si ce serveur le permet",
  "delivery.doctor.unsigned": "{host} ne peut pas vérifier que l'appel vient de greffier",
  "delivery.doctor.unsignedRemedy":
    "Donnez à la variable d'environnement GREFFIER_WEBHOOK_SECRET un mot de passe que ce serveur connaît aussi",

  "delivery.mail.subject": "Compte rendu : {title} ({date})",
  "delivery.mail.summary": "Résumé",
  "delivery.mail.decisions": "Décisions",
  "delivery.mail.actions": "Actions",
  "delivery.mail.questions": "Questions ouvertes",
  "delivery.mail.notices": "À savoir",
  "delivery.mail.nobody": "Personne de nommé",
  "delivery.mail.said": "{label} : {value}",
  "delivery.mail.attached": "Joint : {file}",
  "delivery.mail.missing": "Pas joint, car ce compte rendu ne l'a pas : {formats}",
  "delivery.mail.tooLarge": "Pas joint, car trop lourd pour un courriel : {formats}",
}, {
  "delivery.help": "delivers a finished report: e-mail draft, copy, server",
  "delivery.help.id": "the meeting, or enough of its name to tell it",
  "delivery.help.email": "writes the draft of an e-mail into the meeting's folder",
  "delivery.help.folder": "copies the report into the folder of the settings",
  "delivery.help.webhook": "announces the report to the server of the settings",
  "delivery.help.run": "if nobody works here, does it at once, in the background",

  "delivery.notFinal": `"{name}" ({id}) is not finished yet: its report is delivered as soon as it is.`,
  "delivery.nothingOn":
    "No delivery is set up. Fill in delivery.email.to, delivery.folder.to or delivery.webhook.url in greffier.json, then try again.",
  "delivery.off.email": "No recipient in the settings: fill in delivery.email.to",
  "delivery.off.folder": "No folder in the settings: fill in delivery.folder.to",
  "delivery.off.webhook": "No server in the settings: fill in delivery.webhook.url",
  "delivery.will.email": "The draft of an e-mail to {to} will be in {place}",
  "delivery.will.folder": "A copy ({formats}) will be in {place}",
  "delivery.will.webhookNotice":
    `{place} will learn that "{name}" is ready: title, date and numbers, no text.`,
  "delivery.will.webhookReport":
    `The whole report of "{name}", transcript included, will be sent to {place}: it leaves this PC.`,
  "delivery.needsRun": "To have it done: greffier run",
  "delivery.runs": "It is being done, in the background.",
  "delivery.worksOn": "{owner} sees to it.",
  "delivery.leaves": "Finished reports will be sent whole to {place}, as your settings ask.",
  "delivery.announces": "Each finished report will be announced to {place}: title, date and numbers.",

  "delivery.waiting.email": "the draft of the e-mail is to be written.",
  "delivery.waiting.folder": "the copy is to be made.",
  "delivery.waiting.webhook": "the server is to be called.",
  "delivery.done.email": "{name}: the draft of the e-mail is ready in {place}",
  "delivery.done.folder": "{name}: the report is copied into {place}",
  "delivery.done.webhook": "{name}: {place} got the report",
  "delivery.made": "{n} {n|delivery|deliveries} made.",
  "delivery.givenUp": "{name} was not delivered. {cause}",

  "delivery.badAddress":
    `"{found}" is no e-mail address. Write claire@example.com or Claire Martin <claire@example.com>`,
  "delivery.ownFolder":
    `"{folder}" is in inbox or in outbox: choose a folder elsewhere for delivery.folder.to`,
  "delivery.targetIsFile": `"{folder}" is a file, not a folder: correct delivery.folder.to`,
  "delivery.folderAway":
    `"{folder}" is not there for now: the share or the disk may be away. It is copied when that is back.`,
  "delivery.noRoom": "Not enough room in {folder}: {size} needed, {free} left.",
  "delivery.nothingToCopy": "This report has none of the formats to copy ({formats}).",
  "delivery.missing": "Formats that this report does not have: {formats}",
  "delivery.nameTaken": "Another file was already called {file}: the copy is called {name}",
  "delivery.tooManyDrafts": "There are a thousand drafts {file} already: delete some.",
  "delivery.late": "{host} did not answer within {seconds} s.",
  "delivery.unreachable": "{host} does not answer: the server is down, or there is no network.",
  "delivery.certificate":
    "The certificate of {host} is not trusted: nothing was sent. Ask whoever keeps that server.",
  "delivery.redirected":
    "{host} points elsewhere ({found}): nothing was sent there. Correct delivery.webhook.url",
  "delivery.serverBusy": "{host} cannot take the report for now: {found}",
  "delivery.serverRefused": "{host} refused the report: {found}",

  "delivery.doctor.email":
    "Each final report will come with the draft of an e-mail, for {n} {n|person|people}",
  "delivery.doctor.folder.ready": "Each final report will be copied into {path}",
  "delivery.doctor.folder.away":
    "{path} is not there for now: copies wait until the share or the disk is back",
  "delivery.doctor.folder.own": "delivery.folder.to names {path}, which is in inbox or in outbox",
  "delivery.doctor.folder.file": "delivery.folder.to names {path}, which is no folder",
  "delivery.doctor.folderRemedy": "Name a folder elsewhere in greffier.json",
  "delivery.doctor.webhook.notice":
    "Each final report is announced to {host}: title, date and numbers leave this PC, no other text",
  "delivery.doctor.webhook.report":
    "Each final report is sent whole to {host}: it leaves this PC, transcript included",
  "delivery.doctor.webhook.local": "Each final report is announced to {host}, on this PC",
  "delivery.doctor.unencrypted": "What is sent to {host} is not encrypted: the network can read it",
  "delivery.doctor.unencryptedRemedy": "Write https:// in delivery.webhook.url, if that server allows it",
  "delivery.doctor.unsigned": "{host} cannot check that a call comes from greffier",
  "delivery.doctor.unsignedRemedy":
    "Give the environment variable GREFFIER_WEBHOOK_SECRET a password that this server knows too",

  "delivery.mail.subject": "Report: {title} ({date})",
  "delivery.mail.summary": "Summary",
  "delivery.mail.decisions": "Decisions",
  "delivery.mail.actions": "Actions",
  "delivery.mail.questions": "Open questions",
  "delivery.mail.notices": "Good to know",
  "delivery.mail.nobody": "Nobody named",
  "delivery.mail.said": "{label}: {value}",
  "delivery.mail.attached": "Attached: {file}",
  "delivery.mail.missing": "Not attached, for this report does not have it: {formats}",
  "delivery.mail.tooLarge": "Not attached, too large for an e-mail: {formats}",
});
