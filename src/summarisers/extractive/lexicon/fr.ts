import type { Cue, Lexicon } from "./lexicon.ts";
import { STOP_WORDS_FR } from "./stop_words_fr.ts";
import { anyForm, baseOfFrench, STATES_FR, TASKS_FR } from "./verbs_fr.ts";

const WHO = String.raw`^(?<who>(?:[a-z'.-]+ ){0,6}?[a-z'.-]+) `;
const CLITICS = String
  .raw`(?<clitics>(?:(?:ne|me|te|se|le|la|les|lui|leur|nous|vous|en|y) |(?:n|m|t|s|l)')*)`;
const ADVERBS =
  "(?:(?:aussi|donc|bien|juste|absolument|quand meme|vraiment|deja|simplement|encore|ensuite|plutot|alors|surement|tout de suite) )*";
const REST = "(?:[ '].*)?)$";
const TASK = `(?<task>[a-z-]+${REST}`;
const INFINITIVE_TASK = `(?<task>[a-z-]+(?:er|ir|re)${REST}`;
const FUTURE_TASK = `(?<task>[a-z]+r(?:ai|as|a|ons|ez|ont)${REST}`;
const PRESENT_TASK = `(?<task>(?:${anyForm(TASKS_FR.present)}|voi[st](?= avec))${REST}`;
const SUBJUNCTIVE_TASK = `(?<task>(?:${anyForm(TASKS_FR.subjunctive)})${REST}`;

/** Verbs that settle something, with on (3rd person) and with nous. */
const DECIDE =
  `(?:decid(?:e|ons) (?:de|d'|que)|valid(?:e|ons)|act(?:e|ons)|retien(?:t|ons)|choisi(?:t|ssons)|repouss(?:e|ons)|` +
  `report(?:e|ons)|decal(?:e|ons)|annul(?:e|ons)|refus(?:e|ons)|accept(?:e|ons)|abandonn(?:e|ons)|maintien(?:t|nons)|maintenons|` +
  `supprim(?:e|ons)|adopt(?:e|ons)|approuv(?:e|ons)|confirm(?:e|ons)|arret(?:e|ons) (?!la\\b|ici\\b|pas\\b)|opt(?:e|ons) pour|renonc(?:e|ons)|` +
  `fix(?:e|ons)|suspen(?:d|dons)|stopp(?:e|ons)|laiss(?:e|ons) tomber|tranch(?:e|ons) pour|privilegi(?:e|ons)|` +
  `gel(?:e|ons)|rejet(?:te|ons)|avanc(?:e|ons) (?:le|la|a|au)|remplac(?:e|ons)|externalis(?:e|ons)|embauch(?:e|ons)|signe (?:avec|chez))`;
/** Verbs of every day that settle something when a group says them of now. */
const DECIDE_WEAK =
  `(?:prend|prenons|gard(?:e|ons)|part (?:sur|avec)|partons (?:sur|avec)|rest(?:e|ons) (?:sur|a|avec|chez)|` +
  `pass(?:e|ons) (?:a|au|aux|en|sur|chez)|continu(?:e|ons) (?:avec|comme|a)|jett(?:e|ons)|jetons|ferm(?:e|ons)|chang(?:e|eons) d|` +
  `va (?:plutot )?(?:prendre|garder|rester|partir sur|reporter|decaler|repousser|arreter|annuler|refuser|accepter|valider|retenir|choisir|abandonner|supprimer|maintenir|remplacer))`;
const HABIT =
  "(?!.*\\b(?:toujours|d'habitude|chaque|souvent|en ce moment|normalement|a chaque|en general)\\b)";
/** Verbs whose refusal decides nothing ("on ne sait pas", "on ne décide pas"). */
const NO_REFUSAL =
  "(?:sai[st]|savons|peu[tx]|pouvons|veut|voulons|va|doit|voi[ts]|pense|parle|decid|valid|tranch|act|compren|connai|entend|trouv|a|est|avons|sommes|avait|etait|fait|dit|croit|aime|lache|risque|demande|attend|perd|compte|touche|reste|arrive|bouge|revient|reviendra)";

const d = (source: string): RegExp => new RegExp(source, "d");

const DECISIONS: readonly Cue[] = [
  { act: "decide", pattern: d(`\\b(?:on|nous) (?:ne )?${CLITICS}${DECIDE}`) },
  { act: "decide", pattern: d(`^${HABIT}(?:.* )?(?:on|nous) ${DECIDE_WEAK}\\b`) },
  {
    act: "decide",
    pattern: d(`\\bon (?:vous|leur|lui|te) (?:fait|offre|accorde|rembourse) (?:un|une|la|le|les)\\b`),
  },
  {
    act: "decide",
    pattern: d(
      String
        .raw`\b(?:on|nous) (?:a|avons) (?:tous |enfin |finalement |donc |bien )*(?:decide (?:de|d'|que)|choisi|retenu|valide|convenu|acte|opte|renonce)\b`,
    ),
  },
  {
    act: "decide",
    pattern: d(
      String
        .raw`\b(?:le comite|la direction|le conseil|le bureau|l'assemblee) (?:a |vient de )?(?:decider?|valider?|refuser?|accepter?|approuver?|adopter?) `,
    ),
  },
  {
    act: "decide",
    pattern: d(
      String.raw`\b(?:tout le monde est|on est|nous sommes|on est tous) (?:tous )?d'accord (?:pour|que|qu')`,
    ),
  },
  { act: "decide", pattern: d(String.raw`\bon dit (?:donc )?(?:que |qu')(?=\S+ \S+)`) },
  { act: "decide", pattern: d(String.raw`^(?:donc )?va pour (?=\S)`) },
  {
    act: "decide",
    pattern: d(
      String
        .raw`\bc'est (?:bon|ok|valide|d'accord) pour (?!moi|toi|nous|vous|lui|elle|tout|tous|aujourd|l'instant|ca\b)\S`,
    ),
  },
  {
    act: "decide",
    pattern: d(
      String.raw`\b(?:c'est|ce sera) (?:donc )?(?:bien )?(?:decide|entendu|convenu|acte) (?:que|qu'|pour|on)`,
    ),
  },
  { act: "decide", pattern: d(String.raw`^(?:la )?decision ?: \S`) },
  {
    act: "decide",
    pattern: d(
      String
        .raw`\b(?:est|sont|sera|seront) (?:donc |finalement )?(?:validee?s?|reportee?s?|annulee?s?|retenue?s?|approuvee?s?|adoptee?s?|abandonnee?s?|refusee?s?) (?:au|a|en|par)\b`,
    ),
  },
  {
    act: "settle",
    pattern: d(String.raw`\bc'est (?:donc )?(?:decide|acte|valide|entendu|adopte|tranche|vendu|note)$`),
  },
  { act: "settle", pattern: d(String.raw`\b(?:la|cette) decision est prise\b`) },
  {
    act: "settle",
    pattern: d(String.raw`\bon (?:fait|part|reste|dit) (?:tous )?(?:comme ca|la-dessus|la dessus|ca)\b`),
  },
  {
    act: "settle",
    pattern: d(
      String.raw`\bon (?:le |la |les |l')(?:met|garde|prend|fait|valide|maintient|supprime|annule|lance)$`,
    ),
  },
  {
    act: "propose",
    pattern: d(
      String.raw`\bon (?:le |la |les |l')(?:met|garde|prend|fait|valide|maintient|supprime|annule|lance)$`,
    ),
    despite: ["question"],
  },
  { act: "settle", pattern: d(String.raw`^(?:adjuge|vendu|va pour ca)\b`) },
  { act: "settle", pattern: d(String.raw`^on tranche$`) },
  {
    act: "refuse",
    pattern: d(`\\bon (?:ne |n')?${CLITICS}(?!${NO_REFUSAL})[a-z]+ (?:pas|plus|rien)\\b`),
    despite: ["negation"],
  },
  { act: "propose", pattern: d(String.raw`\bje (?:vous )?propose (?:qu'on|que nous|que|qu')`) },
  { act: "propose", pattern: d(String.raw`\bje propose (?:de |d'|un|une|le|la)`) },
  {
    act: "propose",
    pattern: d(
      String
        .raw`\b(?:on|nous) (?:pourrait|pourrions|peut|n'a qu'a|n'aurait qu'a|va) (?:aussi |plutot |peut-etre )?(?<task>[a-z-]+(?:er|ir|re)\b.*)$`,
    ),
    form: "base",
    despite: ["conditional", "question"],
  },
  { act: "propose", pattern: d(String.raw`^(?:et )?si (?:on|nous) `), despite: ["conditional", "question"] },
  {
    act: "propose",
    pattern: d(String.raw`\bil vaut mieux|^autant |\bmon avis c'est|\bce que je veux bien faire\b`),
    despite: ["conditional"],
  },
  {
    act: "propose",
    pattern: d(
      String
        .raw`^(?:prenons|gardons|partons|restons|reportons|decalons|repoussons|annulons|arretons|validons|retenons|choisissons|passons a [a-z]+ (?:jours?|mois|fois))\b`,
    ),
  },
];

const ROLE_OR_NAME_ASKED = String
  .raw`^(?:est-ce (?:que |qu'))?(?<who>(?:[a-z'.-]+ ){0,5}?[a-z'.-]+) (?:peut|peuvent|pourrait|pourraient|pourra)(?:-(?:il|elle|ils|elles))? `;

const TASKS: readonly Cue[] = [
  { act: "share", pattern: d(`${WHO}se (?:partagent|repartissent) ${TASK}`), form: "noun" },
  {
    act: "assign",
    pattern: d(
      `${WHO}(?:doit|doivent|va|vont|devra|devront|compte|s'engage a) ${ADVERBS}${CLITICS}${ADVERBS}${TASK}`,
    ),
    form: "base",
  },
  {
    act: "assign",
    pattern: d(
      `${WHO}(?:va |doit )?(?:se |s')(?:charger?|chargera|occuper?|occupera) (?:de |d'|du |des |de la )(?<task>.+)$`,
    ),
    form: "base",
  },
  {
    act: "assign",
    pattern: d(`${WHO}est (?:chargee?|responsable) (?:de |d'|du |des )(?<task>.+)$`),
    form: "base",
  },
  { act: "assign", pattern: d(`${WHO}(?:prend|prendra) en charge ${TASK}`), form: "noun" },
  { act: "assign", pattern: d(`${WHO}s'en (?:occupe|charge|occupera|chargera)\\b`), anaphoric: true },
  { act: "assign", pattern: d(`${WHO}${CLITICS}${FUTURE_TASK}`), form: "future" },
  {
    act: "assign",
    pattern: d(`${WHO}${CLITICS}${PRESENT_TASK}`),
    form: "present",
    closed: true,
    dated: true,
  },
  {
    act: "assign",
    pattern: d(
      String
        .raw`^c'est (?<who>(?:[a-z'.-]+ ){0,4}?[a-z'.-]+) qui (?:s'occupe (?:de |du |des |d')|se charge (?:de |du |des |d')|reprend|gere|prend) ?(?<task>.+)$`,
    ),
    form: "noun",
  },
  {
    act: "assign",
    pattern: d(
      `^c'est (?<who>(?:[a-z'.-]+ ){0,4}?[a-z'.-]+) qui (?:va|doit|devra) ${CLITICS}${TASK}`,
    ),
    form: "base",
  },
  {
    act: "assign",
    pattern: d(
      `^c'est (?<who>(?:[a-z'.-]+ ){0,4}?[a-z'.-]+) qui s'en (?:occupe|charge|occupera|chargera)\\b`,
    ),
    anaphoric: true,
  },
  {
    act: "assign",
    pattern: d(
      String
        .raw`\b(?:il faut|faut|faudra|il faudra) (?:absolument )?(?:que |qu')(?<who>(?!tu |vous |on |je |j'|quelqu'un |nous )(?:[a-z'.-]+ ){0,4}?[a-z'.-]+) ` +
        `${CLITICS}${SUBJUNCTIVE_TASK}`,
    ),
    form: "subjunctive",
    closed: true,
  },
  { act: "commit", pattern: d(String.raw`\bc'est moi qui vais ${CLITICS}${TASK}`), form: "base" },
  {
    act: "commit",
    pattern: d(String.raw`\bc'est moi qui (?:m'en occupe|m'en charge|le fais)\b`),
    anaphoric: true,
  },
  {
    act: "commit",
    pattern: d(
      String
        .raw`\b(?:je|nous|on) (?:m'|s'|nous )(?:occuperai|occupe|charge|chargerai|occupera) (?:de |d'|du |des )(?<task>.+)$`,
    ),
    form: "base",
  },
  {
    act: "commit",
    pattern: d(
      String
        .raw`\b(?:je (?:m'en (?:occupe|charge|occuperai|chargerai)|vais m'en (?:occuper|charger)|vais (?:le|la|les) faire|(?:le|la|les) (?:fais|ferai|prends)|fais ca|ferai ca|l'ai note|prends ca)|je m'y colle|moi je veux bien|c'est pour moi|comptez sur moi|compte sur moi)\b`,
    ),
    anaphoric: true,
  },
  { act: "commit", pattern: d(String.raw`\bje vais ${ADVERBS}${CLITICS}${ADVERBS}${TASK}`), form: "base" },
  { act: "commit", pattern: d(String.raw`\b(?:je |j')${CLITICS}${FUTURE_TASK}`), form: "future" },
  {
    act: "commit",
    pattern: d(String.raw`\b(?:je |j')${CLITICS}${PRESENT_TASK}`),
    form: "present",
    closed: true,
  },
  { act: "commit", pattern: d(String.raw`\bje dois ${ADVERBS}${CLITICS}${TASK}`), form: "base" },
  {
    act: "commit",
    pattern: d(String.raw`\b(?:faut|faudra) (?:que |qu')(?:je |j')${CLITICS}${SUBJUNCTIVE_TASK}`),
    form: "subjunctive",
    closed: true,
  },
  {
    act: "offer",
    pattern: d(String.raw`\bje peux (?:le|la|les) (?:faire|prendre)\b|\bje veux bien (?:le|la|les|m'en) \S+`),
    anaphoric: true,
  },
  {
    act: "offer",
    pattern: d(String.raw`\bje (?:peux|veux bien|pourrais) ${CLITICS}${TASK}`),
    form: "base",
    despite: ["conditional", "question"],
  },
  {
    act: "request",
    pattern: d(
      String
        .raw`\b(?:tu t'en (?:occupes|charges|occuperas)|vous vous en (?:occupez|chargez)|(?:tu peux|vous pouvez|tu pourrais|tu veux bien) (?:(?:le|la|les) faire|t'en (?:occuper|charger)|nous faire ca|me faire ca))\b`,
    ),
    anaphoric: true,
    despite: ["question", "conditional"],
  },
  {
    act: "request",
    pattern: d(
      String
        .raw`\b(?:(?:tu|vous) (?:peux|pourrais|pourras|pouvez|pourriez|pourrez|veux bien|voulez bien|dois|devez|vas|allez)|(?:peux|pourrais|pouvez|pourriez)-(?:tu|vous)) ` +
        `${ADVERBS}${CLITICS}${TASK}`,
    ),
    form: "base",
    despite: ["question", "conditional"],
  },
  {
    act: "request",
    pattern: d(
      String
        .raw`\b(?:faut|faudra|faudrait) (?:absolument )?(?:que |qu')(?:tu |vous |t')${CLITICS}${SUBJUNCTIVE_TASK}`,
    ),
    form: "subjunctive",
    closed: true,
    despite: ["conditional", "question"],
  },
  {
    act: "request",
    pattern: d(
      String
        .raw`\b(?:je (?:te|vous) laisse|merci de|pensez a|pense a|n'oublie pas de|n'oubliez pas de) ${CLITICS}${TASK}`,
    ),
    form: "base",
    despite: ["negation"],
  },
  {
    act: "request",
    pattern: d(String.raw`\b(?:tu |vous |t')${CLITICS}${FUTURE_TASK}`),
    form: "future",
    closed: true,
    despite: ["question"],
  },
  {
    act: "request",
    pattern: d(String.raw`\b(?:tu |vous |t')${CLITICS}${PRESENT_TASK}`),
    form: "present",
    closed: true,
    despite: ["question"],
  },
  {
    act: "invite",
    pattern: d(`${ROLE_OR_NAME_ASKED}${CLITICS}${TASK}`),
    form: "base",
    despite: ["question", "conditional"],
  },
  {
    act: "need",
    pattern: d(
      String
        .raw`\b(?:faut|va falloir|faudra) (?:absolument |aussi |donc |vraiment )*${CLITICS}${INFINITIVE_TASK}`,
    ),
    form: "base",
  },
  {
    act: "need",
    pattern: d(
      String
        .raw`\b(?:faut|va falloir|faudra) (?:absolument |aussi |donc |vraiment )*(?:que |qu')(?:on|quelqu'un|nous) ${CLITICS}${TASK}`,
    ),
    form: "subjunctive",
  },
  {
    act: "need",
    pattern: d(String.raw`\b(?:on|nous) (?:doit|devons|devra|va|allons) ${ADVERBS}${CLITICS}${TASK}`),
    form: "base",
    closed: true,
  },
  {
    act: "need",
    pattern: d(String.raw`\b(?:on|nous) ${CLITICS}${FUTURE_TASK}`),
    form: "future",
    closed: true,
    dated: true,
  },
];

const TURNS: readonly Cue[] = [
  {
    act: "undo",
    pattern: d(
      String
        .raw`^(?:non )?(?:attends? |attendez )?(?:laisse$|laissez$|oublie|oubliez|on oublie|laisse tomber|laissez tomber|on annule tout|je retire|on efface|finalement non|ah non,? attention|en fait non)`,
    ),
    despite: ["negation"],
  },
  {
    act: "defer",
    pattern: d(
      String
        .raw`\b(?:on (?:verra|en reparle(?:ra)?|y reviendra|en parlera)|a voir|on a le temps|une chose a la fois|on ne (?:decide|tranche|valide) (?:pas|rien)|on n'a rien decide|pas assez d'elements)`,
    ),
    despite: ["negation", "question", "conditional", "past"],
  },
];

const NUMBER = String
  .raw`(?:\d+(?:[.,]\d+)?|(?:(?:un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|cents?|mille|millions?|milliards?|demi|et|virgule)[ -])*(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|cents?|mille|millions?|premier|1er|un|une))`;
const DAY = "(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)";
const MONTH = "(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)";
const HOUR = String
  .raw`(?:midi|minuit|${NUMBER} ?(?:heures?|h\b)(?: ?\d\d| trente| quinze| et demie| moins le quart)?)`;
const MOMENT = String.raw`(?:matin|soir|midi|apres-midi)`;
const DATE = String
  .raw`(?:(?:le |les )?${NUMBER} ${MONTH}|(?:le |les )${NUMBER}(?! ?(?:heures?|euros?|%|jours?|mois|semaines?|personnes?|pour cent))\b)`;
const WHEN = String
  .raw`(?:(?:le |ce )?${DAY}(?: prochain| en huit)?(?: ${DATE}| \d{1,2})?(?: (?:le )?${MOMENT})?(?: a ${HOUR})?(?: au plus tard)?|${DATE}(?: au plus tard)?|` +
  String
    .raw`demain(?: ${MOMENT})?(?: a la premiere heure| a ${HOUR})?|apres-demain|aujourd'hui|ce soir|ce midi|cet apres-midi|ce matin|(?:a )?la premiere heure|` +
  String
    .raw`(?:la |cette )(?:semaine|quinzaine)(?: prochaine)?|(?:le |ce )?mois (?:prochain|de ${MONTH})|l'annee prochaine|${MONTH}(?: prochain)?|` +
  String
    .raw`(?:la )?fin (?:de |du |d')(?:la |l')?(?:semaine|mois|journee|annee|trimestre|matinee|apres-midi|${MONTH})(?: prochaine?)?|(?:le )?(?:debut|milieu) (?:de |du |d')(?:la |l')?(?:semaine|mois|annee|apres-midi|matinee|${MONTH})(?: prochaine?)?)`;
const DEADLINE = String
  .raw`(?<!\b(?:depuis|de|du|la reunion|celui de) )(?:\b(?:(?:d'ici|avant|pour|au plus tard|des|a partir de|en|jusqu'a|jusqu'au|a)(?: a| au)? )?${WHEN}(?![a-z])|\b(?:d'ici|avant|a) ${HOUR}|` +
  String
    .raw`\b(?:dans|d'ici|sous) (?:${NUMBER} |quelques )(?:minutes?|heures?|jours?|semaines?|mois)\b|\b(?:juste )?apres (?:la reunion|le dejeuner|le week-end)|\bau plus vite|\bdes que possible|\b(?:tout a l'heure|tout de suite(?: apres)?|dans la (?:journee|matinee|semaine))\b)`;
const UNIT = String
  .raw`(?:euros?|k€|€|%|pour cent|pourcents?|dollars?|millions?(?: d'euros)?|heures? de|jours?|semaines?|mois|ans|annees?|kilos?|tonnes?|metres?|points?(?! concern)|personnes?|fois|kilometres?)`;

/** French, as it is spoken in offices. */
export const french: Lexicon = {
  stopWords: STOP_WORDS_FR,
  endings: [
    "issements",
    "issement",
    "eraient",
    "eront",
    "erons",
    "erais",
    "erait",
    "aient",
    "eons",
    "eront",
    "erai",
    "eras",
    "erez",
    "ions",
    "era",
    "ees",
    "ent",
    "ant",
    "ons",
    "ont",
    "ait",
    "ais",
    "ez",
    "er",
    "ee",
    "es",
    "ir",
    "it",
    "is",
    "re",
    "e",
    "s",
  ],
  hesitations:
    /(?:,\s*)?\b(?:euh+|heu+|hum+(?: hum)?|hmm+|mm+|hein|ben|bah|beh|pff+|tu vois(?! (?:avec|si|ca|le|la|les|ce))|tu sais(?! (?:si|ce|ou|qui))|vous voyez|vous savez|comment dire|on va dire|je veux dire)\b(?:\s*\.\.\.)?(?:\s*,(?=\s))?/g,
  openings:
    /^(?:(?:bon|alors|donc|du coup|finalement|au final|et|mais|puis|ensuite|enfin|en fait|bref|ecoute|ecoutez|voila|et puis|et donc|par contre|justement|ah|oh|eh bien|ok|oui|ouais|non|si|d'accord|allez|attends|attendez|super|parfait|tres bien|bien sur|bien|parce que|car|sinon|comme ca|du moins|honnetement|de toute facon|la|ca marche|disons|au fait|tiens|dites-moi|dis-moi)(?:[,.!;:]+ *|\s+))(?=\S)/,
  questionOpening: /^(?:est-ce (?:que|qu')|qu'est-ce (?:que|qu'))/,
  clauseBreak:
    /[,;:.!?]\s+|\s+(?=(?:mais|donc|sinon|parce que|puisque|car|alors que|et (?:on|je|tu|nous|vous|il faut|moi je|s'il|si)|ou (?:pas|alors))\b)/g,
  negation:
    /\b(?:pas|jamais|aucune?|personne ne|plus de)\b|\b(?:ne|n')\s?.*\b(?:plus|rien|personne|guere|ni)\b|\bsans que\b|\barrete de\b.*\?/,
  notNegation:
    /\bpourquoi pas\b|\bpas (?:de souci|de soucis|de probleme|de problemes|mal|avant|plus tard|loin)\b|\bsinon pas\b|n'oublie[zs]? pas|\bpas (?:grand|cher)\b/g,
  condition:
    /^(?:et |mais |meme |sauf |donc )*(?:si |s'il|s'ils|au cas ou|a condition|a moins|tant que|imaginons|admettons|supposons|en supposant)|\b(?:seulement|uniquement) si\b|\bau cas ou\b|\b(?:quand|lorsque) on aura\b/,
  notCondition:
    /\bsi (?:c'est possible|ca te va|ca vous va|tu veux|vous voulez|besoin|tu peux|vous pouvez|possible)\b/g,
  conditionalMood: /\b(?!(?:frais|vrai|vrais|jamais)\b)[a-z]+r(?:ais|ait|ions|iez|aient)\b/,
  hedge: /\bje (?:ne |n')?(?:sais|suis) pas(?: sur)?\b|\bpeut-etre\b|\bpas sur\b/,
  past:
    /\b(?:[a-z]+(?<!r)(?:avait|avais|avions|avaient|etait|etaient)|avait|avais|avions|avaient|etait|etions|etaient|devait|devais|devions|devaient|disait|prenait|allait|allaient|allais)\b|\b(?:la semaine|le mois|l'annee|l'an|la fois) (?:derniere?|passee?)\b|\ba l'epoque\b|\bla derniere fois\b|\bil y a (?:[a-z0-9-]+ ){1,3}(?:jours|semaines|mois|ans)\b|\bau depart\b|\bl'autre jour\b|\bdans le temps\b/,
  openQuestion:
    /\b(?:quel|quelle|quels|quelles|combien|comment|pourquoi|quand|ou est|ou en|qui|quoi|qu'est-ce)\b/,
  cues: [...DECISIONS, ...TASKS, ...TURNS],
  accept:
    /^(?:(?:oui|ouais|ok|okay|d'accord|ca marche|entendu|tres bien|bien sur|sans probleme|pas de souci|pas de probleme|volontiers|avec plaisir|parfait|super|c'est bon|ca me va|ca ira|c'est note|je m'en (?:charge|occupe)|allez|absolument|tout a fait|pourquoi pas|moi aussi|pareil|top|genial|va pour|nickel|je fais ca)\b)/,
  acceptProposal:
    /^(?:oui |ok |ouais |bon |ah |alors |moi |allez |tres |d'accord |[, ])*(?:oui|ok|ouais|d'accord|bonne idee|c'est une (?:bonne )?idee|ca me va|ca marche|c'est bon|on fait (?:ca|comme ca)|je suis d'accord|pareil|tres bien|parfait|entendu|ca me parait (?:bien|bon)|on est d'accord|adopte|vendu|va pour|moi aussi|on le (?:met|fait|garde|prend)|sans probleme)\b/,
  reject:
    /^(?:ah |ben |bon |euh |oh |[, ])*(?:non|nan|pas question|hors de question|je (?:ne )?peux pas|impossible|surtout pas|certainement pas)\b/,
  objection:
    /\b(?:plutot pour|je prefere(?!.*oui)|mais bon|pas sur|ca me gene|moi j'etais|je suis contre|pas d'accord|n'importe quoi|attends?|attention)\b/,
  dontKnow:
    /\b(?:(?:je|on) (?:ne |n'en |n')?(?:sais|sait) (?:pas|rien|plus|toujours pas)|j'en sais rien|on n'en sait rien|aucune idee|on verra|bonne question|pas (?:encore|de) (?:de )?reponse|a voir|je verrai|faudra (?:regarder|voir)|faudrait voir|faut voir|pas encore decide|on a le temps|moi non plus|ca depend|on en reparle|une chose a la fois|pourquoi pas)\b/,
  thanks: /\bmerci (?:beaucoup |bien )?(?<name>[a-z'-]+)/d,
  introduction:
    /\b(?:c'est|ici|je suis|je m'appelle)\s(?:(?:monsieur|madame) )?(?<name>[a-z'-]+)(?= (?:de|du|des|a l'appareil)\b)|(?:^|[ ,])(?<name2>[a-z'-]+),? (?:a l'appareil|a votre ecoute)\b/d,
  vocatives: [
    /^(?:(?:bon|alors|donc|ah|et|mais|ok|merci|dis|ensuite|attends|d'accord|bien)[ ,]+)*(?<name>[a-z'-]+),? (?=(?:est-ce que )?(?:tu|vous|toi|peux-tu|pouvez-vous|pourrais-tu|pourriez-vous|il faudra(?:it)? que tu|il faut que tu|je te laisse|t'en|c'est bon pour toi|le|la|les)\b)/d,
    /,? (?<name>[a-z'-]+) ?\?$/d,
    /, (?<name>[a-z'-]+)[.!]?$/d,
    /\b(?:et )?toi,? (?<name>[a-z'-]+)/d,
    /^(?:(?:bon|alors|donc|ah|et|mais|ok)[ ,]+)*(?<name>[a-z'-]+), (?:toi|a toi|tu)\b/d,
  ],
  roles:
    /\b(?:services?|equipes?|direction|directeur|directrice|bureau|pole|departement|agence|cabinet|juridique|comptable|comptabilite|prestataire|stagiaire|secretariat|secretaire|architecte|garage|syndicat|avocate?|notaire|banque|mairie|commerciaux|assistante?|responsable|chef|cheffe|patron|patronne|support|siege|entrepot|client|cliente|collegue|groupe|commission|comite|[a-z]+(?:eur|eurs|euse|ien|iens|ienne|trice|iste|istes))\b/,
  notRoles:
    /\b(?:ordinateurs?|serveurs?|moteurs?|secteurs?|valeurs?|erreurs?|hauteurs?|couleurs?|chaleur|longueurs?|compteurs?|routeurs?|ascenseurs?|radiateurs?|photocopieurs?|classeurs?|connecteurs?|indicateurs?|facteurs?|chargeurs?|heures?|liens?|biens?|entretiens?|quotidiens?|anciens?|listes?|pistes?|interieur|exterieur|meilleure?s?|leurs?)\b/,
  determiner: /^(?:le|la|les|l'|un|une|notre|nos|votre|vos|leur|mon|ma|son|sa|ton|ta|ce|cette)\b/,
  titles: /^(?:madame|monsieur|mme|m\.|maitre|docteur) /,
  conjunction: "et",
  thirdPerson: /^(?:il|elle|ils|elles|eux ils|lui il)$/,
  nobody: /^(?:quelqu'un|on|nous|ca|cela|ce|qui|personne|rien|tout|toi|moi|lui|elle|eux)$/,
  deadline: new RegExp(DEADLINE, "g"),
  vagueDeadline: /tout a l'heure|tout de suite|au plus vite|possible|^ce matin$|^en /,
  figure: new RegExp(
    String
      .raw`(?<![a-z\d])${NUMBER} ?${UNIT}(?![a-z])|(?<![a-z\d])\d+(?:[ .]\d{3})*(?:,\d+)? (?!h\b|heures?\b|${MONTH})[a-z]{3,}s\b|(?<![a-z\d])(?:(?:${NUMBER})[ -])?(?:vingt|trente|quarante|cinquante|soixante|cent|cents|mille|dix)(?:-[a-z]+)* (?!${MONTH}|heures?\b)[a-z]{3,}s\b`,
  ),
  announcement:
    /\b(?:prochaine (?:reunion|seance|fois)|aura lieu|auront lieu|est prevue? (?:le|pour|au)|livraison (?:le|prevue|est)|echeance)\b/,
  highlight:
    /\b(?:retard|risque|probleme|souci|bug|panne|urgent|important|critique|manque|erreur|incident|bloqu|alerte|danger|hausse|baisse|augment)/,
  courtesy:
    /\b(?:ca va|vous m'entendez|tu m'entends|on (?:commence|demarre|y va)|tout le monde (?:est la|m'entend|a recu)|que puis-je|autre chose|c'est ca|comment ca|n'est-ce pas|tu vois|t'en penses quoi|vous etes la)\b|^(?:oui|non|ah|pardon|quoi|tant que ca|c'est vrai|pas)\b[^a-z]*\?$/,
  agenda: new RegExp(
    String
      .raw`\b(?:le (?:premier|deuxieme|second|troisieme|quatrieme|cinquieme|sixieme|dernier|prochain) (?:point|sujet)|(?:premier|deuxieme|second|troisieme|quatrieme|cinquieme|dernier|autre|prochain) (?:point|sujet)|(?:derniere|autre|premiere|deuxieme) chose)(?: a l'ordre du jour)?,? ?(?:concerne|porte sur|est|c'est|ce sera|:|,) ?(?<title>[^,.?!]+)|` +
      String
        .raw`\b(?:passons|on passe|venons-en|on en vient|on commence|commencons) (?:maintenant )?(?:a|au|aux|par) (?!la suite|autre chose|la question suivante)(?<title2>[^,.?!]+)|\ben ce qui concerne (?<title3>[^,.?!]+)|^(?:bon |alors |ensuite |donc |[, ])*(?:ensuite|alors|et|bon), ?(?<title4>(?:le|la|les|l')[ ]?[^,.?!]{3,30})[.,]`,
    "d",
  ),
  states: STATES_FR,
  datedTasks: new Set(
    "passer repasser venir revenir parler regarder voir revoir prendre donner arriver rester finir terminer chercher rappeler livrer rendre"
      .split(" "),
  ),
  tasks: TASKS_FR,
  baseOf: baseOfFrench,
  notTask:
    /^(?:(?:vous |te |t')(?:appeler|rappeler)$|(?:vous |te |t')?mettre (?:en attente|d'accord)|(?:nous |me |vous |te )?faire (?:un |une |le |la )?(?:petit |petite )?(?:rappel|point|topo|tour|pause|attention|expres|semblant|avec)|appeler (?:parce|au sujet|concernant)|prendre (?:le temps|note)|passer (?:a|au|aux|sur)\b)/,
  trailing:
    /[ ,]+(?:s'il (?:te|vous) plait|non|ok|d'accord|hein|quoi|la|alors|du coup|si c'est possible|si vous voulez|si tu veux|pour (?:lui|leur) annoncer|quand meme|aussi|moi)$/,
};
