import { textArea } from "./message.ts";

export const install = textArea({
  "install.help": "met greffier à portée de main : menu, bureau, ouverture de session, clic droit",
  "install.help.noAutostart": "greffier ne démarre pas à l'ouverture de session",
  "install.help.noDesktop": "pas d'icône sur le bureau",
  "install.help.nightlyUsage": "--nightly [HH:MM]",
  "install.help.nightly": "traite chaque nuit ce qui attend (d'office : 02:00)",
  "uninstall.help": "retire raccourcis et tâches ; vos réunions et le programme restent",
  "uninstall.help.yes": "sans demander confirmation",

  "install.describe.menu": "Enregistre les réunions et en fait le compte rendu, sur ce PC",
  "install.describe.desktop": "Enregistre les réunions et en fait le compte rendu, sur ce PC",
  "install.describe.autostart": "Attend les enregistrements, à côté de l'horloge",
  "install.describe.send-to": "Fait le compte rendu de cet enregistrement",

  "install.checkout":
    "install et uninstall sont pour le programme greffier, en un seul fichier ; d'ici, greffier se lance avec Deno et n'a pas besoin de raccourcis. Pour faire ce programme : deno task build",
  "install.inArchive":
    "greffier est encore dans l'archive où il a été téléchargé ({program}). Sortez d'abord tout le dossier de l'archive (clic droit, « Extraire tout »), mettez-le où il doit rester, puis recommencez.",
  "install.inTemporary":
    "greffier est dans un dossier temporaire, que le système vide de lui-même ({program}). Mettez d'abord son dossier où il doit rester, dans vos documents par exemple, puis recommencez.",
  "install.tooDeep":
    "Windows ne sait pas faire de raccourci vers un programme au chemin si long : {length} caractères, {most} au plus ({program}). Mettez le dossier plus haut, puis recommencez.",
  "install.onNetwork":
    "greffier est sur un lecteur réseau ({program}) : sans le réseau, ces raccourcis ne lanceront rien. Un dossier de ce PC est plus sûr.",
  "install.onRemovable":
    "greffier est sur un disque amovible ({program}) : ces raccourcis ne marchent que tant qu'il est branché.",
  "install.readOnly":
    "Rien ne peut être écrit à côté de {program}, et c'est là que greffier garde les réunions. Mettez-le dans un dossier à vous, ou donnez-en un avec --home.",
  "install.switchedOff":
    "Le démarrage de greffier à l'ouverture de session est désactivé dans les réglages du système (Gestionnaire des tâches, Démarrage) : réactivez-le là si vous le voulez.",
  "install.taskReplaced":
    "La tâche planifiée {name} est retirée : le raccourci démarre greffier à l'ouverture de session à sa place.",
  "install.noScheduler":
    "Ce système n'a pas de planificateur de tâches pour vous : --nightly n'y est pas possible.",
  "install.refused":
    "Le système refuse d'écrire {path} ({found}) : un antivirus ou un réglage de l'entreprise protège peut-être ce dossier.",
  "install.notMade": "{spot} : pas de raccourci. {cause}",
  "install.notRemoved": "{spot} : le raccourci n'a pas pu être retiré. {cause}",

  "install.spot.menu": "Menu",
  "install.spot.desktop": "Bureau",
  "install.spot.autostart": "À l'ouverture de session",
  "install.spot.send-to": "Clic droit sur un enregistrement",
  "install.ready": "greffier est à portée de main : {program}",
  "install.made": "{spot} : raccourci créé, {path}",
  "install.changed": "{spot} : raccourci mis à jour, {path}",
  "install.unchanged": "{spot} : raccourci déjà en place, {path}",
  "install.takenOver": "{spot} : le raccourci {path} lançait {before}, il lance maintenant celui-ci",
  "install.foreign": "{spot} : {path} lance autre chose ; il est resté tel quel",
  "install.removed": "Retiré : {path}",
  "install.task": "Tâche planifiée : {name}",
  "install.howToUndo":
    "Pour tout retirer : greffier uninstall. Si vous déplacez le dossier, relancez greffier install.",

  "uninstall.confirm":
    "Retirer les raccourcis et les tâches planifiées de greffier ? Vos réunions restent. (o/N)",
  "uninstall.yesLetters": "oOyY",
  "uninstall.nothing": "Il n'y avait rien à retirer.",
  "uninstall.kept": "Rien n'a été retiré.",
  "uninstall.removed": "Retiré : {path}",
  "uninstall.taskRemoved": "Tâche planifiée retirée : {name}",
  "uninstall.tasksUnseen":
    "Les tâches planifiées n'ont pas pu être regardées. S'il y en a, elles sont dans le planificateur du système, sous le nom de greffier, et peuvent y être supprimées. Raison : {cause}",
  "uninstall.left": "{path} lance autre chose ({program}) ; il est resté.",
  "uninstall.leftUnreadable": "{path} n'est pas un raccourci de greffier ; il est resté.",
  "uninstall.recordings":
    "Vos réunions restent dans {outbox}, et ce qui attend dans {inbox}. Pour finir, vous pouvez supprimer {program}.",
  "uninstall.stillWorks": "{owner} travaille encore. Pour l'arrêter : greffier quit",
}, {
  "install.help": "puts greffier within reach: menu, desktop, log-on, right click",
  "install.help.noAutostart": "greffier does not start at log-on",
  "install.help.noDesktop": "no icon on the desktop",
  "install.help.nightlyUsage": "--nightly [HH:MM]",
  "install.help.nightly": "does each night what waits (default: 02:00)",
  "uninstall.help": "removes shortcuts and tasks; your meetings and the program stay",
  "uninstall.help.yes": "without asking",

  "install.describe.menu": "Records meetings and writes their reports, on this PC",
  "install.describe.desktop": "Records meetings and writes their reports, on this PC",
  "install.describe.autostart": "Waits for recordings, beside the clock",
  "install.describe.send-to": "Makes the report of this recording",

  "install.checkout":
    "install and uninstall are for the program greffier, a single file; from here greffier is started with Deno and needs no shortcuts. To make that program: deno task build",
  "install.inArchive":
    `greffier still lies in the archive it was downloaded in ({program}). First take the whole folder out of the archive (right click, "Extract all"), put it where it is to stay, then try again.`,
  "install.inTemporary":
    "greffier lies in a temporary folder, which the system empties by itself ({program}). First put its folder where it is to stay, such as in your documents, then try again.",
  "install.tooDeep":
    "Windows can make no shortcut to a program with so long a path: {length} characters, {most} at most ({program}). Put the folder higher up, then try again.",
  "install.onNetwork":
    "greffier lies on a network drive ({program}): without the network these shortcuts start nothing. A folder of this PC is safer.",
  "install.onRemovable":
    "greffier lies on a removable disk ({program}): these shortcuts work only while it is plugged in.",
  "install.readOnly":
    "Nothing can be written beside {program}, and that is where greffier keeps the meetings. Put it into a folder of yours, or name one with --home.",
  "install.switchedOff":
    "The start of greffier at log-on is switched off in the system's settings (Task Manager, Startup): switch it on there if you want it.",
  "install.taskReplaced":
    "The scheduled task {name} was removed: the shortcut starts greffier at log-on in its place.",
  "install.noScheduler": "This system has no task scheduler for you: --nightly is not possible here.",
  "install.refused":
    "The system refuses to write {path} ({found}): perhaps an antivirus program, or a rule of the company, protects that folder.",
  "install.notMade": "{spot}: no shortcut. {cause}",
  "install.notRemoved": "{spot}: the shortcut could not be removed. {cause}",

  "install.spot.menu": "Menu",
  "install.spot.desktop": "Desktop",
  "install.spot.autostart": "At log-on",
  "install.spot.send-to": "Right click on a recording",
  "install.ready": "greffier is within reach: {program}",
  "install.made": "{spot}: shortcut made, {path}",
  "install.changed": "{spot}: shortcut brought up to date, {path}",
  "install.unchanged": "{spot}: shortcut there already, {path}",
  "install.takenOver": "{spot}: the shortcut {path} started {before}, it starts this one now",
  "install.foreign": "{spot}: {path} starts something else; it was left as it is",
  "install.removed": "Removed: {path}",
  "install.task": "Scheduled task: {name}",
  "install.howToUndo":
    "To undo all of it: greffier uninstall. If you move the folder, run greffier install again.",

  "uninstall.confirm": "Remove greffier's shortcuts and scheduled tasks? Your meetings stay. (y/N)",
  "uninstall.yesLetters": "yYoO",
  "uninstall.nothing": "There was nothing to remove.",
  "uninstall.kept": "Nothing was removed.",
  "uninstall.removed": "Removed: {path}",
  "uninstall.taskRemoved": "Scheduled task removed: {name}",
  "uninstall.tasksUnseen":
    "Scheduled tasks could not be looked at. If there are any, they are in the system's own scheduler, under greffier, and can be deleted there. Reason: {cause}",
  "uninstall.left": "{path} starts something else ({program}); it stays.",
  "uninstall.leftUnreadable": "{path} is no shortcut of greffier's; it stays.",
  "uninstall.recordings":
    "Your meetings stay in {outbox}, and what waits in {inbox}. To finish, you may delete {program}.",
  "uninstall.stillWorks": "{owner} is still at work. To end it: greffier quit",
});
