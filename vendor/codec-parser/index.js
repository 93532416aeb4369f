/** The Vorbis decoder makes a parser when it is made, and greffier hands it the pages that it took apart itself. */
export default class CodecParser {
  parseChunk() {
    throw new Error("greffier takes Ogg files apart itself");
  }
}

/** The names of the fields of a page, as the decoder looks them up. */
export const data = "data";
export const codecFrames = "codecFrames";
export const header = "header";
export const isLastPage = "isLastPage";
export const totalSamples = "totalSamples";
export const vorbisComments = "vorbisComments";
export const vorbisSetup = "vorbisSetup";
