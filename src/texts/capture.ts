import { textArea } from "./message.ts";

export const capture = textArea({
  "capture.side.microphone": `micro`,
  "capture.side.system": `son de l'ordinateur`,
  "capture.noMicrophone":
    `Aucun micro n'a été trouvé. Branchez-en un (ou un casque), ou enregistrez seulement le son de l'ordinateur : greffier start --only system`,
  "capture.noOutput":
    `Aucune sortie de son n'a été trouvée. Branchez un casque ou des haut-parleurs, ou enregistrez seulement le micro : greffier start --only microphone`,
  "capture.deviceUnknown": `Aucun appareil ne s'appelle « {found} » ; « greffier devices » les montre tous.`,
  "capture.deviceUnknownNear": `Aucun appareil ne s'appelle « {found} » ; vouliez-vous « {nearest} » ?`,
  "capture.busy":
    `Un autre programme garde « {device} » pour lui seul. Fermez-le, ou retirez-lui ce droit dans les paramètres de son, puis recommencez.`,
  "capture.forbidden":
    `Le système interdit le micro à greffier. Sous Windows : Paramètres, Confidentialité et sécurité, Microphone, « Autoriser les applications de bureau à accéder à votre microphone ».`,
  "capture.noServer":
    `Le serveur de son ({server}) ne répond pas ({cause}). Démarrez-le (sous Linux, PulseAudio ou PipeWire), puis recommencez. Sur un ordinateur sans son, greffier fait les comptes rendus de fichiers : greffier add FICHIER`,
  "capture.serverSilent": `Le serveur de son ({server}) ne répond pas : {cause}`,
  "capture.processUnknown":
    `Aucun programme en cours dont le nom contient « {found} » ne joue de son. Lancez d'abord l'appel, puis recommencez.`,
  "capture.processUnsupported":
    `Ce système ne permet pas d'enregistrer le son d'un seul programme. Enregistrez sans --process : tout ce que l'ordinateur joue sera entendu.`,
  "capture.sideUnsupported":
    `Avec « {source} », greffier n'entend pas le {side}. Choisissez l'autre côté avec --only, ou une autre façon de capter le son (audio.capture_type).`,
  "capture.programMissing":
    `Le programme « {program} », dont cette façon de capter le son a besoin, n'est pas installé.`,
  "capture.programSilent": `« {program} » n'a reçu aucun son de « {device} » en 10 secondes.`,
  "capture.deviceAmbiguous":
    `« {found} » peut désigner plusieurs appareils : « {choices} ». Écrivez le nom entier de celui qu'il faut écouter.`,
  "capture.onlyMicrophone":
    `greffier capte le son avec « {source} », qui n'entend que le micro : ce que l'ordinateur joue n'est pas enregistré.`,
  "capture.fallback":
    `La façon habituelle de capter le son ({wanted}) ne fonctionne pas ici ({cause}). greffier le capte avec « {source} ».`,
  "capture.typeUnsupported":
    `La façon de capter le son « {found} » n'existe pas sur ce système ; il y a : {choices}.`,
  "capture.noLoopback":
    `Ce système ne laisse pas enregistrer ce que joue « {device} » ({cause}). Choisissez une autre sortie avec --device, ou enregistrez seulement le micro : greffier start --only microphone`,
  "capture.formatUnknown": `« {device} » donne le son dans un format que greffier ne connaît pas ({found}).`,
  "capture.failed": `« {device} » ne peut pas être enregistré : {cause}`,
  "capture.lost.unplugged": `« {device} » n'est plus là.`,
  "capture.lost.default-moved": `Le système utilise maintenant un autre appareil que « {device} ».`,
  "capture.lost.format-changed": `« {device} » a changé de format.`,
  "capture.lost.server-gone": `Le serveur de son ({server}) s'est arrêté.`,
}, {
  "capture.side.microphone": `microphone`,
  "capture.side.system": `sound of the computer`,
  "capture.noMicrophone":
    `No microphone was found. Plug one in (or a headset), or record only what the computer plays: greffier start --only system`,
  "capture.noOutput":
    `No sound output was found. Plug in headphones or loudspeakers, or record only the microphone: greffier start --only microphone`,
  "capture.deviceUnknown": `No device is called "{found}"; "greffier devices" shows them all.`,
  "capture.deviceUnknownNear": `No device is called "{found}"; did you mean "{nearest}"?`,
  "capture.busy":
    `Another program keeps "{device}" for itself. Close it, or take that right from it in the sound settings, then try again.`,
  "capture.forbidden":
    `The system does not let greffier use the microphone. On Windows: Settings, Privacy & security, Microphone, "Let desktop apps access your microphone".`,
  "capture.noServer":
    `The sound server ({server}) does not answer ({cause}). Start it (on Linux, PulseAudio or PipeWire), then try again. On a computer without sound, greffier makes reports of files: greffier add FILE`,
  "capture.serverSilent": `The sound server ({server}) does not answer: {cause}`,
  "capture.processUnknown":
    `No running program whose name holds "{found}" plays sound. Start the call first, then try again.`,
  "capture.processUnsupported":
    `This system cannot record the sound of one program alone. Record without --process: everything the computer plays will be heard.`,
  "capture.sideUnsupported":
    `With "{source}", greffier does not hear the {side}. Choose the other side with --only, or another way to capture sound (audio.capture_type).`,
  "capture.programMissing":
    `The program "{program}", which this way to capture sound needs, is not installed.`,
  "capture.programSilent": `"{program}" received no sound from "{device}" within 10 seconds.`,
  "capture.deviceAmbiguous":
    `"{found}" can mean several devices: "{choices}". Write the whole name of the one to hear.`,
  "capture.onlyMicrophone":
    `greffier captures sound with "{source}", which hears the microphone alone: what the computer plays is not recorded.`,
  "capture.fallback":
    `The usual way to capture sound ({wanted}) does not work here ({cause}). greffier captures it with "{source}".`,
  "capture.typeUnsupported":
    `This system has no way to capture sound called "{found}"; there are: {choices}.`,
  "capture.noLoopback":
    `This system does not let anyone record what "{device}" plays ({cause}). Choose another output with --device, or record only the microphone: greffier start --only microphone`,
  "capture.formatUnknown": `"{device}" gives sound in a format that greffier does not know ({found}).`,
  "capture.failed": `"{device}" cannot be recorded: {cause}`,
  "capture.lost.unplugged": `"{device}" is gone.`,
  "capture.lost.default-moved": `The system now uses another device than "{device}".`,
  "capture.lost.format-changed": `"{device}" has changed its format.`,
  "capture.lost.server-gone": `The sound server ({server}) has stopped.`,
});
