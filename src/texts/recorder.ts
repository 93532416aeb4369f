import { textArea } from "./message.ts";

export const recorder = textArea({
  "recorder.noRoom":
    `Il reste {free} Mo sur le disque de la boîte de réception, et {reserve} Mo doivent rester libres (session.disk_reserve). Libérez de la place, puis recommencez.`,
  "recorder.openSilent.microphone":
    `Le micro ne s'est pas ouvert en {seconds} secondes. Un autre programme le garde peut-être, ou le système attend une autorisation ; débranchez-le et rebranchez-le, puis recommencez.`,
  "recorder.openSilent.system":
    `Le son de l'ordinateur ne s'est pas ouvert en {seconds} secondes. Débranchez et rebranchez le casque ou le haut-parleur, puis recommencez.`,
  "recorder.folderGone":
    `Le dossier de l'enregistrement n'est plus là : on l'a renommé, déplacé ou supprimé. L'enregistrement s'est arrêté ; ce qui était écrit est resté dans ce dossier.`,
  "recorder.diskFull":
    `Le disque est presque plein : l'enregistrement attend qu'il y ait de nouveau plus de {megabytes} Mo de libre, et reprendra tout seul. Ce qui a été dit jusque-là est gardé.`,
  "recorder.diskRefuses":
    `Le disque refuse d'écrire. Le son est gardé en mémoire une demi-minute au plus, le temps qu'il réponde.`,
  "recorder.disk": `Le disque se remplit : il reste de la place pour {n} {n|minute|minutes}.`,
  "recorder.lost.microphone":
    `Le micro « {device} » n'est plus là. Dès qu'un micro revient, il est de nouveau enregistré.`,
  "recorder.lost.system":
    `Le son de l'ordinateur (« {device} ») n'est plus là. Dès qu'il revient, il est de nouveau enregistré.`,
  "recorder.silent.microphone":
    `Le micro n'entend rien depuis {n} {n|minute|minutes}. Est-il coupé, ou est-ce un autre micro qui sert ?`,
  "recorder.silent.system":
    `L'ordinateur ne joue aucun son depuis {n} {n|minute|minutes}. L'appel passe-t-il par un autre appareil ?`,
  "recorder.longest":
    `L'enregistrement s'arrêtera dans {n} {n|minute|minutes} : sa durée est limitée à {hours} h (session.max_duration_hours).`,
  "recorder.allSilent":
    `On n'entend plus personne : l'enregistrement s'arrêtera dans {n} {n|minute|minutes} (session.stop_after_silence_minutes).`,
}, {
  "recorder.noRoom":
    `{free} MB are left on the disk of the inbox, and {reserve} MB must stay free (session.disk_reserve). Make room, then try again.`,
  "recorder.openSilent.microphone":
    `The microphone did not open within {seconds} seconds. Another program may keep it, or the system waits for a permission; unplug it, plug it in again, and try once more.`,
  "recorder.openSilent.system":
    `The sound of the computer did not open within {seconds} seconds. Unplug the headset or the speaker, plug it in again, and try once more.`,
  "recorder.folderGone":
    `The folder of the recording is no longer there: somebody renamed, moved or removed it. Recording has stopped; what was written is still in that folder.`,
  "recorder.diskFull":
    `The disk is almost full: recording waits until more than {megabytes} MB are free again, and goes on by itself. What was said until then is kept.`,
  "recorder.diskRefuses":
    `The disk refuses to write. Sound is kept in memory for half a minute at most, until it answers.`,
  "recorder.disk": `The disk is filling: there is room for {n} {n|minute|minutes}.`,
  "recorder.lost.microphone":
    `The microphone "{device}" is gone. As soon as one is back, it is recorded again.`,
  "recorder.lost.system":
    `The sound of the computer ("{device}") is gone. As soon as it is back, it is recorded again.`,
  "recorder.silent.microphone":
    `The microphone has heard nothing for {n} {n|minute|minutes}. Is it muted, or is another one in use?`,
  "recorder.silent.system":
    `The computer has played no sound for {n} {n|minute|minutes}. Does the call go through another device?`,
  "recorder.longest":
    `Recording will stop in {n} {n|minute|minutes}: it is limited to {hours} h (session.max_duration_hours).`,
  "recorder.allSilent":
    `Nobody is heard any more: recording will stop in {n} {n|minute|minutes} (session.stop_after_silence_minutes).`,
});
