import { textArea } from "./message.ts";

export const corrections = textArea({
  "corrections.unfit.channel":
    "Le nom « {name} » est donné à la voie {channel}, que cet enregistrement n'a pas.",
  "corrections.unfit.passage": "La correction du passage « {was} », vers {at}, ne retrouve plus ce passage.",
  "corrections.unfit.word": "Le mot corrigé « {heard} » n'apparaît plus dans ce qui a été dit.",
  "corrections.unfit.name": "Le nom corrigé « {name} » n'apparaît plus dans le compte rendu.",
  "corrections.unfit.decision": "La correction de la décision à {at} n'a pas trouvé de décision à corriger.",
  "corrections.unfit.more":
    "{n} {n|autre correction ne trouve|autres corrections ne trouvent} plus leur place : greffier correct les montre.",

  "corrections.notUtf8":
    "« corrections.json » n'est pas enregistré en UTF-8. Dans le Bloc-notes : Enregistrer sous, Encodage UTF-8.",
  "corrections.notJson":
    "« corrections.json », ligne {line} : il y manque sans doute une virgule, un guillemet ou une accolade, ou il y a une virgule de trop.",
  "corrections.remark":
    '« corrections.json », ligne {line} : les remarques avec // ne sont pas comprises ici ; écrivez-les ainsi : "_note": "relu avec Nadia",',
  "corrections.notObject": "« corrections.json » doit commencer par une accolade et contenir : {known}.",
  "corrections.unknownName":
    "« corrections.json », ligne {line} : « {found} » n'existe pas ; les noms possibles sont : {known}.",
  "corrections.unknownPart":
    "« corrections.json », ligne {line} : « {found} » n'existe pas dans « {place} ».",
  "corrections.wrong.channel":
    "« corrections.json », ligne {line} : « {place} » vaut {found} ; les voies sont « 0 » et « 1 », et chacune porte un nom entre guillemets.",
  "corrections.wrong.pairs":
    '« corrections.json », ligne {line} : « {place} » vaut {found} ; il faut des paires entre accolades, comme "atlasse": "Atlas".',
  "corrections.wrong.list":
    "« corrections.json », ligne {line} : « {place} » vaut {found} ; il faut une liste entre crochets.",
  "corrections.wrong.entry":
    "« corrections.json », ligne {line} : « {place} » vaut {found} ; il faut une correction entre accolades.",
  "corrections.wrong.seconds":
    "« corrections.json », ligne {line} : « {place} » vaut {found} ; il faut un nombre de secondes depuis le début.",
  "corrections.wrong.yesNo":
    "« corrections.json », ligne {line} : « {place} » vaut {found} ; il faut true ou false.",
  "corrections.wrong.textOrNull":
    "« corrections.json », ligne {line} : « {place} » vaut {found} ; il faut un texte entre guillemets, ou null pour personne ou aucune date.",
  "corrections.wrong.text":
    "« corrections.json », ligne {line} : « {place} » vaut {found} ; il faut un texte entre guillemets.",
  "corrections.changedMeanwhile":
    "« corrections.json » vient d'être changé par quelqu'un d'autre : rien n'a été écrit. Recommencez.",
  "corrections.nothingToUndo": "Il n'y a aucune correction de greffier correct à annuler.",
  "corrections.undoChanged":
    "« corrections.json » a été changé à la main depuis : rien n'a été annulé. Ouvrez-le pour le modifier.",

  "correct.help": "corrige une réunion : noms, mots, actions, titre ; sans option, montre ce qui peut l'être",
  "correct.help.id": "la réunion : son identifiant, son nom, ou une partie",
  "correct.help.titleUsage": "--title <TITRE>",
  "correct.help.title": "titre de la réunion",
  "correct.help.speakerUsage": "--speaker <VOIX=NOM>",
  "correct.help.speaker": 'nom de qui parle, par exemple "Interlocuteur=Mme Martin"',
  "correct.help.wordUsage": "--word <ENTENDU=ÉCRIT>",
  "correct.help.word": 'un mot mal entendu, partout ; par exemple "atlasse=Atlas"',
  "correct.help.nameUsage": "--name <ÉCRIT=VOULU>",
  "correct.help.name": 'le nom d\'une personne, dans le compte rendu ; par exemple "Paul=Paul Martin"',
  "correct.help.participantsUsage": "--participants <NOMS>",
  "correct.help.participants": "qui était là, des virgules entre les noms",
  "correct.help.actionUsage": "--action <N>",
  "correct.help.action": "l'action numéro N de la liste ; avec --owner, --due, --text ou --dismiss",
  "correct.help.decisionUsage": "--decision <N>",
  "correct.help.decision": "la décision numéro N de la liste ; avec --text ou --dismiss",
  "correct.help.addActionUsage": "--add-action <TEXTE>",
  "correct.help.addAction": "une action oubliée ; avec --owner, --due, --at",
  "correct.help.passageUsage": "--passage <TEXTE>",
  "correct.help.passage":
    "un passage de la transcription, comme il est écrit ; avec --text, et --at s'il y est plusieurs fois",
  "correct.help.ownerUsage": "--owner <QUI>",
  "correct.help.owner": 'qui s\'en charge ; "" : personne',
  "correct.help.dueUsage": "--due <QUAND>",
  "correct.help.due": 'pour quand ; "" : aucune date',
  "correct.help.textUsage": "--text <TEXTE>",
  "correct.help.text": "ce qu'il faut écrire à la place",
  "correct.help.atUsage": "--at <MOMENT>",
  "correct.help.at": "à quel moment, par exemple 12:34",
  "correct.help.dismiss":
    "ce n'est pas une action, ou pas une décision : elle n'est plus dans le compte rendu",
  "correct.help.removeUsage": "--remove <N>",
  "correct.help.remove": "retire la correction numéro N de la liste",
  "correct.help.undo": "annule la dernière correction faite par cette commande",
  "correct.help.list": "montre ce qui peut être corrigé et ce qui l'est (comme sans option)",
  "correct.help.run": "refait aussi le compte rendu, en arrière-plan, si personne n'y travaille",

  "correct.noEqual": "« {found} » : il faut un signe = entre les deux, comme dans {example}",
  "correct.emptySide": "« {found} » : il manque quelque chose d'un côté du signe =, comme dans {example}",
  "correct.badNumber": "« {found} » n'est pas un numéro de la liste : greffier correct {id} la montre",
  "correct.noSuchAction": "Il n'y a pas d'action numéro {found} : greffier correct {id} les montre.",
  "correct.noSuchDecision": "Il n'y a pas de décision numéro {found} : greffier correct {id} les montre.",
  "correct.noSuchCorrection": "Il n'y a pas de correction numéro {found} : greffier correct {id} les montre.",
  "correct.noSuchSpeaker":
    "Personne ne s'appelle « {found} » dans cette réunion ; les voix sont : {speakers}. Pour le nom d'une personne dont on parle : --name",
  "correct.oneVoice":
    "Les voix de cette réunion ne sont pas séparées : « {found} » n'en est pas une. Pour le nom d'une personne dont on parle : --name ; si une seule personne parle tout du long : --speaker \"0=NOM\"",
  "correct.noVoices":
    "Les voix de cette réunion ne sont pas encore connues : recommencez quand elle est transcrite.",
  "correct.badMoment": "« {found} » n'est pas un moment : écrivez 12:34, ou 1:02:03",
  "correct.needsTarget":
    "{options} : de quoi s'agit-il ? Ajoutez --action, --decision, --add-action ou --passage",
  "correct.oneTarget": "{options} : une seule à la fois",
  "correct.saysNothing": "{option} : que faut-il corriger ? Ajoutez {options}",
  "correct.notWith": "{option} ne va pas avec {other}",
  "correct.alone": "{option} s'emploie seul",
  "correct.passageUnknown.anywhere":
    "« {found} » n'est pas dans la transcription de cette réunion. Copiez le passage comme le compte rendu l'écrit.",
  "correct.passageUnknown.near":
    "« {found} » n'est pas dans la transcription vers {at}. Copiez le passage comme le compte rendu l'écrit.",
  "correct.passageOften":
    "« {found} » se trouve {n} fois : à {moments}. Ajoutez --at avec l'un de ces moments.",
  "correct.renamed":
    "Le dossier « {folder} » a été renommé : rendez-lui son nom, {id}, pour corriger cette réunion.",
  "correct.over":
    "Ce qui a été dit dans cette réunion n'est plus là : son compte rendu ne peut pas être refait, et rien n'a été écrit.",
  "correct.notWritten": "{problem} Corrigez-le d'abord : rien n'y a été changé.",

  "correct.done": "{n} {n|correction écrite|corrections écrites} : {path}",
  "correct.undone": "La dernière correction est annulée.",
  "correct.gone": "  n'est plus : {correction}",
  "correct.back": "  est revenue : {correction}",
  "correct.nowhere.word":
    "« {from} » n'est nulle part dans ce qui a été dit, pour l'instant. La correction est gardée : une autre transcription peut l'entendre.",
  "correct.nowhere.name":
    "« {from} » n'est nulle part dans le compte rendu, pour l'instant. La correction est gardée : une autre transcription peut l'y mettre.",
  "correct.same": "Rien à changer : c'est déjà ainsi.",
  "correct.worksOn": "{owner} s'en occupe : le compte rendu change dans un instant.",
  "correct.needsRun": "Pour refaire le compte rendu : greffier run",
  "correct.runs": "Le compte rendu se refait en arrière-plan.",
  "correct.recording": "La réunion est en cours : ce sera dans le compte rendu.",

  "correct.list.title": "Titre : {title}",
  "correct.list.participants": "Participants : {names}",
  "correct.list.speakers": "Voix :",
  "correct.list.nobody": "(sans nom)",
  "correct.list.actions": "Actions :",
  "correct.list.decisions": "Décisions :",
  "correct.list.words": "Mots corrigés dans le texte :",
  "correct.list.vocabulary": "vocabulaire de la maison",
  "correct.list.inForce": "Corrections en vigueur :",
  "correct.list.none": "Aucune correction pour l'instant.",
  "correct.list.unfit": "ne trouve plus sa place",
  "correct.list.dismissed": "écartée",
  "correct.list.added": "ajoutée",
  "correct.list.how":
    'Par exemple : greffier correct {id} --speaker "{speaker}=Mme Martin" --word "atlasse=Atlas"',
  "correct.list.howWithout": 'Par exemple : greffier correct {id} --word "atlasse=Atlas" --title "Comité"',
  "correct.kind.title": "titre",
  "correct.kind.participants": "participants",
  "correct.kind.channel": "voix",
  "correct.kind.word": "mot",
  "correct.kind.name": "nom",
  "correct.kind.action": "action",
  "correct.kind.decision": "décision",
  "correct.kind.added": "action ajoutée",
  "correct.kind.passage": "passage",
}, {
  "corrections.unfit.channel":
    `The name "{name}" is given to channel {channel}, which this recording does not have.`,
  "corrections.unfit.passage":
    `The correction of the passage "{was}", near {at}, no longer finds that passage.`,
  "corrections.unfit.word": `The corrected word "{heard}" no longer occurs in what was said.`,
  "corrections.unfit.name": `The corrected name "{name}" no longer occurs in the report.`,
  "corrections.unfit.decision": "The correction of the decision at {at} found no decision to correct.",
  "corrections.unfit.more":
    "{n} more {n|correction no longer fits|corrections no longer fit}: greffier correct shows them.",

  "corrections.notUtf8": `"corrections.json" is not saved as UTF-8. In Notepad: Save as, Encoding UTF-8.`,
  "corrections.notJson":
    `"corrections.json", line {line}: a comma, a quotation mark or a brace is probably missing, or there is a comma too many.`,
  "corrections.remark":
    `"corrections.json", line {line}: remarks with // are not understood here; write them so: "_note": "read with Nadia",`,
  "corrections.notObject": `"corrections.json" must begin with a brace and hold: {known}.`,
  "corrections.unknownName":
    `"corrections.json", line {line}: "{found}" does not exist; the names are: {known}.`,
  "corrections.unknownPart": `"corrections.json", line {line}: "{found}" does not exist in "{place}".`,
  "corrections.wrong.channel":
    `"corrections.json", line {line}: "{place}" is {found}; the channels are "0" and "1", each with a name in quotation marks.`,
  "corrections.wrong.pairs":
    `"corrections.json", line {line}: "{place}" is {found}; it must be pairs in braces, such as "atlasse": "Atlas".`,
  "corrections.wrong.list":
    `"corrections.json", line {line}: "{place}" is {found}; it must be a list in brackets.`,
  "corrections.wrong.entry":
    `"corrections.json", line {line}: "{place}" is {found}; it must be a correction in braces.`,
  "corrections.wrong.seconds":
    `"corrections.json", line {line}: "{place}" is {found}; it must be a number of seconds from the beginning.`,
  "corrections.wrong.yesNo":
    `"corrections.json", line {line}: "{place}" is {found}; it must be true or false.`,
  "corrections.wrong.textOrNull":
    `"corrections.json", line {line}: "{place}" is {found}; it must be a text in quotation marks, or null for nobody or no date.`,
  "corrections.wrong.text":
    `"corrections.json", line {line}: "{place}" is {found}; it must be a text in quotation marks.`,
  "corrections.changedMeanwhile":
    `Somebody else has just changed "corrections.json": nothing was written. Try again.`,
  "corrections.nothingToUndo": "There is no correction made by greffier correct to take back.",
  "corrections.undoChanged":
    `"corrections.json" was changed by hand since: nothing was taken back. Open it to change it.`,

  "correct.help": "corrects a meeting: names, words, actions, title; without options, shows what can be",
  "correct.help.id": "the meeting: its id, its name, or a part of either",
  "correct.help.titleUsage": "--title <TITLE>",
  "correct.help.title": "title of the meeting",
  "correct.help.speakerUsage": "--speaker <VOICE=NAME>",
  "correct.help.speaker": `name of who speaks, such as "The others=Mrs Martin"`,
  "correct.help.wordUsage": "--word <HEARD=WRITTEN>",
  "correct.help.word": `a word misheard, everywhere; such as "atlass=Atlas"`,
  "correct.help.nameUsage": "--name <WRITTEN=WANTED>",
  "correct.help.name": `the name of a person, in the report; such as "Paul=Paul Martin"`,
  "correct.help.participantsUsage": "--participants <NAMES>",
  "correct.help.participants": "who was there, commas between the names",
  "correct.help.actionUsage": "--action <N>",
  "correct.help.action": "action number N of the list; with --owner, --due, --text or --dismiss",
  "correct.help.decisionUsage": "--decision <N>",
  "correct.help.decision": "decision number N of the list; with --text or --dismiss",
  "correct.help.addActionUsage": "--add-action <TEXT>",
  "correct.help.addAction": "an action that was forgotten; with --owner, --due, --at",
  "correct.help.passageUsage": "--passage <TEXT>",
  "correct.help.passage":
    "a passage of the transcript, as it is written; with --text, and --at where it occurs more than once",
  "correct.help.ownerUsage": "--owner <WHO>",
  "correct.help.owner": `who does it; "": nobody`,
  "correct.help.dueUsage": "--due <WHEN>",
  "correct.help.due": `by when; "": no date`,
  "correct.help.textUsage": "--text <TEXT>",
  "correct.help.text": "what is to be written instead",
  "correct.help.atUsage": "--at <MOMENT>",
  "correct.help.at": "at which moment, such as 12:34",
  "correct.help.dismiss": "it is no action, or no decision: the report has it no more",
  "correct.help.removeUsage": "--remove <N>",
  "correct.help.remove": "removes correction number N of the list",
  "correct.help.undo": "takes back the last correction made by this command",
  "correct.help.list": "shows what can be corrected and what is (as without options)",
  "correct.help.run": "makes the report anew too, in the background, when nobody works on it",

  "correct.noEqual": `"{found}": an = must stand between the two, as in {example}`,
  "correct.emptySide": `"{found}": something is missing on one side of the =, as in {example}`,
  "correct.badNumber": `"{found}" is no number of the list: greffier correct {id} shows it`,
  "correct.noSuchAction": "There is no action number {found}: greffier correct {id} shows them.",
  "correct.noSuchDecision": "There is no decision number {found}: greffier correct {id} shows them.",
  "correct.noSuchCorrection": "There is no correction number {found}: greffier correct {id} shows them.",
  "correct.noSuchSpeaker":
    `Nobody is called "{found}" in this meeting; the voices are: {speakers}. For the name of a person who is talked about: --name`,
  "correct.oneVoice":
    `The voices of this meeting are not apart: "{found}" is none of them. For the name of a person who is talked about: --name; if one person speaks all along: --speaker "0=NAME"`,
  "correct.noVoices": "The voices of this meeting are not known yet: try again once it is transcribed.",
  "correct.badMoment": `"{found}" is no moment: write 12:34, or 1:02:03`,
  "correct.needsTarget": "{options}: of what? Add --action, --decision, --add-action or --passage",
  "correct.oneTarget": "{options}: one at a time",
  "correct.saysNothing": "{option}: what is to be corrected? Add {options}",
  "correct.notWith": "{option} does not go with {other}",
  "correct.alone": "{option} is used alone",
  "correct.passageUnknown.anywhere":
    `"{found}" is not in the transcript of this meeting. Copy the passage as the report writes it.`,
  "correct.passageUnknown.near":
    `"{found}" is not in the transcript near {at}. Copy the passage as the report writes it.`,
  "correct.passageOften": `"{found}" occurs {n} times: at {moments}. Add --at with one of these moments.`,
  "correct.renamed":
    `The folder "{folder}" was renamed: give it back its name, {id}, to correct this meeting.`,
  "correct.over":
    "What was said in this meeting is no longer there: its report cannot be made anew, and nothing was written.",
  "correct.notWritten": "{problem} Set it right first: nothing in it was changed.",

  "correct.done": "{n} {n|correction|corrections} written: {path}",
  "correct.undone": "The last correction is taken back.",
  "correct.gone": "  gone: {correction}",
  "correct.back": "  back: {correction}",
  "correct.nowhere.word":
    `"{from}" is nowhere in what was said, for now. The correction is kept: another transcription may hear it.`,
  "correct.nowhere.name":
    `"{from}" is nowhere in the report, for now. The correction is kept: another transcription may bring it.`,
  "correct.same": "Nothing to change: it is like that already.",
  "correct.worksOn": "{owner} works on it: the report changes in a moment.",
  "correct.needsRun": "To make the report anew: greffier run",
  "correct.runs": "The report is being made anew in the background.",
  "correct.recording": "The meeting is being recorded: it will be in the report.",

  "correct.list.title": "Title: {title}",
  "correct.list.participants": "Participants: {names}",
  "correct.list.speakers": "Voices:",
  "correct.list.nobody": "(no name)",
  "correct.list.actions": "Actions:",
  "correct.list.decisions": "Decisions:",
  "correct.list.words": "Words corrected in the text:",
  "correct.list.vocabulary": "vocabulary of the house",
  "correct.list.inForce": "Corrections in force:",
  "correct.list.none": "No correction so far.",
  "correct.list.unfit": "no longer fits",
  "correct.list.dismissed": "left out",
  "correct.list.added": "added",
  "correct.list.how":
    `For example: greffier correct {id} --speaker "{speaker}=Mrs Martin" --word "atlass=Atlas"`,
  "correct.list.howWithout": `For example: greffier correct {id} --word "atlass=Atlas" --title "Committee"`,
  "correct.kind.title": "title",
  "correct.kind.participants": "participants",
  "correct.kind.channel": "voice",
  "correct.kind.word": "word",
  "correct.kind.name": "name",
  "correct.kind.action": "action",
  "correct.kind.decision": "decision",
  "correct.kind.added": "added action",
  "correct.kind.passage": "passage",
});
