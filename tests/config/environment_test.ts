import assert from "node:assert/strict";
import {
  interpretEnvironment,
  keysIn,
  oneDriveFoldersIn,
  parseLanguage,
  placesIn,
  sessionBusIn,
} from "../../src/config/mod.ts";

const read = (variables: Record<string, string>, os = "linux", locale = "en-GB") =>
  interpretEnvironment({ variables, os, locale });

Deno.test("people are spoken to in French unless the system is clearly English", () => {
  const cases: [Record<string, string>, string, string, "fr" | "en"][] = [
    [{}, "linux", "en-GB", "fr"],
    [{ LANG: "C.UTF-8" }, "linux", "en-US", "fr"],
    [{ LANG: "en_GB.UTF-8" }, "linux", "fr-FR", "en"],
    [{ LANG: "fr_FR.UTF-8", LC_ALL: "en_US.UTF-8" }, "linux", "fr-FR", "en"],
    [{ LANGUAGE: "fr:en", LANG: "en_US.UTF-8" }, "linux", "en-US", "fr"],
    [{ LANG: "de_DE.UTF-8" }, "linux", "de-DE", "fr"],
    [{ GREFFIER_LANG: "EN", LANG: "fr_FR.UTF-8" }, "linux", "fr-FR", "en"],
    [{ GREFFIER_LANG: "  " }, "linux", "en-US", "fr"],
    [{}, "windows", "en-GB", "en"],
    [{}, "windows", "fr-FR", "fr"],
    [{}, "windows", "de-DE", "fr"],
    [{ greffier_lang: "fr" }, "windows", "en-GB", "fr"],
  ];
  for (const [variables, os, locale, language] of cases) {
    assert.equal(read(variables, os, locale).language, language, JSON.stringify([variables, os, locale]));
  }
});

Deno.test("a GREFFIER_LANG that is no language is a problem that names it", () => {
  assert.match(
    read({ GREFFIER_LANG: "klingon" }).problem?.message ?? "",
    /GREFFIER_LANG must be fr or en, not "klingon"/,
  );
});

Deno.test("settings are the variables named GREFFIER_ but for the home and the language; empty ones are not set", () => {
  const environment = read({
    GREFFIER_HOME: "/srv/greffier",
    GREFFIER_LANG: "fr",
    GREFFIER_TRANSCRIPTION_MODEL: "x",
    GREFFIER_OUTPUT_DIRECTORY: "",
    PATH: "/bin",
  });
  assert.equal(environment.home, "/srv/greffier");
  assert.deepEqual(environment.settings, { GREFFIER_TRANSCRIPTION_MODEL: "x" });
  assert.deepEqual(read({ Greffier_Audio_Sample_Rate: "16000" }, "windows").settings, {
    GREFFIER_AUDIO_SAMPLE_RATE: "16000",
  });
});

Deno.test("the person is known by the variable that the system has for it", () => {
  assert.equal(read({ USERNAME: "Claire" }, "windows").user, "Claire");
  assert.equal(read({ USER: "claire", LOGNAME: "other" }).user, "claire");
  assert.equal(read({ LOGNAME: "claire" }).user, "claire");
  assert.equal(read({ USER: " " }).user, undefined);
});

Deno.test("colours are for terminals, unless a variable refuses them or wants them everywhere", () => {
  const cases: [Record<string, string>, string][] = [
    [{}, "terminal"],
    [{ NO_COLOR: "1" }, "never"],
    [{ NO_COLOR: "0" }, "never"],
    [{ NO_COLOR: "" }, "terminal"],
    [{ TERM: "dumb" }, "never"],
    [{ TERM: "xterm-256color" }, "terminal"],
    [{ FORCE_COLOR: "1" }, "always"],
    [{ FORCE_COLOR: "" }, "terminal"],
    [{ FORCE_COLOR: "0" }, "never"],
    [{ FORCE_COLOR: "false" }, "never"],
    [{ FORCE_COLOR: "3", TERM: "dumb" }, "always"],
    [{ CLICOLOR_FORCE: "1" }, "always"],
    [{ CLICOLOR_FORCE: "0" }, "terminal"],
    [{ NO_COLOR: "1", FORCE_COLOR: "1", CLICOLOR_FORCE: "1" }, "never"],
  ];
  for (const [variables, colours] of cases) {
    assert.equal(read(variables).colours, colours, JSON.stringify(variables));
    assert.equal(read(variables, "windows").colours, colours, JSON.stringify(variables));
  }
  assert.equal(read({ TERM: "dumb" }).isDumb, true);
  assert.equal(read({ TERM: "xterm" }).isDumb, false);
});

Deno.test("parseLanguage() reads what people write and refuses the rest", () => {
  const cases: [string, string | undefined][] = [
    ["fr", "fr"],
    ["en_GB.UTF-8", "en"],
    ["FR-fr", "fr"],
    ["french", undefined],
    ["de", undefined],
    ["", undefined],
  ];
  for (const [written, language] of cases) assert.equal(parseLanguage(written), language, written);
});

Deno.test("keys are read from their own variables, without what is pasted around them; empty ones are not set", () => {
  assert.deepEqual(keysIn({ OPENAI_API_KEY: ' "sk-1"\n', ANTHROPIC_API_KEY: "  ", GREFFIER_KEY: "x" }), {
    openai: "sk-1",
  });
  assert.deepEqual(keysIn({ ANTHROPIC_API_KEY: "sk-ant-1" }), { anthropic: "sk-ant-1" });
  assert.deepEqual(keysIn({}), {});
});

Deno.test("a key is no part of the environment that is passed around", () => {
  const environment = read({ OPENAI_API_KEY: "sk-1", ANTHROPIC_API_KEY: "sk-2", GREFFIER_LANG: "fr" });
  assert.doesNotMatch(JSON.stringify(environment), /sk-/);
});

Deno.test("the person's folders are those that the system names, and a relative one is none", () => {
  const variables = {
    UserProfile: "C:\\Users\\Hélène",
    HOME: "/home/helene",
    TEMP: "Temp",
    SystemRoot: "C:\\WINDOWS",
    USERDOMAIN: "BUREAU",
    USERNAME: "Hélène",
    XDG_CONFIG_HOME: "/etc/xdg",
    XDG_DATA_HOME: "",
  };
  assert.deepEqual(placesIn({ variables, os: "windows" }), {
    home: "C:\\Users\\Hélène",
    system: "C:\\WINDOWS",
    account: "BUREAU\\Hélène",
  });
  assert.deepEqual(placesIn({ variables, os: "linux" }), { home: "/home/helene", config: "/etc/xdg" });
  assert.deepEqual(placesIn({ variables: {}, os: "linux" }), {});
});

Deno.test("the folders that OneDrive keeps in step are each named once, whatever the case of their variable", () => {
  const personal = "C:\\Users\\Zoé\\OneDrive", work = "C:\\Users\\Zoé\\OneDrive - Mairie";
  const variables = {
    OneDrive: work,
    ONEDRIVECOMMERCIAL: work,
    OneDriveConsumer: ` ${personal} `,
    Path: "x",
  };
  assert.deepEqual(oneDriveFoldersIn(variables), [work, personal]);
  assert.deepEqual(oneDriveFoldersIn({ OneDrive: " " }), []);
});

Deno.test("the bus of the session has a variable of its own, else it lies in the folder of the session", () => {
  const address = "unix:abstract=/tmp/dbus-1";
  assert.equal(
    sessionBusIn({ DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: "/run/user/1000" }),
    address,
  );
  assert.equal(sessionBusIn({ XDG_RUNTIME_DIR: "/run/user/1000" }), "unix:path=/run/user/1000/bus");
  assert.equal(sessionBusIn({ DBUS_SESSION_BUS_ADDRESS: " ", XDG_RUNTIME_DIR: "" }), undefined);
});
