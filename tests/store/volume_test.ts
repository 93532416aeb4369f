import assert from "node:assert/strict";
import { isOnNetwork, mountOf, mountsIn, windowsRoot } from "../../src/store/volume.ts";

const MOUNTS = mountsIn(`/dev/sda1 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
//serveur/équipe /mnt/partage\\040commun cifs rw 0 0
tmpfs /mnt/partage\\040commun/ici tmpfs rw 0 0
nas:/volume /home/zoe nfs4 rw 0 0
`);

Deno.test("The file system of a path is the mounted one nearest above it", () => {
  const cases: [string, string][] = [
    ["/", "ext4"],
    ["/home", "ext4"],
    ["/home/zoe", "nfs4"],
    ["/home/zoe/greffier/inbox", "nfs4"],
    ["/home/zoey", "ext4"],
    ["/mnt/partage commun/greffier", "cifs"],
    ["/mnt/partage commun/ici/greffier", "tmpfs"],
  ];
  for (const [path, type] of cases) assert.equal(mountOf(path, MOUNTS)?.type, type, path);
  assert.equal(mountOf("/x", []), undefined);
});

Deno.test("The root of a Windows path is its drive or its share, however it is written", () => {
  const cases: [string, string | undefined][] = [
    ["D:\\", "D:\\"],
    ["D:\\greffier\\inbox", "D:\\"],
    ["d:/greffier", "d:\\"],
    ["\\\\?\\D:\\greffier", "D:\\"],
    ["\\\\serveur\\équipe\\greffier", "\\\\serveur\\équipe\\"],
    ["//serveur/équipe", "\\\\serveur\\équipe\\"],
    ["\\\\?\\UNC\\serveur\\équipe\\greffier", "\\\\serveur\\équipe\\"],
    ["greffier", undefined],
    ["\\\\.\\pipe\\x", undefined],
  ];
  for (const [path, root] of cases) assert.equal(windowsRoot(path), root, path);
});

Deno.test("A folder for temporary files lies on this machine", async () => {
  const folder = await Deno.makeTempDir();
  try {
    assert.equal(await isOnNetwork(folder), false);
  } finally {
    await Deno.remove(folder);
  }
});
