import { textArea } from "./message.ts";

/** Each text twice: for a value found in a file, and for one of a variable or a flag. */
function placed<
  const Rules extends Readonly<Record<string, string>>,
  const File extends string,
  const Given extends string,
>(rules: Rules, file: File, given: Given): Placed<Rules, File, Given> {
  return Object.fromEntries(
    Object.entries(rules).flatMap(([name, rule]) => [
      [`config.file.${name}`, file + rule],
      [`config.given.${name}`, given + rule],
    ]),
  ) as Placed<Rules, File, Given>;
}

type Placed<Rules extends Readonly<Record<string, string>>, File extends string, Given extends string> =
  & { readonly [K in keyof Rules & string as `config.file.${K}`]: `${File}${Rules[K]}` }
  & { readonly [K in keyof Rules & string as `config.given.${K}`]: `${Given}${Rules[K]}` };

export const config = textArea({
  ...placed(
    {
      unknown: `le réglage « {key} » n'existe pas dans cette version de greffier`,
      unknownNear: `le réglage « {key} » n'existe pas ; peut-être « {nearest} » ?`,
      again: `« {key} » est écrit deux fois`,
      group: `« {key} » doit être un groupe de réglages entre accolades, et non {found}`,
      oneOf: `« {key} » doit valoir {choices}, et non {found}`,
      oneOfNear: `« {key} » doit valoir {choices}, et non {found} ; peut-être {nearest} ?`,
      atLeast: `« {key} » doit valoir au moins {limit}, et non {found}`,
      above: `« {key} » doit être plus grand que {limit}, et non {found}`,
      atMost: `« {key} » doit valoir au plus {limit}, et non {found}`,
      notEmpty: `« {key} » ne peut pas être vide ; la valeur présente est {found}`,
      address: `« {key} » : {found} n'est pas une adresse de courriel comme claire@exemple.fr`,
      url: `« {key} » doit être une adresse comme {example}, et non {found}`,
      control:
        `« {key} » : {found} contient un signe invisible (tabulation, retour à la ligne…). Dans greffier.json, une barre oblique inversée s'écrit deux fois (C:\\\\dossier), ou / à sa place`,
      secret:
        `« {key} » n'est pas un réglage, car aucun mot de passe ne s'écrit ici : donnez-le à la variable d'environnement {variable}`,
      "pattern.field":
        `« {key} » : {part} n'est pas compris dans {found}. Entre accolades peuvent se trouver {date}, {time}, {number}, {extension}, {name}, et {any} pour ce qui ne compte pas`,
      "pattern.twice": `« {key} » : {part} est écrit trop de fois dans {found}`,
      "pattern.together":
        `« {key} » : {part} suit directement un autre texte libre dans {found} ; séparez-les par un signe`,
      "pattern.nothing":
        `« {key} » : {found} ne dit rien à chercher ; il y faut au moins {date}, {time}, {number}, {extension} ou {name}`,
      integer: `« {key} » doit être un nombre entier, et non {found}`,
      number: `« {key} » doit être un nombre, et non {found}`,
      boolean: `« {key} » doit valoir true ou false, et non {found}`,
      list: `« {key} » doit être une liste entre crochets, et non {found}`,
      text: `« {key} » doit être un texte entre guillemets, et non {found}`,
    },
    "{file}, ligne {line}, colonne {column} : ",
    "{name} : ",
  ),
  "config.problems": "Les réglages ont {n} {n|problème|problèmes} :",
  "config.notUtf8":
    "{file} n'est pas écrit en UTF-8 : enregistrez-le avec l'encodage UTF-8 (dans le Bloc-notes : Enregistrer sous, Encodage)",
  "config.notObject": "{file} : les réglages doivent être écrits entre accolades",
  "config.variable.unknown": "La variable d'environnement {name} ne correspond à aucun réglage",
  "config.variable.unknownNear":
    "La variable d'environnement {name} ne correspond à aucun réglage ; peut-être {nearest} ?",
  "config.badLanguage": "{name} doit valoir fr ou en, et non « {found} »",
  "config.syntax.InvalidSymbol":
    "{file}, ligne {line}, colonne {column} : un mot sans guillemets, ou un signe, n'a pas sa place ici",
  "config.syntax.InvalidNumberFormat":
    "{file}, ligne {line}, colonne {column} : ce nombre est mal écrit (le point sépare les décimales)",
  "config.syntax.PropertyNameExpected":
    "{file}, ligne {line}, colonne {column} : il manque ici le nom d'un réglage, entre guillemets",
  "config.syntax.ValueExpected": "{file}, ligne {line}, colonne {column} : il manque une valeur",
  "config.syntax.ColonExpected":
    "{file}, ligne {line}, colonne {column} : il manque un deux-points entre le nom et sa valeur",
  "config.syntax.CommaExpected":
    "{file}, ligne {line}, colonne {column} : il manque une virgule avant ce qui suit",
  "config.syntax.CloseBraceExpected":
    "{file}, ligne {line}, colonne {column} : il manque une accolade fermante",
  "config.syntax.CloseBracketExpected":
    "{file}, ligne {line}, colonne {column} : il manque un crochet fermant",
  "config.syntax.EndOfFileExpected":
    "{file}, ligne {line}, colonne {column} : rien ne peut suivre la dernière accolade",
  "config.syntax.UnexpectedEndOfComment":
    "{file}, ligne {line}, colonne {column} : ce commentaire n'est pas terminé par */",
  "config.syntax.UnexpectedEndOfString":
    "{file}, ligne {line}, colonne {column} : il manque le guillemet qui ferme ce texte",
  "config.syntax.InvalidEscapeCharacter":
    "{file}, ligne {line}, colonne {column} : une barre oblique inversée s'écrit deux fois (C:\\\\dossier), ou / à sa place",
  "config.syntax.other": "{file}, ligne {line}, colonne {column} : ce passage ne peut pas être compris",

  "config.defaultFile.head":
    "Les réglages de greffier. Chaque ligne ci-dessous montre la valeur utilisée d'office : pour en changer une, retirez les // devant elle et écrivez la vôtre. Une erreur ici est signalée avec sa ligne ; « greffier doctor » montre ce qui est en vigueur.",
  "config.defaultFile.secrets": "N'écrivez ici ni mot de passe ni clé.",
  "config.notYet": "Sans effet pour l'instant.",
  "config.schema.title": "Réglages de greffier",

  "setting.audio": "Le son : comment il est capté et découpé.",
  "setting.audio.capture_type": "Façon de capter le son ; auto choisit selon le système.",
  "setting.audio.sample_rate": "Échantillons par seconde (Hz) ; les modèles de parole entendent 16000.",
  "setting.audio.micro_batch_seconds":
    "Durée maximale d'un morceau d'audio, en secondes ; la coupe se fait à l'endroit le plus calme de son dernier cinquième.",
  "setting.audio.silence_threshold":
    "Niveau sous lequel le son est un silence et n'est pas transcrit (valeur efficace, 1 étant le maximum).",
  "setting.transcription": "La transcription : de la parole au texte.",
  "setting.transcription.engine":
    "Moteur de reconnaissance ; faster-whisper, dans d'anciens fichiers, veut dire transformers.",
  "setting.transcription.model": "Nom d'un dossier de models/ (voir « greffier model list »).",
  "setting.transcription.language":
    "Langue parlée ; auto reconnaît, une fois par réunion, celle qu'on y parle le plus.",
  "setting.transcription.device":
    "Là où le modèle calcule : le processeur (cpu) ou la carte graphique (gpu).",
  "setting.transcription.compute_type": "Précision des fichiers du modèle à charger.",
  "setting.transcription.pace":
    "live écrit le texte dès qu'un morceau est fini ; economy attend des fenêtres pleines de 30 secondes.",
  "setting.analysis": "L'analyse : résumés, décisions, actions.",
  "setting.analysis.intermediate_summary_interval_minutes":
    "Durée d'un bloc, en minutes : un résumé est écrit chaque fois qu'un bloc se termine.",
  "setting.analysis.llm_backend":
    "Modèle de langage qui écrit les résumés ; none s'en passe et cite la réunion elle-même.",
  "setting.analysis.llm_timeout_seconds":
    "Attente la plus longue d'une réponse du modèle, en secondes ; après, le bloc garde son résumé sans modèle.",
  "setting.analysis.llm_log_content":
    "Écrire dans le journal ce qui est demandé au modèle et ce qu'il répond ; false n'écrit que durées et tailles.",
  "setting.analysis.template":
    "Genre de réunion : general, project, support, interview, standup, ou le nom d'un genre à vous, dans templates/.",
  "setting.analysis.ollama": "Ollama : un modèle de langage sur ce PC ou sur un serveur de la maison.",
  "setting.analysis.ollama.host": "Adresse du serveur Ollama.",
  "setting.analysis.ollama.model": "Modèle qu'Ollama fait tourner.",
  "setting.analysis.ollama.num_ctx":
    "Nombre de jetons que le modèle lit et écrit à la fois ; davantage demande plus de mémoire.",
  "setting.analysis.openai": "Un serveur qui parle comme celui d'OpenAI.",
  "setting.analysis.openai.base_url": "Adresse du serveur.",
  "setting.analysis.openai.model": "Modèle à interroger.",
  "setting.analysis.anthropic": "Le service d'Anthropic.",
  "setting.analysis.anthropic.model": "Modèle à interroger.",
  "setting.output": "Les comptes rendus.",
  "setting.output.directory": "Dossier des comptes rendus ; un chemin relatif part du dossier de greffier.",
  "setting.output.formats": "Fichiers à écrire pour chaque réunion.",
  "setting.output.include_full_transcript": "Si les comptes rendus se terminent par tout ce qui a été dit.",
  "setting.session": "Les enregistrements en direct.",
  "setting.session.checkpoint_interval_seconds":
    "Intervalle, en secondes, auquel un enregistrement est mis à l'abri sur le disque.",
  "setting.session.max_duration_hours": "Un enregistrement s'arrête de lui-même après ce nombre d'heures.",
  "setting.session.silence_notice_minutes":
    "Prévenir quand un côté (micro ou son de l'ordinateur) est silencieux pendant ce nombre de minutes ; 0 : jamais.",
  "setting.session.stop_after_silence_minutes":
    "Arrêter un enregistrement oublié après ce nombre de minutes sans aucun son ; 0 : jamais.",
  "setting.session.abandoned_after_minutes":
    "Terminer un enregistrement interrompu, et faire son compte rendu, quand personne ne l'a repris pendant ce nombre de minutes.",
  "setting.session.disk_reserve":
    "Mégaoctets à laisser libres sur le disque : en dessous, l'enregistrement se met en pause.",
  "setting.session.announcement":
    "La phrase à dire aux participants avant d'enregistrer ; vide : celle de greffier.",
  "setting.inbox": "Le dossier inbox : comment les fichiers y sont remarqués et nommés.",
  "setting.inbox.watch":
    "Comment les nouveaux fichiers sont remarqués : auto choisit ; poll regarde toutes les quelques secondes (partage réseau, OneDrive) ; events se fie au système.",
  "setting.inbox.file_names":
    "Modèles des noms que votre téléphonie donne à ses enregistrements, par exemple {date}_{heure}_{poste}_{numero} ; titre, date et participants en sont tirés.",
  "setting.tools": "Les programmes installés sur ce PC dont greffier peut se servir.",
  "setting.tools.ffmpeg":
    "Chemin de ffmpeg, pour les formats que greffier ne lit pas seul (m4a, mp4, wma…) ; vide : celui du PATH.",
  "setting.tools.browser":
    "Chemin d'un Edge, Chrome ou Chromium, qui imprime les PDF ; vide : celui qui est installé.",
  "setting.retention": "Ce que deviennent les réunions une fois le compte rendu définitif.",
  "setting.retention.audio": "Le son.",
  "setting.retention.audio.as":
    "Le garder tel quel (keep), le compresser sans perte (flac), ou beaucoup (opus), ou le supprimer (remove).",
  "setting.retention.audio.days": "Supprimé après ce nombre de jours ; 0 : jamais.",
  "setting.retention.transcript": "Le texte de tout ce qui a été dit.",
  "setting.retention.transcript.days":
    "Supprimé après ce nombre de jours, le compte rendu restant ; 0 : jamais.",
  "setting.retention.report": "Le compte rendu.",
  "setting.retention.report.days":
    "Supprimé après ce nombre de jours, avec tout ce qui reste de la réunion ; 0 : jamais.",
  "setting.delivery": "Ce qui est fait de chaque compte rendu définitif. Rien d'office.",
  "setting.delivery.email":
    "Un brouillon de courriel (.eml), écrit à côté du compte rendu ; rien n'est envoyé.",
  "setting.delivery.email.to": "Adresses du brouillon ; aucune : pas de brouillon.",
  "setting.delivery.email.attach": "Fichiers joints au brouillon.",
  "setting.delivery.folder": "Une copie dans un dossier, par exemple sur un partage.",
  "setting.delivery.folder.to": "Dossier où copier ; vide : aucun.",
  "setting.delivery.folder.formats": "Fichiers à copier.",
  "setting.delivery.webhook": "Un appel à une adresse web, signé si GREFFIER_WEBHOOK_SECRET est défini.",
  "setting.delivery.webhook.url": "Adresse à appeler ; vide : aucune.",
  "setting.delivery.webhook.content":
    "Ce qui est envoyé : l'annonce du compte rendu (notice), ou tout ce qu'il dit (report).",
  "setting.desktop": "L'icône près de l'horloge.",
  "setting.desktop.notifications":
    "Prévenir par un message : compte rendu prêt, côté silencieux, disque presque plein. L'icône change de couleur dans tous les cas.",
  "setting.desktop.hotkeys":
    "Raccourcis clavier qui marchent dans tous les programmes, sous Windows ; vide : aucun. Ailleurs, ils se règlent dans le bureau.",
  "setting.desktop.hotkeys.start": "Raccourci qui commence un enregistrement : ctrl+alt+r, par exemple.",
  "setting.desktop.hotkeys.pause": "Raccourci qui met en pause et reprend.",
  "setting.desktop.hotkeys.stop": "Raccourci qui termine l'enregistrement.",
  "setting.updates": "Les nouvelles versions de greffier.",
  "setting.updates.address":
    "Adresse de la liste des versions ; « greffier version --check » la demande, rien d'autre ne le fait ; vide : aucune.",

  "values.from": "de {least} à {most}",
  "values.above": "plus de {limit}, {most} au plus",
  "values.listOf": "liste de {choices}",
  "values.anyText": "texte",
  "values.address": "adresse http",
}, {
  ...placed(
    {
      unknown: `this version of greffier has no setting "{key}"`,
      unknownNear: `there is no setting "{key}"; perhaps "{nearest}"?`,
      again: `"{key}" is written twice`,
      group: `"{key}" must be a group of settings between braces, not {found}`,
      oneOf: `"{key}" must be {choices}, not {found}`,
      oneOfNear: `"{key}" must be {choices}, not {found}; perhaps {nearest}?`,
      atLeast: `"{key}" must be at least {limit}, not {found}`,
      above: `"{key}" must be more than {limit}, not {found}`,
      atMost: `"{key}" must be at most {limit}, not {found}`,
      notEmpty: `"{key}" must not be empty; it is {found}`,
      address: `"{key}": {found} is no e-mail address like claire@example.com`,
      url: `"{key}" must be an address such as {example}, not {found}`,
      control:
        `"{key}": {found} holds a sign that cannot be seen (a tab, an end of line…). In greffier.json a backslash is written twice (C:\\\\folder), or / in its place`,
      secret:
        `"{key}" is no setting, for no password is written here: give it to the environment variable {variable}`,
      "pattern.field":
        `"{key}": {part} is not understood in {found}. Between braces there may be {date}, {time}, {number}, {extension}, {name}, and {any} for what does not matter`,
      "pattern.twice": `"{key}": {part} is written too often in {found}`,
      "pattern.together":
        `"{key}": {part} follows another free text directly in {found}; put a sign between them`,
      "pattern.nothing":
        `"{key}": {found} has nothing to find; at least {date}, {time}, {number}, {extension} or {name} is needed`,
      integer: `"{key}" must be a whole number, not {found}`,
      number: `"{key}" must be a number, not {found}`,
      boolean: `"{key}" must be true or false, not {found}`,
      list: `"{key}" must be a list between brackets, not {found}`,
      text: `"{key}" must be a text between quotes, not {found}`,
    },
    "{file}, line {line}, column {column}: ",
    "{name}: ",
  ),
  "config.problems": "The settings have {n} {n|problem|problems}:",
  "config.notUtf8":
    "{file} is not written in UTF-8: save it with the encoding UTF-8 (in Notepad: Save as, Encoding)",
  "config.notObject": "{file}: settings must be written between braces",
  "config.variable.unknown": "The environment variable {name} is no setting",
  "config.variable.unknownNear": "The environment variable {name} is no setting; perhaps {nearest}?",
  "config.badLanguage": `{name} must be fr or en, not "{found}"`,
  "config.syntax.InvalidSymbol":
    "{file}, line {line}, column {column}: a word without quotes, or a sign, does not belong here",
  "config.syntax.InvalidNumberFormat":
    "{file}, line {line}, column {column}: this number is not well written",
  "config.syntax.PropertyNameExpected":
    "{file}, line {line}, column {column}: the name of a setting is missing here, in quotes",
  "config.syntax.ValueExpected": "{file}, line {line}, column {column}: a value is missing",
  "config.syntax.ColonExpected":
    "{file}, line {line}, column {column}: a colon is missing between the name and its value",
  "config.syntax.CommaExpected":
    "{file}, line {line}, column {column}: a comma is missing before what follows",
  "config.syntax.CloseBraceExpected": "{file}, line {line}, column {column}: a closing brace is missing",
  "config.syntax.CloseBracketExpected": "{file}, line {line}, column {column}: a closing bracket is missing",
  "config.syntax.EndOfFileExpected":
    "{file}, line {line}, column {column}: nothing may follow the last brace",
  "config.syntax.UnexpectedEndOfComment":
    "{file}, line {line}, column {column}: this comment is not closed by */",
  "config.syntax.UnexpectedEndOfString":
    "{file}, line {line}, column {column}: the quote that closes this text is missing",
  "config.syntax.InvalidEscapeCharacter":
    "{file}, line {line}, column {column}: write a backslash twice (C:\\\\folder), or / in its place",
  "config.syntax.other": "{file}, line {line}, column {column}: this cannot be understood",

  "config.defaultFile.head":
    `The settings of greffier. Each line below shows the value in use by default: to change one, remove the // before it and write yours. A mistake here is reported with its line; "greffier doctor" shows what is in force.`,
  "config.defaultFile.secrets": "Write no password and no key here.",
  "config.notYet": "No effect yet.",
  "config.schema.title": "Settings of greffier",

  "setting.audio": "Sound: how it is captured and cut.",
  "setting.audio.capture_type": "How sound is captured; auto chooses by platform.",
  "setting.audio.sample_rate": "Samples per second (Hz); speech models hear 16000.",
  "setting.audio.micro_batch_seconds":
    "Longest chunk of audio, in seconds; chunks are cut at the quietest point of their last fifth.",
  "setting.audio.silence_threshold":
    "Level below which sound is silence and is not transcribed (root mean square, of full scale 1).",
  "setting.transcription": "Transcription: from speech to text.",
  "setting.transcription.engine": "The speech engine; faster-whisper in older files means transformers.",
  "setting.transcription.model": `Name of a folder in models/ (see "greffier model list").`,
  "setting.transcription.language":
    "Language spoken; auto finds, once a meeting, the one that is spoken most.",
  "setting.transcription.device": "Where the model runs: the processor (cpu) or the graphics card (gpu).",
  "setting.transcription.compute_type": "Precision of the model's files to load.",
  "setting.transcription.pace":
    "live writes text as soon as a chunk ends; economy waits for full windows of 30 seconds.",
  "setting.analysis": "Analysis: summaries, decisions, actions.",
  "setting.analysis.intermediate_summary_interval_minutes":
    "Length of a block, in minutes: a summary is written each time a block is over.",
  "setting.analysis.llm_backend":
    "Language model that writes summaries; none does without and quotes the meeting itself.",
  "setting.analysis.llm_timeout_seconds":
    "Longest wait for an answer of the model, in seconds; after it, the block keeps its summary without a model.",
  "setting.analysis.llm_log_content":
    "Write into the log what the model is asked and answers; false writes times and sizes only.",
  "setting.analysis.template":
    "Kind of meeting: general, project, support, interview, standup, or the name of one in templates/.",
  "setting.analysis.ollama": "Ollama: a language model on this PC or on a server of the house.",
  "setting.analysis.ollama.host": "Address of the Ollama server.",
  "setting.analysis.ollama.model": "Model that Ollama runs.",
  "setting.analysis.ollama.num_ctx":
    "Number of tokens that the model reads and writes at once; more needs more memory.",
  "setting.analysis.openai": "A server that speaks as OpenAI's does.",
  "setting.analysis.openai.base_url": "Address of the server.",
  "setting.analysis.openai.model": "Model to ask.",
  "setting.analysis.anthropic": "The service of Anthropic.",
  "setting.analysis.anthropic.model": "Model to ask.",
  "setting.output": "Reports.",
  "setting.output.directory": "Folder of the reports; a relative path starts at greffier's home.",
  "setting.output.formats": "Files to write for each meeting.",
  "setting.output.include_full_transcript": "Whether reports end with everything that was said.",
  "setting.session": "Live recordings.",
  "setting.session.checkpoint_interval_seconds": "How often a recording is forced to disk, in seconds.",
  "setting.session.max_duration_hours": "A recording ends by itself after this many hours.",
  "setting.session.silence_notice_minutes":
    "Tell when one side (microphone or sound of the computer) is silent for so many minutes; 0: never.",
  "setting.session.stop_after_silence_minutes":
    "End a forgotten recording after so many minutes without any sound; 0: never.",
  "setting.session.abandoned_after_minutes":
    "End an interrupted recording, and make its report, when nobody resumed it for so many minutes.",
  "setting.session.disk_reserve": "Megabytes to leave free on the disk: below, the recording pauses.",
  "setting.session.announcement":
    "What to tell the participants before recording; empty: greffier's own words.",
  "setting.inbox": "The inbox: how files in it are noticed and named.",
  "setting.inbox.watch":
    "How new files are noticed: auto chooses; poll looks every few seconds (network share, OneDrive); events trusts the system.",
  "setting.inbox.file_names":
    "Patterns of the names that your phone system gives its recordings, for example {date}_{heure}_{poste}_{numero}; title, date and participants are taken from them.",
  "setting.tools": "Programs installed on this PC that greffier can use.",
  "setting.tools.ffmpeg":
    "Path of ffmpeg, for the formats that greffier does not read by itself (m4a, mp4, wma…); empty: the one on PATH.",
  "setting.tools.browser":
    "Path of an Edge, Chrome or Chromium, which prints PDF; empty: the one that is installed.",
  "setting.retention": "What becomes of meetings once their report is final.",
  "setting.retention.audio": "The sound.",
  "setting.retention.audio.as":
    "Keep it as it is (keep), compress it without loss (flac) or much (opus), or remove it (remove).",
  "setting.retention.audio.days": "Removed after so many days; 0: never.",
  "setting.retention.transcript": "The text of everything that was said.",
  "setting.retention.transcript.days": "Removed after so many days, the report stays; 0: never.",
  "setting.retention.report": "The report.",
  "setting.retention.report.days":
    "Removed after so many days, with all that is left of the meeting; 0: never.",
  "setting.delivery": "What is done with each final report. Nothing unless you say so.",
  "setting.delivery.email": "A draft of an e-mail (.eml), written beside the report; nothing is sent.",
  "setting.delivery.email.to": "Addresses of the draft; none: no draft.",
  "setting.delivery.email.attach": "Files attached to the draft.",
  "setting.delivery.folder": "A copy in a folder, on a share for example.",
  "setting.delivery.folder.to": "Folder to copy to; empty: none.",
  "setting.delivery.folder.formats": "Files to copy.",
  "setting.delivery.webhook": "A call to a web address, signed if GREFFIER_WEBHOOK_SECRET is set.",
  "setting.delivery.webhook.url": "Address to call; empty: none.",
  "setting.delivery.webhook.content":
    "What is sent: that the report is there (notice), or all that it says (report).",
  "setting.desktop": "The icon near the clock.",
  "setting.desktop.notifications":
    "Tell by a message: a report is ready, a side is silent, the disk is almost full. The icon changes its colour in any case.",
  "setting.desktop.hotkeys":
    "Keyboard shortcuts that work in every program, on Windows; empty: none. Elsewhere they are set in the desktop.",
  "setting.desktop.hotkeys.start": "Shortcut that begins a recording: ctrl+alt+r, for instance.",
  "setting.desktop.hotkeys.pause": "Shortcut that pauses and goes on.",
  "setting.desktop.hotkeys.stop": "Shortcut that ends the recording.",
  "setting.updates": "New versions of greffier.",
  "setting.updates.address":
    "Address of the list of versions; `greffier version --check` asks it, nothing else does; empty: none.",

  "values.from": "{least} to {most}",
  "values.above": "more than {limit}, at most {most}",
  "values.listOf": "list of {choices}",
  "values.anyText": "text",
  "values.address": "http address",
});
