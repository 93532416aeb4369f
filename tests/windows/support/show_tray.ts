/**
 * A program for Windows that shows the icon and hears of the session. It takes a view or a notice a line from standard input,
 * as JSON, and writes what happens a line to standard output; it ends with its input. Argument: the first view.
 */
import type { TrayNotice, TrayView } from "../../../src/desktop/tray/tray_icon.ts";
import { openWindowsTray } from "../../../src/desktop/tray/windows/mod.ts";
import { hearSession } from "../../../src/windows/mod.ts";

/** What this program can be told. */
export type TrayCommand = { readonly show: TrayView } | { readonly notify: TrayNotice };

const tell = (event: string) => console.log(event);

async function turns(count: number): Promise<void> {
  for (; count > 0; count--) await new Promise((resolve) => setTimeout(resolve, 5));
}

const tray = await openWindowsTray({
  view: JSON.parse(Deno.args[0]),
  hotkeys: { start: "ctrl+alt+r", pause: "ctrl+alt+p", stop: "ctrl+alt+é" },
  onAction: (action) => tell(`action ${action}`),
  onSessionEnd: () => tell("icon: session ends"),
  onHotkeyRefused: (name, keys) => tell(`refused ${name} ${keys}`),
});
const session = hearSession({
  async onEnd() {
    // As what closes a file: turns of the event loop.
    await turns(2);
    tell("ending");
    await turns(50);
    tell("ended");
  },
  onStay: () => tell("stays"),
  onSuspend: () => tell("suspend"),
  onResume: () => tell("resume"),
  onClose: () => tell("close"),
}, { reason: "greffier termine l’enregistrement", onError: (error) => console.error(error) });
tell(tray ? "shown" : "no taskbar");

let rest = "";
for await (const text of Deno.stdin.readable.pipeThrough(new TextDecoderStream())) {
  const lines = (rest + text).split("\n");
  rest = lines.pop()!;
  for (const line of lines) {
    const command = JSON.parse(line) as TrayCommand;
    if ("show" in command) tray?.show(command.show);
    else tray?.notify(command.notify);
    tell("done");
  }
}
await tray?.[Symbol.asyncDispose]();
session[Symbol.dispose]();
tell("gone");
