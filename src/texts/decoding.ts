import { textArea } from "./message.ts";

export const decoding = textArea({
  "decoding.unreadable":
    `« {file} » ne peut pas être lu comme du {format} : le fichier est abîmé, ou n'en est pas`,
  "decoding.broken": `La lecture de « {file} » ({format}) s'est interrompue : {words}`,
  "decoding.noSound": `« {file} » ne contient pas de son : il n'y a rien à écouter dans ce fichier`,
  "decoding.needsFfmpeg":
    `« {file} » contient du {format}, que greffier ne lit qu'avec ffmpeg, et ffmpeg n'est pas sur ce PC. Installez-le (ffmpeg.org, ou « winget install ffmpeg » sous Windows), ou indiquez son chemin dans le réglage tools.ffmpeg, puis déposez ce fichier à nouveau ; ou enregistrez-le en MP3 ou en WAV`,
  "decoding.ffmpegMissing":
    `« {file} » ne peut pas être lu : le programme indiqué par le réglage tools.ffmpeg, « {path} », ne peut pas être lancé`,
  "decoding.ffmpegRefused": `« {file} » ne peut pas être lu ({format}) : ffmpeg répond « {words} »`,
  "decoding.unknown":
    `« {file} » n'est pas un enregistrement que greffier reconnaît. Si c'en est un, ffmpeg saurait peut-être le lire, mais il n'est pas sur ce PC : installez-le (ffmpeg.org), ou indiquez son chemin dans le réglage tools.ffmpeg, puis déposez ce fichier à nouveau`,
  "decoding.notSound":
    `« {file} » n'est pas un enregistrement : ni greffier ni ffmpeg n'y reconnaissent du son`,
}, {
  "decoding.unreadable": `Cannot read "{file}" as {format}: the file is damaged, or is none`,
  "decoding.broken": `Reading "{file}" ({format}) broke off: {words}`,
  "decoding.noSound": `"{file}" holds no sound: there is nothing to hear in this file`,
  "decoding.needsFfmpeg":
    `"{file}" holds {format}, which greffier reads only with ffmpeg, and ffmpeg is not on this PC. Install it (ffmpeg.org, or "winget install ffmpeg" on Windows), or name its path in the setting tools.ffmpeg, then drop the file again; or save it as MP3 or WAV`,
  "decoding.ffmpegMissing":
    `Cannot read "{file}": the program that the setting tools.ffmpeg names, "{path}", cannot be started`,
  "decoding.ffmpegRefused": `Cannot read "{file}" ({format}): ffmpeg says "{words}"`,
  "decoding.unknown":
    `"{file}" is no recording that greffier knows. If it is one, ffmpeg may be able to read it, but it is not on this PC: install it (ffmpeg.org), or name its path in the setting tools.ffmpeg, then drop the file again`,
  "decoding.notSound": `"{file}" is no recording: neither greffier nor ffmpeg finds sound in it`,
});
