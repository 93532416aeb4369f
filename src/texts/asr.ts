import { textArea } from "./message.ts";

export const asr = textArea({
  "asr.modelMissing":
    `Le modèle de transcription « {model} » est introuvable : il manque dans le dossier {directory}`,
  "asr.modelFileMissing":
    `Le modèle de transcription « {model} » est incomplet : il manque le fichier {file} dans {directory}`,
  "asr.computeTypeMissing":
    `Le modèle de transcription « {model} » n'existe pas en précision {type} : il manque {file}. Précisions présentes (transcription.compute_type) : {types}`,
  "asr.modelUnreadable":
    `Le modèle de transcription « {model} » ne peut pas être chargé ; ses fichiers sont peut-être abîmés : {found}`,
  "asr.englishOnly":
    `Le modèle de transcription « {model} » n'entend que l'anglais. Choisissez-en un autre (transcription.model dans greffier.json)`,
  "asr.languageUnknown": `Le modèle de transcription « {model} » ne connaît pas la langue « {language} »`,
  "asr.tokenMissing":
    `Le modèle de transcription « {model} » n'est pas un modèle Whisper complet : il lui manque le jeton {token}`,
  "asr.engineEnded":
    `Le moteur de transcription s'est arrêté avec le code {code}. Ses derniers mots : {words}`,
  "asr.engineKilled":
    `Le moteur de transcription a été arrêté par le signal {signal}. Ses derniers mots : {words}`,
  "asr.engineGarbled": `Le moteur de transcription a répondu de façon incompréhensible : {found}`,
  "asr.engineSilent": `Le moteur de transcription n'a pas répondu en {seconds} {seconds|seconde|secondes}`,
}, {
  "asr.modelMissing": `The speech model "{model}" cannot be found: it is missing from the folder {directory}`,
  "asr.modelFileMissing":
    `The speech model "{model}" is incomplete: the file {file} is missing from {directory}`,
  "asr.computeTypeMissing":
    `The speech model "{model}" has no {type} files: {file} is missing. Present (transcription.compute_type): {types}`,
  "asr.modelUnreadable": `The speech model "{model}" cannot be loaded; its files may be damaged: {found}`,
  "asr.englishOnly":
    `The speech model "{model}" only understands English. Choose another one (transcription.model in greffier.json)`,
  "asr.languageUnknown": `The speech model "{model}" does not know the language "{language}"`,
  "asr.tokenMissing": `The speech model "{model}" is no complete Whisper: it lacks the token {token}`,
  "asr.engineEnded": `The speech engine ended with code {code}. Its last words: {words}`,
  "asr.engineKilled": `The speech engine was stopped by signal {signal}. Its last words: {words}`,
  "asr.engineGarbled": `The speech engine gave an answer that makes no sense: {found}`,
  "asr.engineSilent": `The speech engine did not answer within {seconds} {seconds|second|seconds}`,
});
