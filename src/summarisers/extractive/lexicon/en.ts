import type { Cue, Lexicon } from "./lexicon.ts";
import { STOP_WORDS_EN } from "./stop_words_en.ts";
import { baseOfEnglish, STATES_EN, TASKS_EN } from "./verbs_en.ts";

const WHO = String.raw`^(?<who>(?:[a-z'.-]+ ){0,5}?[a-z.-]+)`;
const ADVERBS =
  "(?:(?:also|just|then|probably|definitely|really|please|actually|now|absolutely|go and|go ahead and|have to|need to) )*";
const TASK = "(?<task>[a-z-]+(?:[ '].*)?)$";
const DECIDE =
  "(?:keep|drop|stop|postpone|delay|cancel|move(?! on| to the next)|push|go(?:ing)? (?:with|for|ahead|live|back|down|up)|stick|stay|accept|approve|refuse|reject|choose|pick|use|switch|launch|merge|freeze|hire|put|add|remove|skip|leave|wait for|take (?:[a-z0-9-]+ ){1,2}(?:percent|%|off)|cut|raise|lower|double|close|open|ship|adopt|extend|buy|rent|outsource)";
const DECIDED = "(?:decided|agreed|chosen|chose|settled on|approved|voted|opted)";

const d = (source: string): RegExp => new RegExp(source, "d");

const DECISIONS: readonly Cue[] = [
  {
    act: "decide",
    pattern: d(
      `\\bwe(?:'ve| have)? (?:just |all |finally |therefore |also )?${DECIDED} (?:to|on|that|not|against|for|the|a)\\b`,
    ),
    despite: ["negation"],
  },
  {
    act: "decide",
    pattern: d(`\\b(?:the board|management|the committee|the council) (?:has |have )?${DECIDED}\\b`),
  },
  {
    act: "decide",
    pattern: d(
      `\\bwe(?:'ll| will|'re going to|'re gonna| are going to) (?:just |simply |all |therefore )?${DECIDE}\\b`,
    ),
  },
  {
    act: "decide",
    pattern: d(
      `\\bwe(?: just| therefore| now)? (?:keep|stop|postpone|cancel|drop|stay (?:on|with|at)|stick (?:to|with)|go (?:with|for|ahead)|approve|accept|refuse|reject|choose|freeze|launch)\\b`,
    ),
  },
  {
    act: "decide",
    pattern: d(
      `\\bwe(?:'re| are) (?:going (?:with|ahead|for)|keeping|dropping|cancelling|postponing|stopping|sticking|staying|switching|moving to|taking|using)\\b`,
    ),
  },
  {
    act: "decide",
    pattern: d(`\\b(?:it's|it is|that's) (?:settled|decided|agreed),? (?:that |then )?(?=\\S+ \\S+)`),
  },
  {
    act: "decide",
    pattern: d(
      `\\b(?:everyone|everybody|we all|all of us) (?:agrees?|agreed|is happy|are happy) (?:to|that|on|with)\\b`,
    ),
  },
  { act: "decide", pattern: d(String.raw`^(?:the )?decision ?: \S`) },
  {
    act: "decide",
    pattern: d(
      String.raw`\b(?:is|are) (?:now |hereby )?(?:approved|postponed|cancelled|canceled|rejected|adopted)\b`,
    ),
  },
  {
    act: "settle",
    pattern: d(String.raw`\bthe decision is made\b|\b(?:it's|that's|then it's) (?:settled|decided|agreed)$`),
  },
  {
    act: "settle",
    pattern: d(
      String.raw`\blet's (?:do|go with) (?:that|this|it)\b|\bwe'll (?:do|go with) (?:that|this|it)$`,
    ),
  },
  {
    act: "refuse",
    pattern: d(
      String
        .raw`\bwe(?:'re| are) not (?:going to )?(?!sure|there|ready|late|done|really|in\b|at\b|the\b|a\b|on\b|that\b|allowed|able|far)[a-z]+|\bwe (?:won't|will not) (?!know|see|be|have|decide|get|need|make|manage)[a-z]+`,
    ),
    despite: ["negation"],
  },
  {
    act: "propose",
    pattern: d(
      `\\blet's (?:just |all |then )?(?!move on|see|get started|dive|start|begin|talk|look|wait and|say|do that|do it|be|face|go with (?:that|it|this))[a-z]+`,
    ),
  },
  {
    act: "propose",
    pattern: d(
      String
        .raw`\b(?:i(?:'d)? (?:would )?(?:suggest|propose|recommend)|what i'd suggest is|how about|what about we|what if we|why don't we|shall we|should we|could we|we could|we might|are we (?:keeping|going)|tell you what)\b`,
    ),
    despite: ["question", "conditional", "negation"],
  },
];

const TASKS: readonly Cue[] = [
  { act: "share", pattern: d(`${WHO} (?:will )?(?:share|split) ${TASK}`), form: "noun" },
  {
    act: "assign",
    pattern: d(
      `${WHO}(?:'ll| will| has to| have to| must| needs to| need to| is going to| are going to|'s going to|'re going to| is to|'s gonna) ${ADVERBS}${TASK}`,
    ),
    form: "base",
  },
  {
    act: "assign",
    pattern: d(`${WHO} (?:is|'s|are) (?:in charge of|responsible for|taking care of|handling) (?<task>.+)$`),
    form: "gerund",
  },
  {
    act: "assign",
    pattern: d(`${WHO} (?:takes care of|takes over|is taking over|handles) ${TASK}`),
    form: "noun",
  },
  {
    act: "commit",
    pattern: d(
      String
        .raw`\b(?:will do|i will$|i'll (?:do (?:it|that|this)|take (?:it|that|this|care of (?:it|that|this))|handle (?:it|that|this)|get (?:it|that) done|see to (?:it|that)|have it ready)|leave (?:it|that) with me|i'm on it|on it$|i can take (?:it|that|this))\b`,
    ),
    anaphoric: true,
  },
  {
    act: "commit",
    pattern: d(
      `\\bi(?:'ll| will|'m going to| am going to|'m gonna| have to|'ve got to| need to| must) ${ADVERBS}${TASK}`,
    ),
    form: "base",
  },
  {
    act: "offer",
    pattern: d(`\\bi (?:can|could) ${ADVERBS}${TASK}`),
    form: "base",
    despite: ["conditional", "question"],
  },
  {
    act: "request",
    pattern: d(
      String
        .raw`\b(?:can|could|would|will) you (?:please )?(?:take (?:that|it|this)(?: one)?|do (?:that|it|this)|handle (?:that|it|this)|take care of (?:that|it|this))\b`,
    ),
    anaphoric: true,
    despite: ["question", "conditional"],
  },
  {
    act: "request",
    pattern: d(
      `\\b(?:can|could|would|will|would you be able to|are you able to) you (?:please )?${ADVERBS}${TASK}`,
    ),
    form: "base",
    despite: ["question", "conditional"],
  },
  {
    act: "request",
    pattern: d(`\\b(?:would|do) you mind (?<task>[a-z]+ing .+)$`),
    form: "gerund",
    despite: ["question", "conditional"],
  },
  {
    act: "request",
    pattern: d(`\\byou(?:'ll| will| need to| have to|'re going to) ${ADVERBS}${TASK}`),
    form: "base",
    despite: ["question"],
  },
  { act: "request", pattern: d(`^please ${TASK}`), form: "base" },
  {
    act: "invite",
    pattern: d(
      `^(?:can|could|will|would) (?<who>(?!you |we |i |it |they |he |she |that |this |anybody |anyone |everybody |everyone )(?:[a-z'.-]+ ){0,4}?[a-z.-]+) (?<task>(?:${
        [...TASKS_EN.base.keys()].join("|")
      })(?:[ '].*)?)$`,
    ),
    form: "base",
    closed: true,
    despite: ["question", "conditional"],
  },
  {
    act: "need",
    pattern: d(
      `\\b(?:we (?:need to|have to|must|'ve got to)|someone (?:should|needs to|has to|must)|somebody (?:should|needs to|has to|must)) ${ADVERBS}${TASK}`,
    ),
    form: "base",
    closed: true,
  },
  {
    act: "need",
    pattern: d(`\\bwe(?:'ll| will|'re going to| are going to) ${ADVERBS}${TASK}`),
    form: "base",
    closed: true,
  },
];

const TURNS: readonly Cue[] = [
  {
    act: "undo",
    pattern: d(
      String
        .raw`\b(?:scratch that|forget (?:it|that|about it)|strike that|never mind|on second thought|i take that back|cancel that|ignore that)\b`,
    ),
    despite: ["negation"],
  },
  {
    act: "defer",
    pattern: d(
      String
        .raw`\b(?:we'll see|let's see|we (?:won't|can't|don't have to) decide|nothing to decide|let me think|park (?:it|that)|come back to (?:it|that))\b`,
    ),
    despite: ["negation", "question", "conditional", "past"],
  },
];

const NUMBER = String
  .raw`(?:\d+(?:[.,]\d+)*|(?:(?:a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|and|point)[ -])*(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million))`;
const DAY = "(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?";
const MONTH = "(?:january|february|march|april|may|june|july|august|september|october|november|december)";
const HOUR = String.raw`(?:noon|midday|midnight|${NUMBER} ?o'clock|${NUMBER} ?(?:am|pm|a\.m\.|p\.m\.))`;
const ORDINAL =
  "(?:the )?(?:\\d{1,2}(?:st|nd|rd|th)|first|second|third|tenth|fifteenth|twentieth|(?:twenty|thirty)-[a-z]+th|[a-z]+teenth|[a-z]+ieth|fourth|fifth|sixth|seventh|eighth|ninth|eleventh|twelfth)";
const WHEN = String
  .raw`(?:(?:next |this |on )?${DAY}(?: (?:morning|afternoon|evening|night|lunchtime))?(?: at ${HOUR})?(?: at the latest)?|tomorrow(?: (?:morning|afternoon|evening|night))?|today|tonight|this (?:morning|afternoon|evening|week|month|quarter)|next (?:week|month|quarter|year|spring|summer)|(?:the )?(?:end|start|beginning|middle) of (?:the |this |next )?(?:day|week|month|quarter|year|${MONTH})|${MONTH} (?:the )?${NUMBER}(?:st|nd|rd|th)?|${ORDINAL}(?: of ${MONTH})|the (?:\d{1,2}(?:st|nd|rd|th)|first|tenth|fifteenth|twentieth)\b(?! [a-z]+)|${MONTH}|close of business|lunch(?:time)?|christmas)`;
const DEADLINE = String
  .raw`(?<!\b(?:since|of) )(?:\b(?:(?:by|before|until|on|for|from|at|no later than|not before) )?${WHEN}(?![a-z])|\b(?:by|before|at) (?:${HOUR}|${NUMBER})(?! percent|%| [a-z]+s\b)(?![a-z])|\b(?:in|within) (?:the next )?${NUMBER} (?:minutes?|hours?|days?|weeks?|months?)\b|\bas soon as possible|\basap|\bright away|\bright after (?:this|the meeting))`;
const UNIT = String
  .raw`(?:%|percent|per cent|dollars?|euros?|pounds?|cents?|million|k\b|days?|weeks?|months?|years?|hours?|people|points?|times)`;

/** English, as it is spoken in offices. */
export const english: Lexicon = {
  stopWords: STOP_WORDS_EN,
  endings: [
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ies",
    "ied",
    "ers",
    "er",
    "ed",
    "es",
    "ly",
    "s",
    "e",
  ],
  hesitations:
    /(?:,\s*)?\b(?:u+h+|u+m+|er+m*|hmm+|mm-?hmm+|you know|i mean|sort of|kind of|like(?= (?:a|an|the|\d|twenty|thirty|forty|eight|it)\b)|say(?=, (?:three|four|five|two|ten)))\b(?:\s*\.\.\.)?(?:\s*,(?=\s))?/g,
  openings:
    /^(?:(?:so|okay|ok|well|right|alright|yeah|yes|yep|no|and|but|oh|ah|now|then|anyway|great|good|perfect|sure|cool|thanks|actually|honestly|also|because|lovely|fine|hang on|tell you what|still|again|nice|plus|ugh|hm)(?:[,.!;:]+ *|\s+))(?=\S)/,
  questionOpening: /^(?!)/,
  clauseBreak:
    /[,;:.!?]\s+|\s+(?=(?:but|so|because|unless|otherwise|although|though|and (?:we|i|you|they|he|she|it|then|the|if))\b)/g,
  negation: /\b(?:not|never|no longer|nobody|cannot|nothing|neither)\b|n't\b/,
  notNegation: /\bwhy not\b|\bno problem\b|\bwhy don't we\b|\bif not\b|\bnot (?:bad|only)\b|\bnot before\b/g,
  condition:
    /^(?:and |but |so |even |or )*(?:if |unless |in case|suppose|supposing|provided|assuming|as long as|were we to|only if)|\bonly if\b|\bin case\b/,
  notCondition:
    /\bif (?:possible|you (?:want|like|can|don't mind)|that's (?:ok|okay|alright|fine)|need be)\b/g,
  conditionalMood:
    /\b(?:would|could|might|may|should|i guess|maybe|perhaps)\b|\b(?:i|we|you|they|he|she|it)'d\b/,
  hedge: /\bi guess\b|\bmaybe\b|\bperhaps\b|\bi don't know\b|\bnot sure\b/,
  past:
    /\b(?:last (?:week|month|year|time|quarter|meeting)|(?:[a-z]+ ){1,2}(?:days|weeks|months|years) ago|yesterday|back then|had (?:decided|agreed|planned|said|chosen|promised)|(?:was|were) (?:going to|supposed to|meant to|to)|(?:i'm|we're|is|are) supposed to|used to|originally|at first|we'd (?:decided|agreed|said|planned))\b/,
  openQuestion: /\b(?:what|which|how|why|when|where|who|whose)\b/,
  cues: [...DECISIONS, ...TASKS, ...TURNS],
  accept:
    /^(?:(?:yes|yeah|yep|sure|okay|ok|of course|no problem|will do|fine|absolutely|certainly|alright|perfect|sounds good|great|definitely|i will|i can|agreed|makes sense|happy to|right)\b)/,
  acceptProposal:
    /^(?:yes |yeah |okay |ok |right |well |oh |[, ])*(?:agreed|yes|yep|yeah|okay|ok|sounds good|sounds fair|that sounds|good idea|great idea|fine|i'm fine|i agree|let's do|let's go|works for me|makes sense|perfect|sure|deal|me too|great)\b/,
  reject:
    /^(?:oh |well |um |uh |hmm |[, ])*(?:no(?! (?:problem|worries))|nope|not really|i can't|i cannot|sorry|impossible|no way)\b/,
  objection: /\b(?:hang on|hold on|wait|i'd rather|but|not sure|i disagree|i wouldn't|that's a lot)\b/,
  dontKnow:
    /\b(?:(?:i|we) (?:don't|do not) (?:really )?know|no idea|not sure|we'll see|good question|have to check|hasn't said|let me think|it depends|depends on|not really|nobody knows|too early|haven't decided|can't say|why not|maybe|i guess)\b/,
  thanks: /\b(?:thanks|thank you|cheers)(?: a lot| so much)?,? (?<name>[a-z'-]+)/d,
  introduction:
    /\b(?:this is|it's|i'm|my name is) (?<name>[a-z'-]+)(?= (?:speaking|from|here|at|calling)\b)|^(?<name2>[a-z'-]+) (?:speaking|here)\b/d,
  vocatives: [
    /^(?:(?:okay|ok|so|well|right|and|oh|great|good|now|alright|thanks)[ ,.]+)*(?<name>[a-z'-]+), (?=(?:can|could|would|will|have|do|are|did|you|please|where|what)\b)/d,
    /, (?<name>[a-z'-]+) ?\?$/d,
    /,? (?<name>[a-z'-]+), (?=(?:can|could|would|will) you\b)/d,
  ],
  roles:
    /\b(?:teams?|department|office|agency|board|management|legal|finance|hr|it|marketing|sales|support|warehouse|client|customer|bank|lawyers?|lawyer|accountant|architect|assistant|intern|supplier|vendor|contractor|committee|group|technician|secretary|garage|council|staff|procurement|engineering|[a-z]{3,}(?:ician|gineer|signer|veloper|nager|rector|ultant|vider|inter|rier|ntant))\b/,
  notRoles:
    /\b(?:it is|corner|border|order|number|server|printer|folder|letter|paper|computer|pointer|counter|center|quarter)\b/,
  determiner: /^(?:the|our|a|an|your|their|my|his|her|this|that)\b/,
  titles: /^(?:mr|mrs|ms|dr|mr\.|mrs\.|ms\.|dr\.) /,
  conjunction: "and",
  thirdPerson: /^(?:he|she|they)$/,
  nobody:
    /^(?:someone|somebody|anyone|anybody|it|that|this|there|they|he|she|we|you|i|who|everything|nobody|something|things?|what|which)$/,
  deadline: new RegExp(DEADLINE, "g"),
  vagueDeadline: /as soon as possible|asap|right away/,
  figure: new RegExp(
    String
      .raw`(?<![a-z\d])(?:[$€£] ?\d+(?:[.,]\d+)*|${NUMBER} ?${UNIT}(?![a-z])|\d+(?:[.,]\d+)* (?!o'clock|am\b|pm\b)[a-z]{3,}s\b|${NUMBER}[ -](?:hundred|thousand|million)\b|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)(?:-[a-z]+)? [a-z]{3,}s\b)`,
  ),
  announcement:
    /\b(?:next (?:meeting|call|session) (?:is|will|takes)|takes place|will take place|deadline is|due date)\b/,
  highlight:
    /\b(?:delay|risk|problem|issue|bug|urgent|important|critical|mistake|incident|block|down|late|went up|went down|increase|decrease|drop)/,
  courtesy:
    /\b(?:can (?:everybody|everyone|you all|you) hear|how are you|how's the weather|shall we start|anything else|you know what|right)\b ?\?|\b(?:hear me|how's the weather|does that make sense|anyone object|anybody object|how does that sound|do you have the reference)\b|^(?:really|sorry|what|no|yes|right|and if not)\b[^a-z]*\?$/,
  agenda: new RegExp(
    String
      .raw`\b(?:the )?(?:first|second|third|fourth|fifth|next|last|final) (?:item|point|topic|thing)(?: on the agenda)?(?: is|,|:| concerns| would be) ?(?:uh,? |um,? )?(?<title>[^,.?!]+)|\b(?:moving on to|let's move on to|moving to|turning to|let's talk about|let's turn to|next up,?|next,|as for) (?:the, )?(?<title2>[^,.?!]+)|^(?:okay, |so, |right, )*(?<title3>the [a-z ]{3,30})\.$`,
    "d",
  ),
  states: STATES_EN,
  datedTasks: new Set("see come go look get give take bring visit meet start deliver talk arrive".split(" ")),
  tasks: TASKS_EN,
  baseOf: baseOfEnglish,
  notTask: /^(?:let you go|put you (?:on hold|through)|tell you what|ask you something)\b/,
  trailing:
    /[ ,]+(?:please|yeah|right|ok|okay|too|as well|then|for me|if you (?:want|like|can)|by the way|though)$/,
};
