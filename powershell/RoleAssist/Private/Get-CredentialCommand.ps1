function Get-CredentialCommand {
    <#
    .SYNOPSIS
    Returns the command line that prints a session's credentials. The AWS SDK for .NET runs it in sh or cmd.
    .DESCRIPTION
    It contains no secret: the host answers only to processes of the same user.
    #>
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter(Mandatory = $true)]
        [string] $Program,

        [Parameter(Mandatory = $true)]
        [string] $Address
    )

    if ([System.IO.Path]::DirectorySeparatorChar -eq '\') {
        return "set `"ROLEASSIST_CREDENTIALS_FULL_URI=$Address`"&`"$Program`" credential-process"
    }

    $quoted = foreach ($text in $Address, $Program) { "'" + $text.Replace("'", "'\''") + "'" }
    "ROLEASSIST_CREDENTIALS_FULL_URI=$($quoted[0]) $($quoted[1]) credential-process"
}
