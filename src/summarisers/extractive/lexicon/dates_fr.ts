// Sources of patterns on folded French: numbers in digits and words, days, hours, and when something is due.

export const NUMBER = String
  .raw`(?:\d+(?:[.,]\d+)?|(?:(?:un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|cents?|mille|millions?|milliards?|demi|et|virgule)[ -])*(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|cents?|mille|millions?|1er|un|une))`;
const DAY = "(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)";
export const MONTH =
  "(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)";
const HOUR = String
  .raw`(?:midi|minuit|${NUMBER} ?(?:heures?|h\b)(?: ?\d\d| trente| quinze| et demie| moins le quart)?)`;
const MOMENT = String.raw`(?:matin|soir|midi|apres-midi)`;
const DATE = String
  .raw`(?:(?:le |les )?${NUMBER} ${MONTH}|le (?:[12]?\d|3[01]|1er|premier)(?![\d ]*\d)(?! ?(?:heures?|euros?|%|jours?|mois|semaines?|personnes?|pour cent))\b)`;
const WHEN = String
  .raw`(?:(?:le |ce )?${DAY}(?: prochain| en huit)?(?: ${DATE}| \d{1,2})?(?: (?:le )?${MOMENT})?(?: a ${HOUR})?(?: au plus tard)?|${DATE}(?: au plus tard)?|` +
  String
    .raw`demain(?: ${MOMENT})?(?: a la premiere heure| a ${HOUR})?|apres-demain|aujourd'hui|ce soir|ce midi|cet apres-midi|ce matin|(?:a )?la premiere heure|` +
  String
    .raw`(?:la |cette )(?:semaine|quinzaine)(?: prochaine)?|(?:le |ce )?mois (?:prochain|de ${MONTH})|l'annee prochaine|${MONTH}(?: prochain)?|` +
  String
    .raw`(?:la )?fin (?:de |du |d')(?:la |l')?(?:semaine|mois|journee|annee|trimestre|matinee|apres-midi|${MONTH})(?: prochaine?)?|(?:le )?(?:debut|milieu) (?:de |du |d')(?:la |l')?(?:semaine|mois|annee|apres-midi|matinee|${MONTH})(?: prochaine?)?)`;
export const DEADLINE = String
  .raw`(?<!\b(?:depuis|de|du|la reunion|celui de) )(?:\b(?:(?:d'ici|pas avant|avant|pour|au plus tard|des|a partir de|en|jusqu'a|jusqu'au|a)(?: a| au)? )?${WHEN}(?![a-z])|\b(?:d'ici|avant|a) ${HOUR}|` +
  String
    .raw`\b(?:dans|d'ici|sous) (?:${NUMBER} |quelques )(?:minutes?|heures?|jours?|semaines?|mois)\b|\b(?:juste )?apres (?:la reunion|le dejeuner|le week-end)|\bau plus vite|\bdes que possible|\b(?:tout a l'heure|tout de suite(?: apres)?|dans (?:la (?:journee|matinee|semaine|soiree)|l'apres-midi))\b)`;
export const UNIT = String
  .raw`(?:euros?|k€|€|%|pour cent|pourcents?|dollars?|millions?(?: d'euros)?|heures? de|jours?|semaines?|mois|ans|annees?|kilos?|tonnes?|metres?|personnes?|fois|kilometres?)`;
