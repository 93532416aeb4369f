import { textArea } from "./message.ts";

export const vocabulary = textArea({
  "vocabulary.tooLarge":
    "« vocabulary.txt » fait {found} Ko, et {limit} Ko au plus sont lus : il n'a pas été appliqué.",
  "vocabulary.notUtf8":
    "« vocabulary.txt » n'est pas enregistré en UTF-8 : il n'a pas été appliqué. Dans le Bloc-notes : Enregistrer sous, Encodage UTF-8.",
  "vocabulary.badLetters":
    "« vocabulary.txt », ligne {line} : « {found} » a des lettres illisibles. Enregistrez le fichier en UTF-8. Cette ligne n'a pas été appliquée.",
  "vocabulary.otherSign":
    "« vocabulary.txt », ligne {line} : dans « {found} », écrivez « => » entre ce qui est entendu et ce qu'il faut écrire. Cette ligne n'a pas été appliquée.",
  "vocabulary.twoSigns":
    "« vocabulary.txt », ligne {line} : « {found} » contient plusieurs « => » ; il en faut un seul. Cette ligne n'a pas été appliquée.",
  "vocabulary.noWritten":
    "« vocabulary.txt », ligne {line} : dans « {found} », il manque ce qu'il faut écrire, après « => ». Cette ligne n'a pas été appliquée.",
  "vocabulary.noHeard":
    "« vocabulary.txt », ligne {line} : dans « {found} », il manque ce qui est entendu, avant « => » ou à côté d'un « | ». Cette ligne n'a pas été appliquée.",
  "vocabulary.twoWritten":
    "« vocabulary.txt », ligne {line} : dans « {found} », « | » sépare ce qui est entendu, avant « => » ; après, il faut une seule écriture. Cette ligne n'a pas été appliquée.",
  "vocabulary.tooLong":
    "« vocabulary.txt », ligne {line} : « {found} » dépasse {longest} caractères. Cette ligne n'a pas été appliquée.",
  "vocabulary.again":
    "« vocabulary.txt », ligne {line} : « {found} » est déjà écrit « {written} » par la ligne {other}, qui l'emporte.",
  "vocabulary.words": "Vocabulaire de la maison : {n} {n|mot|mots}",
  "vocabulary.more":
    "« vocabulary.txt » : {n} {n|autre ligne n'a pas été appliquée|autres lignes n'ont pas été appliquées}.",
}, {
  "vocabulary.tooLarge":
    `"vocabulary.txt" has {found} KB, and {limit} KB at most are read: it was not applied.`,
  "vocabulary.notUtf8":
    `"vocabulary.txt" is not saved as UTF-8: it was not applied. In Notepad: Save as, Encoding UTF-8.`,
  "vocabulary.badLetters":
    `"vocabulary.txt", line {line}: "{found}" has letters that cannot be read. Save the file as UTF-8. This line was not applied.`,
  "vocabulary.otherSign":
    `"vocabulary.txt", line {line}: in "{found}", write "=>" between what is heard and what is to be written. This line was not applied.`,
  "vocabulary.twoSigns":
    `"vocabulary.txt", line {line}: "{found}" has several "=>"; there must be one. This line was not applied.`,
  "vocabulary.noWritten":
    `"vocabulary.txt", line {line}: in "{found}", what is to be written is missing, after "=>". This line was not applied.`,
  "vocabulary.noHeard":
    `"vocabulary.txt", line {line}: in "{found}", what is heard is missing, before "=>" or beside a "|". This line was not applied.`,
  "vocabulary.twoWritten":
    `"vocabulary.txt", line {line}: in "{found}", "|" parts what is heard, before "=>"; after it there is one spelling. This line was not applied.`,
  "vocabulary.tooLong":
    `"vocabulary.txt", line {line}: "{found}" has more than {longest} characters. This line was not applied.`,
  "vocabulary.again":
    `"vocabulary.txt", line {line}: "{found}" is written "{written}" by line {other} already, which counts.`,
  "vocabulary.words": "Vocabulary of the house: {n} {n|word|words}",
  "vocabulary.more": `"vocabulary.txt": {n} more {n|line was|lines were} not applied.`,
});
