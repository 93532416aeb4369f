import type { Action, Decision } from "../../model/mod.ts";
import type { Deed, Task, Utterance } from "./acts.ts";
import { readable } from "./cleaning.ts";
import type { Lexicon } from "./lexicon/mod.ts";
import { addressedIn, type CommonWords, introductions, thankedIn } from "./owners.ts";
import { overlap, termsOf } from "./terms.ts";

/** What was agreed in a block. `reversals`: things taken back that were not agreed in this block. */
export interface Agreed {
  readonly decisions: readonly Decision[];
  readonly actions: readonly Action[];
  readonly reversals: readonly Decision[];
}

/** Sentences a proposal or a request waits for its answer. */
const ANSWER_REACH = 4;
/** Sentences over which "je m'en occupe" finds its task. */
const POINT_REACH = 5;
/** Sentences after which words of thanks no longer name who spoke. */
const THANKS_REACH = 2;
/** Share of terms from which two items speak of one thing. */
const SAME = 0.6;
/** The same for decisions said one after the other. */
const SAME_NEAR = 0.5;
/** Sentences over which "scratch that" finds what it undoes. */
const UNDO_REACH = 12;

interface Proposal {
  readonly at: number;
  /** Sentences that prove it. */
  said: number[];
  asked: boolean;
  state: "proposed" | "decided" | "dropped" | "undone";
  about: string[];
}

interface Thread {
  at: number;
  said: number[];
  shown: number[];
  task: Task;
  owner: string | null;
  asked: string | null;
  due: { said: string; vague: boolean } | undefined;
  /** The speaker said "je": words of thanks may name them. */
  byMe: boolean;
  /** Holds although the request about it is not answered: it was needed before. */
  stands: boolean;
  state: "standing" | "vague" | "asked" | "offered" | "refused" | "undone";
}

/**
 * Follows a conversation sentence by sentence: proposals and requests wait for an answer, "je m'en occupe" takes the
 * task just talked about, and what is taken back is dropped with what hung on it.
 *
 * The owner of a task, by what was spoken: its grammatical subject; for a request, the person spoken to by name in it
 * or in the sentence before; for "je", the person that request was put to, else the one thanked by name right after,
 * else the name given on that channel of a call. Otherwise nobody: `null`.
 */
export function followConversation(
  utterances: readonly Utterance[],
  lexicon: Lexicon,
  common: CommonWords,
): Agreed {
  const follower = new Follower(utterances, lexicon, common);
  for (let i = 0; i < utterances.length; i++) follower.hear(i);
  return follower.agreed();
}

class Follower {
  readonly #proposals: Proposal[] = [];
  readonly #threads: Thread[] = [];
  readonly #reversals: Decision[] = [];
  readonly #names: ReadonlyMap<0 | 1, string>;

  constructor(
    readonly utterances: readonly Utterance[],
    readonly lexicon: Lexicon,
    readonly common: CommonWords,
  ) {
    this.#names = introductions(utterances.map(({ sentence }) => sentence), lexicon, common);
  }

  hear(i: number): void {
    const { deeds, sentence } = this.utterances[i]!;
    if (deeds.some(({ act }) => act === "undo")) this.#undoLatest(i);
    const refused = deeds.filter(({ act }) => act === "refuse");
    const takesBack = deeds.some(({ act }) => act === "undo");
    for (const deed of refused) if (!takesBack) this.#refuse(i, deed);
    const tasks = deeds.filter(({ task, act }) => task !== undefined && act !== "propose");
    const settles = deeds.find(({ act }) => act === "decide" || act === "settle");
    if (settles !== undefined && !this.#isDefer(i)) this.#decide(i, settles);
    else if (this.#isDefer(i) || this.lexicon.reject.test(sentence.folded)) this.#putOff(i);
    else if (this.#isAgreement(i)) this.#agree(i);
    else if (this.lexicon.objection.test(sentence.folded)) this.#object(i);
    if (settles === undefined && refused.length === 0 && !this.#isDefer(i)) {
      const proposal = deeds.find(({ act }) => act === "propose");
      if (proposal !== undefined && !(tasks.length > 0)) this.#propose(i);
    }
    if (settles === undefined && !this.#isDefer(i)) { for (const deed of tasks) this.#hearTask(i, deed); }
    if (tasks.length === 0) this.#answerTask(i);
    this.#hearThanks(i);
  }

  // Decisions

  #isDefer(i: number): boolean {
    return this.utterances[i]!.deeds.some(({ act }) => act === "defer");
  }

  #isAgreement(i: number): boolean {
    const { sentence } = this.utterances[i]!;
    return !sentence.question && this.lexicon.acceptProposal.test(sentence.folded) &&
      !this.lexicon.objection.test(sentence.folded) && !this.lexicon.dontKnow.test(sentence.folded);
  }

  #about(i: number): string[] {
    return termsOf(this.utterances[i]!.sentence.text, this.lexicon);
  }

  #waiting(i: number, reach = ANSWER_REACH): Proposal | undefined {
    const last = this.#proposals.at(-1);
    return last !== undefined && last.state === "proposed" && i - last.at <= reach ? last : undefined;
  }

  #propose(i: number): void {
    const { sentence } = this.utterances[i]!;
    this.#proposals.push({
      at: i,
      said: [i],
      asked: sentence.question,
      state: "proposed",
      about: this.#about(i),
    });
  }

  #decide(i: number, deed: Deed): void {
    const about = this.#about(i);
    const pending = this.#waiting(i, ANSWER_REACH + 2);
    const pointing = deed.act === "settle" && !this.#hasOtherContent(i, deed);
    if (pointing) {
      if (pending === undefined) return;
      pending.state = "decided";
      pending.said.push(i);
      return;
    }
    const before = this.#proposals.findLast((one) =>
      (one.state === "proposed" || one.state === "decided") && i - one.said.at(-1)! <= ANSWER_REACH &&
      overlap(one.about, about) >= SAME_NEAR
    );
    if (before !== undefined && about.length > 0) {
      before.state = "decided";
      before.said.push(i);
      before.about = [...new Set([...before.about, ...about])];
      return;
    }
    if (about.length === 0) {
      const asked = this.utterances[i - 1];
      if (pending !== undefined) [pending.state, pending.said] = ["decided", [...pending.said, i]];
      else if (asked?.sentence.question) {
        this.#proposals.push({
          at: i,
          said: [i - 1, i],
          asked: false,
          state: "decided",
          about: this.#about(i - 1),
        });
      }
      return;
    }
    this.#proposals.push({ at: i, said: [i], asked: false, state: "decided", about });
  }

  #hasOtherContent(i: number, deed: Deed): boolean {
    return this.utterances[i]!.clauses.some((clause) =>
      clause !== deed.clause && termsOf(clause.text, this.lexicon).length >= 1 &&
      !clause.polarity.has("conditional")
    );
  }

  #agree(i: number): void {
    const waiting = this.#waiting(i);
    if (waiting === undefined) return;
    const between = this.utterances.slice(waiting.at + 1, i);
    if (between.some(({ sentence }) => this.lexicon.objection.test(sentence.folded))) return;
    waiting.state = "decided";
    waiting.said.push(i);
  }

  #putOff(i: number): void {
    const waiting = this.#waiting(i);
    if (waiting !== undefined && waiting.asked) waiting.state = "dropped";
  }

  #object(i: number): void {
    const waiting = this.#waiting(i, 1);
    if (waiting !== undefined && waiting.asked) waiting.state = "dropped";
  }

  #refuse(i: number, deed: Deed): void {
    const about = termsOf(deed.clause.text, this.lexicon);
    if (about.length > 0 && this.#takeBack(i, about)) return;
    const { sentence, deeds } = this.utterances[i]!;
    const decidesToo = deeds.some(({ act }) => act === "decide" || act === "settle");
    const answers = /^(?:non|no)\b/.test(sentence.folded) &&
      this.utterances[i - 1]?.sentence.question === true;
    const language = this.lexicon.conjunction === "and";
    if (decidesToo || this.#isDefer(i) || (!answers && !language) || deed.clause.polarity.has("past")) return;
    if (deed.clause.polarity.has("conditional") || deed.clause.polarity.has("question")) return;
    const subject = about.length === 0 || answers ? [i - 1, i] : [i];
    this.#proposals.push({
      at: i,
      said: answers ? subject : [i],
      asked: false,
      state: "decided",
      about: subject.flatMap((one) => this.#about(one)),
    });
  }

  /** Drops what was agreed about these terms; what this block does not know is for the synthesis to find. */
  #takeBack(i: number, about: readonly string[]): boolean {
    let found = false;
    for (const one of this.#proposals) {
      if (one.state !== "decided" && one.state !== "proposed") continue;
      if (one.at < i && overlap(one.about, about) >= SAME) {
        found ||= one.state === "decided";
        one.state = "undone";
        this.#dropThreadsBetween(one.at, i, one.about);
      }
    }
    if (!found && about.length > 1) {
      const { sentence } = this.utterances[i]!;
      this.#reversals.push({
        text: readable(sentence.text, this.lexicon),
        at: sentence.at,
        segments: [...sentence.segments],
        about: [...new Set(about)],
      });
    }
    return found;
  }

  #undoLatest(i: number): void {
    const decision = this.#proposals.findLast((one) => one.state === "decided" || one.state === "proposed");
    const thread = this.#threads.findLast(({ state }) => state !== "undone" && state !== "refused");
    const decidedAt = decision === undefined ? -Infinity : Math.max(...decision.said);
    if (thread !== undefined && i - thread.at <= 2 && thread.at > decidedAt) {
      thread.state = "undone";
    } else if (decision !== undefined && i - decidedAt <= UNDO_REACH) {
      decision.state = "undone";
      this.#dropThreadsBetween(decision.at, i, decision.about);
    }
  }

  #dropThreadsBetween(from: number, to: number, about: readonly string[]): void {
    for (const thread of this.#threads) {
      if (thread.at < from || thread.at >= to) continue;
      if (thread.task.points || overlap(thread.task.terms, about) > 0) thread.state = "undone";
    }
  }

  // Tasks

  #hearTask(i: number, deed: Deed): void {
    const { sentence, due } = this.utterances[i]!;
    const task = deed.task!;
    const linked = this.#linked(i, deed);
    const addressed = addressedIn(sentence, this.lexicon, this.common) ??
      (deed.act === "request" ? this.#addressedBefore(i) : undefined);
    const decided = linked === undefined && task.points ? this.#justDecided(i) : undefined;
    if (linked === undefined && decided === undefined && task.verb === "" && task.points) return;
    const revived = linked?.state === "undone";
    const thread = linked ?? this.#open(i, task);
    if (decided !== undefined) {
      thread.said.unshift(decided);
      if (task.verb === "") thread.shown.unshift(decided);
    }
    if (revived) thread.due = undefined;
    if (linked !== undefined) {
      thread.said.push(i);
      if (!task.points || thread.task.what === "" || thread.shown.length === 0) {
        if (!task.points && thread.state !== "asked") [thread.task, thread.shown] = [task, [i]];
        else thread.shown.push(i);
      } else thread.shown.push(i);
    }
    if (due !== undefined && (thread.due === undefined || thread.due.vague || !due.vague)) thread.due = due;
    switch (deed.act) {
      case "share":
      case "assign":
        thread.owner = deed.owner ?? null;
        thread.state = "standing";
        thread.byMe = false;
        break;
      case "commit":
        thread.owner = thread.asked ?? this.#names.get(sentence.channel) ??
          (linked !== undefined && task.points ? thread.owner : null);
        thread.byMe = true;
        thread.state = "standing";
        break;
      case "offer":
        thread.byMe = true;
        if (thread.state === "asked") [thread.state, thread.owner] = ["standing", thread.asked];
        else if (thread.state !== "standing" || linked === undefined) thread.state = "offered";
        break;
      case "request":
        thread.asked = addressed ?? thread.asked;
        if (linked !== undefined && thread.state === "standing") thread.stands = true;
        thread.state = "asked";
        if (!sentence.question && addressed !== undefined) {
          [thread.state, thread.owner] = ["standing", addressed];
        }
        break;
      case "invite":
        thread.asked = deed.owner ?? null;
        thread.state = "asked";
        break;
      default:
        break;
    }
  }

  /** The sentence of a decision just made, which "je m'en occupe" can point at. */
  #justDecided(i: number): number | undefined {
    const last = this.#proposals.findLast(({ state }) => state === "decided");
    return last !== undefined && i - last.said.at(-1)! <= ANSWER_REACH ? last.said[0] : undefined;
  }

  #open(i: number, task: Task): Thread {
    const thread: Thread = {
      at: i,
      said: [i],
      shown: [i],
      task,
      owner: null,
      asked: null,
      due: undefined,
      byMe: false,
      stands: false,
      state: task.vague ? "vague" : "standing",
    };
    this.#threads.push(thread);
    return thread;
  }

  #linked(i: number, deed: Deed): Thread | undefined {
    const task = deed.task!;
    const recent = this.#threads.filter(({ said, state }) =>
      i - said.at(-1)! <= POINT_REACH && state !== "refused"
    );
    const same = recent.findLast(({ task: other }) =>
      (task.verb !== "" && other.verb === task.verb &&
        (task.points || other.points || overlap(task.terms, other.terms) > 0)) ||
      (task.terms.length > 0 && overlap(task.terms, other.terms) >= SAME)
    );
    if (same !== undefined) return same;
    const last = recent.at(-1);
    if (last === undefined || last.state === "undone") return undefined;
    if (task.points && task.verb === "") return last;
    const answers = deed.act === "commit" || deed.act === "offer";
    if (answers && last.state === "asked" && last.said.at(-1)! === i - 1) return last;
    return undefined;
  }

  #addressedBefore(i: number): string | undefined {
    for (let k = i - 1; k >= Math.max(0, i - 1); k--) {
      const name = addressedIn(this.utterances[k]!.sentence, this.lexicon, this.common);
      if (name !== undefined) return name;
    }
    return undefined;
  }

  /** A sentence without a task of its own: does it answer a request, give it a date, or refuse it? */
  #answerTask(i: number): void {
    const { sentence, due } = this.utterances[i]!;
    const thread = this.#threads.at(-1);
    if (thread === undefined || i - thread.said.at(-1)! > ANSWER_REACH - 1) return;
    const open = thread.state === "asked" || thread.state === "offered";
    const near = i - thread.said.at(-1)! <= 2;
    if (due !== undefined && near && (open || thread.due === undefined) && !this.#hasClaim(i)) {
      if (thread.due === undefined || thread.due.vague || !due.vague) thread.due = due;
      thread.said.push(i);
    }
    if (!open || sentence.question) return;
    if (this.lexicon.reject.test(sentence.folded)) thread.state = thread.stands ? "standing" : "refused";
    else if (
      this.lexicon.accept.test(sentence.folded.replace(/^(?:euh|ben|bon|ah|oh|well|um|uh)[ ,]+/, ""))
    ) {
      thread.owner = thread.asked ??
        (thread.state === "asked" ? this.#names.get(sentence.channel) ?? null : null);
      thread.byMe = thread.state === "offered";
      thread.state = "standing";
      thread.said.push(i);
      if (thread.shown.length === 1) thread.shown.push(i);
    }
  }

  /** Says something of its own beside a date: more than a few content words. */
  #hasClaim(i: number): boolean {
    return this.#about(i).length > 2;
  }

  #hearThanks(i: number): void {
    const { sentence } = this.utterances[i]!;
    const name = thankedIn(sentence, this.lexicon, this.common);
    if (name === undefined) return;
    const thread = this.#threads.findLast(({ state }) => state !== "undone" && state !== "refused");
    if (thread === undefined || !thread.byMe || thread.owner !== null) return;
    if (i - Math.max(...thread.said) <= THANKS_REACH) thread.owner = name;
  }

  // The result

  agreed(): Agreed {
    const decisions = this.#proposals.filter(({ state }) => state === "decided").map((one) =>
      this.#decision(one)
    );
    const actions = this.#threads.filter(({ state, stands }) =>
      state === "standing" || (state === "asked" && stands)
    ).map((one) => this.#action(one));
    return { decisions, actions, reversals: this.#reversals };
  }

  #decision({ said, about }: Proposal): Decision {
    return { ...this.#item(said, said), about: [...new Set(about)] };
  }

  #action(thread: Thread): Action {
    const { task, owner, due, said, shown } = thread;
    const item = this.#item(shown, said);
    const what = task.what === "" ? item.text : task.what[0]!.toLocaleUpperCase() + task.what.slice(1);
    const about = [...new Set(task.terms.length > 0 ? task.terms : termsOf(item.text, this.lexicon))];
    return { ...item, what, owner, due: due?.said ?? null, about };
  }

  /** The sentences that say it, as one text; all that prove it, as segments. */
  #item(shown: readonly number[], said: readonly number[]): { text: string; at: number; segments: string[] } {
    const sentences = [...new Set(shown)].sort((a, b) => a - b).map((i) => this.utterances[i]!.sentence);
    const all = [...new Set(said)].sort((a, b) => a - b).map((i) => this.utterances[i]!.sentence);
    return {
      text: sentences.map(({ text }) => readable(text, this.lexicon)).filter((text) => text !== "").join(
        " – ",
      ),
      at: all[0]!.at,
      segments: [...new Set(all.flatMap(({ segments }) => segments))],
    };
  }
}
