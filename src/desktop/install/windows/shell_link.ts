import { check, ComObject, createInstance, wideString } from "../../../windows/mod.ts";

/** What a shortcut of Windows holds. */
export interface ShellLink {
  /** Absolute path of what it starts; empty when it is no file. */
  readonly target: string;
  /** Written as a command line. */
  readonly args: string;
  readonly folder: string;
  readonly description: string;
  /** Path of the file whose first icon it shows. */
  readonly icon: string;
  /** Whether its window opens in the task bar alone, without coming to the front. */
  readonly minimised: boolean;
}

/** Of winuser.h. */
const SW_SHOWNORMAL = 1, SW_SHOWMINNOACTIVE = 7;

const CLSID_SHELL_LINK = "{00021401-0000-0000-C000-000000000046}";
const IID_SHELL_LINK_W = "{000214F9-0000-0000-C000-000000000046}";
const IID_PERSIST_FILE = "{0000010B-0000-0000-C000-000000000046}";

/** The path as it was written, without looking where the file may have gone (SLGP_RAWPATH of shobjidl_core.h). */
const AS_WRITTEN = 4;

/** Room for the texts of a link, in characters: INFOTIPSIZE of commctrl.h; its paths have MAX_PATH. */
const ROOM = 1024;

const SET_TEXT = { parameters: ["pointer", "buffer"], result: "i32" } as const;
const GET_TEXT = { parameters: ["pointer", "buffer", "i32"], result: "i32" } as const;

/** Methods by their place in the table of functions (shobjidl_core.h). */
class LinkObject extends ComObject {
  readonly getPath = this.bind(3, {
    parameters: ["pointer", "buffer", "i32", "pointer", "u32"],
    result: "i32",
  });
  readonly getDescription = this.bind(6, GET_TEXT);
  readonly setDescription = this.bind(7, SET_TEXT);
  readonly getWorkingDirectory = this.bind(8, GET_TEXT);
  readonly setWorkingDirectory = this.bind(9, SET_TEXT);
  readonly getArguments = this.bind(10, GET_TEXT);
  readonly setArguments = this.bind(11, SET_TEXT);
  readonly setShowCmd = this.bind(15, { parameters: ["pointer", "i32"], result: "i32" });
  readonly getIconLocation = this.bind(16, {
    parameters: ["pointer", "buffer", "i32", "buffer"],
    result: "i32",
  });
  readonly setIconLocation = this.bind(17, { parameters: ["pointer", "buffer", "i32"], result: "i32" });
  readonly setPath = this.bind(20, SET_TEXT);
}

/** Methods by their place in the table of functions (objidl.h). */
class FileObject extends ComObject {
  readonly load = this.bind(5, { parameters: ["pointer", "buffer", "u32"], result: "i32" });
  readonly save = this.bind(6, { parameters: ["pointer", "buffer", "i32"], result: "i32" });
}

function newLink(): LinkObject {
  return new LinkObject(createInstance(CLSID_SHELL_LINK, IID_SHELL_LINK_W, "CoCreateInstance(ShellLink)"));
}

/** Writes a shortcut to `path`, an absolute path that ends with `.lnk`. Throws an `HResultError` when Windows refuses. */
export function writeLink(
  path: string,
  { target, args, folder, description, icon, minimised }: ShellLink,
): void {
  using link = newLink();
  const { pointer } = link;
  check(link.setPath(pointer, wideString(target)), "IShellLinkW::SetPath");
  check(link.setArguments(pointer, wideString(args)), "IShellLinkW::SetArguments");
  check(link.setWorkingDirectory(pointer, wideString(folder)), "IShellLinkW::SetWorkingDirectory");
  check(link.setDescription(pointer, wideString(description)), "IShellLinkW::SetDescription");
  check(link.setIconLocation(pointer, wideString(icon), 0), "IShellLinkW::SetIconLocation");
  check(link.setShowCmd(pointer, minimised ? SW_SHOWMINNOACTIVE : SW_SHOWNORMAL), "IShellLinkW::SetShowCmd");
  using file = new FileObject(link.query(IID_PERSIST_FILE, "QueryInterface(IPersistFile)"));
  check(file.save(file.pointer, wideString(path), 1), "IPersistFile::Save");
}

/** Reads the shortcut at `path`, but for how its window opens, which a person may well change. Throws an `HResultError` when it is none. */
export function readLink(path: string): Omit<ShellLink, "minimised"> {
  using link = newLink();
  using file = new FileObject(link.query(IID_PERSIST_FILE, "QueryInterface(IPersistFile)"));
  check(file.load(file.pointer, wideString(path), 0), "IPersistFile::Load");
  const { pointer } = link;
  const text = (read: (room: Uint16Array<ArrayBuffer>) => number, call: string) => {
    const room = new Uint16Array(ROOM);
    check(read(room), `IShellLinkW::${call}`);
    const end = room.indexOf(0);
    return String.fromCharCode(...room.subarray(0, end < 0 ? room.length : end));
  };
  return {
    target: text((room) => link.getPath(pointer, room, ROOM, null, AS_WRITTEN), "GetPath"),
    args: text((room) => link.getArguments(pointer, room, ROOM), "GetArguments"),
    folder: text((room) => link.getWorkingDirectory(pointer, room, ROOM), "GetWorkingDirectory"),
    description: text((room) => link.getDescription(pointer, room, ROOM), "GetDescription"),
    icon: text((room) => link.getIconLocation(pointer, room, ROOM, new Int32Array(1)), "GetIconLocation"),
  };
}
