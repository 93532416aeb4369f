import { type Message, message } from "../../errors.ts";
import { type Language, say } from "../../texts/mod.ts";
import type { HomeNow } from "./home_now.ts";
import { cut } from "./cut.ts";
import type { TrayAction, TrayMenuItem, TrayState, TrayView } from "./tray_icon.ts";

/** Longest tooltip, and longest name in a line of the menu, in characters. */
const TOOLTIP = 127;
const NAME = 40;

/** What the icon shows of a home. */
export function trayView(now: HomeNow, language: Language): TrayView {
  const words = [say(message("tray.name"), language), ...saying(now).map((text) => say(text, language))];
  return {
    state: trayState(now),
    tooltip: cut(words.join(" · "), TOOLTIP),
    menu: menuOf(now, language),
    usual: usualOf(now),
  };
}

/**
 * While a recording is at work the colour speaks of it alone: amber when something is wrong with it. What went wrong
 * elsewhere waits until it is over, so that nobody takes a recording for none.
 */
export function trayState({ recording, interrupted, rejected, trouble }: HomeNow): TrayState {
  if (recording) {
    if (recording.state === "disk-full" || recording.notices.length > 0) return "attention";
    return recording.state === "paused" ? "paused" : "recording";
  }
  return trouble || interrupted.length > 0 || rejected.length > 0 ? "attention" : "ready";
}

/** What there is to say of a home, the most urgent first. */
export function saying(now: HomeNow): Message[] {
  const { recording, interrupted, pending, unseen, rejected, trouble } = now;
  const words: Message[] = [];
  if (recording) {
    const { name, state, seconds, notices } = recording;
    const { key } = message(`tray.now.${state}`, { time: "", name: "" });
    words.push({ key, values: { time: clockTime(seconds), name: cut(name, NAME) } }, ...notices);
  }
  if (trouble) words.push(trouble);
  for (const { name } of interrupted) words.push(message("tray.now.interrupted", { name: cut(name, NAME) }));
  if (rejected.length > 0) words.push(message("tray.now.rejected", { n: rejected.length }));
  if (unseen.length > 0) words.push(message("tray.now.unseen", { n: unseen.length }));
  if (pending > 0) words.push(message("tray.now.pending", { n: pending }));
  return words.length === 0 ? [message("tray.now.ready")] : words;
}

/** Seconds as the icon shows them: `0:12:31`. */
export function clockTime(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (part: number) => String(Math.floor(part)).padStart(2, "0");
  return `${Math.floor(whole / 3600)}:${two(whole % 3600 / 60)}:${two(whole % 60)}`;
}

function menuOf(now: HomeNow, language: Language): TrayView["menu"] {
  const { recording, lastReport, busy } = now;
  const item = (action: TrayAction, text: Message, enabled = true): TrayMenuItem => ({
    action,
    label: say(text, language),
    enabled,
  });
  const answers = busy === null && recording !== null && !recording.stopAsked;
  const isPaused = recording?.state === "paused" || recording?.pauseAsked === true;
  return [
    recording === null && busy === "start"
      ? item("start", message("tray.menu.starting"), false)
      : item("start", message("tray.menu.start"), recording === null && busy === null),
    isPaused
      ? item("resume", message("tray.menu.resume"), answers)
      : item("pause", message("tray.menu.pause"), answers && recording.state === "recording"),
    recording?.stopAsked || busy === "stop"
      ? item("stop", message("tray.menu.stopping"), false)
      : item("stop", message("tray.menu.stop"), answers && recording.state !== "starting"),
    "separator",
    lastReport
      ? item("open-report", message("tray.menu.report", { name: cut(lastReport.name, NAME) }))
      : item("open-report", message("tray.menu.noReport"), false),
    item("open-inbox", message("tray.menu.inbox")),
    item("status", message("tray.menu.status")),
    "separator",
    item("quit", recording ? message("tray.menu.quitRecording") : message("tray.menu.quit")),
  ];
}

/** What a double-click does: what the person most likely looks for. */
function usualOf({ recording, interrupted, rejected, trouble, unseen }: HomeNow): TrayAction {
  if (recording) return "status";
  if (unseen.length > 0) return "open-report";
  return trouble || interrupted.length > 0 || rejected.length > 0 ? "status" : "open-inbox";
}
