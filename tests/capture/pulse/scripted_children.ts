import type { Child, Children } from "../../../src/capture/pulse/children.ts";

/** Text that is read as it is written, until it ends. */
class Pipe {
  #waiting: string[] = [];
  #ended = false;
  #wake = Promise.withResolvers<void>();

  write(text: string): void {
    this.#waiting.push(text);
    this.#wake.resolve();
  }

  end(): void {
    this.#ended = true;
    this.#wake.resolve();
  }

  async next(): Promise<string | undefined> {
    for (;;) {
      const text = this.#waiting.shift();
      if (text !== undefined || this.#ended) return text;
      await this.#wake.promise;
      this.#wake = Promise.withResolvers();
    }
  }
}

/** A program that was started. */
export interface StartedProgram {
  readonly line: string;
  readonly isOver: boolean;
  /** It writes to its standard output. */
  write(text: string): void;
  /** It ends by itself. */
  end(): void;
}

/** A PulseAudio that is not there: `pactl` answers what a test sets, `parec` connects at once and hears nothing. */
export class ScriptedChildren implements Children {
  defaultSink = "haut_parleurs";
  defaultSource = "micro";
  /** In Hz. */
  rate = 48_000;
  /** What `pactl` was asked for, oldest first. */
  readonly asked: string[] = [];
  readonly started: StartedProgram[] = [];
  /** Called when `parec` has said that it is connected, before anybody has read it. */
  whenConnected: () => void = () => {};

  run(_program: string, args: readonly string[]) {
    const question = args.join(" ");
    this.asked.push(question);
    return Promise.resolve({ code: 0, stdout: this.#answer(question), stderr: "" });
  }

  start(program: string, args: readonly string[]): Child {
    const [output, words] = [new Pipe(), new Pipe()];
    const over = new AbortController();
    const end = () => {
      over.abort();
      output.end();
      words.end();
    };
    this.started.push({
      line: [program, ...args].join(" "),
      get isOver() {
        return over.signal.aborted;
      },
      write: (text) => output.write(text),
      end,
    });
    const source = args.find((arg) => arg.startsWith("--device="))?.slice("--device=".length);
    if (source) words.write(`Connected to device ${source} (index: 1, suspended: no).\n`);
    const { whenConnected } = this;
    return {
      async read(buffer) {
        const text = await output.next();
        if (text === undefined) return undefined;
        const bytes = new Uint8Array(buffer.buffer);
        return bytes.subarray(0, new TextEncoder().encodeInto(text, bytes).written);
      },
      words: {
        async *[Symbol.asyncIterator]() {
          for (let text = await words.next(); text !== undefined; text = await words.next()) {
            whenConnected();
            yield text;
          }
        },
      },
      [Symbol.asyncDispose]() {
        end();
        return Promise.resolve();
      },
    };
  }

  #answer(question: string): string {
    const sink = (index: number, name: string) =>
      `Sink #${index}\n\tName: ${name}\n\tDescription: ${name}\n\tSample Specification: s32le 2ch ${this.rate}Hz\n` +
      `\tMonitor Source: ${name}.monitor\n`;
    const source = (index: number, name: string, monitor = "n/a") =>
      `Source #${index}\n\tName: ${name}\n\tDescription: ${name}\n\tMonitor of Sink: ${monitor}\n` +
      `\tSample Specification: s32le 2ch ${this.rate}Hz\n`;
    const sinks = ["haut_parleurs", "casque"];
    if (question === "info") {
      return `Default Sink: ${this.defaultSink}\nDefault Source: ${this.defaultSource}\n`;
    }
    if (question === "list sinks") return sinks.map((name, at) => sink(at, name)).join("\n");
    return [
      ...sinks.map((name, at) => source(at, `${name}.monitor`, name)),
      source(7, "micro"),
      source(8, "micro_casque"),
    ].join("\n");
  }
}
