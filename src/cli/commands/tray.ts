import type { Desk } from "../../app.ts";
import { type Message, message } from "../../errors.ts";
import { type Command, EXIT, openDesk, tell } from "../context.ts";

/**
 * `greffier tray`: shows the icon near the clock, and sees that a `watch` runs. Where there is no place for an icon it
 * does the second alone.
 */
export const tray: Command = async (context) => {
  const { io, home, apart } = context;
  const desk = await openDesk(context);
  const ending = new AbortController();
  const stop = () => ending.abort();
  using _deaf = apart ? io.ignoreKeyboard() : undefined;
  using _listening = apart ? io.onEndRequest(stop) : io.onStopRequest(stop);
  let isShown = false;
  const end = await desk.run({
    signal: ending.signal,
    onThere(shown) {
      isShown = shown;
      tell(context, shown ? message("tray.shown", { home }) : message("tray.noPlace", { home }));
    },
  });
  const last: Record<typeof end, () => Message | Promise<Message>> = {
    called: () => alreadyThere(desk, home),
    quit: () => message("tray.quit"),
    stopped: () => message(isShown ? "tray.ended" : "tray.endedUnseen"),
  };
  tell(context, await last[end]());
  return EXIT.well;
};

/** Says that another process is the icon of the home, and where to find it. */
export async function alreadyThere(desk: Desk, home: string): Promise<Message> {
  return message(await desk.isHidden() ? "tray.alreadyUnseen" : "tray.already", { home });
}
