Set-StrictMode -Version Latest

# By default, a failed AWS cmdlet ends only its statement. This ends the script.
$ErrorActionPreference = 'Stop'

«include modules»

