import type { App, PlannedDelivery } from "../../app.ts";
import { GreffierError, type Message, message } from "../../errors.ts";
import { type Command, EXIT, isHeld, openHome, tell, tellJson } from "../context.ts";
import { ownerSaid } from "../owner_said.ts";
import { resolveMeeting } from "../resolve_id.ts";

/** Options of `greffier deliver`. */
export interface DeliverFlags {
  readonly email?: boolean;
  readonly folder?: boolean;
  readonly webhook?: boolean;
  /** Whether to deliver at once, in the background, when nobody works on the home. */
  readonly run?: boolean;
}

/** `greffier deliver ID`: asks that a finished report be delivered, and says what will happen. */
export function deliver(written: string, { email, folder, webhook, run = false }: DeliverFlags): Command {
  return async (context) => {
    await using app = await openHome(context);
    const sessions = await app.list();
    if (sessions.length === 0) throw new GreffierError(message("cli.noSessions", { home: app.home }));
    const { id, name } = resolveMeeting(written, sessions);
    const planned = await app.deliver(id, [
      ...email ? ["email" as const] : [],
      ...folder ? ["folder" as const] : [],
      ...webhook ? ["webhook" as const] : [],
    ]);
    const { owner } = await app.status();
    const starts = owner === null && run;
    if (starts) await startRun(app);
    if (context.json) {
      tellJson(context, { id, deliveries: planned, owner, started: starts });
      return EXIT.well;
    }
    for (const one of planned) tell(context, sentence(one, name));
    tell(
      context,
      owner
        ? message("delivery.worksOn", { owner: ownerSaid(context, owner) })
        : message(starts ? "delivery.runs" : "delivery.needsRun"),
    );
    return EXIT.well;
  };
}

function sentence(planned: PlannedDelivery, name: string): Message {
  const { place } = planned;
  switch (planned.kind) {
    case "email":
      return message("delivery.will.email", { to: planned.to.join(", "), place });
    case "folder":
      return message("delivery.will.folder", { formats: planned.formats, place });
    case "webhook":
      return planned.content === "report"
        ? message("delivery.will.webhookReport", { name, place })
        : message("delivery.will.webhookNotice", { name, place });
  }
}

/** Somebody else may have begun meanwhile: that is as good. */
async function startRun(app: App): Promise<void> {
  try {
    await app.startApart("run");
  } catch (error) {
    if (!isHeld(error)) throw error;
  }
}
