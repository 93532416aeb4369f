import { Variant } from "dbus-native";
import { TRAY_ACTIONS, type TrayAction, type TrayMenuItem, type TrayView } from "../tray_icon.ts";
import type { SessionBus } from "./bus.ts";

/** Where the menu lies on the bus. */
export const MENU_PATH = "/greffier/menu";
const INTERFACE = "com.canonical.dbusmenu";

/** A line of the menu as com.canonical.dbusmenu has it: its number, its properties, the lines below it. */
export type MenuNode = [id: number, properties: [name: string, value: Variant][], children: Variant[]];

/** Numbers of separators begin here; lines have those of their actions. */
const FIRST_SEPARATOR = 100;

/** The number of a line, the same whatever stands around it. */
const idOf = (action: TrayAction) => TRAY_ACTIONS.indexOf(action) + 1;

/** The properties of each line, by its number, in their order. */
export function menuLines(menu: TrayView["menu"]): Map<number, MenuNode[1]> {
  let separators = FIRST_SEPARATOR;
  return new Map(
    menu.map((item) => item === "separator" ? [separators++, SEPARATOR] : [idOf(item.action), lineOf(item)]),
  );
}

const SEPARATOR: MenuNode[1] = [["type", new Variant("s", "separator")]];

function lineOf({ label, enabled }: TrayMenuItem): MenuNode[1] {
  return [
    // A single underline marks the key that chooses a line.
    ["label", new Variant("s", label.replaceAll("_", "__"))],
    ["enabled", new Variant("b", enabled)],
  ];
}

/** The menu of an icon, for whichever panel shows it. */
export class Menu {
  readonly #bus: SessionBus;
  readonly #onAction: (action: TrayAction) => void;
  #menu: TrayView["menu"];
  #revision = 1;

  constructor(
    bus: SessionBus,
    menu: TrayView["menu"],
    onAction: (action: TrayAction) => void,
  ) {
    this.#bus = bus;
    this.#menu = menu;
    this.#onAction = onAction;
    bus.bus.exportInterface(this.#methods(), MENU_PATH, DESCRIPTION);
  }

  show(menu: TrayView["menu"]): void {
    if (JSON.stringify(menu) === JSON.stringify(this.#menu)) return;
    this.#menu = menu;
    this.#revision++;
    this.#bus.bus.sendSignal(MENU_PATH, INTERFACE, "LayoutUpdated", "ui", [this.#revision, 0]);
  }

  #clicked(id: number, event: string): boolean {
    if (!menuLines(this.#menu).has(id) && id !== 0) return false;
    const action = TRAY_ACTIONS[id - 1];
    const item = this.#menu.find((item) => item !== "separator" && item.action === action);
    if (event === "clicked" && item !== undefined && item !== "separator" && item.enabled) {
      this.#onAction(item.action);
    }
    return true;
  }

  #layout(parent: number): MenuNode {
    if (parent !== 0) return [parent, menuLines(this.#menu).get(parent) ?? [], []];
    const children = [...menuLines(this.#menu)]
      .map(([id, properties]) => new Variant("(ia{sv}av)", [id, properties, []]));
    return [0, [["children-display", new Variant("s", "submenu")]], children];
  }

  #methods() {
    const lines = () => menuLines(this.#menu);
    return {
      Version: 3,
      TextDirection: "ltr",
      Status: "normal",
      IconThemePath: [],
      GetLayout: (parent: number) => [this.#revision, this.#layout(parent)],
      GetGroupProperties: (ids: readonly number[]) =>
        [...lines()].filter(([id]) => ids.length === 0 || ids.includes(id)),
      GetProperty: (id: number, name: string) =>
        lines().get(id)?.find(([key]) => key === name)?.[1] ?? new Variant("s", ""),
      Event: (id: number, event: string) => {
        this.#clicked(id, event);
        return null;
      },
      EventGroup: (events: readonly (readonly [number, string])[]) =>
        events.filter(([id, event]) => !this.#clicked(id, event)).map(([id]) => id),
      AboutToShow: () => false,
      AboutToShowGroup: (ids: readonly number[]) => [[], ids.filter((id) => id !== 0 && !lines().has(id))],
    };
  }
}

const read = (type: string) => ({ type, access: "read" }) as const;

const DESCRIPTION = {
  name: INTERFACE,
  methods: {
    GetLayout: [
      ...["iias", "u(ia{sv}av)"] as [string, string],
      ["parentId", "recursionDepth", "propertyNames"],
      ["revision", "layout"],
    ],
    GetGroupProperties: ["aias", "a(ia{sv})", ["ids", "propertyNames"], ["properties"]],
    GetProperty: ["is", "v", ["id", "name"], ["value"]],
    Event: ["isvu", "", ["id", "eventId", "data", "timestamp"], []],
    EventGroup: ["a(isvu)", "ai", ["events"], ["idErrors"]],
    AboutToShow: ["i", "b", ["id"], ["needUpdate"]],
    AboutToShowGroup: ["ai", "aiai", ["ids"], ["updatesNeeded", "idErrors"]],
  } satisfies Record<string, [string, string, string[], string[]]>,
  signals: {
    ItemsPropertiesUpdated: ["a(ia{sv})a(ias)", "updatedProps", "removedProps"],
    LayoutUpdated: ["ui", "revision", "parent"],
    ItemActivationRequested: ["iu", "id", "timestamp"],
  },
  properties: {
    Version: read("u"),
    TextDirection: read("s"),
    Status: read("s"),
    IconThemePath: read("as"),
  },
};
