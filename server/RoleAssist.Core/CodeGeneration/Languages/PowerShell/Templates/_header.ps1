Set-StrictMode -Version Latest

# A cmdlet of AWS that fails ends its own statement only: without this line the script would go on without the role.
$ErrorActionPreference = 'Stop'

