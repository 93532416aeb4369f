import type { Drained, SessionLine } from "../app.ts";
import { type Message, message } from "../errors.ts";
import { type Language, number, say } from "../texts/mod.ts";
import { jsonText } from "./context.ts";
import { duration, minute, table } from "./format.ts";
import { retainedJson, retainedLine } from "./retained_lines.ts";
import { stateText } from "./recording/levels_text.ts";

/** A session for programs. */
export function sessionJson({ id, name, title, startedAt, open, last, folder, live }: SessionLine): unknown {
  const titled = title === undefined ? {} : { title };
  return { id, name, startedAt, open, ...last, ...titled, folder, ...(live === undefined ? {} : { live }) };
}

/** A drain for programs. */
export function drainedJson(drained: Drained, language: Language): unknown {
  const named = ({ name, cause }: { readonly name: string; readonly cause: Message }) => ({
    name,
    cause: jsonText(cause, language),
  });
  return {
    published: drained.published.map(sessionJson),
    withFailures: drained.withFailures.map(sessionJson),
    rejected: drained.rejected.map(named),
    waiting: drained.waiting.map(named),
    ...(drained.delivered === undefined ? {} : { delivered: drained.delivered }),
    ...(drained.retained && { retained: retainedJson(drained.retained, language) }),
  };
}

/** Whether a drain ended with nothing failed, rejected or waiting. */
export function endedWell({ withFailures, rejected, waiting }: Drained): boolean {
  return withFailures.length === 0 && rejected.length === 0 && waiting.length === 0;
}

/** How {@linkcode drainedLines} speaks. */
export interface DrainedWords {
  readonly language: Language;
  /** Whether a cause stands in a line above already. @default nothing does */
  readonly hasTold?: (cause: Message) => boolean;
}

/** A drain in a few sentences: how much is ready, and what is not; and the recordings that have not ended. */
export function drainedLines(
  drained: Drained,
  recordings: readonly SessionLine[],
  { language, hasTold = () => false }: DrainedWords,
): Message[] {
  const { published, withFailures, rejected, waiting, delivered = 0, retained } = drained;
  const ready = new Set([...published, ...withFailures].map(({ id }) => id)).size;
  const goingOn = recordings.map(({ id, name, live }) =>
    message(live === "interrupted" ? "recording.interrupted" : "recording.underWay", { id, name })
  );
  if (ready + rejected.length + waiting.length + delivered === 0 && !retained) {
    return goingOn.length > 0 ? goingOn : [message("cli.nothingToDo")];
  }
  const lines: Message[] = [];
  if (ready > 0) lines.push(message("cli.ready", { n: ready }));
  for (const { id, name, last } of withFailures) {
    lines.push(message("cli.withFailures", { id, name, n: last.failures }));
  }
  if (delivered > 0) lines.push(message("delivery.made", { n: delivered }));
  if (retained) lines.push(retainedLine(retained, language));
  for (const session of [...published, ...withFailures]) lines.push(...noticeLines(session, language));
  if (rejected.length > 0) lines.push(message("cli.someRejected", { n: rejected.length }));
  for (const { name, cause } of waiting) {
    lines.push(
      hasTold(cause)
        ? message("cli.waitsAsTold", { name })
        : message("cli.waits", { name, cause: say(cause, language) }),
    );
  }
  return [...lines, ...goingOn];
}

/** What a reader of a meeting's report must know, a line each. */
export function noticeLines(
  { id, name, last }: Pick<SessionLine, "id" | "name" | "last">,
  language: Language,
): Message[] {
  // That the demo model knows few words is told once for all meetings, by the command.
  return last.notices.filter(({ key }) => key !== "model.demoOnly")
    .map((notice) => message("cli.notice", { id, name, notice: say(notice, language) }));
}

/** Sessions as a table: when, length, words, decisions, actions, state, id, name. */
export function sessionTable(sessions: readonly SessionLine[], language: Language): string {
  const words = (key: Message) => say(key, language);
  return table(
    [
      words(message("cli.column.when")),
      words(message("cli.column.length")),
      words(message("cli.column.words")),
      words(message("cli.column.decisions")),
      words(message("cli.column.actions")),
      words(message("cli.column.state")),
      words(message("cli.column.session")),
      words(message("cli.column.name")),
    ],
    sessions.map(({ id, name, title = name, startedAt, last, live }) => [
      minute(startedAt),
      last.seconds === null ? "–" : duration(last.seconds),
      number(last.words, language),
      number(last.decisions, language),
      number(last.actions, language),
      live === undefined ? stateName(last, language) : stateText(live, language),
      id,
      title,
    ]),
    { right: [1, 2, 3, 4] },
  );
}

function stateName({ state, failures, notices }: SessionLine["last"], language: Language): string {
  if (notices.some(({ key }) => key === "retention.reportGone")) {
    return say(message("retention.state"), language);
  }
  const name = say({ key: `cli.state.${state}`, values: {} }, language);
  return failures === 0 ? name : `${name} (${say(message("cli.failures", { n: failures }), language)})`;
}
