import type { SessionSnapshot } from "../store/mod.ts";

/**
 * Computes something of a snapshot once. A snapshot never changes, and a plan asks the same of it many times: without
 * this, planning a four-hour meeting would hash its whole text for every window.
 */
export function perSession<T>(compute: (session: SessionSnapshot) => T): (session: SessionSnapshot) => T {
  const known = new WeakMap<SessionSnapshot, { readonly value: T }>();
  return (session) => {
    const found = known.get(session) ?? { value: compute(session) };
    known.set(session, found);
    return found.value;
  };
}
