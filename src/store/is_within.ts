import * as systemPath from "node:path";

/**
 * Whether `path` is `folder`, or lies in it. Both are absolute.
 *
 * @param rules Of paths. @default this system's
 */
export function isWithin(
  folder: string,
  path: string,
  { isAbsolute, relative }: Pick<typeof systemPath, "isAbsolute" | "relative"> = systemPath,
): boolean {
  const way = relative(folder, path);
  // From one drive or share to another there is no way: it stays absolute.
  return !isAbsolute(way) && !/^\.\.([/\\]|$)/.test(way);
}
