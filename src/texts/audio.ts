import { textArea } from "./message.ts";

export const audio = textArea({
  "wav.empty": `« {file} » est vide : le fichier ne contient aucun octet`,
  "wav.text": `« {file} » n'est pas un enregistrement : le fichier contient du texte`,
  "wav.otherFormat":
    `« {file} » contient du {format}, que greffier ne lit pas : enregistrez-le au format WAV, puis recommencez avec ce WAV`,
  "wav.notWav": `« {file} » n'est pas un WAV : le fichier commence par « {found} » au lieu de « RIFF »`,
  "wav.notWave": `« {file} » n'est pas un WAV : le fichier annonce « {found} » au lieu de « WAVE »`,
  "wav.shortHeader":
    `« {file} » est coupé : il s'arrête au bout de {found} {found|octet|octets}, avant d'avoir dit comment son contenu est écrit`,
  "wav.manyParts":
    `« {file} » ne peut pas être lu : le son n'est pas décrit dans les {found} premières parties du fichier`,
  "wav.noFormat":
    `« {file} » ne peut pas être lu : rien n'y dit comment le son est écrit (partie « fmt » absente)`,
  "wav.noData": `« {file} » ne contient pas de son : la partie « data » est absente`,
  "wav.noSound": `« {file} » ne contient pas de son : l'enregistrement dure 0 seconde`,
  "wav.shortFormat":
    `« {file} » ne peut pas être lu : sa description du son compte {found} {found|octet|octets} au lieu de 16 au moins`,
  "wav.codec":
    `« {file} » est compressé ({codec}) : ce codage n'est pas lu ; convertissez-le en WAV PCM ou en MP3, puis recommencez`,
  "wav.noChannels": `« {file} » ne peut pas être lu : il annonce 0 canal`,
  "wav.channels": `« {file} » ne peut pas être lu : il annonce {found} canaux, et 8 est le maximum`,
  "wav.rate":
    `« {file} » ne peut pas être lu : il annonce {found} échantillons par seconde, et il en faut de 4000 à 192000`,
  "wav.bits":
    `« {file} » ne peut pas être lu : ses échantillons de {found} bits ne correspondent à aucune écriture connue`,
  "wav.blockAlign":
    `« {file} » ne peut pas être lu : il annonce {found} octets pour un échantillon de chaque canal, au lieu de {expected}`,
  "wav.changed": `« {file} » a changé pendant sa lecture : le son s'arrête avant la fin annoncée`,
}, {
  "wav.empty": `"{file}" is empty: it holds 0 bytes`,
  "wav.text": `"{file}" is no recording: the file holds text`,
  "wav.otherFormat":
    `"{file}" holds {format}, which greffier does not read: save it as WAV, then try again with that WAV`,
  "wav.notWav": `"{file}" is not a WAV: it starts with "{found}" instead of "RIFF"`,
  "wav.notWave": `"{file}" is not a WAV: it says "{found}" instead of "WAVE"`,
  "wav.shortHeader":
    `"{file}" is cut: it ends after {found} {found|byte|bytes}, before it says how its contents are written`,
  "wav.manyParts": `Cannot read "{file}": its sound is not described in the first {found} parts of the file`,
  "wav.noFormat": `Cannot read "{file}": nothing in it says how its sound is written (no "fmt" part)`,
  "wav.noData": `"{file}" holds no sound: its "data" part is missing`,
  "wav.noSound": `"{file}" holds no sound: it is 0 seconds long`,
  "wav.shortFormat":
    `Cannot read "{file}": its description of the sound has {found} {found|byte|bytes} instead of 16 or more`,
  "wav.codec":
    `"{file}" is compressed ({codec}): that encoding is not read; convert it to a PCM WAV or an MP3, then try again`,
  "wav.noChannels": `Cannot read "{file}": it says it has 0 channels`,
  "wav.channels": `Cannot read "{file}": it says it has {found} channels, and 8 is the most`,
  "wav.rate": `Cannot read "{file}": it says {found} samples per second, and 4000 to 192000 can be read`,
  "wav.bits": `Cannot read "{file}": samples of {found} bits are no known way to write sound`,
  "wav.blockAlign":
    `Cannot read "{file}": it says {found} bytes for one sample of each channel, instead of {expected}`,
  "wav.changed": `"{file}" changed while it was read: its sound ends early`,
});
