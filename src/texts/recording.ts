import { textArea } from "./message.ts";

export const recording = textArea({
  "recording.help.start": "enregistre la réunion : le micro et le son de l'ordinateur",
  "recording.help.pause": "met l'enregistrement en pause",
  "recording.help.resume": "reprend après une pause ou une interruption",
  "recording.help.stop": "arrête l'enregistrement",
  "recording.help.note": "marque ce moment de la réunion",
  "recording.help.consentGiven": "note qui dit que tous sont prévenus et d'accord",
  "recording.help.devices": "les micros et les sorties de son",
  "recording.help.nameUsage": "--name <NOM>",
  "recording.help.name": "nom de la réunion (d'office : Reunion_ et l'heure)",
  "recording.help.askName": "demande le nom de la réunion",
  "recording.help.only": "un seul côté : le son de l'ordinateur, ou le micro",
  "recording.help.deviceUsage": "--device <APPAREIL>",
  "recording.help.device": "un micro ou une sortie, par son nom ; deux fois pour les deux",
  "recording.help.processUsage": "--process <PROGRAMME>",
  "recording.help.process": "de l'ordinateur, ce programme seulement : teams, par exemple",
  "recording.help.consentUsage": "--consent <QUI>",
  "recording.help.consent": "qui dit que tous sont prévenus et d'accord ; gardé avec la réunion",
  "recording.help.background": "rend la main dès que l'enregistrement a commencé",
  "recording.help.sessionUsage": "--session <RÉUNION>",
  "recording.help.session": "la réunion, ou une partie de son nom (d'office : celle en cours)",
  "recording.help.resumeSession": "la réunion interrompue, ou une partie de son nom",
  "recording.help.wait":
    "attend le compte rendu et dit où il est ; avec final, attend aussi qu'un modèle de langage l'ait fini",
  "recording.help.textUsage": "[TEXTE]",
  "recording.help.text": "ce qu'il faut en retenir",
  "recording.help.whoUsage": "<QUI>",
  "recording.help.who": "qui le dit : un nom",
  "recording.help.testDevice": "n'essaie que celui-ci",
  "recording.help.test": "écoute chacun cinq secondes : niveaux, et ce qui est compris",

  "recording.defaultName": "Reunion_{time}",
  "recording.badName":
    "« {found} » ne peut pas nommer une réunion : il faut au moins un caractère visible, 200 au plus, sur une seule ligne",
  "recording.emptyName": "Après --name, écrivez le nom de la réunion ; sans --name, greffier lui en donne un",
  "recording.askName": "Nom de la réunion (Entrée seule : Reunion_ et l'heure) :",
  "recording.cannotAsk":
    "--ask-name pose la question dans une fenêtre, et il n'y en a pas ici ; donnez le nom avec --name, ou aucun",
  "recording.processNeedsSystem":
    "--process choisit dans le son de l'ordinateur, et --only microphone ne l'enregistre pas : retirez l'un des deux",
  "recording.processWithOutput":
    "--process entend un programme, quel que soit l'appareil qui le joue : retirez --device « {device} », ou --process",
  "recording.deviceOtherSide":
    "« {device} » appartient au côté {side}, et --only demande l'autre : retirez l'un des deux",
  "recording.devicesSameSide":
    "« {first} » et « {second} » appartiennent au même côté ({side}) ; greffier en enregistre un de chaque",
  "recording.badConsent": "Écrivez qui le dit : un nom, par exemple",
  "recording.running":
    "« {name} » ({id}) est déjà en cours d'enregistrement. greffier status le montre, greffier stop l'arrête.",
  "recording.beginning":
    "Un autre enregistrement est en train de commencer dans ce dossier. greffier status le montre.",
  "recording.interrupted":
    "L'enregistrement « {name} » ({id}) a été interrompu. Pour le continuer : greffier resume --session {id} ; pour le terminer : greffier stop --session {id}",
  "recording.nothing": "Rien n'est en cours d'enregistrement. Pour commencer : greffier start",
  "recording.finished":
    "L'enregistrement « {name} » ({id}) est terminé, il ne peut plus être repris. Pour en commencer un autre : greffier start",
  "recording.over": "L'enregistrement « {name} » ({id}) est déjà terminé.",
  "recording.notRecorded":
    "« {name} » ({id}) est un fichier déposé, pas un enregistrement en cours : il n'y a rien à reprendre ni à arrêter.",
  "recording.unknown": "Aucune réunion ne s'appelle « {id} » ; greffier list les montre toutes",
  "recording.recorderGone":
    "L'enregistreur s'est arrêté avant d'avoir commencé. Les détails sont dans {folder}",
  "recording.recorderSilent":
    "L'enregistreur n'a toujours pas commencé après {seconds} s : l'appareil ne répond peut-être pas. Essayez greffier devices --test. Les détails sont dans {folder}",

  "recording.announcement":
    "Cette réunion est enregistrée et transcrite sur mon ordinateur, pour en faire le compte rendu. Dites-le-moi si vous n'êtes pas d'accord.",
  "recording.announce": "À dire aux participants : {text}",
  "recording.consentMissing": "Quand tous sont d'accord, appuyez sur c : ce sera noté.",
  "recording.consentLater": "Quand tous sont d'accord : greffier consent VOTRE_NOM ; ce sera noté.",
  "recording.consentPrompt": "Qui le dit (Entrée : {by} ; Échap pour abandonner) : {text}",
  "recording.consentGiven": "Accord des participants noté, d'après {by}.",
  "recording.consentByKey": "la personne qui enregistre",

  "recording.resumed":
    "L'enregistrement de « {name} » reprend, dans la même réunion : {heard}. Le compte rendu dira ce qui manque.",
  "recording.begun": "Enregistrement de « {name} » : {heard}.",
  "recording.heard": "{side} « {device} »",
  "recording.heardNothing": "{side}, aucun appareil pour l'instant",
  "recording.keys": "Touches : p pause ou reprise · s état · m note · c accord · q arrêter et rédiger",
  "recording.untilStopped": "Pour arrêter : greffier stop, ou Ctrl+C.",
  "recording.background":
    "L'enregistrement continue en arrière-plan ; le compte rendu suivra. Pour arrêter : greffier stop",
  "recording.ownerWrites":
    "greffier {command} (processus {pid}) écrit le texte ; cette fenêtre attend le compte rendu.",
  "recording.isPaused": "« {name} » est en pause : rien n'est enregistré. Pour reprendre : greffier resume",
  "recording.wasPaused":
    "« {name} » était déjà en pause : rien n'est enregistré. Pour reprendre : greffier resume",
  "recording.goesOn": "« {name} » est de nouveau enregistré.",
  "recording.wentOn": "« {name} » n'était pas en pause : l'enregistrement continue.",
  "recording.pauseLeft": "La pause n'est plus demandée.",
  "recording.isStopped": "L'enregistrement de « {name} » est terminé ({length}).",
  "recording.isEnded":
    "L'enregistrement interrompu « {name} » est terminé ; greffier run en fait le compte rendu.",
  "recording.asked":
    "La demande est faite, mais l'enregistreur de « {name} » n'a pas encore répondu ; greffier status dit où il en est.",
  "recording.reportFollows": "Le compte rendu suivra dans {folder}",
  "recording.reportNeedsRun": "Pour en faire le compte rendu : greffier run",
  "recording.reportReady": "Compte rendu : {path}",
  "recording.reportWaits":
    "Le compte rendu de « {name} » n'est pas fini ; le prochain greffier run ou greffier watch le terminera. Il attend : {cause}",
  "recording.underWay":
    "« {name} » ({id}) est en cours d'enregistrement ; après greffier stop, son compte rendu se termine.",
  "recording.removed":
    "La réunion {id} n'a pas de compte rendu : son dossier a été retiré, ou mis dans rejected avec la raison à côté.",
  "recording.stopAsked":
    "L'enregistrement s'arrête, puis le compte rendu se termine. Ctrl+C encore une fois : le laisser pour plus tard.",
  "recording.startStopping": "Arrêt en cours : le démarrage de l'enregistrement est interrompu.",
  "recording.startStopped": "Arrêté avant le début de l'enregistrement.",
  "recording.leftForLater":
    "Le son est gardé. Le compte rendu se terminera au prochain greffier run ou greffier watch.",
  "recording.noted": "Note à {time}",
  "recording.notedText": "Note à {time} : {text}",
  "recording.notePrompt": "Note à {time} (Entrée pour garder, Échap pour abandonner) : {text}",
  "recording.back": "{side} : « {device} » est entendu.",
  "recording.diskAgain": "Il y a de nouveau de la place : l'enregistrement a repris.",
  "recording.goesOnAlone": "L'enregistrement continue en arrière-plan. Pour l'arrêter : greffier stop",
  "recording.restarted":
    "L'enregistreur s'était arrêté ; un autre a pris la suite, l'interruption sera dans le compte rendu.",
  "recording.recorderDied":
    "L'enregistreur s'est arrêté sans prévenir. Ce qui a été dit est sur le disque. Pour continuer : greffier resume --session {id} ; pour terminer : greffier stop --session {id}",

  "recording.state.starting": "démarre",
  "recording.state.recording": "enregistre",
  "recording.state.paused": "en pause",
  "recording.state.disk-full": "disque plein",
  "recording.state.interrupted": "interrompu",
  "recording.short.microphone": "micro",
  "recording.short.system": "ordinateur",
  "recording.status.live": "{name} ({id}) : {state}, {length}, {n} {n|morceau|morceaux} sur le disque",
  "recording.status.interrupted":
    "{name} ({id}) : interrompu après {length}. Pour continuer : greffier resume --session {id} ; pour terminer : greffier stop --session {id}",
  "recording.status.channel": "  {side}, {device} : {level} dB, {heard}",
  "recording.status.lost": "  {side} : aucun appareil, {heard}",
  "recording.status.hearing": "entendu à l'instant",
  "recording.status.silentFor": "rien entendu depuis {time}",
  "recording.status.neverHeard": "rien entendu encore",
  "recording.status.backlog": "  texte : {time} de son à transcrire",
  "recording.status.backlogSpeed":
    "  texte : {time} de son à transcrire, {times} fois plus vite que la parole",
  "recording.status.caughtUp": "  texte : à jour",
  "recording.status.caughtUpSpeed": "  texte : à jour, {times} fois plus vite que la parole",
  "recording.status.disk": "  disque : {hours} h d'enregistrement",
  "recording.status.diskMinutes": "  disque : {n} {n|minute|minutes} d'enregistrement",
  "recording.status.lastBlock": "  dernier résumé : {text}",
  "recording.status.notice": "  attention : {notice}",

  "recording.devices.none": "Aucun appareil de son n'a été trouvé. Branchez un micro ou un casque.",
  "recording.devices.flow": "Sens",
  "recording.devices.name": "Nom",
  "recording.devices.roles": "Usage",
  "recording.devices.format": "Format",
  "recording.devices.id": "Identifiant",
  "recording.devices.input": "micro",
  "recording.devices.output": "sortie",
  "recording.devices.default": "d'office",
  "recording.devices.communications": "appels",
  "recording.devices.channels": "{n} {n|canal|canaux}",
  "recording.test.begin":
    "Écoute de {n} {n|appareil|appareils}, cinq secondes chacun. Parlez, et faites jouer quelque chose à l'ordinateur.",
  "recording.test.listening": "{device} …",
  "recording.test.level": "{device} : {rms} dB en moyenne, {peak} dB au plus fort. {text}",
  "recording.test.idle": "{device} : rien n'y a joué pendant l'essai.",
  "recording.test.heard": "Compris : « {text} »",
  "recording.test.notHeard": "Aucune parole comprise.",
  "recording.test.problem": "{device} : {problem}",
}, {
  "recording.help.start": "records the meeting: microphone and sound of the computer",
  "recording.help.pause": "pauses the recording",
  "recording.help.resume": "goes on after a pause or an interruption",
  "recording.help.stop": "ends the recording",
  "recording.help.note": "marks this moment of the meeting",
  "recording.help.consentGiven": "notes who says that all were told and agree",
  "recording.help.devices": "the microphones and sound outputs",
  "recording.help.nameUsage": "--name <NAME>",
  "recording.help.name": "name of the meeting (default: Meeting_ and the time)",
  "recording.help.askName": "asks for the meeting's name",
  "recording.help.only": "one side alone: the sound of the computer, or the microphone",
  "recording.help.deviceUsage": "--device <DEVICE>",
  "recording.help.device": "a microphone or an output, by its name; twice for both",
  "recording.help.processUsage": "--process <PROGRAM>",
  "recording.help.process": "of the computer, this program alone: teams, for instance",
  "recording.help.consentUsage": "--consent <WHO>",
  "recording.help.consent": "who says that all were told and agree; kept with the meeting",
  "recording.help.background": "returns once the recording has begun",
  "recording.help.sessionUsage": "--session <MEETING>",
  "recording.help.session": "the meeting, or part of its name (default: the one being recorded)",
  "recording.help.resumeSession": "the interrupted meeting, or part of its name",
  "recording.help.wait":
    "waits for the report and says where it is; with final, until a language model has finished it too",
  "recording.help.textUsage": "[TEXT]",
  "recording.help.text": "what to remember of it",
  "recording.help.whoUsage": "<WHO>",
  "recording.help.who": "who says so: a name",
  "recording.help.testDevice": "tests this one alone",
  "recording.help.test": "hears each for five seconds: levels, and what is understood",

  "recording.defaultName": "Meeting_{time}",
  "recording.badName":
    `"{found}" cannot name a meeting: it takes at least one visible character, 200 at most, on one line`,
  "recording.askName": "Name of the meeting (Enter alone: Reunion_ and the time):",
  "recording.cannotAsk":
    "--ask-name asks in a window, and there is none here; give the name with --name, or none",
  "recording.emptyName": "After --name, write the name of the meeting; without --name, greffier gives it one",
  "recording.processNeedsSystem":
    "--process chooses in the sound of the computer, which --only microphone does not record: leave out one of them",
  "recording.processWithOutput":
    `--process hears one program, whichever device plays it: leave out --device "{device}", or --process`,
  "recording.deviceOtherSide":
    `"{device}" belongs to the {side} side, and --only asks for the other: leave out one of them`,
  "recording.devicesSameSide":
    `"{first}" and "{second}" belong to the same side ({side}); greffier records one of each`,
  "recording.badConsent": "Write who says so: a name, for instance",
  "recording.running":
    `"{name}" ({id}) is being recorded already. greffier status shows it, greffier stop ends it.`,
  "recording.beginning": "Another recording is just beginning in this home. greffier status shows it.",
  "recording.interrupted":
    `The recording "{name}" ({id}) was interrupted. To go on with it: greffier resume --session {id}; to end it: greffier stop --session {id}`,
  "recording.nothing": "Nothing is being recorded. To begin: greffier start",
  "recording.finished":
    `The recording "{name}" ({id}) has ended and cannot go on. To begin another: greffier start`,
  "recording.over": `The recording "{name}" ({id}) has ended already.`,
  "recording.notRecorded":
    `"{name}" ({id}) is a dropped file, no recording under way: there is nothing to go on with or to end.`,
  "recording.unknown": `No meeting is called "{id}"; greffier list shows them all`,
  "recording.recorderGone": "The recorder ended before it had begun. Details are in {folder}",
  "recording.recorderSilent":
    "The recorder has still not begun after {seconds} s: the device may not answer. Try greffier devices --test. Details are in {folder}",

  "recording.announcement":
    "This meeting is recorded and transcribed on my computer, to write its minutes. Tell me if you do not agree.",
  "recording.announce": "To tell the participants: {text}",
  "recording.consentMissing": "When everybody agrees, press c: it will be noted.",
  "recording.consentLater": "When everybody agrees: greffier consent YOUR_NAME; it will be noted.",
  "recording.consentPrompt": "Who says so (Enter: {by}; Esc gives up): {text}",
  "recording.consentGiven": "The participants' agreement is noted, as told by {by}.",
  "recording.consentByKey": "the person who records",

  "recording.resumed":
    `The recording of "{name}" goes on, in the same meeting: {heard}. The report will say what is missing.`,
  "recording.begun": `Recording "{name}": {heard}.`,
  "recording.heard": `{side} "{device}"`,
  "recording.heardNothing": "{side}, no device for now",
  "recording.keys": "Keys: p pause or go on · s status · m note · c consent · q stop and report",
  "recording.untilStopped": "To end it: greffier stop, or Ctrl+C.",
  "recording.background":
    "The recording goes on in the background; the report follows. To end it: greffier stop",
  "recording.ownerWrites":
    "greffier {command} (process {pid}) writes the text; this window waits for the report.",
  "recording.isPaused": `"{name}" is paused: nothing is recorded. To go on: greffier resume`,
  "recording.wasPaused": `"{name}" was paused already: nothing is recorded. To go on: greffier resume`,
  "recording.goesOn": `"{name}" is being recorded again.`,
  "recording.wentOn": `"{name}" was not paused: the recording goes on.`,
  "recording.pauseLeft": "The pause is no longer asked for.",
  "recording.isStopped": `The recording of "{name}" has ended ({length}).`,
  "recording.isEnded": `The interrupted recording "{name}" has ended; greffier run writes its report.`,
  "recording.asked":
    `The request is made, but the recorder of "{name}" has not answered yet; greffier status says where it is.`,
  "recording.reportFollows": "The report follows in {folder}",
  "recording.reportNeedsRun": "To write its report: greffier run",
  "recording.reportReady": "Report: {path}",
  "recording.reportWaits":
    `The report of "{name}" is not finished; the next greffier run or greffier watch finishes it. It waits: {cause}`,
  "recording.underWay": `"{name}" ({id}) is being recorded; after greffier stop its report is finished.`,
  "recording.removed":
    "The meeting {id} has no report: its folder was removed, or put into rejected with the reason beside it.",
  "recording.stopAsked":
    "The recording ends, then the report is finished. Ctrl+C once more: leave the report for later.",
  "recording.startStopping": "Stopping: the start of the recording is broken off.",
  "recording.startStopped": "Stopped before the recording began.",
  "recording.leftForLater": "The sound is kept. The next greffier run or greffier watch finishes the report.",
  "recording.noted": "Note at {time}",
  "recording.notedText": "Note at {time}: {text}",
  "recording.notePrompt": "Note at {time} (Enter keeps it, Esc gives up): {text}",
  "recording.back": `{side}: "{device}" is heard.`,
  "recording.diskAgain": "There is room again: the recording goes on.",
  "recording.goesOnAlone": "The recording goes on in the background. To end it: greffier stop",
  "recording.restarted":
    "The recorder had ended; another goes on, and the interruption will be in the report.",
  "recording.recorderDied":
    "The recorder ended without a word. What was said is on disk. To go on: greffier resume --session {id}; to end: greffier stop --session {id}",

  "recording.state.starting": "starting",
  "recording.state.recording": "recording",
  "recording.state.paused": "paused",
  "recording.state.disk-full": "disk full",
  "recording.state.interrupted": "interrupted",
  "recording.short.microphone": "mic",
  "recording.short.system": "computer",
  "recording.status.live": "{name} ({id}): {state}, {length}, {n} {n|chunk|chunks} on disk",
  "recording.status.interrupted":
    "{name} ({id}): interrupted after {length}. To go on: greffier resume --session {id}; to end: greffier stop --session {id}",
  "recording.status.channel": "  {side}, {device}: {level} dB, {heard}",
  "recording.status.lost": "  {side}: no device, {heard}",
  "recording.status.hearing": "heard just now",
  "recording.status.silentFor": "nothing heard for {time}",
  "recording.status.neverHeard": "nothing heard yet",
  "recording.status.backlog": "  text: {time} of sound to transcribe",
  "recording.status.backlogSpeed": "  text: {time} of sound to transcribe, {times} times faster than speech",
  "recording.status.caughtUp": "  text: up to date",
  "recording.status.caughtUpSpeed": "  text: up to date, {times} times faster than speech",
  "recording.status.disk": "  disk: {hours} h of recording",
  "recording.status.diskMinutes": "  disk: {n} {n|minute|minutes} of recording",
  "recording.status.lastBlock": "  last summary: {text}",
  "recording.status.notice": "  warning: {notice}",

  "recording.devices.none": "No sound device was found. Plug in a microphone or a headset.",
  "recording.devices.flow": "Kind",
  "recording.devices.name": "Name",
  "recording.devices.roles": "Used for",
  "recording.devices.format": "Format",
  "recording.devices.id": "Id",
  "recording.devices.input": "microphone",
  "recording.devices.output": "output",
  "recording.devices.default": "default",
  "recording.devices.communications": "calls",
  "recording.devices.channels": "{n} {n|channel|channels}",
  "recording.test.begin":
    "Hearing {n} {n|device|devices}, five seconds each. Speak, and let the computer play something.",
  "recording.test.listening": "{device} …",
  "recording.test.level": "{device}: {rms} dB on average, {peak} dB at the loudest. {text}",
  "recording.test.idle": "{device}: nothing played on it during the test.",
  "recording.test.heard": `Understood: "{text}"`,
  "recording.test.notHeard": "No speech understood.",
  "recording.test.problem": "{device}: {problem}",
});
