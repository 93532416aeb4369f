import { createClient, type MessageBus } from "dbus-native";

/** Longest wait for an answer of another program, in milliseconds. */
const ANSWER_MS = 5000;

/** Where a method lies. */
export interface Place {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
}

/** Values and their types, as D-Bus writes them: https://dbus.freedesktop.org/doc/dbus-specification.html */
export interface Arguments {
  readonly signature: string;
  readonly body: readonly unknown[];
}

/** A connection to the bus of the person's session. Disposing closes it. */
export class SessionBus implements AsyncDisposable {
  /** The library's own, for what is exported. */
  readonly bus: MessageBus;
  /** Resolves when the connection is gone, for whichever reason. */
  readonly closed: Promise<void>;

  private constructor(bus: MessageBus, closed: Promise<void>) {
    this.bus = bus;
    this.closed = closed;
  }

  /** Connects to the bus at `address`; undefined when nobody answers there. */
  static async connect(address: string): Promise<SessionBus | undefined> {
    let bus: MessageBus;
    try {
      bus = createClient({ busAddress: address, timeout: ANSWER_MS });
    } catch {
      return undefined; // an address of a kind that this library does not know
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    bus.connection.on("close", () => resolve());
    // Told by `closed`; without a listener it would end the program.
    bus.connection.on("error", () => resolve());
    try {
      await bus.getId();
    } catch {
      await bus.close();
      return undefined;
    }
    return new SessionBus(bus, promise);
  }

  /** Calls a method of another program. Rejects with the library's `DBusError`. */
  async call(place: Place, member: string, args?: Arguments): Promise<unknown> {
    const given = args ? { signature: args.signature, body: [...args.body] } : {};
    return await this.bus.invoke({ ...place, member, ...given });
  }

  /** Whether a program on the bus answers to `name`. */
  async has(name: string): Promise<boolean> {
    return await this.bus.nameHasOwner(name);
  }

  /** Calls `listener` with the values of each signal that a place sends, as long as the bus is connected. */
  async listen(place: Place, member: string, listener: (values: readonly unknown[]) => void): Promise<void> {
    const { destination, path, interface: name } = place;
    await this.bus.addMatch(
      `type='signal',sender='${destination}',path='${path}',interface='${name}',member='${member}'`,
    );
    this.bus.signals.on(this.bus.mangle(path, name, member), (body) => listener(body ?? []));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.bus.close();
  }
}

/** The bus itself. */
export const BUS: Place = {
  destination: "org.freedesktop.DBus",
  path: "/org/freedesktop/DBus",
  interface: "org.freedesktop.DBus",
};
