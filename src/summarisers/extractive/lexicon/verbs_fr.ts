import { fold } from "../folding.ts";
import type { VerbForm } from "./lexicon.ts";

/** Regular verbs in -er of tasks done in offices. */
const REGULAR =
  `actualiser adapter adresser afficher ajouter ajuster alerter analyser annoncer archiver arranger assurer
attribuer automatiser baisser bloquer booker briefer calculer caler cadrer centraliser changer charger chiffrer clôturer collecter
commander communiquer comparer compiler compléter compter configurer consolider consulter contacter contrôler convoquer
copier corriger créer débloquer déclarer définir_ déléguer demander déménager démonter déplacer déployer déposer désactiver
dessiner détailler développer diffuser documenter éditer élaborer embaucher emporter enregistrer établir_ étiqueter étudier évaluer
expliquer exporter facturer filmer finaliser former formaliser garder gérer identifier imprimer indiquer informer
inscrire_ installer inventorier inviter lancer livrer lister louer mesurer modifier monter négocier noter notifier
numéroter organiser paramétrer partager passer peaufiner planifier poser poster préparer présenter prévenir_ prolonger
programmer publier questionner raccompagner ranger rapporter rassembler rattraper réaliser recadrer recenser
réceptionner récupérer rechercher recommander récapituler rédiger refiler réexpédier régler réserver relancer remonter remplacer
remplir_ renseigner rencontrer renouveler_ réparer repasser repousser repérer reprogrammer résilier rassurer retirer retoucher
retourner retravailler retrouver réviser scanner sauvegarder signaler signer sonder solliciter sortir_ stocker superviser
synthétiser télécharger tester traiter transférer trier trouver valider vérifier verser vider simplifier sécuriser
changer débrancher brancher nettoyer_ photographier réclamer rectifier rapatrier regrouper résumer réorganiser restaurer`
    .split(/\s+/).filter((verb) => !verb.endsWith("_"));

/** Other verbs: infinitive, present with je, tu, il, nous, future stem, subjunctive with je. */
const IRREGULAR: readonly (readonly [string, string, string, string, string, string, string])[] = [
  ["appeler", "appelle", "appelles", "appelle", "appelons", "appellera", "appelle"],
  ["rappeler", "rappelle", "rappelles", "rappelle", "rappelons", "rappellera", "rappelle"],
  ["renouveler", "renouvelle", "renouvelles", "renouvelle", "renouvelons", "renouvellera", "renouvelle"],
  ["acheter", "achète", "achètes", "achète", "achetons", "achètera", "achète"],
  ["racheter", "rachète", "rachètes", "rachète", "rachetons", "rachètera", "rachète"],
  ["étiqueter", "étiquette", "étiquettes", "étiquette", "étiquetons", "étiquettera", "étiquette"],
  ["envoyer", "envoie", "envoies", "envoie", "envoyons", "enverra", "envoie"],
  ["renvoyer", "renvoie", "renvoies", "renvoie", "renvoyons", "renverra", "renvoie"],
  ["nettoyer", "nettoie", "nettoies", "nettoie", "nettoyons", "nettoiera", "nettoie"],
  ["payer", "paie", "paies", "paie", "payons", "paiera", "paie"],
  ["payer", "paye", "payes", "paye", "payons", "payera", "paye"],
  ["faire", "fais", "fais", "fait", "faisons", "fera", "fasse"],
  ["refaire", "refais", "refais", "refait", "refaisons", "refera", "refasse"],
  ["écrire", "écris", "écris", "écrit", "écrivons", "écrira", "écrive"],
  ["réécrire", "réécris", "réécris", "réécrit", "réécrivons", "réécrira", "réécrive"],
  ["inscrire", "inscris", "inscris", "inscrit", "inscrivons", "inscrira", "inscrive"],
  ["lire", "lis", "lis", "lit", "lisons", "lira", "lise"],
  ["relire", "relis", "relis", "relit", "relisons", "relira", "relise"],
  ["mettre", "mets", "mets", "met", "mettons", "mettra", "mette"],
  ["remettre", "remets", "remets", "remet", "remettons", "remettra", "remette"],
  ["transmettre", "transmets", "transmets", "transmet", "transmettons", "transmettra", "transmette"],
  ["soumettre", "soumets", "soumets", "soumet", "soumettons", "soumettra", "soumette"],
  ["prendre", "prends", "prends", "prend", "prenons", "prendra", "prenne"],
  ["reprendre", "reprends", "reprends", "reprend", "reprenons", "reprendra", "reprenne"],
  ["rendre", "rends", "rends", "rend", "rendons", "rendra", "rende"],
  ["vendre", "vends", "vends", "vend", "vendons", "vendra", "vende"],
  ["répondre", "réponds", "réponds", "répond", "répondons", "répondra", "réponde"],
  ["finir", "finis", "finis", "finit", "finissons", "finira", "finisse"],
  ["fournir", "fournis", "fournis", "fournit", "fournissons", "fournira", "fournisse"],
  ["définir", "définis", "définis", "définit", "définissons", "définira", "définisse"],
  ["établir", "établis", "établis", "établit", "établissons", "établira", "établisse"],
  ["remplir", "remplis", "remplis", "remplit", "remplissons", "remplira", "remplisse"],
  ["choisir", "choisis", "choisis", "choisit", "choisissons", "choisira", "choisisse"],
  ["réunir", "réunis", "réunis", "réunit", "réunissons", "réunira", "réunisse"],
  ["avertir", "avertis", "avertis", "avertit", "avertissons", "avertira", "avertisse"],
  ["ouvrir", "ouvre", "ouvres", "ouvre", "ouvrons", "ouvrira", "ouvre"],
  ["recevoir", "reçois", "reçois", "reçoit", "recevons", "recevra", "reçoive"],
  ["prévenir", "préviens", "préviens", "prévient", "prévenons", "préviendra", "prévienne"],
  ["obtenir", "obtiens", "obtiens", "obtient", "obtenons", "obtiendra", "obtienne"],
  ["venir", "viens", "viens", "vient", "venons", "viendra", "vienne"],
  ["revenir", "reviens", "reviens", "revient", "revenons", "reviendra", "revienne"],
  ["tenir", "tiens", "tiens", "tient", "tenons", "tiendra", "tienne"],
  ["produire", "produis", "produis", "produit", "produisons", "produira", "produise"],
  ["traduire", "traduis", "traduis", "traduit", "traduisons", "traduira", "traduise"],
  ["construire", "construis", "construis", "construit", "construisons", "construira", "construise"],
];

function forms(): Record<VerbForm, Map<string, string>> {
  const maps: Record<VerbForm, Map<string, string>> = {
    base: new Map(),
    future: new Map(),
    present: new Map(),
    subjunctive: new Map(),
    gerund: new Map(),
    noun: new Map(),
    either: new Map(),
  };
  for (const verb of REGULAR) {
    const stem = verb.slice(0, -2);
    maps.base.set(fold(verb), verb);
    for (const ending of ["e", "es", "ent", "ez", "ons", "eons"]) maps.present.set(fold(stem + ending), verb);
    for (const ending of ["e", "es", "ent", "iez", "ions"]) maps.subjunctive.set(fold(stem + ending), verb);
    for (const ending of ["ai", "as", "a", "ons", "ez", "ont"]) maps.future.set(fold(verb + ending), verb);
  }
  for (const [verb, je, tu, il, nous, future, subjunctive] of IRREGULAR) {
    maps.base.set(fold(verb), verb);
    const plural = nous.slice(0, -3);
    for (const form of [je, tu, il, nous, `${plural}ez`, `${plural}ent`]) maps.present.set(fold(form), verb);
    for (const form of [subjunctive, `${subjunctive}s`, `${subjunctive}nt`]) {
      maps.subjunctive.set(fold(form), verb);
    }
    const stem = future.slice(0, -1);
    for (const ending of ["ai", "as", "a", "ons", "ez", "ont"]) maps.future.set(fold(stem + ending), verb);
  }
  maps.present.set("vois", "voir").set("voit", "voir").set("font", "faire").set("faites", "faire");
  return maps;
}

/** The folded forms of a map as alternatives of a pattern, longest first. */
export function anyForm(map: ReadonlyMap<string, string>): string {
  return [...map.keys()].filter((form) => !/^voi[st]$/.test(form)).sort((a, b) =>
    b.length - a.length || (a < b ? -1 : 1)
  ).join("|");
}

/** Forms of the verbs of tasks, folded, to their written infinitive. */
export const TASKS_FR = forms();

/** Verbs, in the infinitive, that say no task: states, motion, talk, what happens by itself. */
export const STATES_FR: ReadonlySet<string> = new Set(
  `etre avoir aller falloir pouvoir devoir vouloir savoir voir revoir regarder dire redire parler reparler essayer commencer
  continuer arriver rester devenir croire penser reflechir attendre entendre comprendre connaitre plaire aimer preferer
  marcher fonctionner durer couter monter augmenter baisser descendre tomber perdre gagner partir finir servir
  tenir poser rire raler dormir manger boire vivre mourir sembler paraitre suffire valoir permettre poser souffrir
  demarrer debuter arreter passer decider trancher donner quitter patienter venir revenir prendre laisser avancer y avoir
  ecouter faudre vaudre recommencer conclure terminer chercher proposer grandir expirer fermer evoluer doubler grossir disparaitre recevoir grimper changer pleuvoir`
    .split(/\s+/),
);

/** The infinitive of a written French verb in `form`. */
export function baseOfFrench(written: string, form: VerbForm): string | undefined {
  const word = fold(written);
  const known = TASKS_FR[form].get(word);
  if (known !== undefined) return known;
  if (form === "base") return looksInfinitive(word) ? written : undefined;
  if (form !== "future" || word.length < 6) return undefined;
  const stem = /^(.*(?:er|ir))(?:ai|as|a|ons|ez|ont)$/.exec(word);
  if (stem !== null) return written.slice(0, stem[1]!.length);
  const third = /^(.*[dt]r)(?:ai|as|a|ons|ez|ont)$/.exec(word);
  return third === null ? undefined : `${written.slice(0, third[1]!.length)}e`;
}

const NO_VERBS =
  /^(?:votre|notre|autre|entre|contre|quatre|encore|outre|hier|hiver|avenir|plaisir|loisir|soir|noir|premier|dernier|leger|entier|dossier|papier|fichier|courrier|janvier|fevrier|octobre|septembre|decembre|novembre|centre|titre|chiffre|offre|lettre|facture|voiture)$/;

function looksInfinitive(word: string): boolean {
  return /(?:er|ir|re)$/.test(word) && word.length > 3 && !NO_VERBS.test(word);
}
