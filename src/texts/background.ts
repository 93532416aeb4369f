import { textArea } from "./message.ts";

export const background = textArea({
  "background.help.background": "travaille sans fenêtre et rend la main tout de suite",
  "background.help.quit": "arrête le greffier qui travaille sans fenêtre, et son icône",
  "background.running":
    "greffier {command} travaille maintenant sans fenêtre. greffier status montre où il en est.",
  "background.runningWatch":
    "greffier attend maintenant les enregistrements, sans fenêtre. greffier status montre où il en est, greffier quit l'arrête.",
  "background.runningTray": "L'icône de greffier est maintenant près de l'horloge.",
  "background.runningUnseen":
    "Il n'y a pas de place pour une icône ici. greffier travaille sans, pour {home}. greffier status montre où il en est, greffier quit l'arrête.",
  "background.ended":
    "greffier {command} s'est arrêté avant d'avoir commencé (code {code}). Les détails sont dans {folder}",
  "background.silent":
    "greffier {command} n'a pas répondu en {seconds} secondes. greffier status dit s'il travaille ; les détails sont dans {folder}",
  "background.asked":
    "Il est demandé à greffier de s'arrêter : il finit le travail en cours, et reprendra là la prochaine fois.",
  "background.notRunning": "Aucun greffier n'attend d'enregistrements dans {home} : il n'y a rien à arrêter.",
  "background.otherWorks":
    "greffier {command} travaille dans {home} (processus {pid}) et s'arrêtera de lui-même ; greffier quit n'arrête que ce qui attend des enregistrements.",
  "background.recordingGoesOn": "L'enregistrement en cours continue. Pour l'arrêter : greffier stop",
  "background.sessionEnds": "greffier met l'enregistrement à l'abri",
}, {
  "background.help.background": "works without a window, and returns at once",
  "background.help.quit": "ends the greffier that works without a window, and its icon",
  "background.running": "greffier {command} now works without a window. greffier status shows how far it is.",
  "background.runningWatch":
    "greffier now waits for recordings, without a window. greffier status shows how far it is, greffier quit ends it.",
  "background.runningTray": "greffier's icon is now beside the clock.",
  "background.runningUnseen":
    "There is no place for an icon here. greffier works without one, for {home}. greffier status shows how far it is, greffier quit ends it.",
  "background.ended": "greffier {command} ended before it had begun (code {code}). Details are in {folder}",
  "background.silent":
    "greffier {command} did not answer within {seconds} seconds. greffier status tells whether it works; details are in {folder}",
  "background.asked":
    "greffier is asked to end: it finishes the running job, and goes on from there next time.",
  "background.notRunning": "No greffier waits for recordings in {home}: there is nothing to end.",
  "background.otherWorks":
    "greffier {command} works in {home} (process {pid}) and will end by itself; greffier quit only ends what waits for recordings.",
  "background.recordingGoesOn": "The recording goes on. To stop it: greffier stop",
  "background.sessionEnds": "greffier makes the recording safe",
});
