/** Name of the text that tells how to open a packed meeting. */
export const PACK_README = "LISEZMOI.txt";
