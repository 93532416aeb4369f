import type { AudioDevice } from "../audio_source.ts";

/** Where ALSA tells its cards and what each of their devices can do. */
export const ALSA_FILES = { cards: "/proc/asound/cards", pcm: "/proc/asound/pcm" } as const;

/**
 * The inputs of the sound cards. `cards` holds ` 0 [PCH            ]: HDA-Intel - HDA Intel PCH` for each, `pcm`
 * `00-00: ALC269VC Analog : ALC269VC Analog : playback 1 : capture 1` for each device of a card. The ids are those of
 * the plug-in that brings any rate to the one asked for.
 */
export function parseAlsaCards(cards: string, pcm: string): AudioDevice[] {
  const names = new Map(
    Array.from(cards.matchAll(/^ *(\d+) \[(\S+) *\]: (?:.*? - )?(.*)$/gm), ([, number, id, name]) => [
      Number(number),
      { id, name: name.trim() },
    ]),
  );
  return pcm.split("\n").flatMap((line) => {
    const found = /^(\d+)-(\d+): ([^:]*):/.exec(line);
    if (!found || !/: capture \d/.test(line)) return [];
    const [, card, number, kind] = found;
    const { id = `${Number(card)}`, name = "" } = names.get(Number(card)) ?? {};
    return [{
      id: `plughw:CARD=${id},DEV=${Number(number)}`,
      name: [name, kind.trim()].filter((part) => part !== "").join(", ") || id,
      flow: "input",
      roles: [],
      format: null,
    }];
  });
}
