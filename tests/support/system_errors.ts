/** Errors of the file system as the runtime throws them. */
const MAKERS = {
  ENOSPC: () => new Error("No space left on device (os error 28)"),
  EIO: () => new Error("Input/output error (os error 5)"),
  EPERM: () => new Deno.errors.PermissionDenied("Operation not permitted (os error 1)"),
  EBUSY: () => new Deno.errors.Busy("Device or resource busy (os error 16)"),
  EXDEV: () => new Error("Invalid cross-device link (os error 18)"),
} as const;

export type SystemErrorCode = keyof typeof MAKERS;

/** The error that the file system gives for `code`. */
export function systemError(code: SystemErrorCode): Error {
  return Object.assign(MAKERS[code](), { code });
}
