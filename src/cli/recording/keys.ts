/** What is typed while recording: what to remember of a moment, or who says that everybody agrees. */
export type Typed = "note" | "consent";

/** What a key asks for while recording. */
export type KeyRequest =
  | { readonly kind: "pause" | "status" | "stop" }
  /** Words are asked for, from this moment on. */
  | { readonly kind: "begun"; readonly what: Typed }
  /** What is typed so far. */
  | { readonly kind: "typed"; readonly what: Typed; readonly text: string }
  | { readonly kind: "kept"; readonly what: Typed; readonly text: string }
  | { readonly kind: "left" };

const REQUESTS: Readonly<Record<string, KeyRequest>> = {
  p: { kind: "pause" },
  s: { kind: "status" },
  q: { kind: "stop" },
  m: { kind: "begun", what: "note" },
  c: { kind: "begun", what: "consent" },
};

/** Longest text that is typed, in characters. */
const LONGEST = 500;

const [ENTER, NEW_LINE, ESCAPE, BACKSPACE, DELETE] = ["\r", "\n", "\x1b", "\b", "\x7f"];

/** Turns keys into requests: one letter each, but while words are typed, text. */
export class Keys {
  #typing: { readonly what: Typed; readonly text: string } | undefined;

  /** What `key` asks for; undefined: nothing. */
  press(key: string): KeyRequest | undefined {
    if (this.#typing) return this.#type(key, this.#typing);
    const request = REQUESTS[key.toLowerCase()];
    if (request?.kind === "begun") this.#typing = { what: request.what, text: "" };
    return request;
  }

  #type(key: string, { what, text: before }: { readonly what: Typed; readonly text: string }): KeyRequest {
    if (key === ENTER || key === NEW_LINE) {
      this.#typing = undefined;
      return { kind: "kept", what, text: before.trim() };
    }
    if (key === ESCAPE) {
      this.#typing = undefined;
      return { kind: "left" };
    }
    let text = before;
    if (key === BACKSPACE || key === DELETE) text = [...before].slice(0, -1).join("");
    else if (key >= " " && before.length < LONGEST) text = before + key;
    this.#typing = { what, text };
    return { kind: "typed", what, text };
  }
}
