import { dirname } from "node:path";
import { RefusedDelivery, targetFolder } from "../aftercare/mod.ts";
import type { Settings } from "../config/mod.ts";
import type { DeliveryProbe } from "../doctor/mod.ts";
import { isFileSystemError } from "../errors.ts";
import { isThisMachine } from "../llm/mod.ts";
import type { Store } from "../store/mod.ts";

/** What `doctor` is told of deliveries; nobody is called. */
export async function lookAtDeliveries(
  store: Store,
  { email, folder, webhook }: Settings["delivery"],
  secret: string | undefined,
): Promise<DeliveryProbe> {
  const path = folder.to.trim();
  return {
    recipients: email.to.length,
    ...(path === "" ? {} : { folder: await lookAtFolder(store, path) }),
    ...(webhook.url === "" ? {} : { webhook: lookAtWebhook(webhook, secret) }),
  };
}

async function lookAtFolder(
  { files, layout }: Store,
  to: string,
): Promise<NonNullable<DeliveryProbe["folder"]>> {
  try {
    const path = targetFolder(to, layout);
    try {
      const there = await files.stat(path) ?? await files.stat(dirname(path));
      return { path, state: there === undefined ? "away" : there.isFolder ? "ready" : "file" };
    } catch (error) {
      // A share that is away is an error of its own on Windows.
      if (!isFileSystemError(error)) throw error;
      return { path, state: "away" };
    }
  } catch (error) {
    if (!(error instanceof RefusedDelivery)) throw error;
    return { path: to, state: "own" };
  }
}

function lookAtWebhook(
  { url, content }: Settings["delivery"]["webhook"],
  secret: string | undefined,
): NonNullable<DeliveryProbe["webhook"]> {
  const { host, protocol } = new URL(url);
  const local = isThisMachine(url);
  return { host, content, local, unencrypted: protocol === "http:" && !local, signed: secret !== undefined };
}
