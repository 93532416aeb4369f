/** transformers.js asks for an image library at its first line and calls it for images alone. */
export default function sharp() {
  throw new Error("greffier reads no images");
}
