import { textArea } from "./message.ts";

export const jobs = textArea({
  "drop.notAudio":
    `« {file} » n'est pas un enregistrement que greffier sait lire : il prend le son (WAV, MP3, M4A, FLAC, OGG, WMA…) et la vidéo.`,
  "drop.zip":
    `« {file} » est un ZIP, que greffier n'ouvre pas. S'il vient de « greffier pack », décompressez-le dans outbox : la réunion y sera. S'il contient un enregistrement, sortez-le du ZIP et déposez-le ici.`,
  "drop.link": `« {file} » est un lien, pas un enregistrement : déposez le fichier lui-même.`,
  "drop.emptyFolder":
    `Le dossier « {file} » ne contient aucun (autre) enregistrement ; il a été mis de côté tel quel.`,
  "inbox.copy":
    `Le dossier « {folder} » est une copie de la réunion {id}, qui est encore dans inbox : il est laissé tel quel. Sortez-le de inbox.`,
  "drop.settling": `la copie de « {file} » n'est pas terminée`,
  "audio.gone":
    `L'enregistrement « {name} » n'est plus là : ce qui en dépend ne peut pas être refait. Remettez-le dans le dossier de la réunion, sous le nom {file}.`,
  "disk.full":
    `Il manque de la place sur le disque pour décoder « {file} » : {needed} {needed|Mo est nécessaire|Mo sont nécessaires}, {free} {free|Mo est libre|Mo sont libres}.`,
  "ingest.failed": `« {file} » n'a pas pu être préparé après {attempts} essais : {cause}`,
  "notice.truncated":
    `L'enregistrement « {file} » est incomplet : le fichier s'arrête avant la fin annoncée. Tout ce qu'il contient a été transcrit.`,
  "notice.corrections": `Les corrections n'ont pas été appliquées. {cause}`,
  "notice.languageAssumed": `Aucune parole n'a permis de reconnaître la langue ; le français a été supposé.`,
  "notice.ended.max-duration":
    `L'enregistrement s'est arrêté de lui-même : il avait atteint sa durée maximale.`,
  "notice.ended.silence": `L'enregistrement s'est arrêté de lui-même, après un long silence.`,
  "notice.ended.closed":
    `L'enregistrement s'est terminé parce que la session de l'ordinateur a été fermée, ou parce que le système a arrêté l'enregistreur.`,
  "notice.ended.abandoned":
    `L'enregistrement a été interrompu et personne ne l'a repris : ce compte rendu s'arrête là.`,
  "chunk.format":
    `« {file} » n'est pas un morceau d'enregistrement de greffier : il n'est pas en PCM 16 bits à 16 kHz, sur un ou deux canaux`,
  "chunk.tooLong": `« {file} » dure plus de 28 secondes, ce qu'aucun morceau d'enregistrement ne fait`,
  "view.held":
    `Un autre programme tient « {file} » ouvert : la nouvelle version est à côté, sous un nom en .new. Fermez-le pour qu'elle le remplace.`,
  "redo.unknown": `Aucune réunion ne porte le nom « {id} » ; « greffier list » les montre toutes.`,
  "redo.busy":
    `Un autre greffier travaille en ce moment sur {id} : attendez que son compte rendu soit prêt, ou arrêtez-le.`,
  "redo.recording":
    `La réunion {id} s'enregistre encore, ou a été interrompue : terminez-la d'abord par « greffier stop --session {id} ».`,
  "redo.noAudio":
    `L'enregistrement « {file} » de {id} n'est plus là : le texte ne pourrait pas être refait. Remettez-le dans son dossier audio, ou refaites depuis l'étape summarise.`,
  "redo.audioRemoved":
    `Le son de {id} a été supprimé le {date}, selon vos réglages ({rule}) : le texte ne peut pas être refait. Rien n'a été changé ; vous pouvez refaire depuis l'étape summarise.`,
  "redo.noWindows":
    `Le son de {id} a été compressé selon vos réglages, et stages/windows.json, qui dit comment il était découpé, n'est plus là : le texte ne peut pas être refait. Rien n'a été changé ; vous pouvez refaire depuis l'étape summarise.`,
  "redo.noFfmpeg":
    `L'enregistrement « {file} » de {id} n'est lu qu'avec ffmpeg, qui n'est pas sur ce PC : le texte ne pourrait pas être refait. Rien n'a été changé. Installez ffmpeg, ou indiquez son chemin dans le réglage tools.ffmpeg.`,
  "redo.leftOut":
    `Le son de {id} n'a pas été mis dans le ZIP d'où vient cette réunion : le texte ne pourrait pas être refait. Remettez « {file} » dans son dossier audio, ou refaites depuis l'étape summarise.`,
  "redo.renamed":
    `Le dossier de cette réunion a été renommé « {folder} » : redonnez-lui son nom, {id}, puis recommencez.`,
  "job.noEffect": `Le travail « {job} » s'est terminé sans rien produire.`,
  "id.fallback": `enregistrement`,
}, {
  "drop.notAudio":
    `"{file}" is not a recording that greffier can read: it takes sound (WAV, MP3, M4A, FLAC, OGG, WMA…) and video.`,
  "drop.zip":
    `"{file}" is a ZIP, which greffier does not open. If it comes from greffier pack, unpack it into outbox: the meeting will be there. If it holds a recording, take that out of the ZIP and drop it here.`,
  "drop.link": `"{file}" is a link, not a recording: drop the file itself.`,
  "drop.emptyFolder": `The folder "{file}" holds no (other) recording; it was set aside as it is.`,
  "inbox.copy":
    `The folder "{folder}" is a copy of the meeting {id}, which is still in inbox: it is left as it is. Take it out of inbox.`,
  "drop.settling": `"{file}" is still being copied`,
  "audio.gone":
    `The recording "{name}" is gone: what depends on it cannot be made again. Put it back into the folder of the meeting, as {file}.`,
  "disk.full":
    `Not enough room on the disk to decode "{file}": {needed} {needed|MB is|MB are} needed, {free} {free|MB is|MB are} free.`,
  "ingest.failed": `"{file}" could not be prepared after {attempts} tries: {cause}`,
  "notice.truncated":
    `The recording "{file}" is incomplete: the file ends before the length it states. All that it holds was transcribed.`,
  "notice.corrections": `The corrections were not applied. {cause}`,
  "notice.languageAssumed": `Nothing was heard that tells the language; French was assumed.`,
  "notice.ended.max-duration": `The recording ended by itself: it had reached its longest duration.`,
  "notice.ended.silence": `The recording ended by itself, after a long silence.`,
  "notice.ended.closed":
    `The recording ended because the session of the computer was closed, or the system ended the recorder.`,
  "notice.ended.abandoned": `The recording was interrupted and nobody resumed it: this report ends there.`,
  "chunk.format":
    `"{file}" is no chunk of a recording of greffier: it is not 16-bit PCM at 16 kHz in one or two channels`,
  "chunk.tooLong": `"{file}" is longer than 28 seconds, which no chunk of a recording is`,
  "view.held":
    `Another program holds "{file}" open: the new version lies beside it under a .new name. Close it to let it be replaced.`,
  "redo.unknown": `No meeting is called "{id}"; "greffier list" shows them all.`,
  "redo.busy": `Another greffier is working on {id}: wait until its report is ready, or stop that greffier.`,
  "redo.recording":
    `The meeting {id} is still being recorded, or was interrupted: end it first with "greffier stop --session {id}".`,
  "redo.noAudio":
    `The recording "{file}" of {id} is gone: its text could not be made again. Put it back into its audio folder, or redo from the stage summarise.`,
  "redo.audioRemoved":
    `The sound of {id} was removed on {date}, by your settings ({rule}): its text cannot be made again. Nothing was changed; you can redo from the stage summarise.`,
  "redo.noWindows":
    `The sound of {id} was compressed by your settings, and stages/windows.json, which tells how it was cut, is gone: its text cannot be made again. Nothing was changed; you can redo from the stage summarise.`,
  "redo.noFfmpeg":
    `The recording "{file}" of {id} is read only with ffmpeg, which is not on this PC: its text could not be made again. Nothing was changed. Install ffmpeg, or name its path in the setting tools.ffmpeg.`,
  "redo.leftOut":
    `The sound of {id} was not put into the ZIP that this meeting comes from: the text could not be made again. Put "{file}" back into its audio folder, or redo from the stage summarise.`,
  "redo.renamed":
    `The folder of this meeting was renamed "{folder}": give it its name back, {id}, and try again.`,
  "job.noEffect": `The job "{job}" ended without making anything.`,
  "id.fallback": `recording`,
});
