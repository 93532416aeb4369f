import { fold } from "../folding.ts";
import type { VerbForm } from "./lexicon.ts";

const VERBS =
  `add address adjust analyse analyze announce answer archive arrange ask assess assign attach audit back book brief
build buy calculate call cancel change chase check circulate clarify clean collect compare compile complete configure
confirm contact coordinate copy correct create debug define deliver deploy design develop distribute document download
draft drop edit email evaluate export file fill finalise finalize find finish fix follow forward gather get
handle hire identify implement import improve inform inspect install interview investigate invite invoice issue label
list log mail measure merge message migrate monitor negotiate notify order organise organize pay phone pick plan post
prepare present print process produce propose provide publish pull purchase push put read rebook recruit redo refund
register release remind remove rename renew reorganise repair replace reply report request reschedule research reserve
resend reset resolve respond restart restore return review revise rewrite ring run scan schedule search secure sell send set
share ship sign simplify sort speak submit summarise summarize support survey sync talk tell test tidy track train
transfer translate update upgrade upload validate verify visit warn wrap write`.split(/\s+/);

const base = new Map(VERBS.map((verb) => [verb, verb]));
const gerund = new Map(VERBS.map((verb) => [gerundOf(verb), verb]));
gerund.set("giving", "give").set("taking", "take").set("having", "have").set("making", "make").set(
  "doing",
  "do",
);

function gerundOf(verb: string): string {
  if (/[^e]e$/.test(verb)) return `${verb.slice(0, -1)}ing`;
  if (/^(?:get|put|set|run|chat|plan|drop|log|ship|wrap|debug)$/.test(verb)) {
    return `${verb}${verb.at(-1)}ing`;
  }
  return `${verb}ing`;
}

/** Forms of the verbs of tasks to their base form. */
export const TASKS_EN: Readonly<Record<VerbForm, ReadonlyMap<string, string>>> = {
  base,
  gerund,
  future: new Map(),
  present: new Map(),
  subjunctive: new Map(),
  noun: new Map(),
  either: new Map(),
};

/** Verbs that say no task: states, motion, thought, what happens by itself. */
export const STATES_EN: ReadonlySet<string> = new Set(
  `be have go see say think know need want like love hate look start begin try come happen seem stay wait mean guess hope
  believe understand remember forget agree decide show cost last fail work happen become feel lose win stop keep let get give
  take move continue leave hear listen sit stand depend matter sound appear hang never not always still only bring
  pull meet eat drink sleep laugh admit grow rise fall shrink expire end double receive`.split(/\s+/),
);

/** The base form of a written English verb in `form`. */
export function baseOfEnglish(written: string, form: VerbForm): string | undefined {
  const word = fold(written);
  if (form === "base") return /^[a-z][a-z-]+$/.test(word) ? word : undefined;
  if (form !== "gerund") return undefined;
  return gerund.get(word) ?? (word.endsWith("ing") ? word.slice(0, -3) : undefined);
}
