# Each function is a file. Their code is in the syntax of Windows PowerShell 5.1, and in ASCII, because that version
# reads files without a byte order mark in the system's code page.
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

foreach ($folder in 'Private', 'Public') {
    foreach ($file in Get-ChildItem -LiteralPath (Join-Path -Path $PSScriptRoot -ChildPath $folder) -Filter '*.ps1') {
        . $file.FullName
    }
}

# The folder of the extension, if the module is a part of it.
$script:PackageFolder = Split-Path -Path (Split-Path -Path $PSScriptRoot)

# Connection: the host that this PowerShell started. Role: what Use-AwsRole did, so that Clear-AwsRole can undo it.
# Block: the innermost block of Invoke-AwsRole that is running.
$script:RoleAssist = @{ Connection = $null; Role = $null; Block = $null }

$ExecutionContext.SessionState.Module.OnRemove = {
    Clear-AwsRole -Confirm:$false -WhatIf:$false
    Stop-RoleHost
}
