import { textArea } from "./message.ts";

export const tray = textArea({
  "tray.help": "montre l'icône près de l'horloge et veille sur le dossier",
  "tray.help.background": "rend la main dès que l'icône est là",

  "tray.name": "greffier",
  "tray.now.ready": "prêt",
  "tray.now.starting": "l'enregistrement commence : {name}",
  "tray.now.recording": "enregistre {time} : {name}",
  "tray.now.paused": "en pause à {time} : {name}",
  "tray.now.disk-full": "disque plein, en attente à {time} : {name}",
  "tray.now.interrupted": "interrompu : {name}",
  "tray.now.rejected": "{n} {n|fichier refusé|fichiers refusés}",
  "tray.now.unseen": "{n} {n|compte rendu à lire|comptes rendus à lire}",
  "tray.now.pending": "{n} {n|réunion en cours d'écriture|réunions en cours d'écriture}",
  "tray.now.behind": "le texte suit avec {n} min de retard",
  "tray.now.last": "dernier compte rendu : {name}",

  "tray.menu.start": "Enregistrer une réunion",
  "tray.menu.starting": "L'enregistrement commence…",
  "tray.menu.pause": "Mettre en pause",
  "tray.menu.resume": "Reprendre l'enregistrement",
  "tray.menu.stop": "Terminer l'enregistrement",
  "tray.menu.stopping": "L'enregistrement se termine…",
  "tray.menu.report": "Ouvrir le compte rendu « {name} »",
  "tray.menu.noReport": "Ouvrir le dernier compte rendu",
  "tray.menu.inbox": "Ouvrir la boîte de réception",
  "tray.menu.status": "Où en est greffier ?",
  "tray.menu.quit": "Quitter",
  "tray.menu.quitRecording": "Quitter (l'enregistrement continue)",

  "tray.notice.recording": "Enregistrement : {name}",
  "tray.notice.interrupted": "Un enregistrement s'est interrompu",
  "tray.notice.interruptedText":
    "Ce qui était dit jusque-là de « {name} » est gardé. Pour continuer : greffier resume --session {id}. Sinon, son compte rendu viendra de lui-même.",
  "tray.notice.rejected": "{n|Un fichier n'a pas pu être lu|Des fichiers n'ont pas pu être lus}",
  "tray.notice.rejectedText":
    "« {name} »{n||…} est dans le dossier rejected, avec la raison à côté. Rien n'est supprimé.",
  "tray.notice.reports": "{n|Compte rendu prêt|Comptes rendus prêts}",
  "tray.notice.report": "« {name} » est prêt. Cliquez ici pour le lire.",
  "tray.notice.manyReports": "{n} comptes rendus vous attendent. Cliquez ici pour lire le dernier.",
  "tray.notice.trouble": "greffier a besoin de vous",
  "tray.notice.started": "Enregistrement commencé",
  "tray.notice.startedText": "« {name} ». À dire aux participants : {announcement}",
  "tray.notice.unheard": "« {name} ». Rien n'est entendu pour l'instant de ce côté : {side}.",
  "tray.notice.stopped": "Enregistrement terminé",
  "tray.notice.stoppedText": "« {name} » : {time}. Le compte rendu suit.",
  "tray.notice.paused": "Enregistrement en pause",
  "tray.notice.pausedText": "« {name} », à {time}. Rien n'est gardé de ce qui est dit pendant la pause.",
  "tray.notice.resumed": "L'enregistrement reprend",
  "tray.notice.resumedText": "« {name} », à {time}.",
  "tray.notice.askedText":
    "« {name} » : l'enregistreur n'a pas encore répondu. C'est demandé ; l'icône montrera quand c'est fait.",
  "tray.notice.refused": "Ce n'est pas possible maintenant",
  "tray.notice.here": "greffier est là",
  "tray.notice.hereText": "Il travaille ici, près de l'horloge : un clic droit sur l'icône montre le menu.",
  "tray.notice.status": "Où en est greffier",
  "tray.notice.statusText": "{text}",
  "tray.notice.hotkeys": "Ce raccourci n'est pas libre",
  "tray.notice.hotkeysText":
    "« {keys} » (desktop.hotkeys.{name}) sert à un autre programme, ou ne peut pas être compris. Choisissez-en un autre, comme ctrl+alt+r.",
  "tray.notice.hotkeysNeverText":
    "Sur ce système, les raccourcis clavier se règlent dans le bureau lui-même : greffier start, greffier pause, greffier stop.",

  "tray.watchEnded":
    "La transcription s'arrête sans cesse ; greffier essaie encore de temps en temps. Pour voir pourquoi : greffier doctor",
  "tray.noReport": "Il n'y a pas encore de compte rendu.",
  "tray.noOpener": "« {path} » n'a pas pu être ouvert : le système n'a rien pour l'ouvrir.",
  "tray.openFailed": "« {path} » n'a pas pu être ouvert ({code}).",

  "tray.shown": "greffier est près de l'horloge, pour {home}. Ctrl+C retire l'icône.",
  "tray.noPlace":
    "Ce système n'a pas de place pour une icône : greffier veille sur {home} sans se montrer. Ctrl+C pour arrêter d'y veiller ; greffier quit l'arrête tout à fait.",
  "tray.already": "greffier travaille déjà ici, près de l'horloge : il vient de se montrer. Dossier : {home}",
  "tray.alreadyUnseen":
    "greffier travaille déjà ici, sans icône : il n'y a pas de place pour elle. greffier status montre où il en est, greffier quit l'arrête. Dossier : {home}",
  "tray.ended":
    "L'icône est retirée. La transcription continue ; « Quitter », dans son menu, l'aurait arrêtée aussi.",
  "tray.endedUnseen": "greffier continue sans fenêtre ; greffier quit l'arrête.",
  "tray.quit": "greffier a quitté. La prochaine fois, il reprendra là où il en est.",

  "tray.inbox": "Déposez les enregistrements dans {inbox}",
  "tray.outbox": "Les comptes rendus sont dans {outbox}",
  "tray.closable":
    "Cette fenêtre peut être fermée : greffier continue près de l'horloge. Pour l'arrêter : l'icône, puis Quitter.",
  "tray.goesOn": "greffier continue près de l'horloge. Pour l'arrêter : l'icône, puis Quitter.",
}, {
  "tray.help": "shows the icon near the clock and looks after the home",
  "tray.help.background": "returns as soon as the icon is there",

  "tray.name": "greffier",
  "tray.now.ready": "ready",
  "tray.now.starting": "recording begins: {name}",
  "tray.now.recording": "recording {time}: {name}",
  "tray.now.paused": "paused at {time}: {name}",
  "tray.now.disk-full": "disk full, waiting at {time}: {name}",
  "tray.now.interrupted": "interrupted: {name}",
  "tray.now.rejected": "{n} {n|file|files} rejected",
  "tray.now.unseen": "{n} {n|report|reports} to read",
  "tray.now.pending": "{n} {n|meeting|meetings} being written down",
  "tray.now.behind": "the text is {n} min behind",
  "tray.now.last": "last report: {name}",

  "tray.menu.start": "Record a meeting",
  "tray.menu.starting": "Recording begins…",
  "tray.menu.pause": "Pause",
  "tray.menu.resume": "Resume recording",
  "tray.menu.stop": "Stop recording",
  "tray.menu.stopping": "Recording ends…",
  "tray.menu.report": `Open the report "{name}"`,
  "tray.menu.noReport": "Open the last report",
  "tray.menu.inbox": "Open the inbox",
  "tray.menu.status": "Status",
  "tray.menu.quit": "Quit",
  "tray.menu.quitRecording": "Quit (recording goes on)",

  "tray.notice.recording": "Recording: {name}",
  "tray.notice.interrupted": "A recording was interrupted",
  "tray.notice.interruptedText":
    `What was said of "{name}" until then is kept. To go on: greffier resume --session {id}. Otherwise its report comes by itself.`,
  "tray.notice.rejected": "{n|A file|Some files} could not be read",
  "tray.notice.rejectedText":
    `"{name}"{n||…} is in the folder rejected, with the reason beside it. Nothing is deleted.`,
  "tray.notice.reports": "{n|Report|Reports} ready",
  "tray.notice.report": `"{name}" is ready. Click here to read it.`,
  "tray.notice.manyReports": "{n} reports wait for you. Click here to read the last one.",
  "tray.notice.trouble": "greffier needs you",
  "tray.notice.started": "Recording has begun",
  "tray.notice.startedText": `"{name}". To tell the participants: {announcement}`,
  "tray.notice.unheard": `"{name}". Nothing is heard yet of this side: {side}.`,
  "tray.notice.stopped": "Recording has ended",
  "tray.notice.stoppedText": `"{name}": {time}. The report follows.`,
  "tray.notice.paused": "Recording is paused",
  "tray.notice.pausedText": `"{name}", at {time}. Nothing that is said during the pause is kept.`,
  "tray.notice.resumed": "Recording goes on",
  "tray.notice.resumedText": `"{name}", at {time}.`,
  "tray.notice.askedText":
    `"{name}": the recorder has not answered yet. It is asked; the icon will show when it is done.`,
  "tray.notice.refused": "This is not possible now",
  "tray.notice.here": "greffier is here",
  "tray.notice.hereText": "It works here, near the clock: a right click on the icon shows the menu.",
  "tray.notice.status": "Status of greffier",
  "tray.notice.statusText": "{text}",
  "tray.notice.hotkeys": "This shortcut is not free",
  "tray.notice.hotkeysText":
    `"{keys}" (desktop.hotkeys.{name}) belongs to another program, or cannot be understood. Choose another one, such as ctrl+alt+r.`,
  "tray.notice.hotkeysNeverText":
    "On this system, keyboard shortcuts are set in the desktop itself: greffier start, greffier pause, greffier stop.",

  "tray.watchEnded":
    "Writing down ends again and again; greffier tries once in a while. To see why: greffier doctor",
  "tray.noReport": "There is no report yet.",
  "tray.noOpener": `"{path}" could not be opened: the system has nothing to open it with.`,
  "tray.openFailed": `"{path}" could not be opened ({code}).`,

  "tray.shown": "greffier is near the clock, for {home}. Ctrl+C takes the icon away.",
  "tray.noPlace":
    "This system has no place for an icon: greffier looks after {home} without showing itself. Ctrl+C to stop that; greffier quit ends it altogether.",
  "tray.already": "greffier already works here, near the clock: it has just shown itself. Home: {home}",
  "tray.alreadyUnseen":
    "greffier already works here, without an icon: there is no place for it. greffier status shows how far it is, greffier quit ends it. Home: {home}",
  "tray.ended": `The icon is gone. Writing down goes on; "Quit", in its menu, would have ended it too.`,
  "tray.endedUnseen": "greffier goes on without a window; greffier quit ends it.",
  "tray.quit": "greffier has quit. Next time, it goes on where it is.",

  "tray.inbox": "Drop recordings into {inbox}",
  "tray.outbox": "Reports are in {outbox}",
  "tray.closable":
    "This window can be closed: greffier goes on near the clock. To stop it: the icon, then Quit.",
  "tray.goesOn": "greffier goes on near the clock. To stop it: the icon, then Quit.",
});
