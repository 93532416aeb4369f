/** French words without content of their own, folded; those of spoken meetings included. */
export const STOP_WORDS_FR: ReadonlySet<string> = new Set(
  `a ah ai ainsi alors apres as au aucun aucune aura aurait aussi autre autres aux avaient avait avant avec avez avoir
  avons ayant beaucoup ben bien bon bonjour bref c ca car ce ceci cela celle celui ces cet cette ceux chaque chez ci comme
  comment compris d dans de deja depuis derriere des desormais dessus deux devant devoir devra doit doivent donc dont du
  elle elles en encore enfin ensuite entre es est et etaient etait etant ete etes etre eu euh eux fait faire fais faut
  faudra faudrait fera fin finalement font hein hum ici il ils j je jusque juste l la le les leur leurs lui m ma mais me
  meme memes merci mes moi moins mon monsieur madame n ne ni non nos notre nous nouveau on ont ou oui par parce pas
  pendant peu peut peux peuvent plus plutot pour pourquoi pourra pourrait pouvez puis puisque qu quand que quel quelle
  quelles quelqu quelque quelques quels qui quoi rien s sa sans sauf se sera serait ses si sinon soit sommes son sont
  sous suis sur t ta tant te tel telle tes toi ton toujours tous tout toute toutes tres trop tu un une va vais vas vers
  veut veux voila vont vos votre vous vraiment vu y ok accord allez allons autant bah bientot cas chose choses coup dit
  dire dis disons dois genre grave hier jamais la-dessus mal maintenant mettre non peut-etre point pourrez prochain
  prochaine quand salut semaine sera soir sujet suite tard temps tiens tout truc trucs vers veulent voir vois voit aujourd
  hui demain lundi mardi mercredi jeudi vendredi samedi dimanche matin midi heure heures jour jours mois cela
  donner faites avions aviez serons avais etais etions ait soient`.split(/\s+/),
);
