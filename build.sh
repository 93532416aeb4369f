#!/bin/sh
# Makes the executable for this machine, or for the platform given with --target. See build.ts.
set -eu
cd "$(dirname "$0")"
if command -v deno >/dev/null 2>&1; then
  exec deno task build "$@"
fi
exec npx --yes deno@2.9.6 task build "$@"
