import type { DeviceTest } from "../../app.ts";
import type { AudioDevice } from "../../capture/audio_source.ts";
import { type Message, message } from "../../errors.ts";
import { number, say } from "../../texts/mod.ts";
import {
  type Command,
  type Context,
  EXIT,
  jsonText,
  openApp,
  tell,
  tellDemoModel,
  tellJson,
} from "../context.ts";
import { table } from "../format.ts";
import { StopRequests } from "../stop_requests.ts";

/**
 * `greffier devices`: what can be heard; with `--test`, five seconds of each, or of those that are named. Ends with 1
 * when something cannot be.
 */
export function devices(
  { test = false, names = [] }: { readonly test?: boolean; readonly names?: readonly string[] },
): Command {
  return async (context) => {
    const { io, json } = context;
    await using app = await openApp(context);
    const { source, devices } = await app.recordings.devices();
    if (devices.length === 0) tell(context, message("recording.devices.none"), json ? io.stderr : io.stdout);
    if (!test) {
      if (json) tellJson(context, { source, devices });
      else if (devices.length > 0) io.stdout.write(deviceTable(devices, context));
      return devices.length > 0 ? EXIT.well : EXIT.trouble;
    }
    const output = json ? io.stderr : io.stdout;
    if (names.length === 0 && devices.length > 0) {
      tell(context, message("recording.test.begin", { n: devices.length }), output);
    }
    using stop = new StopRequests(io, { first: "now", tell: (text) => tell(context, text, io.stderr) });
    const tests = await stop.during(app.recordings.testDevices({
      devices: names,
      signal: stop.now,
      onBegin: ({ name }) => tell(context, message("recording.test.listening", { device: name }), io.stderr),
      onTested: (tested) => tell(context, testLine(tested, context), output),
    }));
    if (json) {
      tellJson(context, {
        source,
        devices: tests.map(({ problem, ...tested }) => ({
          ...tested,
          problem: problem && jsonText(problem, context.language),
        })),
      });
    }
    if (tests.some(({ text }) => text !== "")) await tellDemoModel(context, app, io.stderr);
    return tests.length > 0 && tests.every(({ problem }) => problem === null) ? EXIT.well : EXIT.trouble;
  };
}

function deviceTable(devices: readonly AudioDevice[], { language }: Context): string {
  const words = (text: Message) => say(text, language);
  return table(
    [
      message("recording.devices.flow"),
      message("recording.devices.name"),
      message("recording.devices.roles"),
      message("recording.devices.format"),
      message("recording.devices.id"),
    ].map(words),
    devices.map(({ id, name, flow, roles, format }) => [
      words({ key: `recording.devices.${flow}`, values: {} }),
      name,
      roles.map((role) => words({ key: `recording.devices.${role}`, values: {} })).join(", ") || "–",
      format
        ? [
          `${number(format.rate, language)} Hz`,
          words(message("recording.devices.channels", { n: format.channels })),
          `${format.bits} bits${format.encoding === "float" ? " float" : ""}`,
        ].join(", ")
        : "–",
      id,
    ]),
  );
}

function testLine({ device, rms, peak, text, problem }: DeviceTest, { language }: Context): Message {
  const { name } = device;
  if (problem) return message("recording.test.problem", { device: name, problem: say(problem, language) });
  if (rms === null || peak === null) return message("recording.test.idle", { device: name });
  return message("recording.test.level", {
    device: name,
    rms: number(rms, language),
    peak: number(peak, language),
    text: say(
      text === "" ? message("recording.test.notHeard") : message("recording.test.heard", { text }),
      language,
    ),
  });
}
