import { type TextArea, textArea } from "./message.ts";

/** What is wrong, as the end of a sentence, and what to do about it. */
type Trouble = readonly [what: string, remedy: string];

/** What the system may refuse, each in the forms that sentences need. */
function troubles<
  const Fr extends Readonly<Record<string, Trouble>>,
  const En extends { readonly [K in keyof Fr]: Trouble },
>(fr: Fr, en: En): TextArea<Forms<Fr>> {
  return textArea<Forms<Fr>>(
    forms(fr, "« {path} »", "Dossiers : ", " : ") as Forms<Fr>,
    forms(en, `"{path}"`, "Folders: ", ": ") as { readonly [K in keyof Forms<Fr>]: string },
  );
}

/** `at`: with the path; `somewhere`: the system did not tell where; `folders`: what `doctor` found; `remedy`. */
type Forms<Fr extends Readonly<Record<string, Trouble>>> =
  & { readonly [K in keyof Fr & string as `system.at.${K}`]: "{path}" }
  & { readonly [K in keyof Fr & string as `system.somewhere.${K}`]: "" }
  & { readonly [K in keyof Fr & string as `system.folders.${K}`]: "{paths}" }
  & { readonly [K in keyof Fr & string as `system.remedy.${K}`]: "" };

function forms(
  table: Readonly<Record<string, Trouble>>,
  path: string,
  folders: string,
  colon: string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(table).flatMap(([kind, [what, remedy]]) => {
      const sentence = what[0]!.toUpperCase() + what.slice(1);
      return [
        [`system.at.${kind}`, `${sentence}${colon}${path}. ${remedy}`],
        [`system.somewhere.${kind}`, `${sentence}. ${remedy}`],
        [`system.folders.${kind}`, `${folders}${what} ({paths})`],
        [`system.remedy.${kind}`, remedy],
      ];
    }),
  );
}

export const system = troubles({
  absent: [
    "ce fichier ou ce dossier est introuvable",
    "Vérifiez que le chemin est bien écrit, et que le disque ou le serveur qui le porte est branché.",
  ],
  notFolder: [
    "un fichier se trouve là où il faut un dossier",
    "Déplacez ce fichier, ou choisissez un autre dossier.",
  ],
  isFolder: [
    "un dossier se trouve là où il faut un fichier",
    "Déplacez ce dossier, ou donnez-lui un autre nom.",
  ],
  readOnly: [
    "ce disque se laisse lire, mais pas écrire",
    "Choisissez un dossier sur un autre disque (--home, ou le réglage output.directory).",
  ],
  denied: [
    "votre compte n'a pas le droit d'y accéder",
    "Donnez-lui le droit de le lire et de le modifier, ou placez greffier dans un dossier à vous (Documents).",
  ],
  full: [
    "le disque est plein",
    "Libérez de la place, puis recommencez : rien n'est perdu.",
  ],
  busy: [
    "un autre programme s'en sert",
    "Fermez ce programme, puis recommencez.",
  ],
  broken: [
    "le disque ou le serveur ne répond pas bien",
    "Vérifiez qu'il est branché ; si cela dure, mettez vos fichiers à l'abri ailleurs.",
  ],
  cloud: [
    "ce fichier est dans le nuage, et OneDrive ne le donne pas",
    "Ouvrez OneDrive et connectez-vous, ou, d'un clic droit sur le fichier, demandez « Toujours conserver sur cet appareil ».",
  ],
  tooLong: [
    "ce nom ou ce chemin est trop long pour le système",
    "Raccourcissez-le, ou placez greffier dans un dossier au chemin plus court.",
  ],
}, {
  absent: [
    "this file or folder cannot be found",
    "Check that the path is well written, and that the disk or server that holds it is connected.",
  ],
  notFolder: [
    "a file stands where a folder is needed",
    "Move that file, or choose another folder.",
  ],
  isFolder: [
    "a folder stands where a file is needed",
    "Move that folder, or give it another name.",
  ],
  readOnly: [
    "this disk can be read but not written",
    "Choose a folder on another disk (--home, or the setting output.directory).",
  ],
  denied: [
    "your account has no right to use it",
    "Give it the right to read and change it, or move greffier to a folder of your own (Documents).",
  ],
  full: [
    "the disk is full",
    "Make room, then try again: nothing is lost.",
  ],
  busy: [
    "another program is using it",
    "Close that program, then try again.",
  ],
  broken: [
    "the disk or the server does not answer as it should",
    "Check that it is connected; if it lasts, bring your files to safety elsewhere.",
  ],
  cloud: [
    "this file is in the cloud, and OneDrive does not give it",
    'Open OneDrive and sign in, or, with a right click on the file, choose "Always keep on this device".',
  ],
  tooLong: [
    "this name or path is too long for the system",
    "Make it shorter, or move greffier to a folder with a shorter path.",
  ],
});
