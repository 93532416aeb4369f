import type { Clock } from "../../clock.ts";
import { message, WaitingError } from "../../errors.ts";
import { sealedReport } from "../../jobs/mod.ts";
import { reportData, viewModel } from "../../report/mod.ts";
import type { SealedMeeting, Store } from "../../store/mod.ts";
import { type Delivery, RefusedDelivery } from "./delivery_task.ts";
import type { DeliverySettings } from "./files.ts";
import { type Answer, post } from "./post.ts";
import { signatureOf } from "./signature.ts";

/** What calling a web server takes. */
export interface WebhookParts {
  readonly settings: () => DeliverySettings["webhook"];
  /** What calls are signed with; undefined: they are not. Never logged, never shown. */
  readonly secret: () => string | undefined;
  /** Name and version of the program. */
  readonly program: string;
}

/** A server that asks for more patience than this is asked again all the same, in milliseconds. */
const LONGEST_RETRY_AFTER_MS = 24 * 3_600_000;

/** Statuses of servers that may take the same call later (RFC 9110; 425: RFC 8470; 429: RFC 6585). */
const LATER: ReadonlySet<number> = new Set([408, 425, 429]);

/** The name under which a server knows that it got the same report before: one for each sealing of each meeting. */
export function idempotencyKey({ id, sealed: { sealedAt } }: SealedMeeting): string {
  return encodeURIComponent(`${id}@${sealedAt}`);
}

/** A call of a web server, with what the settings let it know. */
export function webhookDelivery({ settings, secret, program }: WebhookParts): Delivery {
  /** What a server asked not to be called before, by meeting. A program that starts anew has forgotten it, which is soon enough. */
  const heldBack = new Map<string, { readonly until: number; readonly why: WaitingError }>();
  return {
    kind: "webhook",
    async deliver(meeting, { store, clock, signal }) {
      const { url: written, content } = settings();
      if (written === "") throw new RefusedDelivery(message("delivery.off.webhook"));
      const { until = 0, why } = heldBack.get(meeting.id) ?? {};
      const left = until - clock.now();
      // Of a clock that was set back nobody waits longer than the longest wait.
      if (why && left > 0 && left <= LONGEST_RETRY_AFTER_MS) throw why;
      heldBack.delete(meeting.id);
      const { url, authorization } = addressOf(written);
      const body = new TextEncoder().encode(JSON.stringify(await payload(store, meeting, content)));
      const key = idempotencyKey(meeting);
      const signed = signature(secret(), clock, body);
      const answer = await post({
        url,
        body,
        headers: {
          "Content-Type": "application/json; charset=utf-8",
          "User-Agent": program.replace(" ", "/"),
          "Idempotency-Key": key,
          "X-Greffier-Event": EVENT,
          ...authorization,
          ...signed,
        },
        clock,
        signal,
      });
      if (answer.status < 200 || answer.status > 299) refuse(answer, url.host, meeting.id, clock.now());
      return {
        to: url.origin,
        sent: {
          content,
          bytes: body.length,
          status: answer.status,
          idempotencyKey: key,
          signed: "X-Greffier-Signature" in signed,
        },
      };
    },
  };

  /** Throws what an answer means that is no success. */
  function refuse(
    { status, words, elsewhere, retryAfterMs }: Answer,
    host: string,
    id: string,
    now: number,
  ): never {
    if (status >= 300 && status < 400) {
      throw new RefusedDelivery(message("delivery.redirected", { host, found: elsewhere ?? String(status) }));
    }
    const found = words === "" ? String(status) : `${status} ${words}`;
    if (status >= 500 || LATER.has(status)) {
      const why = new WaitingError(message("delivery.serverBusy", { host, found }));
      const wait = Math.min(retryAfterMs ?? 0, LONGEST_RETRY_AFTER_MS);
      if (wait > 0) heldBack.set(id, { until: now + wait, why });
      throw why;
    }
    throw new RefusedDelivery(message("delivery.serverRefused", { host, found }));
  }
}

const EVENT = "report.final";

/** What is sent: `docs/webhook.md`. */
async function payload(
  store: Store,
  meeting: SealedMeeting,
  content: DeliverySettings["webhook"]["content"],
): Promise<unknown> {
  const { id, session, sealed: { sealedAt } } = meeting;
  const { language, seconds, words, decisions, actions, failures } = session.last;
  const input = await sealedReport(store, meeting);
  const view = viewModel(input);
  return {
    schema: 1,
    event: EVENT,
    content,
    id,
    title: view.title,
    startedAt: session.startedAt,
    sealedAt,
    ...{ language, seconds, words, decisions, actions, failures },
    ...(content === "report" ? { report: reportData(input, view) } : {}),
  };
}

/** The address without the name and the password that it may hold: no request takes them there. */
function addressOf(written: string): { readonly url: URL; readonly authorization: Record<string, string> } {
  const url = new URL(written);
  const { username, password } = url;
  if (username === "" && password === "") return { url, authorization: {} };
  [url.username, url.password] = ["", ""];
  const pair = new TextEncoder().encode(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`);
  return { url, authorization: { Authorization: `Basic ${btoa(String.fromCharCode(...pair))}` } };
}

function signature(secret: string | undefined, clock: Clock, body: Uint8Array): Record<string, string> {
  const timestamp = Math.floor(clock.now() / 1000);
  return {
    "X-Greffier-Timestamp": String(timestamp),
    ...(secret === undefined ? {} : { "X-Greffier-Signature": signatureOf(secret, timestamp, body) }),
  };
}
