import type { App, Glance, LiveState, Started } from "../../app.ts";
import { GreffierError, isFileSystemError, type Message, message, textOf } from "../../errors.ts";
import type { Progress } from "../../jobs/mod.ts";
import { say } from "../../texts/mod.ts";
import { type Context, EXIT, jsonText, tell, tellDemoModel, tellJson } from "../context.ts";
import { duration } from "../format.ts";
import { ProgressView } from "../progress_view.ts";
import { StoppedError, StopRequests } from "../stop_requests.ts";
import { sessionJson } from "../summary.ts";
import { writerLines } from "../writer_lines.ts";
import { Keys, type Typed } from "./keys.ts";
import { clock } from "./levels_text.ts";
import { RecordingView } from "./recording_view.ts";
import { tellReport } from "./report.ts";
import { Reviving } from "./reviving.ts";
import { recordingLines } from "./status_lines.ts";

/** How often the levels are shown anew, in milliseconds: as often as the recorder writes them. */
const SHOW_MS = 500;

/** Looks that the system refused in a row, after which the person is told why: five seconds. */
const REFUSALS_TOLD = 10;

/** The window that showed a recording was closed. */
class WindowClosedError extends Error {
  override name = "WindowClosedError";
}

/** Options of {@linkcode accompany}. */
export interface AccompanyOptions {
  /** Whether the recording was asked to end before it was accompanied. @default it was not */
  readonly stopAsked?: () => boolean;
}

/** Says what is heard, and what to say to those who are. */
export function tellStarted(
  { language }: Context,
  { session, resumed, channels, announcement, consent, notices }: Started,
  tell: (text: Message) => void,
): void {
  const heard = channels.map(({ side: of, device }) => {
    const side = say({ key: `capture.side.${of}`, values: {} }, language);
    return say(
      device
        ? message("recording.heard", { side, device: device.name })
        : message("recording.heardNothing", { side }),
      language,
    );
  });
  const begun = { name: session.name, heard: heard.join(", ") };
  tell(resumed ? message("recording.resumed", begun) : message("recording.begun", begun));
  for (const notice of notices) tell(notice);
  tell(message("recording.announce", { text: announcement }));
  if (consent !== null) tell(message("recording.consentGiven", { by: consent }));
}

/** Leaves a recording that has begun to itself, and a process that writes its report. */
export async function leaveApart(context: Context, app: App, started: Started): Promise<number> {
  app.recordings.followApart(started.session.id);
  if (context.json) {
    const { session, channels, announcement, consent, notices } = started;
    tellJson(context, {
      ...sessionJson(session) as Record<string, unknown>,
      channels,
      announcement,
      consent,
      notices: notices.map((notice) => jsonText(notice, context.language)),
    });
    return EXIT.well;
  }
  tellStarted(context, started, (text) => tell(context, text));
  for (const text of await writerLines(app)) tell(context, text);
  await tellDemoModel(context, app, context.io.stderr);
  tell(context, message("recording.background"));
  if (started.consent === null) tell(context, message("recording.consentLater"));
  return EXIT.well;
}

/** Shows a recording that has begun, takes its keys, and sees it through to the report. Returns the exit code. */
export async function accompany(
  context: Context,
  app: App,
  started: Started,
  { stopAsked = () => false }: AccompanyOptions = {},
): Promise<number> {
  const { io, language, json } = context;
  const output = json ? io.stderr : io.stdout;
  const { recordings } = app;
  const { id, name } = started.session;
  using view = new RecordingView({ output, language, name });
  using progress = new ProgressView({
    ...{ output: view.output, language, clock: io.clock, ends: false },
    folderOf: () => started.session.folder,
  });
  using stop = new StopRequests(io, {
    first: "finish",
    finishing: message("recording.stopAsked"),
    tell: (text) => view.tell(text),
  });
  const over = new AbortController();
  let stopping = false;
  let failure: { readonly error: unknown } | undefined;
  /** Requests of a person, one after the other; one that cannot be done is told, the recording goes on. */
  let turn: Promise<unknown> = Promise.resolve();
  const ask = (request: () => Promise<unknown>) => {
    turn = turn.then(request).catch((error) => {
      if (error instanceof GreffierError || isFileSystemError(error)) view.tell(textOf(error));
      else failure ??= { error };
    });
  };
  const end = () => {
    if (stopping) return;
    stopping = true;
    ask(async () => {
      try {
        await recordings.stop(id);
      } catch (error) {
        stopping = false; // to be asked again
        throw error;
      }
    });
  };
  // Before anything that takes time: it is asked once only.
  stop.finish.addEventListener("abort", end, { once: true });
  if (stopAsked()) end();

  tellStarted(context, started, (text) => view.tell(text));
  for (const text of await writerLines(app)) view.tell(text);
  await tellDemoModel(context, app, view.output);
  const interactive = io.stdin.isTerminal && output.isTerminal;
  if (!interactive && !stopping) {
    view.tell(message("recording.untilStopped"));
    if (started.consent === null) view.tell(message("recording.consentLater"));
  } else if (!stopping) {
    if (started.consent === null) view.tell(message("recording.consentMissing"));
    view.tell(message("recording.keys"));
  }

  const windowClosed = Promise.withResolvers<never>();
  windowClosed.promise.catch(() => {}); // most windows stay
  using _window = io.onWindowClosed(() => {
    if (over.signal.aborted) return;
    // It waits until this process has let go of the home.
    recordings.followApart(id);
    over.abort();
    windowClosed.reject(new WindowClosedError());
  });
  using _keys = interactive ? takeKeys() : undefined;

  const showing = show();
  const following = recordings.follow(id, {
    until: "provisional",
    signal: AbortSignal.any([stop.now, over.signal]),
    onProgress: follow,
    onOwner(owner) {
      if (owner) view.tell(message("recording.ownerWrites", { ...owner }));
    },
  });
  try {
    const [line] = await stop.during(Promise.race([Promise.all([following, showing]), windowClosed.promise]));
    progress[Symbol.dispose]();
    return await tellReport(context, { id, line, output });
  } catch (error) {
    over.abort();
    if (error instanceof WindowClosedError) {
      await following.catch(() => {});
      return EXIT.stopped;
    }
    if (!(error instanceof StoppedError)) {
      // Nothing may write the report of a home that this command has left.
      await following.catch(() => {});
      const glance = await recordings.glance(id);
      if (glance && glance.state !== "interrupted") view.tell(message("recording.goesOnAlone"));
      throw error;
    }
    view.end();
    tell(context, message("recording.leftForLater"), io.stderr);
    if (json) tellJson(context, { id, stopped: true });
    return EXIT.stopped;
  } finally {
    over.abort();
    await Promise.allSettled([showing, turn]);
  }

  /** Shows levels until the recording has ended. */
  async function show(): Promise<void> {
    const reviving = new Reviving(app, id);
    let seconds = 0;
    let refused = 0;
    for (let last: Glance | undefined; !over.signal.aborted;) {
      if (failure) throw failure.error;
      try {
        const glance = await recordings.glance(id);
        if (!glance) break;
        refused = 0;
        if (glance.state === "interrupted" && !stopping && await reviving.revive()) {
          view.tell(message("recording.restarted"));
          continue;
        }
        // It has begun: one of which nothing is known could not be looked at for a moment.
        if (glance.state !== "starting") last = glance;
      } catch (error) {
        if (!isFileSystemError(error)) throw error;
        if (++refused === REFUSALS_TOLD) view.tell(textOf(error));
      }
      if (last) {
        seconds = last.seconds;
        view.show(last);
      }
      await io.clock.sleep(SHOW_MS, { signal: over.signal }).catch(() => {});
    }
    if (over.signal.aborted) return;
    await turn;
    view.end();
    stopping = true;
    view.tell(message("recording.isStopped", { name, length: duration(seconds) }));
  }

  /** While recording, only what went wrong is worth a line; then everything is. */
  function follow(event: Progress): void {
    const others = !("session" in event) || event.session !== id;
    if (stopping || others) progress.onProgress(event);
    else if (event.kind === "failed") progress.onProgress(event);
  }

  function takeKeys(): Disposable {
    const keys = new Keys();
    const owner = io.environment.user ?? say(message("recording.consentByKey"), language);
    let notedAt = 0;
    const promptOf = (what: Typed, text: string) =>
      what === "note"
        ? message("recording.notePrompt", { time: clock(notedAt), text })
        : message("recording.consentPrompt", { by: owner, text });
    return io.stdin.onKey((key) => {
      const request = keys.press(key);
      switch (request?.kind) {
        case "pause":
          return ask(pauseOrGoOn);
        case "status":
          return ask(async () => {
            const live = await recordings.live(id);
            if (live) tellLive(live);
          });
        case "stop":
          return end();
        case "begun":
          return ask(async () => {
            if (request.what === "note") notedAt = (await recordings.now(id)).at;
            view.showTyped(promptOf(request.what, ""));
          });
        case "typed":
          return ask(() => Promise.resolve(view.showTyped(promptOf(request.what, request.text))));
        case "left":
          return ask(() => Promise.resolve(view.showTyped(undefined)));
        case "kept":
          return ask(async () => {
            view.showTyped(undefined);
            if (request.what === "note") await keepNote(request.text, notedAt);
            else await keepConsent(request.text === "" ? owner : request.text);
          });
      }
    });
  }

  async function pauseOrGoOn(): Promise<void> {
    const live = await recordings.live(id);
    if (live?.state === "paused" || live?.pauseAsked) {
      await recordings.resume(id);
      if (live.state !== "paused") view.tell(message("recording.pauseLeft"));
      return;
    }
    const { confirmed } = await recordings.pause(id);
    if (!confirmed) view.tell(message("recording.asked", { name }));
  }

  async function keepNote(text: string, at: number): Promise<void> {
    await recordings.note(text, { session: id, at });
    const time = clock(at);
    view.tell(
      text === "" ? message("recording.noted", { time }) : message("recording.notedText", { time, text }),
    );
  }

  async function keepConsent(by: string): Promise<void> {
    await recordings.consent(by, id);
    view.tell(message("recording.consentGiven", { by }));
  }

  function tellLive(live: LiveState): void {
    for (const text of recordingLines(started.session, live, language)) view.tell(text);
  }
}
