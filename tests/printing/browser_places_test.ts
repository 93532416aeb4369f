import assert from "node:assert/strict";
import { browserPlaces } from "../../src/printing/browser_places.ts";
import { printArguments } from "../../src/printing/browser_printer.ts";
import { findBrowser } from "../../src/printing/mod.ts";
import { programFoldersIn } from "../../src/config/mod.ts";

Deno.test("Windows: registered places come first, Edge before Chrome, each place once", () => {
  const folders = programFoldersIn({
    os: "windows",
    variables: {
      ProgramFiles: "C:\\Program Files",
      "ProgramFiles(x86)": "C:\\Program Files (x86)",
      ProgramW6432: "C:\\Program Files",
      LocalAppData: "C:\\Users\\ada\\AppData\\Local",
      Path: `C:\\Windows;"D:\\Mes outils";.;outils`,
    },
  });
  assert.deepEqual(folders.path, ["C:\\Windows", "D:\\Mes outils"]);
  const edge = "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe";
  const places = browserPlaces({
    os: "windows",
    folders,
    registered: (program) => program === "msedge.exe" ? [edge] : [],
  });
  assert.equal(places[0], edge);
  assert.equal(places.filter((place) => place === edge).length, 1);
  assert.ok(places.includes("C:\\Users\\ada\\AppData\\Local\\Google\\Chrome\\Application\\chrome.exe"));
  assert.ok(
    places.findLastIndex((place) => place.includes("Edge")) < places.findIndex((p) => p.includes("Chrome")),
  );
});

Deno.test("macOS: the Applications of the machine and of the person; Linux: the folders of PATH that are whole", () => {
  const folders = programFoldersIn({ os: "linux", variables: { PATH: "/usr/local/bin:/usr/bin::bin:." } });
  const mac = browserPlaces({ os: "darwin", folders, home: "/Users/ada" });
  assert.deepEqual(mac.slice(0, 2), [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Users/ada/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ]);
  const linux = browserPlaces({ os: "linux", folders });
  assert.deepEqual(linux.slice(0, 2), [
    "/usr/local/bin/google-chrome-stable",
    "/usr/bin/google-chrome-stable",
  ]);
  assert.ok(linux.every((place) => place.startsWith("/usr/")));
});

Deno.test("the browser of the settings is taken or refused by name; without one the first that is a file", async () => {
  const here = Deno.execPath();
  assert.equal(await findBrowser(here), here);
  await assert.rejects(findBrowser("/nirgends/chrome"), /\/nirgends\/chrome/);
  assert.equal(await findBrowser("", ["/nirgends", import.meta.dirname!, here, "/usr/bin/env"]), here);
  assert.equal(await findBrowser("", ["/nirgends", `${here}/chrome`]), undefined);
});

Deno.test("the browser gets a profile of its own, no network, and leaves its sandbox to Linux's administrator alone", () => {
  const paths = { page: "/maison/réunion n° 1 #/report.html", pdf: "/s/report.pdf", profile: "/s/profile" };
  const user = printArguments({ ...paths, os: "linux", root: false });
  for (
    const argument of [
      "--user-data-dir=/s/profile",
      "--print-to-pdf=/s/report.pdf",
      "--disable-extensions",
      "--host-resolver-rules=MAP * ~NOTFOUND",
    ]
  ) assert.ok(user.includes(argument), argument);
  assert.equal(user.at(-1), "file:///maison/r%C3%A9union%20n%C2%B0%201%20%23/report.html");
  assert.ok(!user.includes("--no-sandbox"));
  assert.ok(!printArguments({ ...paths, os: "windows", root: true }).includes("--no-sandbox"));
  assert.ok(printArguments({ ...paths, os: "linux", root: true }).includes("--no-sandbox"));
});
