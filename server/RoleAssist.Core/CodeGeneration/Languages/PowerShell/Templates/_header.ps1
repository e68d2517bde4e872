Set-StrictMode -Version Latest

# An AWS cmdlet that fails ends only its own statement. This ends the script.
$ErrorActionPreference = 'Stop'

«include modules»

