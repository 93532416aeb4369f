/** Endings of the files that may hold sound, without the dot, in small letters. */
const ENDINGS: ReadonlySet<string> = new Set(
  ("wav wave bwf rf64 w64 mp3 mp2 mpga mpeg mpg flac fla ogg oga ogx opus spx aac adts m4a m4b m4r m4v mp4 mov qt webm weba " +
    "mkv mka wma asf wmv 3gp 3gpp 3g2 amr awb aif aiff aifc caf au snd wv ape tta ac3 eac3 ts mts m2ts mpa avi flv f4v vob " +
    "ogv gsm dss ds2 vox ra rm").split(" "),
);

/**
 * Whether a file with this name (or path) is one that greffier takes as sound. Only a first sieve by the ending: what the
 * file holds is told by its content.
 */
export function isSoundName(path: string): boolean {
  const name = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
  const dot = name.lastIndexOf(".");
  return dot > 0 && ENDINGS.has(name.slice(dot + 1).toLowerCase());
}
