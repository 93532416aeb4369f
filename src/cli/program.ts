import {
  Command as Commander,
  type CommandUnknownOpts,
  type Help,
  Option,
} from "@commander-js/extra-typings";
import type { ApartCommand } from "../app.ts";
import type { SettingFlag } from "../config/mod.ts";
import { message, UsageError } from "../errors.ts";
import { type Language, say, type TextKey } from "../texts/mod.ts";
import { groupCommands, listedByGroup } from "./command_groups.ts";
import { type Command, EXIT } from "./context.ts";
import type { CliIo } from "./io.ts";
import type { CorrectFlags } from "./correct_request.ts";
import { settingOptions } from "./setting_options.ts";
import { unknownCommand } from "./usage_errors.ts";

/** Of Unicode's private area: stands in for a no-break space. */
const KEPT_SPACE = "\ue000";

/** What the arguments asked for. */
export interface Asked {
  readonly name: string;
  readonly run: Command;
  readonly home: string | undefined;
  readonly json: boolean;
  readonly verbose: boolean;
  /** Started by a process that waits to hear whether it is there. */
  readonly apart: boolean;
  readonly flags: readonly SettingFlag[];
}

/**
 * The command line as commander knows it; what it asks for is handed to `ask`. Each command's code loads when asked.
 */
export function buildProgram(io: CliIo, language: Language, ask: (asked: Asked) => void): CommandUnknownOpts {
  // Commander breaks lines at no-break spaces too: they wait as another character until the words are written.
  const text = (key: TextKey) => say({ key, values: {} }, language).replaceAll("\u00a0", KEPT_SPACE);
  const shown = (words: string) => words.replaceAll(KEPT_SPACE, "\u00a0");
  const flags: SettingFlag[] = [];
  let home: string | undefined;
  const width = io.stdout.columns;
  const headings = headingsIn(text);

  const program = new Commander("greffier")
    .description(text("cli.help.program"))
    .usage(text("cli.help.usage"))
    .version(io.program.version, "-V, --version", text("cli.help.version"))
    .helpOption("-h, --help", text("cli.help.help"))
    // That of the commands that no group names: `help` is one.
    .commandsGroup(text("cli.help.heading.program"))
    .helpCommand(text("cli.help.helpCommandUsage"), text("cli.help.helpCommand"))
    .addOption(
      new Option(text("cli.help.homeUsage"), text("cli.help.home")).argParser((value: string) =>
        home = value
      ),
    )
    .option("--lang <fr|en>", text("cli.help.lang"))
    .option("--json", text("cli.help.json"))
    .option("--verbose", text("cli.help.verbose"))
    .addOption(new Option("--apart").hideHelp())
    // Said by shortcuts: the window closes with the program.
    .addOption(new Option("--window").hideHelp())
    .argument("[command...]", "")
    .configureHelp(
      {
        showGlobalOptions: true,
        helpWidth: width,
        styleTitle: (title) => headings.get(title) ?? title,
        ...listedByGroup(text),
        // The argument is only there to name a word that is no command.
        visibleArguments: (command) => command.parent ? [...command.registeredArguments] : [],
      } satisfies Partial<Help>,
    )
    .configureOutput({
      writeOut: (words) => io.stdout.write(shown(words)),
      writeErr: (words) => io.stderr.write(shown(words)),
      outputError: () => {}, // told by the caller, in the reader's language
      getOutHelpWidth: () => width,
      getErrHelpWidth: () => width,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .showSuggestionAfterError(false)
    .exitOverride();

  const asks = (name: string, load: () => Promise<Command>) => {
    const { json = false, verbose = false, apart = false } = program.opts();
    ask({ name, home, json, verbose, apart, flags, run: async (context) => await (await load())(context) });
  };

  /** A command that starts itself apart when it is asked to. */
  const asksOrStarts = (name: ApartCommand, options: unknown, load: () => Promise<Command>) => {
    const { background = false } = options as { readonly background?: boolean };
    asks(
      name,
      background ? async () => (await import("./commands/in_background.ts")).inBackground(name) : load,
    );
  };

  /** An argument between nothing but quotes is as missing as none. */
  const needed = (value: unknown, usage: string): string => {
    const name = usage.replace(/[<>]/g, "");
    if (typeof value !== "string" || value.trim() === "") {
      throw new UsageError(message("cli.missingArgument", { name }));
    }
    return value;
  };

  /** `--device`, as often as wanted. */
  const devices = (help: TextKey) =>
    new Option(text("recording.help.deviceUsage"), text(help))
      .argParser((value: string, before: string[] | undefined) => [...(before ?? []), value]);

  /** An option that may be given as often as wanted. */
  const several = (usage: TextKey, help: TextKey) =>
    new Option(text(usage), text(help))
      .argParser((value: string, before: string[] | undefined) => [...(before ?? []), value]);

  const { kind, model, spoken, format, directory, any } = settingOptions(text, flags);

  program.action(([word]) => {
    if (word !== undefined) throw unknownCommand(word, program.commands.map((command) => command.name()));
    asks("watch", async () => (await import("./commands/watch.ts")).welcome);
  });
  program.command("init").description(text("cli.help.init"))
    .action(() => asks("init", async () => (await import("./commands/init.ts")).init));
  program.command("start").description(text("recording.help.start"))
    .option(text("recording.help.nameUsage"), text("recording.help.name"))
    .option("--only <system|microphone>", text("recording.help.only"))
    .addOption(devices("recording.help.device"))
    .option(text("recording.help.processUsage"), text("recording.help.process"))
    .option(text("recording.help.consentUsage"), text("recording.help.consent"))
    .option("--background", text("recording.help.background"))
    .option("--ask-name", text("recording.help.askName"))
    .addOption(kind()).addOption(model()).addOption(spoken()).addOption(format()).addOption(directory())
    .addOption(any())
    .action((options) => {
      // What sets a setting is no request of its own.
      const { device, name, only, process, consent, background, askName } = options as StartFlags;
      const asked = {
        name,
        only,
        process,
        consent,
        background,
        askName,
        ...(device ? { devices: device } : {}),
      };
      asks("start", async () => (await import("./commands/start.ts")).start(asked));
    });
  program.command("pause").description(text("recording.help.pause"))
    .option(text("recording.help.sessionUsage"), text("recording.help.session"))
    .action((options) => {
      const { session } = options as SessionFlag;
      asks("pause", async () => (await import("./commands/pause.ts")).pause(session));
    });
  program.command("resume").description(text("recording.help.resume"))
    .option(text("recording.help.sessionUsage"), text("recording.help.resumeSession"))
    .option("--background", text("recording.help.background"))
    .action((options) => {
      const asked = options as SessionFlag & { readonly background?: boolean };
      asks("resume", async () => (await import("./commands/resume.ts")).resume(asked));
    });
  program.command("stop").description(text("recording.help.stop"))
    .option("--wait [final]", text("recording.help.wait"))
    .option(text("recording.help.sessionUsage"), text("recording.help.session"))
    .action((options) => {
      const asked = options as SessionFlag & { readonly wait?: true | string };
      asks("stop", async () => (await import("./commands/stop.ts")).stop(asked));
    });
  program.command("note").description(text("recording.help.note"))
    .argument(text("recording.help.textUsage"), text("recording.help.text"))
    .option(text("recording.help.sessionUsage"), text("recording.help.session"))
    .action((written, options) => {
      const words = typeof written === "string" ? written : "";
      asks("note", async () => (await import("./commands/note.ts")).note(words, options as SessionFlag));
    });
  program.command("consent").description(text("recording.help.consentGiven"))
    .argument(text("recording.help.whoUsage"), text("recording.help.who"))
    .option(text("recording.help.sessionUsage"), text("recording.help.session"))
    .action((written, options) => {
      const by = needed(written, text("recording.help.whoUsage"));
      asks(
        "consent",
        async () => (await import("./commands/consent.ts")).consent(by, options as SessionFlag),
      );
    });
  program.command("devices").description(text("recording.help.devices"))
    .option("--test", text("recording.help.test")).addOption(devices("recording.help.testDevice"))
    .addOption(any())
    .action((options) => {
      const { device, test } = options as { readonly device?: readonly string[]; readonly test?: boolean };
      const asked = { test, names: device };
      asks("devices", async () => (await import("./commands/devices.ts")).devices(asked));
    });
  program.command("run").description(text("cli.help.run"))
    .addOption(kind()).addOption(model()).addOption(spoken()).addOption(format()).addOption(directory())
    .addOption(any())
    .option("--background", text("background.help.background"))
    .action((options) => asksOrStarts("run", options, async () => (await import("./commands/run.ts")).run));
  program.command("watch").description(text("cli.help.watch"))
    .addOption(kind()).addOption(model()).addOption(spoken()).addOption(format()).addOption(directory())
    .addOption(any())
    .option("--background", text("background.help.background"))
    .action((options) =>
      asksOrStarts("watch", options, async () => (await import("./commands/watch.ts")).watch)
    );
  program.command("quit").description(text("background.help.quit"))
    .action(() => asks("quit", async () => (await import("./commands/quit.ts")).quit));
  program.command("tray").description(text("tray.help"))
    .addOption(kind()).addOption(model()).addOption(spoken()).addOption(format()).addOption(directory())
    .addOption(any())
    .option("--background", text("tray.help.background"))
    .action((options) =>
      asksOrStarts("tray", options, async () => (await import("./commands/tray.ts")).tray)
    );
  program.command("status").description(text("cli.help.status"))
    .action(() => asks("status", async () => (await import("./commands/status.ts")).status));
  program.command("list").description(text("cli.help.list"))
    .action(() => asks("list", async () => (await import("./commands/list.ts")).list));
  program.command("redo").description(text("cli.help.redo"))
    .argument("<ID>", text("cli.help.redoId")).argument(
      text("cli.help.redoStageUsage"),
      text("cli.help.redoStage"),
    )
    .option(text("writer.help.modelUsage"), text("writer.help.model"))
    .option(text("writer.help.backendUsage"), text("writer.help.backend"))
    .option(text("template.help.optionUsage"), text("writer.help.template"))
    .action((written, stage, options) => {
      const id = needed(written, "<ID>");
      const asked = options as RedoFlags;
      asks("redo", async () => (await import("./commands/redo.ts")).redo(id, stage as string, asked));
    });
  program.command("correct").description(text("correct.help"))
    .argument("<ID>", text("correct.help.id"))
    .option(text("correct.help.titleUsage"), text("correct.help.title"))
    .addOption(several("correct.help.speakerUsage", "correct.help.speaker"))
    .addOption(several("correct.help.wordUsage", "correct.help.word"))
    .addOption(several("correct.help.nameUsage", "correct.help.name"))
    .option(text("correct.help.participantsUsage"), text("correct.help.participants"))
    .option(text("correct.help.actionUsage"), text("correct.help.action"))
    .option(text("correct.help.decisionUsage"), text("correct.help.decision"))
    .option(text("correct.help.addActionUsage"), text("correct.help.addAction"))
    .option(text("correct.help.passageUsage"), text("correct.help.passage"))
    .option(text("correct.help.ownerUsage"), text("correct.help.owner"))
    .option(text("correct.help.dueUsage"), text("correct.help.due"))
    .option(text("correct.help.textUsage"), text("correct.help.text"))
    .option("--dismiss", text("correct.help.dismiss"))
    .option(text("correct.help.atUsage"), text("correct.help.at"))
    .option(text("correct.help.removeUsage"), text("correct.help.remove"))
    .option("--undo", text("correct.help.undo"))
    .option("--list", text("correct.help.list"))
    .option("--run", text("correct.help.run"))
    .action((which, options) => {
      const id = needed(which, "<ID>");
      const asked = options as CorrectFlags;
      asks("correct", async () => (await import("./commands/correct.ts")).correct(id, asked));
    });
  program.command("ask").description(text("ask.help"))
    .argument("<ID>", text("ask.help.which"))
    .argument("<QUESTION...>", text("ask.help.question"))
    .addOption(any())
    .action((which, question) => {
      const meeting = needed(which, "<ID>");
      // Who leaves the quotation marks out is understood all the same.
      const asked = needed([question].flat().join(" "), "<QUESTION>");
      asks("ask", async () => (await import("./commands/ask.ts")).ask(meeting, asked));
    });
  program.command("search").description(text("search.help"))
    .argument(text("search.help.wordsUsage"), text("search.help.words"))
    .option(text("search.help.inUsage"), text("search.help.in"))
    .option(text("search.help.fromUsage"), text("search.help.from"))
    .option(text("search.help.toUsage"), text("search.help.to"))
    .option(text("search.help.limitUsage"), text("search.help.limit"))
    .action((written, options) => {
      const words = needed([written].flat().join(" "), text("search.help.wordsUsage"));
      const asked = options as Readonly<Record<string, string | undefined>>;
      asks("search", async () => (await import("./commands/search.ts")).search(words, asked));
    });
  program.command("export").description(text("export.help"))
    .argument("<ID>", text("export.help.which"))
    .option(text("export.help.toUsage"), text("export.help.to"))
    .option(text("export.help.formatsUsage"), text("export.help.formats"))
    .option("--with-audio", text("export.help.withAudio"))
    .option("--force", text("export.help.force"))
    .action((written, options) => {
      const which = needed(written, "<ID>");
      asks(
        "export",
        async () => (await import("./commands/export.ts")).exportMeetings(which, options as ExportFlags),
      );
    });
  program.command("stats").description(text("stats.help"))
    .option(text("search.help.fromUsage"), text("search.help.from"))
    .option(text("search.help.toUsage"), text("search.help.to"))
    .action((options) => {
      const days = options as Readonly<Record<string, string | undefined>>;
      asks("stats", async () => (await import("./commands/stats.ts")).stats(days));
    });
  program.command("verify").description(text("verify.help"))
    .argument("[ID]", text("verify.help.which"))
    .action((which) => {
      const named = which as string | undefined;
      asks("verify", async () => (await import("./commands/verify.ts")).verify(named));
    });
  program.command("retention").description(text("retention.help"))
    .option("--dry-run", text("retention.help.dryRun"))
    .action((options) => {
      const flags = options as { readonly dryRun?: boolean };
      asks("retention", async () => (await import("./commands/retention.ts")).retention(flags));
    });
  program.command("pack").description(text("pack.help"))
    .argument("<ID>", text("pack.help.which"))
    .option(text("pack.help.toUsage"), text("pack.help.to"))
    .option("--without-audio", text("pack.help.withoutAudio"))
    .action((written, options) => {
      const which = needed(written, "<ID>");
      const { to, withoutAudio = false } = options as {
        readonly to?: string;
        readonly withoutAudio?: boolean;
      };
      asks(
        "pack",
        async () => (await import("./commands/pack.ts")).pack(which, { to, audio: !withoutAudio }),
      );
    });
  program.command("add").description(text("add.help"))
    .argument(text("add.help.filesUsage"), text("add.help.files"))
    .option(text("add.help.nameUsage"), text("add.help.name"))
    .option(text("add.help.dateUsage"), text("add.help.date"))
    .option("--language <fr|en>", text("add.help.language"))
    .option(text("add.help.participantsUsage"), text("add.help.participants"))
    .option("--copy", text("add.help.copy"))
    .option("--link", text("add.help.link"))
    .option("--move", text("add.help.move"))
    .option("--run", text("add.help.run"))
    .action((written, options) => {
      const files = [written].flat().map((file) => needed(file, text("cli.help.fileUsage")));
      asks("add", async () => (await import("./commands/add.ts")).add(files, options as AddFlags));
    });
  program.command("deliver").description(text("delivery.help"))
    .argument("<ID>", text("delivery.help.id"))
    .option("--email", text("delivery.help.email"))
    .option("--folder", text("delivery.help.folder"))
    .option("--webhook", text("delivery.help.webhook"))
    .option("--run", text("delivery.help.run"))
    .action((written, options) => {
      const id = needed(written, "<ID>");
      asks("deliver", async () => (await import("./commands/deliver.ts")).deliver(id, options));
    });
  program.command("transcribe").description(text("cli.help.transcribe"))
    .argument(text("cli.help.fileUsage"), text("cli.help.file"))
    .addOption(model()).addOption(spoken()).addOption(any())
    .action((written) => {
      const file = needed(written, text("cli.help.fileUsage"));
      asks("transcribe", async () => (await import("./commands/transcribe.ts")).transcribe(file));
    });
  program.command("doctor").description(text("cli.help.doctor")).addOption(any())
    .action(() => asks("doctor", async () => (await import("./commands/doctor.ts")).doctor));
  program.command("install").description(text("install.help"))
    .option("--no-autostart", text("install.help.noAutostart"))
    .option("--no-desktop", text("install.help.noDesktop"))
    .option(text("install.help.nightlyUsage"), text("install.help.nightly"))
    .action((options) =>
      asks("install", async () => (await import("./commands/install.ts")).install(options as InstallFlags))
    );
  program.command("uninstall").description(text("uninstall.help"))
    .option("--yes", text("uninstall.help.yes"))
    .action((options) => {
      const { yes = false } = options as { readonly yes?: boolean };
      asks("uninstall", async () => (await import("./commands/install.ts")).uninstall({ yes }));
    });
  program.command("version").description(text("updates.help"))
    .option("--check", text("updates.help.check"))
    .action((options) => {
      const { check = false } = options as { readonly check?: boolean };
      asks("version", async () => (await import("./commands/version.ts")).version({ check }));
    });
  program.command("demo").description(text("cli.help.demo"))
    .action(() => asks("demo", async () => (await import("./commands/demo.ts")).demo));

  const models = program.command("model").description(text("cli.help.models")).usage(text("cli.help.usage"));
  models.command("add").description(text("cli.help.modelAdd"))
    .argument(text("cli.help.folderUsage"), text("cli.help.folder"))
    .option(text("cli.help.nameUsage"), text("cli.help.name")).option("--use", text("cli.help.use"))
    .action((written, options) => {
      const folder = needed(written, text("cli.help.folderUsage"));
      asks("model add", async () => (await import("./commands/model.ts")).modelAdd(folder, options));
    });
  models.command("list").description(text("cli.help.modelList"))
    .action(() => asks("model list", async () => (await import("./commands/model.ts")).modelList));

  const templates = program.command("template").description(text("template.help"))
    .usage(text("cli.help.usage"));
  templates.command("list").description(text("template.help.list"))
    .action(() => asks("template list", async () => (await import("./commands/template.ts")).templateList));
  templates.command("copy").description(text("template.help.copy"))
    .argument(text("template.help.kindUsage"), text("template.help.kind"))
    .option(text("template.help.nameUsage"), text("template.help.name"))
    .action((written, options) => {
      const kind = needed(written, text("template.help.kindUsage"));
      asks(
        "template copy",
        async () => (await import("./commands/template.ts")).templateCopy(kind, options as NameFlag),
      );
    });

  const schedules = program.command("schedule").description(text("schedule.help"))
    .usage(text("cli.help.usage"));
  schedules.command("add").description(text("schedule.help.add"))
    .argument(text("schedule.help.whatUsage"), text("schedule.help.what"))
    .option(text("schedule.help.atUsage"), text("schedule.help.at"))
    .option(text("schedule.help.daysUsage"), text("schedule.help.days"))
    .option(text("schedule.help.nameUsage"), text("schedule.help.name"))
    .option("--duration <MINUTES>", text("schedule.help.duration"))
    .option("--wake", text("schedule.help.wake"))
    .option("--dry-run", text("schedule.help.dryRun"))
    .addOption(any())
    .action((written, options) => {
      const what = needed(written, text("schedule.help.whatUsage"));
      const asked = options as ScheduleFlags;
      asks("schedule add", async () => (await import("./commands/schedule.ts")).scheduleAdd(what, asked));
    });
  schedules.command("list").description(text("schedule.help.list"))
    .action(() => asks("schedule list", async () => (await import("./commands/schedule.ts")).scheduleList));
  schedules.command("remove").description(text("schedule.help.remove"))
    .argument(text("schedule.help.taskUsage"), text("schedule.help.task"))
    .action((written) => {
      const name = needed(written, text("schedule.help.taskUsage"));
      asks("schedule remove", async () => (await import("./commands/schedule.ts")).scheduleRemove(name));
    });

  groupCommands(program, text);
  const parts = [...models.commands, ...templates.commands, ...schedules.commands];
  for (const command of [...program.commands, ...parts]) {
    command.helpOption("-h, --help", text("cli.help.help"));
    if (command.commands.length > 0) {
      command.helpCommand(text("cli.help.helpCommandUsage"), text("cli.help.helpCommand"));
    } else command.helpCommand(false);
  }
  // The engine's process is a child of the same program. A terminal sends Ctrl+C to both: the parent alone decides.
  program.command("__decode", { hidden: true }).action(() =>
    asks("__decode", () =>
      Promise.resolve(async () => {
        using _deaf = io.ignoreKeyboard();
        await io.runDecodeChild();
        return EXIT.well;
      }))
  );
  program.command("__engine", { hidden: true }).action(() =>
    asks("__engine", () =>
      Promise.resolve(async () => {
        using _deaf = io.ignoreKeyboard();
        await io.runEngineChild();
        return EXIT.well;
      }))
  );
  // These two are started apart by `start`, on the home and with the settings that it was given.
  program.command("__recorder", { hidden: true }).argument("<ID>").addOption(any())
    .action((id) => asks("__recorder", async () => (await import("./commands/apart.ts")).recorder(id)));
  program.command("__follow", { hidden: true }).argument("<ID>").addOption(any())
    .action((id) => asks("start", async () => (await import("./commands/apart.ts")).follow(id)));
  return program;
}

/** Options that name a session. */
interface SessionFlag {
  readonly session?: string;
}

/** Options of `add`, as commander gives them. */
interface AddFlags {
  readonly name?: string;
  readonly date?: string;
  readonly language?: string;
  readonly participants?: string;
  readonly copy?: boolean;
  readonly link?: boolean;
  readonly move?: boolean;
  readonly run?: boolean;
}

/** Options of `export`, as commander gives them. */
interface ExportFlags {
  readonly to?: string;
  readonly formats?: string;
  readonly withAudio?: boolean;
  readonly force?: boolean;
}

/** Options of `install`, as commander gives them. */
interface InstallFlags {
  readonly autostart: boolean;
  readonly desktop: boolean;
  readonly nightly?: true | string;
}

/** Options that name something to make. */
interface NameFlag {
  readonly name?: string;
}

/** Options of `schedule add`, as commander gives them. */
interface ScheduleFlags {
  readonly at?: string;
  readonly days?: string;
  readonly name?: string;
  readonly duration?: string;
  readonly wake?: boolean;
  readonly dryRun?: boolean;
}

/** Options of `redo`, as commander gives them. */
interface RedoFlags {
  readonly model?: string;
  readonly backend?: string;
  readonly template?: string;
}

/** Options of `start`, as commander gives them. */
interface StartFlags {
  readonly name?: string;
  readonly only?: string;
  readonly device?: readonly string[];
  readonly process?: string;
  readonly consent?: string;
  readonly background?: boolean;
  readonly askName?: boolean;
}

/** Commander's own headings, translated. */
function headingsIn(text: (key: TextKey) => string): ReadonlyMap<string, string> {
  return new Map([
    ["Usage:", text("cli.help.heading.usage")],
    ["Arguments:", text("cli.help.heading.arguments")],
    ["Options:", text("cli.help.heading.options")],
    ["Global Options:", text("cli.help.heading.globalOptions")],
    ["Commands:", text("cli.help.heading.commands")],
  ]);
}
