import { textArea } from "./message.ts";

export const doctor = textArea({
  "doctor.addModel":
    "Téléchargez un modèle Whisper au format transformers.js, puis : greffier model add DOSSIER --use",
  "doctor.addModelAgain":
    "Effacez le dossier {directory}, puis ajoutez le modèle à nouveau : greffier model add DOSSIER",
  "doctor.modelDamaged": "Modèle « {name} » : des fichiers manquent ou sont abîmés : {files}",
  "doctor.modelWhole": "Modèle « {name} » : présent et entier",
  "doctor.modelUnlisted":
    "Modèle « {name} » : il n'a pas de liste SHA256SUMS, rien ne dit donc que ses fichiers sont entiers",
  "doctor.diskUnknown": "Disque : le système ne dit pas combien de place est libre",
  "doctor.diskFull": "Disque : {free} de libre ; une réunion de {hours} h peut demander {needed}",
  "doctor.diskLow":
    "Disque : {free} de libre, peu de réunions de {hours} h y tiendront ({needed} chacune au plus)",
  "doctor.diskWell": "Disque : {free} de libre ; une réunion de {hours} h demande {needed} au plus",
  "doctor.makeRoom":
    "Libérez de la place, ou choisissez un autre disque (--home, ou le réglage output.directory)",
  "doctor.placeMissing": "Dossiers : {path} n'existe pas encore",
  "doctor.homeMissing": "Dossiers : il n'y a pas de dossier greffier à cet endroit : {path}",
  "doctor.homeMissingRemedy":
    "Vérifiez le chemin (--home ou GREFFIER_HOME) ; pour en faire un ici : greffier init",
  "doctor.init": "greffier init le crée",
  "doctor.placeRefused": "Dossiers : impossible d'écrire, de renommer ou d'effacer dans {path} ({found})",
  "doctor.giveRights":
    "Donnez à votre compte le droit de modifier ce dossier, ou placez greffier dans un dossier à vous (Documents)",
  "doctor.placesWell": "Dossiers : greffier peut y écrire, renommer et effacer",
  "doctor.lockHeld": "Verrou : « greffier {command} » travaille ici depuis {since} (processus {pid})",
  "doctor.lockHeldBy":
    "Verrou : « greffier {command} » travaille ici depuis {since} (processus {pid}, compte {user})",
  "doctor.ownerStale": "Verrou : un greffier s'est arrêté brusquement ici ; rien n'est perdu",
  "doctor.ownerStaleRemedy":
    "Rien à faire : le prochain « greffier run » ou « greffier watch » reprend là où il en était",
  "doctor.lockFree": "Verrou : libre, personne ne travaille ici",
  "doctor.clockYear": "Horloge : elle indique l'année {year}",
  "doctor.setClock": "Réglez la date, l'heure et le fuseau horaire de l'ordinateur",
  "doctor.clockBack": "Horloge : le compteur de temps du système est revenu en arrière",
  "doctor.restart": "Redémarrez l'ordinateur",
  "doctor.zoneUnknown":
    "Horloge : le fuseau horaire est inconnu, les heures des réunions seront celles de Londres",
  "doctor.clockApart": "Horloge : l'ordinateur et le disque ont {seconds} {seconds|seconde|secondes} d'écart",
  "doctor.clockApartRemedy":
    "Si le dossier est sur un serveur, vérifiez l'heure du serveur : elle sert de date aux réunions",
  "doctor.clockWell": "Horloge : à l'heure, fuseau {zone}",
  "doctor.setting.default": "Réglage : {key} vaut {value}, d'office",
  "doctor.setting.file": "Réglage : {key} vaut {value}, selon greffier.json",
  "doctor.setting.environment": "Réglage : {key} vaut {value}, selon une variable d'environnement",
  "doctor.setting.flag": "Réglage : {key} vaut {value}, selon la ligne de commande",
  "doctor.settingIdle": "Réglage : {key} = {value} n'a pas encore d'effet dans cette version",
  "doctor.settingsDefault": "Réglages : tous d'office",
  "doctor.runtime": "Programme : Deno {deno}, {os} {arch}",
  "doctor.engineWell": "Moteur de transcription : il démarre et répond",
  "doctor.engineRemedy":
    "Essayez à nouveau ; si cela dure, réinstallez greffier, ou ajoutez un autre modèle : greffier model add DOSSIER --use",
  "doctor.ffmpeg":
    "ffmpeg {version} : les enregistrements m4a, mp4, webm, wma et bien d'autres peuvent être lus",
  "doctor.ffmpegNone":
    "WAV, MP3, FLAC, Opus et Vorbis peuvent être lus ; les autres formats (m4a, mp4, wma…) demandent ffmpeg, qui n'est pas sur ce PC",
  "doctor.ffmpegMissing": "Le programme que nomme le réglage tools.ffmpeg, « {path} », ne répond pas",
  "doctor.ffmpegRemedy":
    "Installez ffmpeg (ffmpeg.org, ou « winget install ffmpeg » sous Windows), ou indiquez son chemin dans tools.ffmpeg (greffier.json)",
  "doctor.printing": "PDF : imprimés par {path}",
  "doctor.printingNone":
    "PDF : aucun Edge, Chrome ou Chromium n'a été trouvé ; les comptes rendus ne seront pas imprimés",
  "doctor.printingRemedy": "Installez l'un d'eux, ou indiquez son chemin dans tools.browser (greffier.json)",
  "doctor.llmNone":
    "Résumés : sans modèle de langage, à partir des phrases entendues (analysis.llm_backend vaut none)",
  "doctor.llmAbsent":
    "Résumés : Ollama ne répond pas à l'adresse {address} ; ils seront faits à partir des phrases entendues",
  "doctor.llmInstall":
    "Pour des résumés rédigés, sans que rien ne quitte ce PC : installez Ollama (https://ollama.com), puis tapez : ollama pull {model}",
  "doctor.llmFallback":
    "Tant que cela dure, les résumés sont faits à partir des phrases entendues ; rien n'est perdu",
  "doctor.llmOllamaWell":
    "Résumés : Ollama {version} répond à l'adresse {address} et a le modèle « {model} »",
  "doctor.llmOllamaLacks":
    "Résumés : Ollama {version} répond à l'adresse {address}, mais n'a pas le modèle « {model} »",
  "doctor.llmPull": "Pour l'installer, tapez : ollama pull {model}",
  "doctor.llmWell": "Résumés : {name} répond à l'adresse {address}",
  "doctor.llmLacks": "Résumés : {name} n'est pas proposé par le serveur {address}",
  "doctor.llmChoose": "Choisissez un modèle que ce serveur propose (analysis dans greffier.json)",
  "doctor.llmLeaves": "Résumés : le texte des réunions quitte ce PC, il est envoyé à {host}",
  "doctor.llmStay":
    "C'est ce que demandent les réglages. Pour que tout reste ici : analysis.llm_backend sur none, ou Ollama sur ce PC",
  "doctor.kindRemedy":
    "Tant que cela dure, aucune réunion n'est traitée. Corrigez-le, ou changez analysis.template ; les genres qui sont là : greffier template list",
  "doctor.area.model": "Modèle",
  "doctor.area.analysis": "Résumés",
  "doctor.area.disk": "Disque",
  "doctor.area.rights": "Dossiers",
  "doctor.area.lock": "Verrou",
  "doctor.area.clock": "Horloge",
  "doctor.area.printing": "PDF",
  "doctor.area.sound": "Formats du son",
  "doctor.area.delivery": "Remise",
  "doctor.area.settings": "Réglages",
  "doctor.area.runtime": "Programme",
  "doctor.area.meetings": "Réunions",
  "doctor.area.microphone": "Micro",
  "doctor.area.antivirus": "Antivirus",
  "doctor.area.place": "Emplacement",
  "doctor.area.autostart": "Démarrage",
  "doctor.area.schedule": "Tâches planifiées",
  "doctor.lookFailed": "Le contrôle « {name} » n'a pas pu se faire : {found}",
  "doctor.meetingUnknown":
    `Le dossier « {folder} » d'outbox n'a plus de session.json lisible : list et redo ne le voient plus`,
  "doctor.meetingUnknownRemedy":
    `Ses comptes rendus restent lisibles. Remettez son session.json d'une sauvegarde, ou sortez le dossier d'outbox`,
  "doctor.newerRemedy":
    `Mettez à jour ce greffier (greffier version --check dit laquelle est la dernière), ou ouvrez ce dossier avec la version récente`,
  "doctor.cloud":
    `Emplacement : {home} est synchronisé par {service} : vos réunions partent sur ses serveurs, et un fichier peut être retiré de ce disque pendant que greffier s'en sert`,
  "doctor.cloudRemedy":
    `Placez greffier hors du dossier {service} (par exemple C:\\greffier), ou demandez à {service} de toujours garder ce dossier sur cet appareil`,
  "doctor.elsewhere":
    "Emplacement : {n} {n|fichier de l'inbox est|fichiers de l'inbox sont} dans le nuage, et non sur ce disque",
  "doctor.elsewhereRemedy":
    "greffier les fait venir quand il les lit, si OneDrive le veut bien ; sinon, clic droit, « Toujours conserver sur cet appareil »",
  "doctor.network":
    `Emplacement : {home} est sur un serveur : greffier regarde lui-même toutes les deux secondes si un fichier est arrivé, et cesse d'écrire quand le réseau est coupé`,
  "doctor.networkRemedy":
    `Pour enregistrer sans risque, placez greffier sur un disque de ce PC, et ne mettez que les comptes rendus sur le serveur (réglage output.directory)`,
  "doctor.tooLong":
    `Emplacement : greffier devrait écrire des chemins de {longest} caractères sous {home}, et ce système s'arrête à {usual}`,
  "doctor.longForOthers":
    `Emplacement : greffier écrit des chemins de {longest} caractères sous {home} ; l'Explorateur et Word refusent souvent d'ouvrir au-delà de {usual}`,
  "doctor.longRemedy": `Placez greffier dans un dossier au chemin plus court, par exemple C:\\greffier`,
  "doctor.placeWell": `Emplacement : rien ne gêne greffier à cet endroit`,
  "doctor.microphoneAllowed": `Micro : Windows laisse greffier l'entendre`,
  "doctor.microphoneUnknown":
    `Micro : Windows ne dit pas si greffier peut l'entendre ; pour essayer : greffier devices --test`,
  "doctor.microphone.denied": `Micro : Windows l'a coupé pour toutes les applications`,
  "doctor.microphone.deniedToPrograms":
    `Micro : Windows l'a coupé pour les applications de bureau, dont greffier`,
  "doctor.microphone.deniedByRule": `Micro : une règle de votre organisation l'interdit aux applications`,
  "doctor.microphoneRemedy":
    `Ouvrez Paramètres, Confidentialité et sécurité, Microphone : activez « Accès au microphone » et « Autoriser les applications de bureau à accéder à votre microphone »`,
  "doctor.microphoneAsk":
    `Demandez à la personne qui s'occupe de vos PC d'autoriser greffier à entendre le micro`,
  "doctor.antivirus":
    `Antivirus : s'il retient des fichiers ou ralentit greffier, demandez-lui d'exclure : {folders}`,
  "doctor.autostart.on": `Démarrage : greffier est là dès l'ouverture de session`,
  "doctor.autostart.none": `Démarrage : greffier ne démarre pas avec la session`,
  "doctor.autostart.off":
    `Démarrage : greffier ne démarre pas avec la session, le système l'a désactivé à votre demande`,
  "doctor.autostart.elsewhere": `Démarrage : c'est un autre greffier qui démarre avec la session : {program}`,
  "doctor.autostartRemedy": `Pour que celui-ci soit là chaque matin : greffier install`,
  "doctor.autostartOffRemedy": `Pour le rétablir : Gestionnaire des tâches, Applications de démarrage`,
  "doctor.task": `Tâche « {name} » : prochaine fois {when}`,
  "doctor.taskNoTime": `à l'ouverture de session, ou quand le système le voudra`,
  "doctor.taskOff": `Tâche « {name} » : elle est désactivée`,
  "doctor.taskOffRemedy":
    `Activez-la dans le Planificateur de tâches, ou retirez-la : greffier schedule remove {name}`,
  "doctor.taskElsewhere": `Tâche « {name} » : elle démarre un greffier qui n'est plus à cette place`,
  "doctor.taskElsewhereRemedy":
    `Ajoutez-la à nouveau (greffier schedule add), ou retirez-la : greffier schedule remove {name}`,
  "doctor.translated":
    `Programme : ce PC a un processeur ARM, pour lequel Windows traduit greffier : tout marche, plus lentement`,
}, {
  "doctor.addModel":
    "Download a Whisper model in the transformers.js layout, then: greffier model add FOLDER --use",
  "doctor.addModelAgain":
    "Delete the folder {directory}, then add the model again: greffier model add FOLDER",
  "doctor.modelDamaged": `Model "{name}": files are missing or damaged: {files}`,
  "doctor.modelWhole": `Model "{name}": there, and whole`,
  "doctor.modelUnlisted":
    `Model "{name}": it has no SHA256SUMS list, so nothing proves that its files are whole`,
  "doctor.diskUnknown": "Disk: the system does not tell how much room is free",
  "doctor.diskFull": "Disk: {free} free; a meeting of {hours} h may take {needed}",
  "doctor.diskLow": "Disk: {free} free, few meetings of {hours} h will fit ({needed} each at most)",
  "doctor.diskWell": "Disk: {free} free; a meeting of {hours} h takes {needed} at most",
  "doctor.makeRoom": "Make room, or choose another disk (--home, or the setting output.directory)",
  "doctor.placeMissing": "Folders: {path} is not there yet",
  "doctor.homeMissing": "Folders: there is no greffier home at this place: {path}",
  "doctor.homeMissingRemedy": "Check the path (--home or GREFFIER_HOME); to make one here: greffier init",
  "doctor.init": "greffier init makes it",
  "doctor.placeRefused": "Folders: cannot write, rename or delete in {path} ({found})",
  "doctor.giveRights":
    "Give your account the right to change this folder, or move greffier to a folder of your own (Documents)",
  "doctor.placesWell": "Folders: greffier can write, rename and delete there",
  "doctor.lockHeld": `Lock: "greffier {command}" has been working here since {since} (process {pid})`,
  "doctor.lockHeldBy":
    `Lock: "greffier {command}" has been working here since {since} (process {pid}, account {user})`,
  "doctor.ownerStale": "Lock: a greffier stopped abruptly here; nothing is lost",
  "doctor.ownerStaleRemedy":
    `Nothing to do: the next "greffier run" or "greffier watch" goes on where it was`,
  "doctor.lockFree": "Lock: free, nobody works here",
  "doctor.clockYear": "Clock: it says the year is {year}",
  "doctor.setClock": "Set the date, the time and the time zone of the computer",
  "doctor.clockBack": "Clock: the system's time counter went back",
  "doctor.restart": "Restart the computer",
  "doctor.zoneUnknown": "Clock: the time zone is unknown, meetings will have London's time",
  "doctor.clockApart": "Clock: the computer and the disk are {seconds} {seconds|second|seconds} apart",
  "doctor.clockApartRemedy":
    "If the folder is on a server, check the server's time: meetings are dated by it",
  "doctor.clockWell": "Clock: set, time zone {zone}",
  "doctor.setting.default": "Setting: {key} is {value}, by default",
  "doctor.setting.file": "Setting: {key} is {value}, from greffier.json",
  "doctor.setting.environment": "Setting: {key} is {value}, from an environment variable",
  "doctor.setting.flag": "Setting: {key} is {value}, from the command line",
  "doctor.settingIdle": "Setting: {key} = {value} has no effect yet in this version",
  "doctor.settingsDefault": "Settings: all by default",
  "doctor.runtime": "Program: Deno {deno}, {os} {arch}",
  "doctor.engineWell": "Speech engine: it starts and answers",
  "doctor.engineRemedy":
    "Try again; if it lasts, install greffier again, or add another model: greffier model add FOLDER --use",
  "doctor.ffmpeg": "ffmpeg {version}: recordings in m4a, mp4, webm, wma and many more can be read",
  "doctor.ffmpegNone":
    "WAV, MP3, FLAC, Opus and Vorbis can be read; other formats (m4a, mp4, wma…) need ffmpeg, which is not on this PC",
  "doctor.ffmpegMissing": `The program that the setting tools.ffmpeg names, "{path}", does not answer`,
  "doctor.ffmpegRemedy":
    `Install ffmpeg (ffmpeg.org, or "winget install ffmpeg" on Windows), or give its path in tools.ffmpeg (greffier.json)`,
  "doctor.printing": "PDF: printed by {path}",
  "doctor.printingNone": "PDF: no Edge, Chrome or Chromium was found; reports will not be printed",
  "doctor.printingRemedy": "Install one of them, or give its path in tools.browser (greffier.json)",
  "doctor.llmNone":
    "Summaries: without a language model, from the sentences heard (analysis.llm_backend is none)",
  "doctor.llmAbsent":
    "Summaries: Ollama does not answer at {address}; they will be made from the sentences heard",
  "doctor.llmInstall":
    "For written summaries, without anything leaving this PC: install Ollama (https://ollama.com), then type: ollama pull {model}",
  "doctor.llmFallback": "As long as that lasts, summaries are made from the sentences heard; nothing is lost",
  "doctor.llmOllamaWell": `Summaries: Ollama {version} answers at {address} and has the model "{model}"`,
  "doctor.llmOllamaLacks":
    `Summaries: Ollama {version} answers at {address}, but does not have the model "{model}"`,
  "doctor.llmPull": "To install it, type: ollama pull {model}",
  "doctor.llmWell": "Summaries: {name} answers at {address}",
  "doctor.llmLacks": "Summaries: {name} is not offered by the server {address}",
  "doctor.llmChoose": "Choose a model that this server offers (analysis in greffier.json)",
  "doctor.llmLeaves": "Summaries: the text of meetings leaves this PC, it is sent to {host}",
  "doctor.llmStay":
    "That is what the settings ask for. To keep everything here: analysis.llm_backend as none, or Ollama on this PC",
  "doctor.kindRemedy":
    "As long as that lasts, no meeting is done. Mend it, or change analysis.template; the kinds that are there: greffier template list",
  "doctor.area.model": "Model",
  "doctor.area.analysis": "Summaries",
  "doctor.area.disk": "Disk",
  "doctor.area.rights": "Folders",
  "doctor.area.lock": "Lock",
  "doctor.area.clock": "Clock",
  "doctor.area.delivery": "Delivery",
  "doctor.area.printing": "PDF",
  "doctor.area.sound": "Sound formats",
  "doctor.area.settings": "Settings",
  "doctor.area.runtime": "Program",
  "doctor.area.meetings": "Meetings",
  "doctor.area.microphone": "Microphone",
  "doctor.area.antivirus": "Antivirus",
  "doctor.area.place": "Place",
  "doctor.area.autostart": "Log-on",
  "doctor.area.schedule": "Scheduled tasks",
  "doctor.lookFailed": `The check "{name}" could not be made: {found}`,
  "doctor.meetingUnknown":
    `The folder "{folder}" of outbox has no readable session.json any more: list and redo no longer see it`,
  "doctor.meetingUnknownRemedy":
    `Its reports can still be read. Put its session.json back from a backup, or move the folder out of outbox`,
  "doctor.newerRemedy":
    `Update this greffier (greffier version --check tells which is the latest), or open this folder with the newer version`,
  "doctor.cloud":
    `Place: {home} is kept in step by {service}: your meetings go to its servers, and a file may be taken off this disk while greffier uses it`,
  "doctor.cloudRemedy":
    `Move greffier out of the {service} folder (for example to C:\\greffier), or have {service} always keep this folder on this device`,
  "doctor.elsewhere":
    "Place: {n} {n|file of the inbox is|files of the inbox are} in the cloud, and not on this disk",
  "doctor.elsewhereRemedy":
    `greffier has them fetched when it reads them, if OneDrive lets it; if not, right click, "Always keep on this device"`,
  "doctor.network":
    `Place: {home} is on a server: greffier itself looks every two seconds whether a file came, and cannot write while the network is down`,
  "doctor.networkRemedy":
    `To record without risk, put greffier on a disk of this PC, and only the reports on the server (setting output.directory)`,
  "doctor.tooLong":
    `Place: the path {home} is too long: paths of {longest} characters would be needed, and this system ends at {usual}`,
  "doctor.longForOthers":
    `Place: greffier writes paths of {longest} characters below {home}; Explorer and Word often refuse to open beyond {usual}`,
  "doctor.longRemedy": `Move greffier to a folder with a shorter path, for example C:\\greffier`,
  "doctor.placeWell": `Place: nothing there is in greffier's way`,
  "doctor.microphoneAllowed": `Microphone: Windows lets greffier hear it`,
  "doctor.microphoneUnknown":
    `Microphone: Windows does not tell whether greffier may hear it; to try: greffier devices --test`,
  "doctor.microphone.denied": `Microphone: Windows has switched it off for all apps`,
  "doctor.microphone.deniedToPrograms":
    `Microphone: Windows has switched it off for desktop apps, greffier among them`,
  "doctor.microphone.deniedByRule": `Microphone: a rule of your organisation forbids it to apps`,
  "doctor.microphoneRemedy":
    `Open Settings, Privacy & security, Microphone: switch on "Microphone access" and "Let desktop apps access your microphone"`,
  "doctor.microphoneAsk": `Ask whoever looks after your PCs to let greffier hear the microphone`,
  "doctor.antivirus": `Antivirus: if it holds files back or slows greffier down, have it exclude: {folders}`,
  "doctor.autostart.on": `Start: greffier is there as soon as you log on`,
  "doctor.autostart.none": `Start: greffier does not start when you log on`,
  "doctor.autostart.off":
    `Start: greffier does not start when you log on, it was switched off in the system's list`,
  "doctor.autostart.elsewhere": `Start: it is another greffier that starts when you log on: {program}`,
  "doctor.autostartRemedy": `To have this one there every morning: greffier install`,
  "doctor.autostartOffRemedy": `To switch it on again: Task Manager, Startup apps`,
  "doctor.task": `Task "{name}": next time {when}`,
  "doctor.taskNoTime": `when you log on, or when the system wants`,
  "doctor.taskOff": `Task "{name}": it is switched off`,
  "doctor.taskOffRemedy": `Switch it on in the Task Scheduler, or remove it: greffier schedule remove {name}`,
  "doctor.taskElsewhere": `Task "{name}": it starts a greffier that is no longer in that place`,
  "doctor.taskElsewhereRemedy":
    `Add it again (greffier schedule add), or remove it: greffier schedule remove {name}`,
  "doctor.translated":
    `Program: this PC has an ARM processor, for which Windows translates greffier: all of it works, more slowly`,
});
