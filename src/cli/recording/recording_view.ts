import type { Glance } from "../../app.ts";
import { type Message, message } from "../../errors.ts";
import { type Language, say } from "../../texts/mod.ts";
import type { Output } from "../io.ts";
import { plain } from "../plain.ts";
import { levelsText } from "./levels_text.ts";
import { LiveLine } from "./live_line.ts";

/**
 * Shows a recording while it goes on: levels on the last line of a terminal, and a line for everything that a person
 * must know, once: what the recorder warns of (a device lost, a full disk), a device back, a pause.
 */
export class RecordingView implements Disposable {
  /** Where others write meanwhile: their lines go above the levels. */
  readonly output: Output;
  readonly #line: LiveLine;
  readonly #language: Language;
  readonly #name: string;
  #before: Glance | undefined;
  #typing = false;
  #live = true;

  constructor(
    { output, language, name }: {
      readonly output: Output;
      readonly language: Language;
      readonly name: string;
    },
  ) {
    const line = new LiveLine(output);
    const isLive = () => this.#live;
    this.#line = line;
    this.#language = language;
    this.#name = name;
    this.output = {
      write: (text) => line.write(text),
      // One live line at a time: what is transcribed gets its bar once the recording has ended.
      get isTerminal() {
        return output.isTerminal && !isLive();
      },
      get columns() {
        return output.columns;
      },
    };
  }

  /** Writes one line. */
  tell(text: Message): void {
    this.#line.write(plain(say(text, this.#language)) + "\n");
  }

  /** Shows how it goes, and tells what has changed. */
  show(glance: Glance): void {
    for (const text of this.#changes(glance)) this.tell(text);
    this.#before = glance;
    if (!this.#typing) this.#line.show(plain(levelsText(glance, this.#language)));
  }

  /** Shows what is being typed in place of the levels; undefined: no longer. */
  showTyped(prompt: Message | undefined): void {
    this.#typing = prompt !== undefined;
    if (prompt) this.#line.show(plain(say(prompt, this.#language)));
    else this.#line.clear();
  }

  /** The recording has ended: no live line any more. */
  end(): void {
    this.#live = false;
    this.#line.clear();
  }

  [Symbol.dispose](): void {
    this.end();
  }

  #changes(now: Glance): Message[] {
    const before = this.#before;
    const texts: Message[] = [];
    const known = new Set(before?.notices.map(keyOf));
    texts.push(...now.notices.filter((notice) => !known.has(keyOf(notice))));
    if (!before) return texts;
    if (now.state !== before.state) {
      const name = this.#name;
      if (now.state === "paused") texts.push(message("recording.isPaused", { name }));
      else if (before.state === "paused" && now.state === "recording") {
        texts.push(message("recording.goesOn", { name }));
      } else if (before.state === "disk-full") texts.push(message("recording.diskAgain"));
    }
    for (const channel of now.channels) {
      const was = before.channels.find(({ side }) => side === channel.side);
      if (!was) continue;
      // That it is lost, the recorder's own notice says.
      if (
        channel.state === "hearing" && channel.device &&
        (was.state === "lost" || channel.device.id !== was.device?.id)
      ) {
        const side = say({ key: `capture.side.${channel.side}`, values: {} }, this.#language);
        texts.push(message("recording.back", { side, device: channel.device.name }));
      }
    }
    return texts;
  }
}

/** A notice whose numbers alone change is the same one. */
const keyOf = ({ key, values }: Message) =>
  JSON.stringify([key, Object.values(values).filter((value) => typeof value === "string")]);
