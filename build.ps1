# Makes the executable for this machine, or for the platform given with --target. See build.ts.
$ErrorActionPreference = "Stop"
Set-Location $PSScriptRoot
if (Get-Command deno -ErrorAction SilentlyContinue) {
  deno task build @args
} else {
  npx --yes deno@2.9.6 task build @args
}
exit $LASTEXITCODE
