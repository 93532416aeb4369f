import { type CommandUnknownOpts, Help } from "@commander-js/extra-typings";
import type { TextKey } from "../texts/mod.ts";

/** The commands as the help lists them: by what a person wants to do, the everyday ones first. */
export const COMMAND_GROUPS: readonly (readonly [heading: TextKey, names: readonly string[]])[] = [
  ["cli.help.heading.recording", ["start", "pause", "resume", "stop", "note", "consent", "devices"]],
  ["cli.help.heading.files", ["add", "run", "watch", "status", "transcribe"]],
  ["cli.help.heading.meetings", ["list", "search", "ask", "correct", "redo", "stats"]],
  ["cli.help.heading.keeping", ["export", "deliver", "pack", "verify", "retention"]],
  ["cli.help.heading.home", ["init", "doctor", "model", "template", "schedule"]],
  ["cli.help.heading.program", ["install", "uninstall", "tray", "quit", "version", "demo", "help"]],
];

/** Puts the commands of `program` under the headings of their groups. */
export function groupCommands(program: CommandUnknownOpts, text: (key: TextKey) => string): void {
  for (const command of program.commands) {
    const group = COMMAND_GROUPS.find(([, names]) => names.includes(command.name()));
    if (group) command.helpGroup(text(group[0]));
  }
}

/** The list of the commands: by group, in the order above, each on as few lines as may be. */
export function listedByGroup(
  text: (key: TextKey) => string,
): Pick<Help, "groupItems" | "subcommandTerm"> {
  const usual = new Help();
  const order = new Map(COMMAND_GROUPS.map(([heading, names], i) => [text(heading), { i, names }]));
  return {
    groupItems: (_all, shown, headingOf) => {
      const place = (item: (typeof shown)[number]): readonly [number, number] => {
        const group = order.get(headingOf(item));
        return group ? [group.i, group.names.indexOf(item.name())] : [-1, 0];
      };
      const sorted = shown.toSorted((a, b) => place(a)[0] - place(b)[0] || place(a)[1] - place(b)[1]);
      return Map.groupBy(sorted, headingOf);
    },
    // Nearly all have options: to say so of each tells nothing and takes the room of what they do.
    subcommandTerm: (command) => usual.subcommandTerm(command).replace(" [options]", ""),
  };
}
