import assert from "node:assert/strict";
import { Settings } from "../../src/config/mod.ts";
import {
  type Action,
  type BlockSummary,
  type Channel,
  coverageOf,
  type Decision,
  type Findings,
  type Item,
  NO_BLOCK_FINDINGS,
  type Question,
  SAMPLE_RATE,
  type Segment,
  type SessionRecord,
  type SpokenLanguage,
  type TranscriptRecord,
  type WindowsRecord,
} from "../../src/model/mod.ts";
import type { ReportInput } from "../../src/report/mod.ts";
import appel from "../../demo/recordings/appel-support.reference.json" with { type: "json" };
import atlas from "../../demo/recordings/reunion-projet-atlas.reference.json" with { type: "json" };
import weekly from "../../demo/recordings/weekly-meeting-en.reference.json" with { type: "json" };

/** Something said: as the references of the demo recordings have it. Seconds of the session. */
export interface Said {
  readonly start: number;
  readonly end: number;
  readonly channel: number;
  readonly text: string;
}

/** What a made-up session is made of; everything has its default. */
export interface MeetingOptions {
  readonly name?: string;
  readonly file?: string;
  readonly language?: SpokenLanguage;
  /** Length in seconds. */
  readonly seconds?: number;
  readonly channels?: WindowsRecord["channels"];
  readonly said?: readonly Said[];
  readonly findings?: (segments: readonly Segment[]) => Partial<Findings>;
}

/** Length of the windows of a made-up session, in seconds. */
export const WINDOW_SECONDS = 30;

/** Records of a session, final and well, from what was said in it. */
export function meeting({
  name = "Point projet",
  file = "point-projet.wav",
  language = "fr",
  seconds = 120,
  channels = { kind: "mixed" },
  said = [],
  findings = () => ({}),
}: MeetingOptions = {}): ReportInput {
  const windows = windowsOf(file, seconds, channels);
  const transcripts = windows.windows.map((window): TranscriptRecord => {
    const inside = said.filter(({ start }) =>
      start * SAMPLE_RATE >= window.from && start * SAMPLE_RATE < window.to
    );
    return {
      schema: 1,
      inputs: {},
      window: window.id,
      segments: inside.map(({ start, end, channel, text }, index) => ({
        id: `${window.id}.${index}`,
        channel: channel as Channel,
        start,
        end,
        text,
      })),
      suppressed: [],
      silence: inside.length > 0
        ? []
        : [{ channel: 0, start: window.from / SAMPLE_RATE, end: window.to / SAMPLE_RATE }],
    };
  });
  const segments = transcripts.flatMap((transcript) => transcript.segments);
  const found: Findings = { ...NO_FINDINGS, ...findings(segments) };
  const { summary: _, highlights, ...inBlock } = found;
  const blocks: BlockSummary[] = [{
    schema: 1,
    inputs: {},
    block: 0,
    start: 0,
    end: seconds,
    by: "extractive",
    findings: {
      ...NO_BLOCK_FINDINGS,
      ...inBlock,
      sentences: highlights.map((item, index) => ({ ...item, score: 1 / (index + 1), terms: {} })),
    },
    dropped: 0,
  }];
  return {
    session: sessionOf(name, file, language),
    state: "final",
    language,
    windows,
    transcripts,
    blocks,
    synthesis: { schema: 1, inputs: {}, by: "extractive", findings: found },
    corrections: undefined,
    coverage: coverageOf(windows, transcripts, blocks),
    output: Settings.parse({}).output,
    notices: [],
    audioAddress: (name) => `audio/${name}`,
  };
}

/** `input` with other records, its coverage counted again. */
export function withRecords(input: ReportInput, changes: Partial<ReportInput>): ReportInput {
  const changed = { ...input, ...changes };
  return {
    ...changed,
    coverage: coverageOf(changed.windows, changed.transcripts, changed.blocks),
  };
}

/** The French meeting of the demo, with what a careful reader finds in it. */
export function atlasMeeting(): ReportInput {
  return meeting({
    name: "Réunion projet Atlas",
    file: "reunion-projet-atlas.wav",
    seconds: 98.6,
    said: atlas,
    findings: (segments) => {
      const { item, decision, action, question } = finders(segments);
      return {
        summary: [
          item("Le budget du projet Atlas est"),
          item("Nous avons un retard de livraison"),
          item("reporter la nouvelle version"),
          item("nous arrêtons le projet Boréal"),
        ],
        highlights: [
          item("Il nous faut trois semaines"),
          item("Les ventes ont augmenté"),
          item("un manque de personnel"),
        ],
        topics: [
          {
            title: "Budget du projet Atlas",
            at: 8.31,
            points: [item("quarante mille euros"), item("sur la maquette"), item("retard de livraison")],
          },
          {
            title: "Application mobile",
            at: 33,
            points: [item("travaille encore"), item("Hugo signale un bug")],
          },
          {
            title: "Recrutement",
            at: 63.36,
            points: [item("quinze pour cent"), item("manque de personnel")],
          },
        ],
        decisions: [
          decision("Nous validons le budget"),
          decision("reporter la nouvelle version"),
          decision("nous arrêtons le projet Boréal"),
          decision("Tout le monde est d'accord"),
        ],
        actions: [
          action("corriger la documentation pour", "Corriger la documentation", "Hugo", "jeudi"),
          action("Paul préparera", "Préparer la présentation", "Paul", "avant jeudi"),
          action("Nadia doit envoyer", "Envoyer le devis", "Nadia", "d'ici lundi prochain"),
          action(
            "Le service juridique doit",
            "Relire le contrat",
            "Le service juridique",
            "avant le douze décembre",
          ),
          action("Hugo se charge", "Mettre à jour le calendrier", "Hugo", null),
        ],
        questions: [
          question("Quel est le risque", false),
          question("Est-ce que l'équipe technique", true),
          question("Combien de temps", true),
        ],
        figures: [
          item("quarante mille euros"),
          item("vingt mille euros"),
          item("trois semaines"),
          item("quinze pour cent"),
          item("dix jours"),
        ],
      };
    },
  });
}

/** The support call of the demo: two channels kept apart. */
export function supportCall(): ReportInput {
  return meeting({
    name: "Appel support",
    file: "appel-support.wav",
    seconds: 45.4,
    channels: { kind: "apart" },
    said: appel,
    findings: (segments) => {
      const { item, action } = finders(segments);
      return {
        summary: [item("mon imprimante"), item("Je vous propose"), item("Un technicien")],
        actions: [action("Un technicien passera", "Passer", "Un technicien", "jeudi à neuf heures")],
        figures: [item("numéro de ticket")],
      };
    },
  });
}

/** The English meeting of the demo. */
export function weeklyMeeting(): ReportInput {
  return meeting({
    name: "Weekly meeting",
    file: "weekly-meeting-en.wav",
    language: "en",
    seconds: 50.4,
    said: weekly,
    findings: (segments) => {
      const { item, decision, action } = finders(segments);
      return {
        summary: [item("delivery delay"), item("postpone the new version"), item("we stop project Cobalt")],
        decisions: [decision("postpone the new version"), decision("we stop project Cobalt")],
        actions: [
          action("Emma will send", "Send the quote", "Emma", "before Thursday"),
          action("Oliver has to", "Review the contract", "Oliver", "by next Monday"),
        ],
        figures: [item("fifteen percent")],
      };
    },
  });
}

/** Makes findings out of what was said, found by some of its words. */
export function finders(segments: readonly Segment[]): {
  readonly item: (words: string) => Item;
  readonly decision: (words: string) => Decision;
  readonly action: (words: string, what: string, owner: string | null, due: string | null) => Action;
  readonly question: (words: string, answered: boolean) => Question;
} {
  const item = (words: string): Item => {
    const segment = segments.find(({ text }) => text.includes(words));
    assert.ok(segment, `nobody said "${words}"`);
    return { text: segment.text, at: segment.start, segments: [segment.id] };
  };
  return {
    item,
    decision: (words) => ({ ...item(words), about: [] }),
    action: (words, what, owner, due) => ({ ...item(words), what, owner, due, about: [] }),
    question: (words, answered) => ({ ...item(words), answered }),
  };
}

const NO_FINDINGS: Findings = {
  summary: [],
  highlights: [],
  topics: [],
  decisions: [],
  actions: [],
  questions: [],
  figures: [],
};

function sessionOf(name: string, file: string, language: SpokenLanguage): SessionRecord {
  const { audio, transcription, analysis, output } = Settings.parse({});
  return {
    schema: 1,
    id: "2026-11-23_1405_point-projet",
    name,
    origin: "dropped",
    startedAt: "2026-11-23T14:05:00",
    originals: [{ name: file, file: "source.wav", bytes: 1 }],
    consent: null,
    pinned: {
      settings: { audio, transcription, analysis, output },
      model: { name: "whisper-small", revision: "0", demo: false },
      prompts: {},
      vocabulary: "",
      interface: language,
    },
  };
}

function windowsOf(file: string, seconds: number, channels: WindowsRecord["channels"]): WindowsRecord {
  const end = Math.round(seconds * SAMPLE_RATE);
  const step = WINDOW_SECONDS * SAMPLE_RATE;
  const windows = Array.from({ length: Math.ceil(end / step) }, (_, index) => {
    const number = String(index).padStart(6, "0");
    return { id: `${number}-${number}`, from: index * step, to: Math.min(end, (index + 1) * step) };
  });
  return {
    schema: 1,
    inputs: {},
    sources: [{
      file: "source.wav",
      sha256: file,
      bytes: 1,
      modifiedMs: 0,
      format: { container: "RIFF", encoding: "pcm", bits: 16, channels: 1, rate: 16000 },
      truncated: false,
      from: 0,
      to: end,
      heard: { file: "source.wav", sha256: file, bytes: 1 },
    }],
    channels,
    chunks: windows.map(({ from, to }, number) => ({ number, from, to })),
    windows,
    notices: [],
  };
}
