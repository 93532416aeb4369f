import { Buffer } from "node:buffer";
import { iconPicture } from "../icon_picture.ts";
import type { TrayState, TrayView } from "../tray_icon.ts";
import type { SessionBus } from "./bus.ts";
import { MENU_PATH } from "./menu.ts";

/** Where panels look for an icon by itself. */
export const ITEM_PATH = "/StatusNotifierItem";
const INTERFACE = "org.kde.StatusNotifierItem";

/** Sizes that panels show, in pixels. */
const SIZES = [22, 32, 48];

/** A picture as the bus carries it: width, height, and its pixels as alpha, red, green, blue. */
export type Pixmap = [width: number, height: number, argb: Buffer];

/** The icon of a state, in every size. */
export function pixmaps(state: TrayState): Pixmap[] {
  return SIZES.map((size) => {
    const { rgba } = iconPicture(state, size);
    const argb = Buffer.alloc(rgba.length);
    for (let at = 0; at < rgba.length; at += 4) {
      argb[at] = rgba[at + 3]!;
      argb.set(rgba.subarray(at, at + 3), at + 1);
    }
    return [size, size, argb];
  });
}

/**
 * The icon as org.kde.StatusNotifierItem describes it:
 * https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem/StatusNotifierItem/
 */
export class Item {
  readonly #bus: SessionBus;
  #view: TrayView;
  readonly #object;

  /** @param onActivate Called when the icon itself is clicked. */
  constructor(bus: SessionBus, view: TrayView, onActivate: () => void) {
    this.#bus = bus;
    this.#view = view;
    const activate = () => {
      onActivate();
      return null;
    };
    const nothing = () => null;
    this.#object = {
      Category: "ApplicationStatus",
      Id: "greffier",
      Title: "greffier",
      WindowId: 0,
      IconThemePath: "",
      Menu: MENU_PATH,
      ItemIsMenu: false,
      IconName: "",
      OverlayIconName: "",
      OverlayIconPixmap: [],
      AttentionIconName: "",
      AttentionMovieName: "",
      ...shown(view),
      Activate: activate,
      // Panels that show the menu do so by themselves.
      ContextMenu: nothing,
      SecondaryActivate: activate,
      Scroll: nothing,
      ProvideXdgActivationToken: nothing,
    };
    bus.bus.exportInterface(this.#object, ITEM_PATH, DESCRIPTION);
  }

  show(view: TrayView): void {
    const before = this.#view;
    this.#view = view;
    if (view.state === before.state && view.tooltip === before.tooltip) return;
    Object.assign(this.#object, shown(view));
    const tell = (signal: string, signature?: string, values?: unknown[]) =>
      this.#bus.bus.sendSignal(ITEM_PATH, INTERFACE, signal, signature, values);
    if (view.tooltip !== before.tooltip) tell("NewToolTip");
    if (view.state === before.state) return;
    tell("NewIcon");
    tell("NewAttentionIcon");
    tell("NewStatus", "s", [this.#object.Status]);
  }
}

/** What of the icon follows the view. */
function shown({ state, tooltip }: TrayView) {
  const pictures = pixmaps(state);
  return {
    Status: state === "attention" ? "NeedsAttention" : "Active",
    IconPixmap: pictures,
    AttentionIconPixmap: pictures,
    ToolTip: ["", [], tooltip, ""],
  };
}

const read = (type: string) => ({ type, access: "read" }) as const;

const DESCRIPTION = {
  name: INTERFACE,
  methods: {
    Activate: ["ii", "", ["x", "y"], []],
    SecondaryActivate: ["ii", "", ["x", "y"], []],
    ContextMenu: ["ii", "", ["x", "y"], []],
    Scroll: ["is", "", ["delta", "orientation"], []],
    ProvideXdgActivationToken: ["s", "", ["token"], []],
  } satisfies Record<string, [string, string, string[], string[]]>,
  signals: {
    NewTitle: [],
    NewIcon: [],
    NewAttentionIcon: [],
    NewOverlayIcon: [],
    NewToolTip: [],
    NewStatus: ["s", "status"],
  },
  properties: {
    Category: read("s"),
    Id: read("s"),
    Title: read("s"),
    Status: read("s"),
    WindowId: read("i"),
    IconThemePath: read("s"),
    Menu: read("o"),
    ItemIsMenu: read("b"),
    IconName: read("s"),
    IconPixmap: read("a(iiay)"),
    OverlayIconName: read("s"),
    OverlayIconPixmap: read("a(iiay)"),
    AttentionIconName: read("s"),
    AttentionIconPixmap: read("a(iiay)"),
    AttentionMovieName: read("s"),
    ToolTip: read("(sa(iiay)ss)"),
  },
};
