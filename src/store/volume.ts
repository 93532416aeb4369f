import { resolve } from "node:path";
import { driveKind } from "../windows/mod.ts";

/** File systems of Linux whose files lie on another machine (`/proc/mounts`). */
const REMOTE =
  /^(nfs\d?|cifs|smb\d?|smbfs|9p|afs|ncpfs|davfs|ceph|glusterfs|lustre|fuse\.(sshfs|rclone|davfs2?|gvfsd-fuse|s3fs))$/;

/** A mounted file system. */
export interface Mount {
  readonly place: string;
  readonly type: string;
}

/** The lines of `/proc/mounts`, which writes a space in a path as `\040` (proc(5)). */
export function mountsIn(text: string): Mount[] {
  return text.split("\n").flatMap((line) => {
    const [, place, type] = line.split(" ");
    if (place === undefined || type === undefined) return [];
    return [{
      place: place.replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(parseInt(octal, 8))),
      type,
    }];
  });
}

/** The file system that holds a path, of those that are mounted: the one whose place is nearest above it. */
export function mountOf(path: string, mounts: readonly Mount[]): Mount | undefined {
  const holds = ({ place }: Mount) => place === "/" || path === place || path.startsWith(`${place}/`);
  // Of two on one place the later one hides the earlier one.
  return mounts.filter(holds).reduce<Mount | undefined>(
    (best, mount) => best && best.place.length > mount.place.length ? best : mount,
    undefined,
  );
}

/** The root of an absolute Windows path: `D:\`, `\\server\share\`; undefined for a path without one. */
export function windowsRoot(path: string): string | undefined {
  const plain = path.replaceAll("/", "\\").replace(/^\\\\\?\\UNC\\/i, "\\\\").replace(/^\\\\\?\\/, "");
  return /^([a-z]:)\\?/i.exec(plain)?.[1]?.concat("\\") ??
    /^\\\\[^\\?.][^\\]*\\[^\\]+/.exec(plain)?.[0].concat("\\");
}

/**
 * Whether a folder lies on another machine, as far as the system tells: a drive of a server, a share. Such a place sends
 * no events, or not those of changes that others make.
 */
export async function isOnNetwork(path: string, os: string = Deno.build.os): Promise<boolean> {
  const whole = resolve(path);
  if (os === "windows") {
    const root = windowsRoot(whole);
    return root !== undefined && (root.startsWith("\\\\") || driveKind(root) === "network");
  }
  if (os !== "linux") return false;
  try {
    const mount = mountOf(whole, mountsIn(await Deno.readTextFile("/proc/mounts")));
    return mount !== undefined && REMOTE.test(mount.type);
  } catch {
    // A container without /proc: nobody tells, and the rescan is there all the same.
    return false;
  }
}
