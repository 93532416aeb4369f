/** Words of meeting and parting, folded, in both languages: people greet in the other one too. */
const GREETING =
  /\b(?:bonjour|bonsoir|rebonjour|salut|coucou|enchantee?|bienvenue|au revoir|adieu|a (?:bientot|tout a l'heure|plus tard|demain) (?:a tous|tout le monde)|a bientot|bonne (?:journee|soiree|nuit|semaine|fin|continuation|reception|apres-midi)|bon (?:week-end|apres-midi|courage)|a votre (?:ecoute|service)|a l'appareil|je vous ecoute|merci (?:a (?:tous|toutes|vous)|tout le monde|de votre (?:appel|attention|presence|patience)|d'(?:avoir|etre))|hello|hi (?:everyone|everybody|all|there|team)|hey (?:everyone|everybody|all|there|team)|good (?:morning|afternoon|evening|night|day)|goodbye|bye(?: bye)?|see you|take care|have a (?:good|nice|great|lovely)|nice to meet you|welcome (?:to|everyone|everybody|all)|thanks for (?:calling|coming|joining)|thank you for (?:calling|coming|joining))\b/;

/** Whether a sentence, folded, greets or takes leave: never what a meeting was about. */
export function isGreeting(folded: string): boolean {
  return GREETING.test(folded);
}
