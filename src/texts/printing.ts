import { textArea } from "./message.ts";

export const printing = textArea({
  "printing.noBrowser":
    "Ce compte rendu n'a pas été imprimé en PDF : aucun Edge, Chrome ou Chromium n'a été trouvé sur ce PC. Installez-en un, ou indiquez son chemin dans tools.browser, puis tapez : greffier redo {id} render",
  "printing.notPrinted": "Ce compte rendu n'a pas été imprimé en PDF. {cause}",
  "printing.noSuchBrowser": "tools.browser nomme « {path} », qui n'est pas là.",
  "printing.failed": "{path} n'a pas pu imprimer ({cause}).",
  "printing.late": "{path} n'avait pas fini d'imprimer au bout de {seconds} s.",
}, {
  "printing.noBrowser":
    "This report was not printed as PDF: no Edge, Chrome or Chromium was found on this PC. Install one, or give its path in tools.browser, then type: greffier redo {id} render",
  "printing.notPrinted": "This report was not printed as PDF. {cause}",
  "printing.noSuchBrowser": 'tools.browser names "{path}", which is not there.',
  "printing.failed": "{path} could not print ({cause}).",
  "printing.late": "{path} had not finished printing after {seconds} s.",
});
